using System.Collections.Immutable;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Web.SampleBook;

/// <summary>An incident that a person reports.</summary>
internal sealed record SampleIncident(SampleShipment Shipment, IncidentKind Kind, Instant OccurredAt, Channel Channel)
{
    public Severity? Severity { get; init; }

    public int? Packages { get; init; }

    public decimal? Kilograms { get; init; }

    /// <summary>In the shipment's currency.</summary>
    public decimal? Amount { get; init; }

    public Wish? Wish { get; init; }

    public string Description => Phrases.Of(Kind, Shipment.Customer.Market.Language);

    /// <summary>When we heard of it.</summary>
    public Instant ReportedAt => OccurredAt + Duration.FromMinutes(25);

    public string ReportedBy => Shipment.Customer.Contacts[0].Name;
}

/// <summary>
/// What customers report by phone, mail and portal: worked cases 3 and 4, what else a day brings, and three of the days
/// before, which somebody has worked on.
/// </summary>
internal static class IncidentBook
{
    public static ImmutableArray<SampleIncident> Make(Instant now, ImmutableArray<SampleShipment> shipments, Pool pool)
    {
        SampleShipment Worked(string reference) => shipments.First(s => s.Ref == reference);

        SampleShipment Delivered(string language, bool inContainers = false) => pool.Take(s =>
            s.Customer.Market.Language == language && s.DeliveredAt < now - Duration.FromHours(6) && (s.FullContainers || !inContainers));

        SampleShipment Sailing(string language) => pool.Take(s =>
            s.Customer.Market.Language == language && s.UnderWay && s.DepartsAt < now - Duration.FromDays(4));

        var quoted = Delivered("zh-Hans");
        var misquoted = Delivered("ru");
        return
        [
            new(Worked(WorkedCases.Papers), IncidentKind.CustomsPapersLost, now - Duration.FromHours(3), Channel.Phone)
            {
                Severity = Severity.Major, Packages = 420, Wish = Wish.Apology,
            },
            new(Worked(WorkedCases.WrongMass), IncidentKind.ChargeableMassWrong, now - Duration.FromHours(18), Channel.Email)
            {
                Kilograms = 470m, Amount = 225m, Wish = Wish.Refund,
            },
            new(Delivered("en", inContainers: true), IncidentKind.CargoDamaged, now - Duration.FromHours(5), Channel.Phone)
            {
                Severity = Severity.Major, Packages = 6, Wish = Wish.Compensation,
            },
            new(Delivered("ru", inContainers: true), IncidentKind.CargoDamaged, now - Duration.FromHours(4), Channel.Email)
            {
                Packages = 6, Wish = Wish.Replacement,
            },
            new(quoted, IncidentKind.PriceDiffersFromQuote, now - Duration.FromHours(6), Channel.Portal)
            {
                Severity = Severity.Minor, Amount = Tenth(quoted), Wish = Wish.Credit,
            },
            new(misquoted, IncidentKind.PriceDiffersFromQuote, now - Duration.FromHours(2), Channel.Email)
            {
                Severity = Severity.Minor, Amount = Tenth(misquoted), Wish = Wish.Credit,
            },
            new(Sailing("zh-Hant"), IncidentKind.ShipmentNotTracked, now - Duration.FromHours(7), Channel.Portal) { Wish = Wish.Information },
            new(Sailing("zh-Hans"), IncidentKind.DocumentsDefective, now - Duration.FromHours(8), Channel.Email),
            new(Sailing("ru"), IncidentKind.TransitDelay, now - Duration.FromHours(9), Channel.Phone) { Wish = Wish.Information },
            new(Delivered("en"), IncidentKind.AgentServicePoor, now - Duration.FromHours(6), Channel.FaceToFace) { Wish = Wish.Apology },
            new(Delivered("en"), IncidentKind.InstructionNotFollowed, now - Duration.FromHours(4), Channel.Phone) { Wish = Wish.Redelivery },
            new(Delivered("zh-Hant", inContainers: true), IncidentKind.CargoDamaged, now - Duration.FromHours(1), Channel.Portal)
            {
                Packages = 6, Wish = Wish.Repair,
            },
            new(Delivered("zh-Hans", inContainers: true), IncidentKind.CargoDamaged, now - Duration.FromDays(9), Channel.Phone)
            {
                Severity = Severity.Major, Packages = 6, Wish = Wish.Compensation,
            },
            new(Delivered("en"), IncidentKind.PriceDiffersFromQuote, now - Duration.FromDays(6), Channel.Email)
            {
                Severity = Severity.Major, Amount = 180m, Wish = Wish.Credit,
            },
            new(Sailing("zh-Hans"), IncidentKind.DocumentsDefective, now - Duration.FromDays(3), Channel.Email),
        ];
    }

    private static decimal Tenth(SampleShipment shipment) => Math.Round(shipment.Freight / 10m, 2, MidpointRounding.AwayFromZero);
}
