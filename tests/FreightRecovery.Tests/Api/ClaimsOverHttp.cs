using System.Net;
using System.Text.Json.Nodes;
using NodaTime;

namespace FreightRecovery.Tests.Api;

/// <summary>Claims and the law's clocks over HTTP, from the report to the money that comes in.</summary>
public sealed class ClaimsOverHttp : IAsyncLifetime
{
    private readonly Server server = new()
    {
        Legal = """{"version": 2, "sdr": [{"on": "2026-01-02", "currency": "USD", "value": 1.25}]}""",
    };

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task An_incident_shows_both_clocks_before_anybody_claims_and_says_what_is_missing()
    {
        var (id, rep) = await Damaged("A", deliveredAt: null);
        var incident = (await rep.Get($"/incidents/{id}")).Ok;
        Assert.Null(incident["claim"]);
        var (house, master) = (incident["legalClocks"]!["house"]!, incident["legalClocks"]!["master"]!);
        Assert.Equal(("fiataFbl", false), ((string)house["regime"]!, (bool)house["regimeAssumed"]!));
        Assert.Equal(("hagueVisby", true), ((string)master["regime"]!, (bool)master["regimeAssumed"]!));
        Assert.Equal("Confirm with counsel.", (string)master["confirm"]!);
        Assert.Null(master["noticeBy"]);
        Assert.Contains("delivery", master["missing"]!.ToJsonString(), StringComparison.Ordinal);

        await Deliver("A");
        var clocks = (await rep.Get($"/incidents/{id}")).Ok["legalClocks"]!;
        Assert.Equal(("2026-01-05", "2026-10-05"), Days(clocks["house"]!));
        Assert.Equal(("2026-01-05", "2027-01-05"), Days(clocks["master"]!));
        // 1,000 kg x 2 SDR = 2,000; 3 packages x 666.67 = 2,000.01; the higher, at 1.25.
        Assert.Equal("2500.01", (string)clocks["master"]!["limit"]!["amount"]!);
        Assert.Contains("3 packages x 666.67 SDR = 2,000.01 SDR", clocks["master"]!["limitLines"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_goes_from_opening_to_settlement_and_recovery()
    {
        var (id, rep) = await Damaged("B");
        var opened = await rep.Post($"/incidents/{id}/claims", Claim("onCarrier", "4000.00", "hagueVisby"), "key-1");
        Assert.Equal((HttpStatusCode.Created, $"/api/v1/claims/{(string)opened["id"]!}"), (opened.Status, opened.Location));
        Assert.Equal(opened.Text, (await rep.Post($"/incidents/{id}/claims", Claim("onCarrier", "4000.00", "hagueVisby"), "key-1")).Ok.Text);
        Assert.Equal(("2026-01-05", "2027-01-05"), Days(opened.Body));
        Assert.Equal("2500.01", (string)opened["limit"]!["amount"]!);

        var claim = $"/claims/{(string)opened["id"]!}";
        Assert.Equal("2026-01-05", (string)(await rep.Post($"{claim}/notice", new { on = "2026-01-05", note = "mail 8" })).Ok["noticeOn"]!);
        Assert.Equal("2027-07-05", (string)(await rep.Post($"{claim}/extension", new { until = "2027-07-05", grantedBy = "MSC", evidence = "mail 9" })).Ok["sueBy"]!);
        await rep.Post($"{claim}/reserve", new { amount = Book.Money("2500.00") }).Done();
        await rep.Post($"{claim}/disallowance", new { on = "2026-01-05", note = "Inherent vice." }).Done();
        await rep.Post($"{claim}/suit", new { on = "2026-01-05", note = "High Court" }).Done();
        await rep.Post($"{claim}/settlement", new { amount = Book.Money("2000.00"), note = "Agreed." }).Done();
        await rep.Post($"{claim}/recovery", new { amount = Book.Money("1500.00"), receivedOn = "2026-01-05", from = "MSC" }).Done();
        var last = (await rep.Get(claim)).Ok;
        Assert.Equal(("1500.00", "2000.00", "2500.00"),
            ((string)last["recovered"]!["amount"]!, (string)last["settlement"]!["amount"]!["amount"]!, (string)last["reserve"]!["amount"]!));
        Assert.Equal("not-allowed-in-state", (await rep.Post($"{claim}/settlement", new { amount = Book.Money("1.00") })).Problem);
        Assert.Equal((string)last["id"]!, (string)(await rep.Get($"/incidents/{id}")).Ok["claim"]!["id"]!);
        Assert.Equal("stale", (await rep.Post($"{claim}/recovery", new { amount = Book.Money("1.00"), receivedOn = "2026-01-05", from = "MSC" }, ifMatch: "\"1\"")).Problem);
    }

    [Fact]
    public async Task Our_people_are_warned_before_a_last_day_and_told_when_it_is_missed()
    {
        var (id, rep) = await Damaged("C", mode: "air", origin: "CNPVG", destination: "DEFRA");
        var claim = (string)(await rep.Post($"/incidents/{id}/claims", Claim("onCarrier", "900.00", null))).Ok["id"]!;
        Assert.Equal("montreal", (string)(await rep.Get($"/claims/{claim}")).Ok["regime"]!);
        Assert.Equal("2026-01-19", (string)(await rep.Get($"/claims/{claim}")).Ok["noticeBy"]!);
        Assert.DoesNotContain("timeBar", (await rep.Get("/notifications")).Ok.Text, StringComparison.Ordinal);

        await server.Advance(Duration.FromDays(10));
        var near = (await rep.Get("/notifications")).Ok["items"]!.AsArray().Single(n => (string)n!["kind"]! == "timeBarNear")!;
        Assert.Contains("2026-01-19", (string)near["text"]!, StringComparison.Ordinal);
        await server.Advance(Duration.FromDays(10));
        Assert.Contains("timeBarMissed", (await rep.Get("/notifications")).Ok.Text, StringComparison.Ordinal);
        Assert.Contains("timeBarMissed", (await rep.Get($"/incidents/{id}/timeline")).Ok.Text, StringComparison.Ordinal);
        Assert.True((await rep.Get($"/claims/{claim}")).Ok["timeBars"]!.AsArray().Single(b => (string)b!["bar"]! == "notice")!["missed"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Delivery_recorded_after_the_claim_starts_its_clock()
    {
        var (id, rep) = await Damaged("D", deliveredAt: null);
        var claim = (string)(await rep.Post($"/incidents/{id}/claims", Claim("fromCustomer", "900.00", null))).Ok["id"]!;
        Assert.Null((await rep.Get($"/claims/{claim}")).Ok["sueBy"]);
        await Deliver("D");
        await server.Settle();
        var known = (await rep.Get($"/claims/{claim}")).Ok;
        Assert.Equal("2026-10-05", (string)known["sueBy"]!);
        Assert.Equal("2027-01-05", (string)known["clocks"]!["master"]!["sueBy"]!);
    }

    [Fact]
    public async Task An_unknown_regime_a_missing_rate_and_a_wrong_currency_are_said_plainly()
    {
        var (id, rep) = await Damaged("E");
        var insurer = (await rep.Post($"/incidents/{id}/claims", Claim("onInsurer", "900.00", null))).Ok;
        Assert.Null(insurer["regime"]);
        Assert.Contains("regime is not known", insurer["clocks"]!["master"]!["missing"]!.ToJsonString(), StringComparison.Ordinal);

        var euros = (await rep.Post($"/incidents/{id}/claims", new { direction = "onCarrier", amount = Book.Money("900.00", "EUR"), regime = "cmr" })).Ok;
        Assert.Null(euros["limit"]);
        Assert.Equal(8330m, (decimal)euros["clocks"]!["master"]!["limitSdr"]!);
        Assert.Contains("no value of the SDR in EUR for 2026-01-05", euros["clocks"]!["master"]!["missing"]!.ToJsonString(), StringComparison.Ordinal);

        var before = await server.Events();
        var mismatch = await rep.Post($"/claims/{(string)euros["id"]!}/reserve", new { amount = Book.Money("1.00") });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "currency-mismatch"), (mismatch.Status, mismatch.Problem));
        Assert.Contains("/amount/currency", mismatch.Pointers);
        foreach (var (body, pointer) in new (string, string)[]
                 {
                     ("""{"amount":{"amount":"1.00","currency":"USD"}}""", "/direction"),
                     ("""{"direction":"onCarrier"}""", "/amount"),
                     ("""{"direction":"onCarrier","amount":{"amount":"-1.00","currency":"USD"}}""", "/amount/amount"),
                     ("""{"direction":"sideways","amount":{"amount":"1.00","currency":"USD"}}""", "/direction"),
                     ("""{"direction":"onCarrier","regime":"lexMercatoria","amount":{"amount":"1.00","currency":"USD"}}""", "/regime"),
                     ("""{"direction":"onCarrier","amount":{"amount":"1.00","currency":"USD"},"tariffMonths":0}""", "/tariffMonths"),
                     ("""{"direction":"onCarrier","amount":{"amount":"1.00","currency":"USD"},"deliveryDueOn":"1926-01-01"}""", "/deliveryDueOn"),
                     ("""{"direction":"onCarrier","amount":{"amount":"1.00","currency":"USD"},"colour":"red"}""", "/colour"),
                 })
        {
            var answer = await rep.Post($"/incidents/{id}/claims", body);
            Assert.Equal("invalid-request", answer.Problem);
            Assert.Contains(pointer, answer.Pointers);
        }

        var tariff = await rep.Post($"/incidents/{id}/claims", new { direction = "fromCustomer", amount = Book.Money("1.00"), tariffMonths = 12 });
        Assert.Contains("/tariffMonths", tariff.Pointers);
        Assert.Equal("unknown-reference", (await rep.Get($"/claims/{Guid.Empty}")).Problem);
        Assert.Equal("unknown-reference", (await rep.Post($"/claims/{Guid.Empty}/reserve", new { amount = Book.Money("1.00") })).Problem);
        Assert.Equal("unknown-reference", (await rep.Post($"/incidents/{Guid.Empty}/claims", Claim("onCarrier", "1.00", null))).Problem);
        Assert.Equal(before, await server.Events());
    }

    [Fact]
    public async Task Beyond_the_limit_of_liability_a_manager_settles()
    {
        var (id, rep) = await Damaged("F");
        var claim = $"/claims/{(string)(await rep.Post($"/incidents/{id}/claims", Claim("fromCustomer", "4000.00", "hagueVisby"))).Ok["id"]!}";
        var beyond = await rep.Post($"{claim}/settlement", new { amount = Book.Money("2500.02") });
        Assert.Equal((HttpStatusCode.Conflict, "approval-needed", "manager"), (beyond.Status, beyond.Problem, (string)beyond["authority"]!));
        var manager = await server.As("Bo Qian", "manager");
        await manager.Post($"{claim}/settlement", new { amount = Book.Money("2500.02"), note = "Goodwill." }).Done();
        Assert.Equal("2026-04-05", (string)(await rep.Get(claim)).Ok["clocks"]!["master"]!["recourseBy"]!);
    }

    [Fact]
    public async Task Another_branch_neither_sees_nor_touches_a_claim()
    {
        var (id, rep) = await Damaged("G");
        var claim = (string)(await rep.Post($"/incidents/{id}/claims", Claim("onCarrier", "900.00", null))).Ok["id"]!;
        var there = await server.As("Ivanov", "manager", "MOSCOW");
        var before = await server.Events();
        Assert.Equal("forbidden", (await there.Get($"/claims/{claim}")).Problem);
        Assert.Equal("forbidden", (await there.Get($"/claims/{claim}/letter?kind=claimLetter")).Problem);
        Assert.Equal("forbidden", (await there.Post($"/claims/{claim}/settlement", new { amount = Book.Money("1.00") })).Problem);
        Assert.Equal("forbidden", (await there.Post($"/incidents/{id}/claims", Claim("onCarrier", "1.00", null))).Problem);
        Assert.DoesNotContain(claim, (await there.Get("/claims")).Ok.Text, StringComparison.Ordinal);
        Assert.Contains(claim, (await rep.Get("/claims")).Ok.Text, StringComparison.Ordinal);
        Assert.Equal(before, await server.Events());
    }

    [Fact]
    public async Task The_list_shows_what_runs_out_soonest_first()
    {
        var ids = new List<string>();
        foreach (var (suffix, regime) in new[] { ("H", "montreal"), ("I", "hamburg"), ("J", "cim") })
        {
            var (id, rep) = await Damaged(suffix);
            ids.Add((string)(await rep.Post($"/incidents/{id}/claims", new
            {
                direction = "onCarrier", amount = Book.Money("1.00"), regime, loss = "hiddenDamage",
            })).Ok["id"]!);
        }

        var manager = await server.As("Bo Qian", "manager");
        // CIM: 7 days, 12 January; Montreal: 14 days, the 19th; Hamburg: 15 days, the 20th.
        Assert.Equal([ids[2], ids[0], ids[1]], await Whole(manager, "/claims?dueBefore=2026-01-21&limit=1"));
        Assert.Equal([ids[2]], await Whole(manager, "/claims?dueBefore=2026-01-19&direction=onCarrier"));
        Assert.Empty(await Whole(manager, "/claims?direction=fromCustomer"));
        Assert.Equal(3, (await Whole(manager, "/claims?limit=2")).Count);
        Assert.Equal("invalid-request", (await manager.Get("/claims?dueBefore=soon")).Problem);
        Assert.Equal("invalid-request", (await manager.Get("/claims?direction=up")).Problem);
    }

    private static async Task<List<string>> Whole(Client client, string path)
    {
        var (ids, next) = (new List<string>(), "");
        do
        {
            var page = (await client.Get(path + next)).Ok;
            ids.AddRange(page["items"]!.AsArray().Select(i => (string)i!["id"]!));
            next = (string?)page["next"] is { } cursor ? $"&after={cursor}" : "";
        }
        while (next.Length > 0);
        return ids;
    }

    private static object Claim(string direction, string amount, string? regime) => regime is null
        ? new { direction, amount = Book.Money(amount) }
        : new { direction, amount = Book.Money(amount), regime };

    private static (string, string) Days(JsonNode side) => ((string)side["noticeBy"]!, (string)side["sueBy"]!);

    private static object Shipment(string suffix, string? deliveredAt, string mode, string origin, string destination) => new
    {
        customer = $"C-{suffix}", mode, carrier = "MSCU", origin, destination, packages = 3, grossMass = 1000, liabilityRegime = "fiataFbl",
        bookedAt = "2025-12-01T08:00:00Z", deliveredAt, masterReference = "MEDU7654321",
    };

    private async Task Deliver(string suffix) => await (await server.As("erp", "integration")).Put(
        $"/shipments/S-{suffix}", Shipment(suffix, "2026-01-05T06:00:00Z", "sea", "KRPUS", "SGSIN")).Done();

    private async Task<(string Incident, Client Rep)> Damaged(
        string suffix, string? deliveredAt = "2026-01-05T06:00:00Z", string mode = "sea", string origin = "KRPUS", string destination = "SGSIN")
    {
        await Book.Put(server, suffix);
        await (await server.As("erp", "integration")).Put($"/shipments/S-{suffix}", Shipment(suffix, deliveredAt, mode, origin, destination)).Done();
        return (await Book.Report(server, $"S-{suffix}", "cargoDamaged"), await server.As("Wang Fang", "sales"));
    }
}
