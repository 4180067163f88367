using FreightRecovery.Domain;
using FreightRecovery.Tests.Api;
using FreightRecovery.Web.Disruptions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Text;

namespace FreightRecovery.Tests.WorkedCases;

/// <summary>Case 2: one collision, many shipments and customers; every salesperson behaves like B.</summary>
public sealed class CollisionAtBusan(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task After_a_collision_every_customer_hears_it_first_and_pays_in_full_when_the_cargo_is_found_sound()
    {
        await Put("A", "Anna Reyes");
        await Put("B1", "Ben Ashford");
        await Put("B2", "Ben Ashford");

        var disruption = (await (await server.As("Bo Qian", "manager")).Post("/disruptions", new
        {
            kind = "forceMajeure", forceMajeureCause = "accident", description = "Collided with a bunker barge at Busan.",
            occurredAt = "2026-01-05T02:00:00Z", match = new { vessel = "HALYARD STAR", voyage = "018E" },
        })).Ok;
        Assert.Equal((3, 3), ((int)disruption["matched"]!, (int)disruption["held"]!));
        // Fan-outs run one after the other: when the second look is over, the first one has reported.
        var id = new DisruptionId(Guid.Parse((string)disruption["id"]!));
        var fanOut = server.Services.GetRequiredService<FanOutService>();
        await fanOut.Hold(id, TestContext.Current.CancellationToken);
        await fanOut.Hold(id, TestContext.Current.CancellationToken);
        await server.Settle();

        foreach (var (rep, shipments) in new[] { ("Anna Reyes", 1), ("Ben Ashford", 2) })
        {
            var told = (await (await server.As(rep, "sales")).Get("/notifications?limit=200")).Ok["items"]!.AsArray();
            Assert.Equal(shipments, told.Count(n => (string)n!["kind"]! == "incidentReported"));
        }

        foreach (var (suffix, rep) in new[] { ("A", "Anna Reyes"), ("B1", "Ben Ashford"), ("B2", "Ben Ashford") })
            await BehaveLikeB(suffix, rep);
    }

    private async Task BehaveLikeB(string suffix, string rep)
    {
        var (customer, invoice) = ($"C-BUSAN-{suffix}", $"I-BUSAN-{suffix}");
        var seller = await server.As(rep, "sales");
        var incident = (string)(await seller.Get($"/incidents?customer={customer}")).Ok["items"]!.AsArray().Single()!["id"]!;
        var desk = new Desk(server, incident, rep);
        Assert.Equal("invoice-held", await desk.Collecting(invoice));
        var draft = (string)(await desk.Read("/notice-draft"))["body"]!;
        Assert.Contains("Is the cargo insured?", draft, StringComparison.Ordinal);
        Assert.Contains("accident", draft, StringComparison.Ordinal);

        await desk.Tell();
        await desk.Assess("nobody", "accident", "major");
        var best = (await desk.Options())[0]!;
        Assert.Equal(["surveyAndInsurance", "explainAndReport"], best["parts"]!.AsArray().Select(p => (string)p!["kind"]!));
        await desk.Answer(await desk.Offer(), accepted: true);
        await desk.CarryOut("The carrier's survey found the cargo sound; the customer was told.");
        Assert.Equal("invoice-held", await desk.Collecting(invoice));
        await desk.Close(5, "A collision at Busan.", "Ask for insurance at booking.");

        var collected = await desk.Collected(invoice);
        Assert.Equal("12000.00", (string)collected["receipt"]!["amount"]!["amount"]!);
        var timeline = await desk.Timeline();
        var firstWord = timeline.First(e => e.Kind == "customerTold").At;
        Assert.True(firstWord < timeline.First(e => e.Kind == "offerAccepted").At);
        Assert.True(firstWord < InstantPattern.ExtendedIso.Parse((string)collected["receipt"]!["at"]!).Value);
        Assert.Equal("content", (string)(await desk.Relationship(customer))["stage"]!);
    }

    private async Task Put(string suffix, string salesRep)
    {
        var erp = await server.As("erp", "integration");
        await erp.Put($"/customers/C-BUSAN-{suffix}", new
        {
            name = "Candlewood Home Goods", language = "en", timeZone = "America/New_York", countryCode = "US", branch = "NEWYORK", salesRep,
            accountManager = "Howard Pike", nominated = false, expectedAnnualMargin = Book.Money("62000.00"), contacts = Array.Empty<object>(),
        }).Done();
        await erp.Put($"/shipments/S-BUSAN-{suffix}", new
        {
            customer = $"C-BUSAN-{suffix}", mode = "sea", carrier = "HYRD", vessel = "HALYARD STAR", voyage = "018E", origin = "CNTAO",
            destination = "USNYC", incoterm = "FOB", packages = 420, bookedAt = "2025-12-20T08:00:00Z",
        }).Done();
        await erp.Put($"/invoices/I-BUSAN-{suffix}", Book.Invoice($"S-BUSAN-{suffix}", "12000.00")).Done();
    }
}
