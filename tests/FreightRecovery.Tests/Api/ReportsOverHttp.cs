using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using FreightRecovery.Domain;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Tests.WorkedCases;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace FreightRecovery.Tests.Api;

/// <summary>
/// The reports over a small book that was counted by hand. Monday 5 January 2026, 08:00 UTC is 16:00 in Shanghai, and work ends at 17:30.
/// <list type="bullet">
/// <item>C-A of QINGDAO: S-A with MSCU and S-A2 with NCLU, both from Qingdao to Tokyo by the agent =TOKYO.</item>
/// <item>C-B of NINGBO: S-B and S-B2 with MSCU from Ningbo to Hamburg, no agent named.</item>
/// <item>08:00 I1 on S-A, rolled, and I2 on S-B, damaged; 08:30 I3 on S-A2, delayed, and I4 on S-B2, withdrawn at once.</item>
/// <item>08:30 I1 told, with a promise for 08:45, which is broken, and one for the 30th, renewed to the 31st and kept at 09:00, when I1 is
/// resolved as a matter of communication; at 09:30 the customer gives a 4.</item>
/// <item>I3 is told at 09:30, gets an offer accepted, is carried out, its promise kept, and resolved with a 5.</item>
/// <item>I2 is never told; the customer claims 1,000.00 and gets 300.00, the carrier pays 400.00 and had its notice in time.</item>
/// </list>
/// </summary>
public sealed class ReportsOverHttp : IAsyncLifetime
{
    private const string Period = "from=2025-12-01&to=2026-02-28";
    private readonly Server server = new();
    private string offer = "";

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        await MakeBook();
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Every_figure_is_what_was_counted_by_hand()
    {
        var manager = await server.As("Zhou Jie", "manager");
        var figures = (await manager.Get($"/reports/figures?{Period}")).Ok["items"]!.AsArray();

        Is("incidentsReported", 4, 4);
        Is("incidentsWithdrawn", 1, 1);
        Is("incidentsUnfounded", 0, 0);
        Is("incidentsOpen", 1, 1);
        // Told after 30 and 60 minutes; the second at 17:30 sharp. The median of two is the smaller one.
        Takes("firstResponseMedian", "PT30M", 2);
        Takes("firstResponseNinetiethPercentile", "PT1H", 2);
        Takes("firstResponseWorkedMedian", "PT30M", 2);
        Takes("firstResponseWorkedNinetiethPercentile", "PT1H", 2);
        // I2 still waits, past its time.
        Is("firstResponseInTime", 0.6667m, 2, 3);
        Takes("timeToResolveMedian", "PT1H", 2);
        Takes("timeToResolveWorkedMedian", "PT1H", 2);
        Is("resolutionRate", 0.6667m, 2, 3);
        Is("satisfactionMean", 4.5m, 9, 2);
        Is("satisfactionMarks", 1, 1, key: "4");
        Is("satisfactionMarks", 0, 0, key: "1");
        Is("satisfactionNotGiven", 0, 0, 2);
        Is("repeatRate", 0.5m, 1, 2);
        Is("promisesKept", 0.6667m, 2, 3);
        Is("promisesRenewed", 0.3333m, 1, 3);
        Is("promisesBroken", 1, 1);

        Is("incidentsPerThousandShipments", 750, 3, 4);
        Is("incidentsPerThousandShipments", 250, 1, 4, "kind", "cargoRolled");
        Is("incidentsPerThousandShipments", 500, 2, 4, "fault", "carrier");
        Is("incidentsPerThousandShipments", 250, 1, 4, "fault", "operations");
        Is("incidentsPerThousandShipments", 1000, 2, 2, "branch", "QINGDAO");
        Is("incidentsPerThousandShipments", 500, 1, 2, "branch", "NINGBO");
        Is("incidentsPerThousandShipments", 666.6667m, 2, 3, "carrier", "MSCU");
        Is("incidentsPerThousandShipments", 1000, 1, 1, "carrier", "NCLU");
        Is("incidentsPerThousandShipments", 1000, 2, 2, "agent", "=TOKYO");
        Is("incidentsPerThousandShipments", 500, 1, 2, "agent", null);
        Is("incidentsPerThousandShipments", 1000, 2, 2, "lane", "CNTAO-JPTYO");

        Is("stageMoves", 2, 2, key: "content-complaint");
        Is("stageMoves", 1, 1, key: "complaint-content");
        Assert.Null((decimal?)One("winBackRate")["value"]);
        Assert.Contains("lost", (string)One("winBackRate")["missing"]!, StringComparison.Ordinal);
        var board = (await manager.Get("/relationships")).Ok["items"]!.AsArray();
        Assert.Equal(board.Sum(c => Amount(c!["valueAtStake"])), Amount(One("valueAtStake", "USD")["amount"]));
        // Both invoices of C-B's two shipments but that of the withdrawn one: 10,000.00 since 08:00 on the 5th, now the 20th.
        Assert.Equal(10_000m, Amount(One("heldAmount", "USD")["amount"]));
        Takes("heldAgeMedian", Hours(server.Now - Server.Start), 1);

        var cost = Amount(JsonNode.Parse(offer)!["option"]!["cost"]);
        Assert.True(cost > 0);
        Assert.Equal(cost, Amount(One("recoveryCost", "USD")["amount"]));
        // C-A was in a complaint and is content again.
        Assert.Equal(120_000m, Amount(One("marginKept", "USD")["amount"]));
        Is("recoveryCostToMarginKept", decimal.Round(cost / 120_000m, 4, MidpointRounding.AwayFromZero), cost, 120_000, "currency", "USD");
        Assert.Equal(300m, Amount(One("claimsPaid", "USD")["amount"]));
        Assert.Equal(400m, Amount(One("claimsRecovered", "USD")["amount"]));
        // Notice to the carrier in time; the last day for suit lies a year ahead.
        Is("timeBarsMet", 1, 1, 1);
        Is("timeBarsMissed", 0, 0);

        JsonNode One(string name, string? key = null, string? by = null) => figures.Single(f =>
            (string)f!["name"]! == name && (key is null || (string?)f["key"] == key) && (by is null || (string?)f["by"] == by))!;

        void Is(string name, decimal value, decimal numerator, decimal? denominator = null, string? by = null, string? key = null)
        {
            var figure = figures.Single(f => (string)f!["name"]! == name && (string?)f["key"] == key
                && (by is null ? key is not null || f["by"] is null : (string?)f["by"] == by))!;
            Assert.Equal((name, value, numerator, denominator),
                (name, (decimal?)figure["value"], (decimal?)figure["numerator"], (decimal?)figure["denominator"]));
            Assert.Null(figure["missing"]);
        }

        void Takes(string name, string time, decimal of) =>
            Assert.Equal((name, time, of), (name, (string?)One(name)["time"], (decimal?)One(name)["denominator"]));
    }

    [Fact]
    public async Task Another_period_has_nothing_and_says_so()
    {
        var manager = await server.As("Zhou Jie", "manager");
        var figures = (await manager.Get("/reports/figures?from=2024-01-01&to=2024-12-31")).Ok["items"]!.AsArray();
        foreach (var name in (string[])["resolutionRate", "firstResponseMedian", "satisfactionMean", "repeatRate", "promisesKept", "recoveryCost",
                     "claimsPaid", "timeBarsMet", "incidentsPerThousandShipments"])
        {
            var figure = figures.Single(f => (string)f!["name"]! == name)!;
            Assert.Null(figure["value"]);
            Assert.Null(figure["time"]);
            Assert.Null(figure["amount"]);
            Assert.False(string.IsNullOrEmpty((string?)figure["missing"]), name);
        }

        foreach (var report in (string[])["causes", "carriers", "lanes", "slide"])
            await manager.Get($"/reports/{report}?from=2024-01-01&to=2024-12-31").Done();
    }

    [Fact]
    public async Task Causes_carriers_lanes_and_the_slide_are_what_was_counted_by_hand()
    {
        var manager = await server.As("Zhou Jie", "manager");
        var causes = (await manager.Get($"/reports/causes?{Period}")).Ok["items"]!.AsArray();
        foreach (var by in causes.GroupBy(c => (string)c!["by"]!))
        {
            Assert.Equal(3, by.Sum(c => (int)c!["incidents"]!));
            Assert.Equal(1m, (decimal)by.Last()!["cumulative"]!);
        }

        Assert.Equal(["carrier 2 0.6667", "operations 1 1"], Rows("fault"));
        // The damage has not been assessed, so its root cause is not known.
        Assert.Equal([" 1 0.3333", "carrier/transitDelay/service 1 0.6667", "operations/cargoRolled/service 1 1"], Rows("rootCause"));

        var lists = (await manager.Get($"/reports/carriers?{Period}")).Ok["lists"]!.AsArray();
        var msc = lists[0]!["items"]!.AsArray().Single(i => (string?)i!["key"] == "MSCU")!;
        Assert.Equal((2, 3, 666.6667m, "400.00"), ((int)msc["incidents"]!, (int)msc["shipments"]!, (decimal)msc["rate"]!, (string)msc["recovered"]![0]!["amount"]!));
        // Four shipments rank nobody.
        Assert.Null(msc["rank"]);
        Assert.Contains("Fewer than 20", (string)msc["missing"]!, StringComparison.Ordinal);
        Assert.Equal(["=TOKYO", null], lists[1]!["items"]!.AsArray().Select(i => (string?)i!["key"]).OrderByDescending(k => k));
        var lanes = (await manager.Get($"/reports/lanes?{Period}&branch=NINGBO")).Ok["lists"]![0]!["items"]!.AsArray();
        Assert.Equal("CNNGB-DEHAM", (string)Assert.Single(lanes)!["key"]!);

        var slide = (await manager.Get("/reports/slide?from=2026-01-01&to=2026-02-28")).Ok;
        Assert.Equal(
            ["content 2 1 1", "grumble 0 0 0", "complaint 0 1 1", "silence 0 0 0", "lost 0 0 0"],
            slide["stages"]!.AsArray().Select(s => $"{s!["stage"]} {s["atStart"]} {s["atEnd"]} {s["now"]}"));
        Assert.Equal((1, "120000.00"), ((int)slide["retained"]!["customers"]!, (string)slide["retained"]!["margin"]![0]!["amount"]!));
        Assert.Equal((0, 1, 0, 0), ((int)slide["lost"]!["customers"]!, (int)slide["recovered"]!, (int)slide["wonBack"]!, (int)slide["captive"]!));
        // Both became known by their bookings of December.
        var whole = (await manager.Get("/reports/slide")).Ok["stages"]![0]!;
        Assert.Equal((0, 2, 1), ((int)whole["atStart"]!, (int)whole["new"]!, (int)whole["atEnd"]!));

        IEnumerable<string> Rows(string by) =>
            causes.Where(c => (string)c!["by"]! == by).Select(c => $"{c!["key"]} {c["incidents"]} {c["cumulative"]}");
    }

    [Fact]
    public async Task A_branch_sees_its_own_and_an_account_manager_its_own_customers()
    {
        var ningbo = await server.As("Xu Lan", "supervisor", "NINGBO");
        Assert.Equal("forbidden", (await ningbo.Get("/reports/figures?branch=QINGDAO")).Problem);
        Assert.Equal(2m, Reported(await ningbo.Get($"/reports/figures?{Period}")));
        var everybody = await server.As("Zhou Jie", "executive");
        Assert.Equal(2m, Reported(await everybody.Get($"/reports/figures?{Period}&branch=NINGBO")));
        Assert.Equal(4m, Reported(await everybody.Get($"/reports/figures?{Period}")));

        Assert.Equal(2, Customers(await (await server.As("Li Na", "accountManager")).Get("/reports/slide")));
        Assert.Equal(0, Customers(await (await server.As("Somebody Else", "accountManager")).Get("/reports/slide")));
        Assert.Equal(1, Customers(await ningbo.Get("/reports/slide")));

        static decimal? Reported(Answer answer) =>
            (decimal?)answer.Ok["items"]!.AsArray().Single(f => (string)f!["name"]! == "incidentsReported")!["value"];

        static int Customers(Answer answer) => answer.Ok["stages"]!.AsArray().Sum(s => (int)s!["now"]!);
    }

    [Theory]
    [InlineData("figures")]
    [InlineData("causes")]
    [InlineData("carriers")]
    [InlineData("lanes")]
    [InlineData("slide")]
    public async Task Bad_dates_are_told_by_their_place(string report)
    {
        var manager = await server.As("Zhou Jie", "manager");
        Assert.Equal(["?from", "?to"], (await manager.Get($"/reports/{report}?from=yesterday&to=2026-13-01")).Pointers);
        Assert.Equal(["?to"], (await manager.Get($"/reports/{report}?from=2026-02-01&to=2026-01-01")).Pointers);
    }

    [Fact]
    public async Task Csv_says_what_json_says_and_no_cell_is_a_formula()
    {
        var manager = await server.As("Zhou Jie", "manager");
        var figures = (await manager.Get($"/reports/figures?{Period}")).Ok["items"]!.AsArray();
        var lines = await Csv(manager, $"figures?{Period}");
        Assert.Equal("name,by,key,unit,value,amount,currency,time,numerator,denominator,missing", lines[0]);
        Assert.Equal(figures.Count, lines.Length - 1);
        foreach (var (figure, line) in figures.Zip(lines.Skip(1)))
        {
            var key = (string?)figure!["key"];
            string?[] cells =
            [
                (string?)figure["name"], (string?)figure["by"], key == "=TOKYO" ? "'=TOKYO" : key, (string?)figure["unit"], Number("value"),
                (string?)figure["amount"]?["amount"], (string?)figure["amount"]?["currency"], (string?)figure["time"], Number("numerator"),
                Number("denominator"), (string?)figure["missing"],
            ];
            Assert.Equal(string.Join(',', cells.Select(c => c?.Contains(',', StringComparison.Ordinal) == true ? $"\"{c}\"" : c)), line);

            string? Number(string member) => ((decimal?)figure[member])?.ToString(CultureInfo.InvariantCulture);
        }

        Assert.Contains(await Csv(manager, $"carriers?{Period}"), line => line.StartsWith("agent,'=TOKYO,,2,2,1000", StringComparison.Ordinal));
        Assert.Contains(await Csv(manager, $"causes?{Period}"), line => line.StartsWith("fault,operations,1,0.3333,1,", StringComparison.Ordinal));
        Assert.Contains("lane,CNNGB-DEHAM,,1,2,500,USD,,400,Fewer than 20 shipments: too few to be ranked.",
            (await Csv(manager, $"lanes?{Period}")).Select(l => l.Replace("400.00", "400", StringComparison.Ordinal)));
        Assert.Contains("moves,complaint,content,1,,", await Csv(manager, $"slide?{Period}"));
    }

    [Fact]
    public async Task Reports_carry_no_personal_data()
    {
        var admin = await server.As("root", "admin");
        foreach (var report in (string[])["figures", "causes", "carriers", "lanes", "slide"])
        {
            var text = (await admin.Get($"/reports/{report}")).Ok.Text;
            Assert.DoesNotContain("Zhao Min", text, StringComparison.Ordinal);
            Assert.DoesNotContain("example.com", text, StringComparison.Ordinal);
            Assert.DoesNotContain("left behind", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Rebuilding_gives_the_same_rows_byte_for_byte()
    {
        var before = Dump();
        Assert.Equal(5, before.Select(row => row[..row.IndexOf('|', StringComparison.Ordinal)]).Distinct().Count());
        Maintenance.Rebuild(server.DataDirectory, Policy.Default);
        Assert.Equal(before, Dump());
    }

    private async Task MakeBook()
    {
        await Book.Put(server, "A");
        await Book.Put(server, "B", "NINGBO");
        var erp = await server.As("erp", "integration");
        await erp.Put("/shipments/S-A", Shipment("C-A", "MSCU", "CNTAO", "JPTYO", "=TOKYO")).Done();
        await erp.Put("/shipments/S-A2", Shipment("C-A", "NCLU", "CNTAO", "JPTYO", "=TOKYO")).Done();
        await erp.Put("/shipments/S-B", Shipment("C-B", "MSCU", "CNNGB", "DEHAM", null)).Done();
        await erp.Put("/shipments/S-B2", Shipment("C-B", "MSCU", "CNNGB", "DEHAM", null)).Done();
        await erp.Put("/invoices/I-A2", Book.Invoice("S-A2")).Done();
        var (i1, i2) = (await Book.Report(server, "S-A", "cargoRolled"), await Book.Report(server, "S-B", "cargoDamaged"));
        // Not at one instant: of two signals of the same time either may come first.
        await server.Settle();
        await server.Advance(Duration.FromMinutes(30));
        var i3 = await Desk.Report(server, Book.Report("S-A2", "transitDelay"));
        var i4 = await Book.Report(server, "S-B2", "transitDelay");
        var rep = await server.As("Wang Fang", "sales");
        await rep.Post($"/incidents/{i4}/withdrawal", new { reason = "Told twice." }).Done();
        await server.Settle();
        await rep.Post($"/incidents/{i1}/acknowledgement", new { channel = "phone", note = "Told.", promiseDueAt = "2026-01-05T08:45:00Z" }).Done();
        await rep.Post($"/incidents/{i1}/promises", new { what = "A report", dueAt = "2026-01-30T08:00:00Z" }).Done();
        var promise = (string)(await rep.Get($"/incidents/{i1}")).Ok["promises"]!.AsArray().Single(p => (string)p!["what"]! == "A report")!["id"]!;
        await server.Advance(Duration.FromMinutes(30));
        await rep.Post($"/promises/{promise}/renewal", new { dueAt = "2026-01-31T08:00:00Z", customerToldAt = "2026-01-05T09:00:00Z" }).Done();
        await rep.Post($"/promises/{promise}/fulfilment", new { note = "Said." }).Done();
        await rep.Post($"/incidents/{i1}/assessment", new
        {
            finding = "communication", fault = "operations", department = "operations", cause = "service", severity = "major",
        }).Done();
        await rep.Post($"/incidents/{i1}/resolution", new { rootCause = "It did not know.", prevention = "Say it at once." }).Done();

        var claim = (string)(await rep.Post($"/incidents/{i2}/claims", new { direction = "onCarrier", amount = Book.Money("1000.00"), regime = "hagueVisby" })).Ok["id"]!;
        await rep.Post($"/claims/{claim}/notice", new { on = "2026-01-05", note = "By mail." }).Done();
        await rep.Post($"/claims/{claim}/recovery", new { amount = Book.Money("400.00"), receivedOn = "2026-01-05", from = "MSC" }).Done();
        var own = (string)(await rep.Post($"/incidents/{i2}/claims", new { direction = "fromCustomer", amount = Book.Money("1000.00") })).Ok["id"]!;
        await (await server.As("Zhou Jie", "manager")).Post($"/claims/{own}/settlement", new { amount = Book.Money("300.00") }).Done();

        await i3.Tell();
        await rep.Post($"/incidents/{i1}/follow-ups", new { satisfaction = 4 }).Done();
        await i3.Assess("carrier", "service", "major");
        var id = await i3.Offer();
        offer = (await i3.Read())["offers"]!.AsArray().Single(o => (string)o!["id"]! == id)!.ToJsonString();
        await i3.Answer(id, accepted: true);
        await i3.CarryOut();
        await i3.Close(5, "The feeder was late.", "Another feeder.");
        await server.Advance(Instant.FromUtc(2026, 1, 20, 8, 0) - server.Now);
        await server.Settle();
    }

    private static object Shipment(string customer, string carrier, string origin, string destination, string? agent) => new
    {
        customer, mode = "sea", carrier, agent, origin, destination, packages = 3, grossMass = 1000, bookedAt = "2025-12-20T08:00:00Z",
        deliveredAt = "2026-01-05T06:00:00Z",
    };

    private async Task<string[]> Csv(Client client, string report)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/reports/{report}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", client.Key);
        request.Headers.Accept.ParseAdd("text/csv");
        using var answer = await server.Raw(request);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        return (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private List<string> Dump()
    {
        var rows = new List<string>();
        using var connection = new SqliteConnection($"Data Source={Path.Combine(server.DataDirectory, SqliteStore.FileName)};Pooling=False");
        connection.Open();
        foreach (var table in (string[])["incident_figure", "agreed_offer", "claim_money", "time_bar", "stage_move"])
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} ORDER BY 1, 2, 3";
            using var reader = command.ExecuteReader();
            while (reader.Read())
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i)).Prepend(table)));
        }

        return rows;
    }

    private static string Hours(Duration time) => DurationText.Write(time);

    private static decimal Amount(JsonNode? money) => decimal.Parse((string)money!["amount"]!, CultureInfo.InvariantCulture);
}
