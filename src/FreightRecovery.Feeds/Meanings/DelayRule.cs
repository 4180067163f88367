using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>An arrival or departure later than booked, or one for whose delay the carrier gives a reason.</summary>
internal static class DelayRule
{
    public static Meaning Of(TradeFact fact, BookedShipment shipment, Concern concern, FeedPolicy policy)
    {
        if (fact.Classifier is Classifier.Planned or Classifier.Requested) return new Meaning.Nothing("A plan is not a delay.");
        var late = Lateness(fact, shipment, policy);
        var worth = policy.DelaysOf(shipment.Facts).WorthTelling;
        if (late < worth) return new Meaning.Nothing($"It is less than {Telling.Length(worth)} later than booked.");
        if (late is null && fact.DelayReasonCodes.IsEmpty)
            return new Meaning.Nothing("No plan is known to compare with, and no reason for a delay is given.");
        if (concern is Concern.Sailing && !Places.IsAt(fact, shipment.Facts.Origin, policy) && !Places.IsAt(fact, shipment.Facts.Destination, policy))
            return new Meaning.Nothing("It names no cargo and a port that is neither origin nor destination; the vessel may make up for it.");
        return Late(late, IsDeparture(fact) ? Telling.Departure(fact) : Telling.Arrival(fact), fact, shipment, policy);
    }

    /// <summary>The proposal for a delay; null is a length not known.</summary>
    public static Meaning Late(Duration? late, string movement, TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        var reason = DelayReason.Of(fact, policy);
        var moved = Telling.Moved(movement, fact);
        var (told, severity) = late is { } known
            ? ($"{moved}, {Telling.Length(known)} later than booked ({reason.Text}).", policy.DelaysOf(shipment.Facts).Of(known))
            : ($"{moved}, later than scheduled ({reason.Text}).", policy.DelayOfUnknownLength);
        var containers = Comparing.ContainersNamed(fact, shipment);
        var description = Telling.Of(shipment, told, fact);
        var meaning = reason.Cause is { } cause
            ? Meaning.Propose(IncidentKind.ForceMajeure, Fault.Nobody, severity, fact, shipment, policy, description, cause, containers)
            : Meaning.Propose(IncidentKind.TransitDelay, Fault.Carrier, severity, fact, shipment, policy, description, null, containers);
        return meaning with { Proposal = meaning.Proposal with { Late = late } };
    }

    /// <summary>By how much it is later than booked; null when no plan is known for it. A time in a zone not known may be earlier than it seems.</summary>
    // Only the first departure and the last arrival were promised; ports in between are the carrier's own plan.
    public static Duration? Lateness(TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        if (fact.Mode is not (null or MeansOfTransport.Vessel or MeansOfTransport.Air)) return null;
        var planned = IsDeparture(fact)
            ? Places.IsAt(fact, shipment.Facts.Origin, policy) ? shipment.PlannedDeparture : null
            : Places.IsAt(fact, shipment.Facts.Destination, policy) ? shipment.PlannedArrival : null;
        return planned is { } at ? fact.OccurredAt - at - (fact.IsZoneUnknown ? policy.UnknownZoneMayHide : Duration.Zero) : null;
    }

    private static bool IsDeparture(TradeFact fact) => fact.Kind is FactKind.Departure or FactKind.Handling
    {
        Move: CargoMove.Departed or CargoMove.Booked or CargoMove.Confirmed or CargoMove.Prepared or CargoMove.Manifested or CargoMove.Loaded,
    };
}
