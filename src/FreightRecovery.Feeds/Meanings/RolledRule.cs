using FreightRecovery.Domain;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>
/// Cargo that does not leave as booked. A booking has no status for it: it shows as another vessel or voyage at the
/// origin, or as a vessel that leaves while a container still stands on the quay.
/// </summary>
internal static class RolledRule
{
    /// <summary>A load at the origin.</summary>
    public static Meaning OfLoad(FactKind.Equipment load, TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        if (load.Laden is false) return new Meaning.Nothing("An empty container was loaded.");
        if (!IsAtOriginBySea(fact, shipment)) return new Meaning.Nothing("A load elsewhere than at the origin is a transhipment or a leg on land.");
        return Comparing.IsAnotherSailing(fact, shipment)
            ? Rolled($"{Telling.Moved($"Loading at {Telling.Place(fact)}", fact)} on {Telling.Sailing(fact)} instead.",
                fact, shipment, policy, Comparing.ContainersNamed(fact, shipment))
            : new Meaning.Nothing("The load is as booked.");
    }

    /// <summary>A departure; null when nothing was rolled by it.</summary>
    public static Meaning? OfDeparture(TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        if (!IsAtOriginBySea(fact, shipment)) return null;
        // A fact that names no cargo is compared only when it is of the booked sailing, so this one names the cargo.
        if (Comparing.IsAnotherSailing(fact, shipment))
        {
            return Rolled(
                $"{Telling.Moved(Telling.Departure(fact), fact)} on {Telling.Sailing(fact)} instead.",
                fact, shipment, policy, Comparing.ContainersNamed(fact, shipment));
        }

        var left = shipment.NotLoaded;
        if (left.IsEmpty || fact.Classifier is not Classifier.Actual || fact.Location is null) return null;
        return Rolled(
            $"{Telling.Sailing(fact)} left {fact.Location} at {Telling.Time(fact.OccurredAt)}, and no load is known of {left}.",
            fact, shipment, policy, left);
    }

    /// <summary>The proposal for cargo left behind; nobody's fault if the carrier names a cause beyond its control.</summary>
    public static Meaning Rolled(string told, TradeFact fact, BookedShipment shipment, FeedPolicy policy, Texts? containers)
    {
        var fault = DelayReason.Of(fact, policy).Cause is null ? Fault.Carrier : Fault.Nobody;
        return Meaning.Propose(
            IncidentKind.CargoRolled, fault, fact.Quantity is null or { Portion: Portion.Total } ? policy.CargoRolled : policy.PartRolled, fact, shipment,
            policy, Telling.Of(shipment, told, fact), containers: containers);
    }

    // A barge, truck or train to the port is never the booked vessel.
    private static bool IsAtOriginBySea(TradeFact fact, BookedShipment shipment) =>
        fact.Mode is (null or MeansOfTransport.Vessel) && (fact.Location is null || fact.Location == shipment.Facts.Origin);
}
