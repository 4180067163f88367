using System.Text.Json.Nodes;
using FreightRecovery.Tests.WorkedCases;
using NodaTime;

namespace FreightRecovery.Tests.Api;

/// <summary>
/// Steps in time, need-by dates, papers and targets of a kind over HTTP. The clock stands at Monday the 5th of January 2026, 16:00 in
/// Shanghai; the branch has no calendar of its own.
/// </summary>
public sealed class StepsAndFacts : IAsyncLifetime
{
    private readonly Server server = new();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task An_overdue_step_is_told_to_its_owner_and_raises_the_incident_in_the_timeline()
    {
        var (_, shipment, _) = await Book.Put(server, "STEP");
        var desk = await Desk.Report(server, Book.Report(shipment, "shipmentNotTracked"));
        await desk.Tell();
        await desk.Assess("sales", "service", "minor");
        await desk.Answer(await desk.Offer(), accepted: true);
        var first = (await desk.Read())["steps"]!.AsArray().MinBy(s => (string)s!["dueAt"]!)!;
        var owner = (string)first["owner"]! is not "sales" and var role ? await server.As("Owner", role, "QINGDAO") : await desk.Rep();
        Assert.False((bool)first["overdue"]!);

        await server.Advance(Instant(first["dueAt"]!) - server.Now - Duration.FromMinutes(10));
        Assert.NotEmpty(await Notices(owner, "stepDue"));
        Assert.Empty(await Notices(owner, "stepOverdue"));
        await server.Advance(Duration.FromHours(24));

        var incident = await desk.Read();
        Assert.True((bool)incident["steps"]!.AsArray().Single(s => (string)s!["id"]! == (string)first["id"]!)!["overdue"]!);
        Assert.Contains(incident["escalations"]!.AsArray(), e =>
            (string)e!["cause"]! == "overdueStep" && ((string)e["reason"]!).Contains((string)first["what"]!, StringComparison.Ordinal));
        Assert.NotEmpty(await Notices(owner, "stepOverdue"));
        Assert.Contains((await desk.Read("/timeline"))["items"]!.AsArray(), e =>
            (string)e!["kind"]! == "stepOverdue" && (string)e["what"]!["step"]! == (string)first["id"]!);
    }

    [Fact]
    public async Task A_need_by_date_is_kept_with_the_shipment_and_rules_a_later_sailing_out()
    {
        var (_, shipment, _) = await Book.Put(server, "NEED");
        var integration = await server.As("erp", "integration");
        var body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Book.Shipment("C-NEED")))!;
        Assert.Null((await integration.Get($"/shipments/{shipment}")).Ok["neededBy"]);
        body["neededBy"] = "2025-11-01T00:00:00Z";
        Assert.Equal(["/neededBy"], (await integration.Put($"/shipments/{shipment}", body.ToJsonString())).Pointers);
        body["neededBy"] = "2026-01-07T04:00:00Z";
        Assert.Equal("2026-01-07T04:00:00Z", (string)(await integration.Put($"/shipments/{shipment}", body.ToJsonString())).Ok["neededBy"]!);
        Assert.Equal("2026-01-07T04:00:00Z", (string)(await integration.Get($"/shipments/{shipment}")).Ok["neededBy"]!);

        var desk = await Desk.Report(server, Book.Report(shipment));
        await desk.Tell();
        await desk.Assess("carrier", "service", "major");
        var rebook = (await desk.Options()).Single(o => (string)o!["kind"]! == "rebookNext")!;
        Assert.False((bool)rebook["feasible"]!);
        Assert.Equal(
            "The next sailing leaves on 2026-01-08, and the customer needs the cargo by 2026-01-07 12:00.", (string)rebook["infeasibleBecause"]!);
    }

    [Fact]
    public async Task A_need_by_date_comes_in_with_an_import()
    {
        await Book.Put(server, "IMPORT");
        var integration = await server.As("erp", "integration");
        using var csv = new StringContent(
            "ref,customer,mode,origin,destination,neededBy\nS-CSV,C-IMPORT,sea,CNTAO,JPTYO,2026-02-01T00:00:00Z\n", null, "text/csv");
        var read = (await integration.Send(HttpMethod.Post, "/imports/shipments", csv)).Ok;
        Assert.Equal((1, 0), ((int)read["accepted"]!, (int)read["rejected"]!));
        Assert.Equal("2026-02-01T00:00:00Z", (string)(await integration.Get("/shipments/S-CSV")).Ok["neededBy"]!);
    }

    [Fact]
    public async Task Papers_that_cannot_be_issued_again_are_not_offered_and_are_asked_about()
    {
        var (_, shipment, _) = await Book.Put(server, "PAPERS");
        var desk = await Desk.Report(server, Book.Report(shipment, "customsPapersLost"));
        Assert.Contains((await desk.Read())["wanted"]!.AsArray(), need => (string)need! == "papersReissuable");
        await desk.Tell();
        await desk.Assess("operations", "service", "major");
        Assert.True((bool)(await desk.Options()).Single(o => (string)o!["kind"]! == "completePapers")!["feasible"]!);

        var rep = await desk.Rep();
        Assert.Equal([""], (await rep.Post($"/incidents/{desk.Incident}/facts", new { })).Pointers);
        var given = (await rep.Post($"/incidents/{desk.Incident}/facts", new { papersReissuable = false })).Ok;
        Assert.False((bool)given["papersReissuable"]!);
        Assert.DoesNotContain(given["wanted"]!.AsArray(), need => (string)need! == "papersReissuable");
        Assert.Equal("The papers cannot be issued again.",
            (string)(await desk.Options()).Single(o => (string)o!["kind"]! == "completePapers")!["infeasibleBecause"]!);
        await rep.Post($"/incidents/{desk.Incident}/facts", new { papersReissuable = true }).Done();
        Assert.True((bool)(await desk.Options()).Single(o => (string)o!["kind"]! == "completePapers")!["feasible"]!);
    }

    [Fact]
    public async Task A_clock_names_whose_figure_it_counts_to_and_an_assessment_may_leave_the_department_to_the_house()
    {
        var (_, shipment, _) = await Book.Put(server, "KIND");
        var desk = await Desk.Report(server, Book.Report(shipment, "customsPapersLost"));
        var incident = await desk.Read();
        Assert.Equal(("PT2H", "kind"), Target(incident, "firstResponse"));
        Assert.Equal(("PT8H", "severity"), Target(incident, "acknowledgement"));
        Assert.Equal(("PT12H", "kind"), Target(incident, "offer"));
        Assert.Equal("customs", (string)incident["classification"]!["department"]!);

        await desk.Tell();
        var rep = await desk.Rep();
        var assessed = (await rep.Post(
            $"/incidents/{desk.Incident}/assessment", new { finding = "valid", fault = "operations", cause = "service", severity = "major" })).Ok;
        Assert.Equal("customs", (string)assessed["classification"]!["department"]!);
        var kept = (await desk.Read("/timeline"))["items"]!.AsArray().Single(e => (string)e!["kind"]! == "incidentAssessed")!;
        Assert.Equal("customs", (string)kept["what"]!["assessment"]!["department"]!);
    }

    private static (string, string) Target(Answer incident, string clock) =>
        ((string)incident["clocks"]![clock]!["target"]!, (string)incident["clocks"]![clock]!["targetBy"]!);

    private static Instant Instant(JsonNode at) => NodaTime.Text.InstantPattern.ExtendedIso.Parse((string)at!).Value;

    private static async Task<List<JsonNode>> Notices(Client client, string kind) =>
        [.. (await client.Get("/notifications?limit=200")).Ok["items"]!.AsArray().Where(n => (string)n!["kind"]! == kind).Select(n => n!)];
}
