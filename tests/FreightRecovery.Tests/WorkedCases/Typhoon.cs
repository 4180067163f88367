using FreightRecovery.Tests.Api;

namespace FreightRecovery.Tests.WorkedCases;

/// <summary>Case 5: force majeure is nobody's fault, and is handled all the same.</summary>
public sealed class Typhoon(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task A_typhoon_is_explained_and_rebooked_and_nothing_is_collected_before_the_customer_confirmed_the_plan()
    {
        var (customer, shipment, invoice) = await Book.Put(server, "TYPHOON");
        var desk = await Desk.Report(server, new
        {
            shipment, kind = "forceMajeure", forceMajeureCause = "weather", occurredAt = "2026-01-05T06:00:00Z",
            description = "The ship shelters from a typhoon.", channel = "email", reportedBy = "Zhao Min",
            extent = new { amount = Book.Money("5000.00") },
        });
        Assert.Equal("nobody", (string)(await desk.Read())["fault"]!);
        Assert.Equal("invoice-held", await desk.Collecting(invoice));
        await desk.Tell();
        await desk.Assess("nobody", "accident", "major");

        var options = await desk.Options();
        Assert.Equal(["explainAndReport", "rebookNext"], options[0]!["parts"]!.AsArray().Select(p => (string)p!["kind"]!));
        var compensation = options.Single(o => (string)o!["kind"]! == "compensation")!;
        Assert.Equal("Force majeure: no compensation is due by law.", (string)compensation["infeasibleBecause"]!);

        var offer = await desk.Offer();
        Assert.Equal("invoice-held", await desk.Collecting(invoice));
        Assert.Equal("not-allowed-in-state", (await (await desk.Rep()).Post(
            $"/incidents/{desk.Incident}/resolution", new { rootCause = "A typhoon.", prevention = "None." })).Problem);
        Assert.Equal("held", await desk.Status(invoice));

        await desk.Answer(offer, accepted: true);
        await desk.CarryOut();
        await desk.Close(4, "A typhoon in the East China Sea.", "Watch the storm warnings of the lane.");

        Assert.Equal("10000.00", (string)(await desk.Collected(invoice))["receipt"]!["amount"]!["amount"]!);
        Assert.Equal("content", (string)(await desk.Relationship(customer))["stage"]!);
    }
}
