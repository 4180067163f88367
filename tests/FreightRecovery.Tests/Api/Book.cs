namespace FreightRecovery.Tests.Api;

/// <summary>A small book: one customer of Qingdao with one shipment and one freight invoice, and the house's people.</summary>
internal static class Book
{
    public static object Customer(string branch = "QINGDAO", string salesRep = "Wang Fang", string accountManager = "Li Na") => new
    {
        name = "Shandong Machinery", language = "zh-Hans", timeZone = "Asia/Shanghai", countryCode = "CN", branch, salesRep,
        accountManager, nominated = false, expectedAnnualMargin = Money("120000.00"),
        contacts = new[] { new { name = "Zhao Min", email = "zhao@example.com", phone = "+86 532 5550100" } },
    };

    public static object Shipment(string customer = "C-1") => new
    {
        customer, mode = "sea", carrier = "MSCU", vessel = "MSC OSCAR", voyage = "604E", origin = "CNTAO", destination = "JPTYO",
        incoterm = "FOB", packages = 600, grossMass = 540000.5, insured = true, bookedAt = "2025-12-20T08:00:00Z",
        masterReference = "MEDU1234567", containers = new[] { "CSQU3054383" },
    };

    public static object Invoice(string shipment = "S-1", string amount = "10000.00", string kind = "freight") => new
    {
        shipment, amount = Money(amount), kind, dueOn = "2026-02-01",
    };

    public static object Report(string shipment = "S-1", string kind = "cargoRolled", string description = "30 containers left behind") => new
    {
        shipment, kind, occurredAt = "2026-01-05T06:00:00Z", description, channel = "email", reportedBy = "Zhao Min",
    };

    public static object Assessment(string severity = "major") => new
    {
        finding = "valid", fault = "operations", department = "Sea freight", personInCharge = "Chen Wei", cause = "service", severity,
    };

    public static object Money(string amount, string currency = "USD") => new { amount, currency };

    /// <summary>Puts customer, shipment and invoice under references of their own.</summary>
    public static async Task<(string Customer, string Shipment, string Invoice)> Put(Server server, string suffix, string branch = "QINGDAO")
    {
        var integration = await server.As("erp", "integration");
        await integration.Put($"/customers/C-{suffix}", Customer(branch)).Done();
        await integration.Put($"/shipments/S-{suffix}", Shipment($"C-{suffix}")).Done();
        await integration.Put($"/invoices/I-{suffix}", Invoice($"S-{suffix}")).Done();
        return ($"C-{suffix}", $"S-{suffix}", $"I-{suffix}");
    }

    /// <summary>Reports an incident on a shipment. Answers with its id.</summary>
    public static async Task<string> Report(Server server, string shipment, string kind)
    {
        var rep = await server.As("Wang Fang", "sales");
        return (string)(await rep.Post("/incidents", Report(shipment, kind))).Ok["id"]!;
    }
}
