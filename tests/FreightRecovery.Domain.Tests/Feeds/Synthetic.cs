using System.Collections.Immutable;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Meanings;
using NodaTime;

namespace FreightRecovery.Domain.Tests.Feeds;

/// <summary>A synthetic shipment and synthetic facts about it; no real booking, container or vessel.</summary>
internal static class Synthetic
{
    public static readonly Instant Departure = Instant.FromUtc(2026, 3, 1, 8, 0);
    public static readonly Instant Arrival = Instant.FromUtc(2026, 4, 1, 8, 0);

    public static readonly BookedShipment Shipment = new(new("HB-1"), new ShipmentFacts
    {
        Customer = new("C-1"),
        Mode = TransportMode.Sea,
        Vessel = "Pacific Star",
        Voyage = "012W",
        Origin = "CNTAO",
        Destination = "USNYC",
        MasterReference = "SYN 000-1",
        Containers = ["SYNU1111111", "SYNU2222222"],
        BookedAt = Instant.FromUtc(2026, 2, 1, 0, 0),
    })
    {
        PlannedDeparture = Departure,
        PlannedArrival = Arrival,
    };

    public static readonly TradeFact Sailed = new()
    {
        EventId = "synthetic-1",
        Kind = new FactKind.Departure(),
        Classifier = Classifier.Actual,
        OccurredAt = Departure,
        CreatedAt = Departure + Duration.FromHours(1),
        Bookings = ["SYN0001"],
        Mode = MeansOfTransport.Vessel,
        Vessel = "PACIFIC STAR",
        Imo = "9321483",
        ExportVoyage = "12-W",
        Location = "CNTAO",
    };

    public static readonly TradeFact Arrived = Sailed with
    {
        Kind = new FactKind.Arrival(), OccurredAt = Arrival, Location = "USNYC", ExportVoyage = null, ImportVoyage = "012W",
    };

    public static readonly TradeFact Loaded = Sailed with
    {
        Kind = new FactKind.Equipment(EquipmentMove.Loaded, Laden: true), Bookings = [], Containers = ["SYNU1111111"],
    };

    public static TradeFact Call(PortCallStatus status, string? place = "CNTAO") =>
        Sailed with { Kind = new FactKind.PortCall(status), Classifier = Classifier.Estimated, Bookings = [], Location = place };

    public static TradeFact Paper(DocumentKind kind, DocumentStatus status, string? reason = null) => new()
    {
        EventId = "synthetic-paper",
        Kind = new FactKind.Document(kind, status, "SYN0001"),
        Classifier = Classifier.Actual,
        OccurredAt = Departure,
        Bookings = ["SYN0001"],
        Remark = reason,
    };

    public static BookedShipment WithLoaded(params string[] containers) =>
        Shipment with { LoadedContainers = ImmutableHashSet.Create(containers) };

    public static FreightRecovery.Feeds.Meanings.Meaning Meaning(this TradeFact fact, BookedShipment? shipment = null) =>
        FreightRecovery.Feeds.Meanings.Meaning.Of(fact, shipment ?? Shipment, FeedPolicy.Default);

    public static IncidentProposal Incident(this TradeFact fact, BookedShipment? shipment = null) =>
        Assert.IsType<FreightRecovery.Feeds.Meanings.Meaning.Incident>(fact.Meaning(shipment)).Proposal;

    public static string Nothing(this TradeFact fact, BookedShipment? shipment = null) =>
        Assert.IsType<FreightRecovery.Feeds.Meanings.Meaning.Nothing>(fact.Meaning(shipment)).Why;
}
