using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>An arrival or departure later than booked, or one for whose delay the carrier gives a reason.</summary>
internal static class DelayRule
{
    public static Meaning Of(TradeFact fact, BookedShipment shipment, Concern concern, FeedPolicy policy)
    {
        if (fact.Classifier is Classifier.Planned or Classifier.Requested) return new Meaning.Nothing("A plan is not a delay.");
        var late = Lateness(fact, shipment);
        if (late < policy.DelayWorthTelling)
            return new Meaning.Nothing($"It is less than {Telling.Length(policy.DelayWorthTelling)} later than booked.");
        if (late is null && fact.DelayReasonCodes.IsEmpty)
            return new Meaning.Nothing("No plan is known to compare with, and no reason for a delay is given.");
        if (concern is Concern.Sailing && fact.Location != shipment.Facts.Origin && fact.Location != shipment.Facts.Destination)
            return new Meaning.Nothing("It names no cargo and a port that is neither origin nor destination; the vessel may make up for it.");

        var reason = DelayReason.Of(fact, policy);
        var movement = fact.Kind is FactKind.Departure ? "Departure from" : "Arrival at";
        var length = late is { } known ? $", {Telling.Length(known)} later than booked" : ", later than scheduled";
        var told = $"{movement} {Telling.Place(fact)} {Telling.Firmness(fact.Classifier)} {Telling.Time(fact.OccurredAt)}{length} ({reason.Text}).";
        var containers = Comparing.ContainersNamed(fact, shipment);
        var description = Telling.Of(shipment, told, fact);
        return reason.Cause is { } cause
            ? Meaning.Propose(IncidentKind.ForceMajeure, Fault.Nobody, policy.Delay(late), fact, description, cause, containers)
            : Meaning.Propose(IncidentKind.TransitDelay, Fault.Carrier, policy.Delay(late), fact, description, null, containers);
    }

    // Only the first departure and the last arrival were promised; ports in between are the carrier's own plan.
    private static Duration? Lateness(TradeFact fact, BookedShipment shipment)
    {
        if (fact.Mode is not (null or MeansOfTransport.Vessel)) return null;
        var planned = fact.Kind is FactKind.Departure
            ? fact.Location == shipment.Facts.Origin ? shipment.PlannedDeparture : null
            : fact.Location == shipment.Facts.Destination ? shipment.PlannedArrival : null;
        return planned is { } at ? fact.OccurredAt - at : null;
    }
}
