using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Domain.Disruptions;

/// <summary>One cause that hits many shipments, such as a collision, a strike, a typhoon or a blanked sailing.</summary>
public sealed record DisruptionFacts
{
    /// <summary>What it is to each shipment that it hits.</summary>
    public required IncidentKind Kind { get; init; }

    /// <summary>What stands behind force majeure; null for other kinds.</summary>
    public ForceMajeureCause? ForceMajeureCause { get; init; }

    /// <summary>What happened. It becomes the description of each incident.</summary>
    public required string Description { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required Instant OccurredAt { get; init; }

    /// <summary>Which shipments it hits.</summary>
    public required DisruptionMatch Match { get; init; }

    /// <summary>Our branch whose customers it is declared for; null for all.</summary>
    public string? Branch { get; init; }

    /// <summary>True when it hits a shipment.</summary>
    public bool Hits(ShipmentFacts shipment) => Match.Hits(shipment, OccurredAt);
}

/// <summary>
/// What a shipment must have in common with a disruption to be hit by it. Every member that is given must fit; a name that
/// the shipment does not have does not fit. Names are compared as the trade writes them: MV Ever Able is EVER ABLE.
/// </summary>
/// <param name="Vessel">The vessel's name.</param>
/// <param name="Voyage">The carrier's voyage number.</param>
/// <param name="Flight">The flight number.</param>
/// <param name="Port">UN/LOCODE of a place where the shipment is loaded or discharged.</param>
/// <param name="Carrier">The carrier's code or name.</param>
/// <param name="From">The cargo was still under way then, UTC; when it happened, if null.</param>
/// <param name="To">The cargo was booked by then, UTC; null bounds nothing.</param>
public sealed record DisruptionMatch(
    string? Vessel = null, string? Voyage = null, string? Flight = null, string? Port = null, string? Carrier = null, Instant? From = null,
    Instant? To = null)
{
    /// <summary>True when anything but dates is named; without that, it would hit everything under way.</summary>
    public bool NamesSomething => (Vessel ?? Voyage ?? Flight ?? Port ?? Carrier) is not null;

    /// <summary>True when a shipment fits. One whose dates are not known fits them: a hold too many is let go, one too few is not.</summary>
    /// <param name="shipment">The shipment.</param>
    /// <param name="occurredAt">When it happened, UTC.</param>
    public bool Hits(ShipmentFacts shipment, Instant occurredAt) =>
        Fits(Vessel, shipment.Vessel, TradeNames.Vessel)
        && Fits(Voyage, shipment.Voyage, TradeNames.Voyage)
        && Fits(Flight, shipment.Flight, TradeNames.Reference)
        && Fits(Carrier, shipment.Carrier, TradeNames.Reference)
        && (Port is null || Port == shipment.Origin || Port == shipment.Destination)
        && !(shipment.DeliveredAt <= (From ?? occurredAt))
        && !(shipment.BookedAt > To);

    private static bool Fits(string? wanted, string? known, Func<string, string> spelling) =>
        wanted is null || (known is not null && spelling(wanted) == spelling(known));
}
