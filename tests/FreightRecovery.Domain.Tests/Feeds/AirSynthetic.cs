using FreightRecovery.Domain.Shipments;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Meanings;
using NodaTime;

namespace FreightRecovery.Domain.Tests.Feeds;

/// <summary>A synthetic air shipment and synthetic facts about it.</summary>
internal static class AirSynthetic
{
    public static readonly Instant Departure = Instant.FromUtc(2026, 6, 18, 1, 0);
    public static readonly Instant Arrival = Instant.FromUtc(2026, 6, 18, 14, 0);

    public static readonly BookedShipment Shipment = new(new("HA-1"), new ShipmentFacts
    {
        Customer = new("C-1"),
        Mode = TransportMode.Air,
        Flight = "CX 0255",
        Origin = "HKHKG",
        Destination = "GBLON",
        MasterReference = "160-1234 5675",
        Packages = 40,
        GrossMass = new(500m),
        ChargeableMass = new(500m),
    })
    {
        PlannedDeparture = Departure,
        PlannedArrival = Arrival,
    };

    public static readonly TradeFact Departed = new()
    {
        EventId = "synthetic-air",
        Kind = new FactKind.Departure(),
        Classifier = Classifier.Actual,
        OccurredAt = Departure,
        TransportDocuments = ["160-12345675"],
        Mode = MeansOfTransport.Air,
        Flight = "CX255",
        Airport = "HKG",
        NextAirport = "LHR",
        Quantity = new(10, new(500m), 10),
        Declared = new(10, new(500m)),
        Carrier = "CX",
    };

    public static TradeFact Handled(CargoMove move, string airport = "HKG", CargoQuantity? quantity = null) => Departed with
    {
        Kind = new FactKind.Handling(move), Airport = airport, NextAirport = null, Quantity = quantity ?? Departed.Quantity,
        Classifier = move is CargoMove.Booked or CargoMove.Manifested or CargoMove.Prepared ? Classifier.Planned : Classifier.Actual,
    };

    public static TradeFact Weighed(decimal kilograms, decimal? volume = null) =>
        Handled(CargoMove.ReceivedFromShipper, quantity: new(10, new(kilograms), 10, Volume: volume));

    public static TradeFact Wrong(IrregularityKind what, string? remark = null) => Departed with
    {
        Kind = new FactKind.Irregularity(what), Airport = "LHR", NextAirport = null, Quantity = new(2, null, 10, Portion.Part), Remark = remark,
    };

    public static BookedShipment Booked(Func<ShipmentFacts, ShipmentFacts> facts) => Shipment with { Facts = facts(Shipment.Facts) };

    public static FreightRecovery.Feeds.Meanings.Meaning AirMeaning(this TradeFact fact, BookedShipment? shipment = null, FeedPolicy? policy = null) =>
        FreightRecovery.Feeds.Meanings.Meaning.Of(fact, shipment ?? Shipment, policy ?? FeedPolicy.Default);

    public static IncidentProposal AirIncident(this TradeFact fact, BookedShipment? shipment = null, FeedPolicy? policy = null) =>
        Assert.IsType<FreightRecovery.Feeds.Meanings.Meaning.Incident>(fact.AirMeaning(shipment, policy)).Proposal;

    public static string AirNothing(this TradeFact fact, BookedShipment? shipment = null, FeedPolicy? policy = null) =>
        Assert.IsType<FreightRecovery.Feeds.Meanings.Meaning.Nothing>(fact.AirMeaning(shipment, policy)).Why;
}
