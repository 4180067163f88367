using FreightRecovery.Tests.Api;

namespace FreightRecovery.Tests.WorkedCases;

/// <summary>Case 3: lost closing papers of a customer that a third party forced on us, and that is hostile.</summary>
public sealed class LostClosingPapers(Server server) : IClassFixture<Server>
{
    private static readonly string[] Slide = ["lost", "silence", "complaint", "grumble", "content"];

    [Fact]
    public async Task The_papers_are_completed_for_it_with_priority_and_the_relationship_ends_higher_than_it_began()
    {
        const string Customer = "C-PAPERS";
        var erp = await server.As("erp", "integration");
        await erp.Put($"/customers/{Customer}", new
        {
            name = "Inkstone Hardware", language = "zh-Hans", timeZone = "Asia/Shanghai", countryCode = "CN", branch = "QINGDAO",
            salesRep = "Wang Fang", accountManager = "Li Na", nominated = true, expectedAnnualMargin = Book.Money("21000.00"),
            contacts = Array.Empty<object>(),
        }).Done();
        await erp.Put("/shipments/S-PAPERS", Book.Shipment(Customer)).Done();
        await erp.Put("/invoices/I-PAPERS", Book.Invoice("S-PAPERS", "1800.00")).Done();
        var seller = await server.As("Wang Fang", "sales");
        await seller.Post($"/customers/{Customer}/signals", new
        {
            kind = "complaint", at = "2026-01-04T08:00:00Z", channel = "phone", note = "Where are our papers? You people are useless.",
        }).Done();
        await server.Settle();

        var desk = await Desk.Report(server, Book.Report("S-PAPERS", "customsPapersLost", "The customs papers never came back."));
        var began = (string)(await desk.Relationship(Customer))["stage"]!;
        Assert.Equal("complaint", began);
        await desk.Tell();
        await desk.Assess("operations", "service", "major");
        Assert.Equal(
            ["completePapers", "priorityHandling"], (await desk.Options())[0]!["parts"]!.AsArray().Select(p => (string)p!["kind"]!));

        await desk.Answer(await desk.Offer(), accepted: true);
        Assert.Equal("invoice-held", await desk.Collecting("I-PAPERS"));
        await desk.CarryOut();
        await desk.Close(4, "The papers were sent by ordinary mail.", "Courier with a receipt, and a scan before sending.");

        Assert.Equal("1800.00", (string)(await desk.Collected("I-PAPERS"))["receipt"]!["amount"]!["amount"]!);
        var ended = (string)(await desk.Relationship(Customer))["stage"]!;
        Assert.True(Array.IndexOf(Slide, ended) > Array.IndexOf(Slide, began), ended);
    }
}
