using FreightRecovery.Tests.Api;

namespace FreightRecovery.Tests.WorkedCases;

/// <summary>Case 4: charged 520 kg, the airline's scale says 470 kg.</summary>
public sealed class MisWeighedAirCargo(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task The_invoice_is_issued_anew_at_the_lower_mass_and_collected()
    {
        var desk = await Corrected("OPEN", paidBefore: false);

        var collected = await desk.Collected("I-MASS-OPEN~2");
        Assert.Equal(("I-MASS-OPEN", "2353.62"), ((string)collected["replaces"]!, (string)collected["receipt"]!["amount"]!["amount"]!));
        Assert.Equal("credited", await desk.Status("I-MASS-OPEN"));
    }

    [Fact]
    public async Task What_was_paid_too_much_is_refunded()
    {
        var desk = await Corrected("PAID", paidBefore: true);

        Assert.Equal("collected", await desk.Status("I-MASS-PAID~2"));
        var finance = await server.As("Sun Li", "finance");
        var given = (await finance.Post("/invoices/I-MASS-PAID/credit")).Ok["proposals"]![0]!;
        Assert.Equal("250.38", (string)given["amount"]!["amount"]!);
        Assert.NotNull(given["creditNote"]);
    }

    private async Task<Desk> Corrected(string suffix, bool paidBefore)
    {
        var erp = await server.As("erp", "integration");
        await erp.Put($"/customers/C-MASS-{suffix}", Book.Customer()).Done();
        await erp.Put($"/shipments/S-MASS-{suffix}", new
        {
            customer = $"C-MASS-{suffix}", mode = "air", carrier = "ZM", flight = "ZM7204", origin = "HKHKG", destination = "DEFRA", packages = 26,
            grossMass = 520, chargeableMass = 520, bookedAt = "2025-12-30T08:00:00Z", deliveredAt = "2026-01-03T08:00:00Z",
        }).Done();
        await erp.Put($"/invoices/I-MASS-{suffix}", Book.Invoice($"S-MASS-{suffix}", "2604.00")).Done();
        if (paidBefore)
            await (await server.As("Sun Li", "finance")).Post($"/invoices/I-MASS-{suffix}/collection").Done();

        var desk = await Desk.Report(server, new
        {
            shipment = $"S-MASS-{suffix}", kind = "chargeableMassWrong", occurredAt = "2026-01-02T06:00:00Z", description = "Charged 520 kg.",
            channel = "email", reportedBy = "Zhao Min", extent = new { mass = 470 }, wish = "refund",
        });
        await desk.Tell();
        await desk.Assess("operations", "quality", "minor");
        var best = (await desk.Options())[0]!;
        Assert.Equal(("correctAndRefund", "250.38", "sales"), (
            (string)best["kind"]!, (string)best["parts"]![0]!["terms"]!["amount"]!["amount"]!, (string)best["authority"]!));
        await desk.Answer(await desk.Offer(), accepted: true);
        await desk.CarryOut();
        await desk.Close(5, "The scale at the warehouse was out of true.", "Weigh again above 300 kg.");
        return desk;
    }
}
