using System.Net;
using System.Text.Json.Nodes;
using NodaTime;

namespace FreightRecovery.Tests.Api;

/// <summary>
/// Clocks, promises and escalation over HTTP. The clock stands at Monday the 5th of January 2026, 16:00 in Shanghai; the branch
/// has no calendar of its own and works from 9:00 to 17:30 with an hour's lunch.
/// </summary>
public sealed class ClocksOverHttp : IAsyncLifetime
{
    private readonly Server server = new();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task What_the_customer_was_asked_shows_and_stops_the_clocks_until_it_is_heard()
    {
        var (_, shipment, _) = await Book.Put(server, "ASKED");
        var (id, rep) = (await Book.Report(server, shipment, "chargeableMassWrong"), await server.As("Wang Fang", "sales"));
        Assert.Equal("not-allowed-in-state", (await rep.Post($"/incidents/{id}/question", new { what = "The weight slip" })).Problem);
        await rep.Post($"/incidents/{id}/acknowledgement", new { channel = "phone", note = "Told." }).Done();
        Assert.Equal(["/what"], (await rep.Post($"/incidents/{id}/question", new { what = "" })).Pointers);

        var asked = (await rep.Post($"/incidents/{id}/question", new { what = "The weight slip" })).Ok;
        Assert.Equal(("The weight slip", "paused"), ((string)asked["question"]!["what"]!, (string)asked["clocks"]!["assessment"]!["state"]!));

        var heard = (await rep.Post($"/incidents/{id}/question/answer", new { note = "Sent." })).Ok;
        Assert.Equal((null, "running"), (heard["question"], (string)heard["clocks"]!["assessment"]!["state"]!));
        Assert.Equal("not-allowed-in-state", (await rep.Post($"/incidents/{id}/question/answer")).Problem);
    }

    [Fact]
    public async Task A_first_response_that_is_missed_is_told_to_the_supervisor_in_working_hours()
    {
        var (rep, id) = await Reported("phone");
        var supervisor = await server.As("Chen Bo", "supervisor", "QINGDAO");
        var elsewhere = await server.As("Ivan", "supervisor", "LED");

        // All through the evening and the night nothing is late.
        await server.Advance(Duration.FromHours(17));
        Assert.Equal("sales", (string)(await rep.Get($"/incidents/{id}")).Ok["escalationLevel"]!);
        Assert.Empty(await Notices(supervisor, "escalated"));

        await server.Advance(Duration.FromHours(1));
        Assert.Single(await Notices(rep, "targetDue"));
        await server.Advance(Duration.FromHours(2));
        var incident = (await rep.Get($"/incidents/{id}")).Ok;
        Assert.Equal("supervisor", (string)incident["escalationLevel"]!);
        var escalation = Assert.Single(incident["escalations"]!.AsArray())!;
        Assert.Equal(("missedTarget", "sales", "supervisor"),
            ((string)escalation["cause"]!, (string)escalation["from"]!, (string)escalation["to"]!));
        Assert.True((bool)incident["clocks"]!["firstResponse"]!["missed"]!);
        Assert.Single(await Notices(supervisor, "escalated"));
        Assert.Empty(await Notices(elsewhere, "escalated"));
        Assert.Single(await Notices(rep, "targetMissed"));
    }

    [Fact]
    public async Task A_clock_shows_the_sum_behind_its_due_time()
    {
        var (rep, id) = await Reported("phone");
        var clocks = (await rep.Get($"/incidents/{id}")).Ok["clocks"]!;
        var clock = clocks["firstResponse"]!;

        Assert.Equal("Asia/Shanghai", (string)clocks["zone"]!);
        Assert.Equal(("running", "2026-01-06T03:30:00Z", "PT4H", "PT4H"),
            ((string)clock["state"]!, (string)clock["dueAt"]!, (string)clock["target"]!, (string)clock["counted"]!));
        Assert.Equal(
            [("2026-01-05T16:00:00+08:00", "PT1H30M"), ("2026-01-06T09:00:00+08:00", "PT2H30M")],
            clock["spans"]!.AsArray().Select(s => ((string)s!["fromLocal"]!, (string)s["counts"]!)));
    }

    [Fact]
    public async Task A_promise_shows_the_customers_own_time_and_is_warned_of_before_the_branch_closes()
    {
        var (rep, id) = await Reported("phone");
        await rep.Post($"/incidents/{id}/acknowledgement", new { channel = "phone", note = "Told." }).Done();
        // Wednesday at 3 in the night, for the customer.
        var promise = (await rep.Post($"/incidents/{id}/promises", new { what = "The survey", dueAt = "2026-01-06T19:00:00Z" })).Ok;
        Assert.Equal(("2026-01-07T03:00:00+08:00", "Asia/Shanghai"), ((string)promise["dueAtCustomer"]!, (string)promise["customerZone"]!));

        await server.Advance(Duration.FromHours(23));
        Assert.Empty(await Notices(rep, "promiseDue"));
        await server.Advance(Duration.FromMinutes(30));
        var warning = Assert.Single(await Notices(rep, "promiseDue"));
        Assert.Contains("2026-01-07 03:00 (Asia/Shanghai): The survey", (string)warning["text"]!, StringComparison.Ordinal);
        Assert.True((bool)(await rep.Get($"/incidents/{id}")).Ok["promises"]![0]!["warned"]!);

        await server.Advance(Duration.FromHours(12));
        Assert.Equal("broken", (string)(await rep.Get($"/incidents/{id}")).Ok["promises"]![0]!["status"]!);
    }

    [Fact]
    public async Task The_customer_demands_somebody_higher_up_until_nobody_stands_above()
    {
        var (rep, id) = await Reported("email");
        var path = $"/incidents/{id}/escalation";

        Assert.Equal(["/reason"], (await rep.Post(path, new { })).Pointers);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await server.As("Fin", "finance")).Post(path, new { reason = "x" })).Status);
        var first = (await rep.Post(path, new { reason = "I want your boss." }, "key-1")).Ok;
        Assert.Equal(first.Text, (await rep.Post(path, new { reason = "I want your boss." }, "key-1")).Ok.Text);
        Assert.Equal("412", ((int)(await rep.Post(path, new { reason = "x" }, ifMatch: "\"1\"")).Status).ToString(System.Globalization.CultureInfo.InvariantCulture));
        await rep.Post(path, new { reason = "Higher." }).Done();
        var top = (await rep.Post(path, new { reason = "The top." })).Ok;
        Assert.Equal("executive", (string)top["escalationLevel"]!);
        Assert.Equal(["I want your boss.", "Higher.", "The top."], top["escalations"]!.AsArray().Select(e => (string)e!["reason"]!));
        Assert.Equal("not-allowed-in-state", (await rep.Post(path, new { reason = "Higher still." })).Problem);
    }

    [Fact]
    public async Task A_large_customer_that_falls_silent_takes_its_open_incident_to_the_executive()
    {
        var (rep, id) = await Reported("phone");
        var chief = await server.As("Gao Yan", "executive");
        await rep.Post($"/incidents/{id}/acknowledgement", new { channel = "phone", note = "Told." }).Done();
        await rep.Post($"/incidents/{id}/assessment", Book.Assessment()).Done();
        // While the offer is with the customer no clock of ours runs.
        await chief.Post($"/incidents/{id}/offers", new { }).Done();
        var integration = await server.As("erp", "integration");
        // Two fruitless attempts, and then no word until the clock has gone past its horizon.
        foreach (var day in (int[])[1, 2, 3])
        {
            await server.Advance(Duration.FromDays(1));
            await integration.Post("/customers/C-CLOCK/signals", new { kind = "complaint", at = server.Now.ToString(), channel = "phone", note = $"Again, {day}" }).Done();
        }

        for (var week = 0; week < 30; week++)
            await server.Advance(Duration.FromDays(7));
        var incident = (await rep.Get($"/incidents/{id}")).Ok;
        Assert.Equal("silence", (string)(await rep.Get("/customers/C-CLOCK/relationship")).Ok["stage"]!);
        Assert.Equal("executive", (string)incident["escalationLevel"]!);
        Assert.Equal(["stage"], incident["escalations"]!.AsArray().Select(e => (string?)e!["cause"]));
    }

    private async Task<(Client Rep, string Id)> Reported(string channel)
    {
        var (_, shipment, _) = await Book.Put(server, "CLOCK");
        var rep = await server.As("Wang Fang", "sales");
        var report = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Book.Report(shipment)))!;
        report["channel"] = channel;
        return (rep, (string)(await rep.Post("/incidents", report.ToJsonString())).Ok["id"]!);
    }

    private static async Task<List<JsonNode>> Notices(Client client, string kind) =>
        [.. (await client.Get("/notifications?limit=200")).Ok["items"]!.AsArray().Where(n => (string)n!["kind"]! == kind).Select(n => n!)];
}
