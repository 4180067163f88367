using System.Globalization;
using System.Net;
using FreightRecovery.Tests.Api;
using NodaTime;

namespace FreightRecovery.Tests.Desks;

/// <summary>The inbox, without script: what it shows to whom, its addresses, steps for many, the list as CSV, and the live stream.</summary>
public sealed class InboxDesk(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task An_empty_inbox_says_where_incidents_come_from()
    {
        var rep = await Person.SignedIn(server, "Somebody new", "sales");
        Assert.Contains("href=\"/incidents\"", rep.Html);
        Assert.Equal(HttpStatusCode.OK, await rep.Open("/incidents"));
        Assert.Contains("No incident is here", rep.Html);
    }

    [Fact]
    public async Task A_rep_sees_its_own_incidents_and_no_other_ones()
    {
        var (_, shipment, _) = await Book.Put(server, "MINE");
        var incident = await Book.Report(server, shipment, "cargoRolled");
        var (rep, other) = (await Person.SignedIn(server, "Wang Fang", "sales"), await Person.SignedIn(server, "Chen Bo", "sales"));

        await rep.Open("/incidents");
        Assert.Contains($"/incidents/{incident}", rep.Html);
        await other.Open("/incidents");
        Assert.DoesNotContain(incident, other.Html);
        Assert.Equal(HttpStatusCode.Forbidden, await other.Open($"/incidents/{incident}"));
        Assert.DoesNotContain(shipment, other.Html);
        await other.Open("/incidents.csv");
        Assert.DoesNotContain(incident, other.Html);
        Assert.Equal(HttpStatusCode.NotFound, await other.Open($"/incidents/{Guid.NewGuid()}"));
    }

    [Theory]
    [InlineData("state=reported", true)]
    [InlineData("state=resolved", false)]
    [InlineData("kind=cargoRolled&severity=major", true)]
    [InlineData("kind=cargoLost", false)]
    [InlineData("told=no&order=due", true)]
    [InlineData("told=yes", false)]
    [InlineData("assignee=Wang+Fang&customer=C-FILTER", true)]
    [InlineData("assignee=Nobody", false)]
    [InlineData("q=S-FILTER", true)]
    [InlineData("q=CSQU3054383", true)]
    [InlineData("q=LEFT+behind", true)]
    [InlineData("q=shandong", true)]
    [InlineData("q=100%25", false)]
    [InlineData("state=nonsense&after=nonsense", true)]
    public async Task What_is_shown_stands_in_the_address(string query, bool shown)
    {
        var (_, shipment, _) = await Book.Put(server, "FILTER");
        var incident = await Book.Report(server, shipment, "cargoRolled");
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");

        Assert.Equal(HttpStatusCode.OK, await rep.Open($"/incidents?{query}"));

        Assert.Equal(shown, rep.Html.Contains($"href=\"/incidents/{incident}\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("order=oldest")]
    [InlineData("order=due")]
    public async Task The_pages_make_up_the_list_and_the_list_is_the_csv(string query)
    {
        var (reported, name) = (new List<string>(), $"Rep {query.Replace('=', ' ')}".Trim());
        var (erp, reporter) = (await server.As("erp", "integration"), await server.As(name, "sales"));
        await erp.Put($"/customers/C-{name}", Book.Customer(salesRep: name)).Done();
        for (var i = 0; i < 60; i++)
        {
            // Ids carry the time of the report to the millisecond.
            server.Clock.Advance(Duration.FromSeconds(1));
            await erp.Put($"/shipments/S-{name}-{i}", Book.Shipment($"C-{name}")).Done();
            reported.Add((string)(await reporter.Post("/incidents", Book.Report($"S-{name}-{i}"))).Ok["id"]!);
        }

        var rep = await Person.SignedIn(server, name, "sales");
        await rep.Open($"/incidents?{query}");
        var first = Shown(rep.Source);
        Assert.Equal(50, first.Count);
        const string Link = "rel=\"next\" href=\"";
        var at = rep.Html.IndexOf(Link, StringComparison.Ordinal) + Link.Length;
        await rep.Open(rep.Html[at..rep.Html.IndexOf('"', at)]);
        List<string> all = [.. first, .. Shown(rep.Source)];
        Assert.Equal(query == "" ? reported.AsEnumerable().Reverse() : reported, all);

        await rep.Open($"/incidents.csv?{query}");
        Assert.Equal(all, rep.Source.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0]));
    }

    [Theory]
    [InlineData("", "Reported|What happened|Shipment|Customer|State|Customer told|With", 14)]
    [InlineData("columns=shipment,branch", "What happened|Shipment|Branch", 6)]
    [InlineData("columns=what&columns=occurred&columns=nonsense", "Happened|What happened", 5)]
    [InlineData("columns=", "What happened", 4)]
    public async Task The_columns_stand_in_the_address_and_in_the_file(string query, string heads, int columns)
    {
        var (_, shipment, _) = await Book.Put(server, "COLUMNS");
        await Book.Report(server, shipment, "cargoRolled");
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        await rep.Open($"/incidents?{query}");
        var table = rep.Html[rep.Html.IndexOf("<thead>", StringComparison.Ordinal)..rep.Html.IndexOf("</thead>", StringComparison.Ordinal)];
        Assert.Equal(heads.Split('|'), table.Split("<th scope=\"col\">").Skip(2).Select(h => h[..h.IndexOf('<', StringComparison.Ordinal)]));
        // What the page says of itself says it again: the live rows, the next page and the file.
        var address = rep.Html.Split("hx-get=\"")[1].Split('"')[0];
        await rep.Open(address);
        Assert.Contains(table, rep.Html, StringComparison.Ordinal);
        await rep.Open(rep.Html.Split("<a href=\"").First(a => a.StartsWith("/incidents.csv", StringComparison.Ordinal)).Split('"')[0]);
        Assert.Equal(columns, rep.Source.Split("\r\n")[0].Split(',').Length);
    }

    [Fact]
    public async Task Many_are_told_at_once_and_one_that_is_refused_holds_up_no_other()
    {
        var (_, first, _) = await Book.Put(server, "BULK1");
        var (_, second, _) = await Book.Put(server, "BULK2");
        var (one, two) = (await Book.Report(server, first, "cargoRolled"), await Book.Report(server, second, "cargoRolled"));
        await (await server.As("Wang Fang", "sales")).Post($"/incidents/{one}/acknowledgement", new { channel = "phone", note = "Told." }).Done();
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        await rep.Open("/incidents");

        (string, string)[] form = [("once", "k1"), ("incident", one), ("incident", two), ("channel", "phone"), ("note", "Told at once."), ("promiseDueAt", "2026-01-05T18:00")];
        Assert.Equal(HttpStatusCode.OK, await rep.Send("/incidents", form));

        Assert.Contains("One customer is told.", rep.Html);
        Assert.Contains("The customer has been told already", rep.Html);
        Assert.Contains($"{first}</a>", rep.Html);
        var told = (await (await server.As("Wang Fang", "sales")).Get($"/incidents/{two}")).Ok;
        Assert.Equal(("acknowledged", "2026-01-05T18:00:00Z"), ((string)told["state"]!, (string)told["promises"]![0]!["dueAt"]!));

        await rep.Send("/incidents", ("act", "promised"), ("incident", two), ("what", "The survey"));
        Assert.Contains("Say what is promised, and by when", rep.Html);
        await rep.Send("/incidents", ("once", "k2"), ("act", "promised"), ("incident", one), ("incident", two), ("what", "The survey"), ("dueAt", "2026-01-06T09:00"));
        Assert.Contains("2 customers have the promise.", rep.Html);
        Assert.Contains("The survey", (await (await server.As("Wang Fang", "sales")).Get($"/incidents/{one}")).Text);

        await rep.Send("/incidents", ("once", "k3"), ("act", "assigned"), ("incident", one), ("incident", two), ("to", "Chen Wei"));
        Assert.Contains("2 incidents are handed over.", rep.Html);
        Assert.Equal("Chen Wei", (string)(await (await server.As("Wang Fang", "sales")).Get($"/incidents/{two}")).Ok["assignee"]!);
        Assert.Contains("Yours now, from Wang Fang", (await (await server.As("Chen Wei", "operations")).Get("/notifications")).Text);
        // What was handed over goes back to whoever had each of them.
        Assert.Contains($"value=\"{two} Wang Fang\"", rep.Html);
        await rep.Send("/incidents", ("once", "k4"), ("act", "returned"), ("back", $"{one} Wang Fang"), ("back", $"{two} Wang Fang"));
        Assert.Contains("2 incidents are handed back.", rep.Html);
        Assert.Equal("Wang Fang", (string)(await (await server.As("Wang Fang", "sales")).Get($"/incidents/{two}")).Ok["assignee"]!);
        await rep.Send("/incidents", ("act", "returned"), ("back", "nonsense"));
        Assert.Contains("Check one incident or more first", rep.Html);
        await rep.Send("/incidents", ("act", "assigned"), ("incident", one), ("to", " "));
        Assert.Contains("Name who has them from now on", rep.Html);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await rep.Send("/incidents", ("channel", "phone"), ("note", "x")));
        Assert.Contains("Check one incident or more first", rep.Html);
    }

    [Fact]
    public async Task A_second_click_is_no_second_step()
    {
        var (_, shipment, _) = await Book.Put(server, "TWICE");
        var incident = await Book.Report(server, shipment, "cargoRolled");
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        await rep.Open($"/incidents/{incident}");

        foreach (var _ in (int[])[1, 2])
            Assert.Equal(HttpStatusCode.OK, await rep.Send($"/incidents/{incident}/promise", ("once", "k2"), ("what", "A call"), ("dueAt", "2026-01-06T10:00")));
        Assert.Single((await (await server.As("Wang Fang", "sales")).Get($"/incidents/{incident}")).Ok["promises"]!.AsArray());
        await rep.Send($"/incidents/{incident}/promise", ("once", "k2"), ("what", "Another call"), ("dueAt", "2026-01-06T10:00"));
        Assert.Equal(2, (await (await server.As("Wang Fang", "sales")).Get($"/incidents/{incident}")).Ok["promises"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_open_inbox_hears_of_a_report_of_its_own_and_of_no_other_and_resumes()
    {
        var (_, mine, _) = await Book.Put(server, "LIVE1");
        var other = await Person.SignedIn(server, "Chen Bo", "sales");
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        using var strange = await other.Follow("/incidents/live");
        using var live = await rep.Follow("/incidents/live");
        await Book.Report(server, mine, "cargoRolled");
        var first = await live.Next();
        Assert.Equal("incidents", first.Event);

        var erp = await server.As("erp", "integration");
        await erp.Put("/customers/C-LIVE2", Book.Customer(salesRep: "Chen Bo")).Done();
        await erp.Put("/shipments/S-LIVE2", Book.Shipment("C-LIVE2")).Done();
        await (await server.As("Chen Bo", "sales")).Post("/incidents", Book.Report("S-LIVE2")).Done();
        Assert.True(long.Parse((await strange.Next()).Id, CultureInfo.InvariantCulture) > long.Parse(first.Id, CultureInfo.InvariantCulture));

        using var all = await rep.Follow("/incidents/live", "0");
        Assert.Equal("incidents", (await all.Next()).Event);
        Assert.Equal(HttpStatusCode.BadRequest, await rep.Open("/incidents/live", ("Last-Event-ID", "yesterday")));
    }

    [Fact]
    public async Task What_is_reported_between_the_page_and_its_listening_is_heard()
    {
        var (_, shipment, _) = await Book.Put(server, "BETWEEN");
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        await rep.Open("/incidents");
        var listening = rep.Html.Split("sse-connect=\"")[1].Split('"')[0];
        await Book.Report(server, shipment, "cargoRolled");

        using var live = await rep.Follow(listening);
        Assert.Equal("incidents", (await live.Next()).Event);
        Assert.Equal(HttpStatusCode.BadRequest, await rep.Open("/incidents/live?after=yesterday"));
    }

    private static List<string> Shown(string html) =>
        [.. html.Split("data-incident=\"").Skip(1).Select(row => row[..row.IndexOf('"', StringComparison.Ordinal)])];
}
