using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Load;

/// <summary>A book of any size, the same for the same number.</summary>
internal static class Book
{
    public static readonly Instant Today = Instant.FromUtc(2026, 3, 2, 8, 0);

    public static CustomerRef CustomerOf(int n) => new($"C-{n:D7}");

    public static ShipmentRef ShipmentOf(int n) => new($"SHA26-{n:D7}");

    public static InvoiceRef InvoiceOf(int n) => new($"INV26-{n:D7}");

    public static CustomerFacts Customer(int n) => new()
    {
        Name = $"Hengtai Precision Castings No. {n} Co., Ltd.", Language = "en", TimeZone = "Asia/Shanghai", CountryCode = "CN",
        Branch = "SHA", SalesRep = $"rep{n % 40}", AccountManager = $"am{n % 10}",
        ExpectedAnnualMargin = new Money(4_000 + (n * 37 % 90_000), new Currency("USD")),
    };

    public static ShipmentFacts Shipment(int n, int customers) => new()
    {
        Customer = CustomerOf(n % customers), Mode = TransportMode.Sea, Carrier = "NCLU", Vessel = "Northern Crane", Voyage = $"{n % 90:D3}E",
        Origin = "CNSHA", Destination = "DEHAM", Incoterm = "FOB", Packages = 40, GrossMass = new Mass(12_400), Insured = n % 2 == 0,
        LiabilityRegime = LiabilityRegime.HagueVisby, BookedAt = Today - Duration.FromDays(1 + (n % 60)), MasterReference = $"NCLU{n:D8}",
    };

    public static IncidentFacts Incident(int n, int shipments, int customers)
    {
        var shipment = n % shipments;
        var customer = Customer(shipment % customers);
        return new IncidentFacts
        {
            Shipment = ShipmentOf(shipment), Customer = CustomerOf(shipment % customers), Branch = customer.Branch, SalesRep = customer.SalesRep,
            AccountManager = customer.AccountManager, Language = "en", TimeZone = "Asia/Shanghai", Insured = true,
            Kind = IncidentKind.CargoRolled, Fault = Fault.Carrier, Severity = Severity.Major, OccurredAt = Today - Duration.FromHours(3),
            Description = $"Container left behind at Shanghai; the terminal tells no next sailing yet (case {n}).",
            Channel = Channel.Email, ReportedBy = "terminal desk", Wish = Wish.Rebooking,
        };
    }
}
