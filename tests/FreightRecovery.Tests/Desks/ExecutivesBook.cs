using System.Net;
using System.Text.Json.Nodes;
using FreightRecovery.Tests.Api;
using CaseDesk = FreightRecovery.Tests.WorkedCases.Desk;

namespace FreightRecovery.Tests.Desks;

/// <summary>The whole book on one page; each picture has its table.</summary>
public sealed class ExecutivesBook : IAsyncLifetime
{
    private readonly Server server = new();

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        var (customer, shipment, _) = await Book.Put(server, "BOOK");
        await CaseDesk.Report(server, Book.Report(shipment));
        await (await server.As("erp", "integration")).Post($"/customers/{customer}/signals", new { kind = "complaint", at = "2026-01-05T07:00:00Z", channel = "phone", note = "Again" }).Done();
        await server.Settle();
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Its_pictures_hold_what_the_reports_tell_and_stand_beside_tables()
    {
        var executive = await Person.SignedIn(server, "Gao Lei", "executive");
        Assert.Contains("href=\"/book\"", executive.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await executive.Open("/book"));

        var reported = (await (await server.As("Gao Lei", "executive")).Get("/reports/slide"))["flows"]!.AsArray();
        var drawn = Values(executive, "flow")["links"]!.AsArray();
        Assert.NotEmpty(reported);
        Assert.Equal(reported.Select(f => (int)f!["moves"]!), drawn.Select(l => (int)l!["count"]!));
        Assert.Equal("cargo rolled", (string)Values(executive, "pareto")["bars"]![0]!["label"]!);
        Assert.Contains("<td>cargo rolled</td>", executive.Html, StringComparison.Ordinal);
        Assert.Contains("<td>MSCU</td>", executive.Html, StringComparison.Ordinal);
        Assert.Contains("USD\u00A010,000.00", executive.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Shandong", executive.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_period_is_asked_for_in_the_address_and_a_wrong_one_is_refused()
    {
        var executive = await Person.SignedIn(server, "Gao Lei", "executive");
        await executive.Open("/book?from=2025-01-01&to=2025-12-31");
        Assert.Contains("No incident was reported in this period", executive.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await executive.Open("/book?from=2026-02-01&to=2026-01-01"));
        var sales = await Person.SignedIn(server, "Wang Fang", "sales");
        Assert.Equal(HttpStatusCode.Forbidden, await sales.Open("/book"));
    }

    [Fact]
    public async Task The_months_are_drawn_as_lines_beside_their_table_and_tell_what_the_report_tells()
    {
        var executive = await Person.SignedIn(server, "Gao Lei", "executive");
        await executive.Open("/book");
        var report = (await (await server.As("Gao Lei", "executive")).Get("/reports/trends"))["items"]!.AsArray();
        Assert.Equal(("2025-02", "2026-01"), ((string)report[0]!["month"]!, (string)report[^1]!["month"]!));
        Assert.Equal([0, 1], report.TakeLast(2).Select(m => (int)m!["incidentsReported"]!));
        Assert.Null(report[^1]!["firstResponseInTime"]);

        var lines = Values(executive, "lines");
        Assert.Equal("Jan 2026", (string)lines["months"]![11]!);
        Assert.Equal(report.Select(m => (int)m!["incidentsReported"]!), lines["lines"]![0]!["values"]!.AsArray().Select(v => (int)v!));
        Assert.Contains("<td class=\"month\">Jan 2026</td><td class=\"number\">1</td><td class=\"number\">–</td>", executive.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_counts_what_was_told_in_time_what_is_resolved_and_which_promises_were_kept()
    {
        await using var house = new Server();
        await house.InitializeAsync();
        var (_, shipment, _) = await Book.Put(house, "TREND");
        var desk = await CaseDesk.Report(house, Book.Report(shipment));
        await desk.Tell();
        await desk.Assess("carrier", "service", "major");
        await desk.Answer(await desk.Offer(), accepted: true);
        await desk.CarryOut();
        await desk.Close(5, "Overbooked.", "Confirm space.");
        var (_, other, _) = await Book.Put(house, "TREND2");
        var left = await CaseDesk.Report(house, Book.Report(other));
        var rep = await house.As("Wang Fang", "sales");
        foreach (var day in (string[])["2026-01-12", "2026-01-13"])
            await rep.Post($"/incidents/{left.Incident}/promises", new { what = "A call", dueAt = $"{day}T09:00:00Z" }).Done();
        var promises = (await rep.Get($"/incidents/{left.Incident}")).Ok["promises"]!.AsArray();
        await rep.Post($"/promises/{(string)promises[0]!["id"]!}/fulfilment", new { note = "Called." }).Done();
        await house.Advance(NodaTime.Duration.FromDays(40));

        var report = (await (await house.As("Gao Lei", "executive")).Get("/reports/trends?to=2026-02-28"))["items"]!.AsArray();
        var january = report[^2]!;
        Assert.Equal(
            ("2026-01", 2, 0.5m, 0.5m, 0.5m),
            ((string)january["month"]!, (int)january["incidentsReported"]!, (decimal)january["firstResponseInTime"]!, (decimal)january["resolutionRate"]!,
                (decimal)january["promisesKept"]!));
        Assert.Equal("2026-02", (string)report[^1]!["month"]!);
        Assert.Equal(0, (int)report[^1]!["incidentsReported"]!);
        // Whose branch it is not sees nothing of it.
        var elsewhere = (await (await house.As("Ivan", "manager", "MOSCOW")).Get("/reports/trends"))["items"]!.AsArray();
        Assert.All(elsewhere, m => Assert.Equal(0, (int)m!["incidentsReported"]!));
    }

    [Theory]
    [InlineData("en", "What incidents come from")]
    [InlineData("zh-Hans", "异常来源")]
    [InlineData("zh-Hant", "異常來源")]
    [InlineData("ru", "Откуда инциденты")]
    public async Task It_speaks_each_language(string language, string title)
    {
        await server.Account("Gao Lei", "executive");
        var executive = new Person(server) { Languages = language };
        await executive.SignIn("Gao Lei", Server.Password);
        Assert.Equal(HttpStatusCode.OK, await executive.Open("/book"));
        Assert.Contains(title, executive.Html, StringComparison.Ordinal);
    }

    private static JsonNode Values(Person person, string chart)
    {
        var at = person.Source.IndexOf($"data-chart=\"{chart}\" data-values=\"", StringComparison.Ordinal) + $"data-chart=\"{chart}\" data-values=\"".Length;
        return JsonNode.Parse(WebUtility.HtmlDecode(person.Source[at..person.Source.IndexOf('"', at)]))!;
    }
}
