using FreightRecovery.Domain.Shipments;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>How a fact touches a shipment.</summary>
internal enum Concern
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>It names one of the shipment's documents or containers.</summary>
    Named,

    /// <summary>It names no cargo, but the vessel and voyage, or the flight, on which the shipment is booked.</summary>
    Sailing,
}

/// <summary>Compares a fact's names with a shipment's.</summary>
internal static class Comparing
{
    /// <summary>How the fact touches the shipment.</summary>
    public static Concern ConcernOf(TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        var keys = FactKeys.Of(fact);
        if (NamesDocument(keys, shipment)) return Concern.Named;

        // A container travels for one shipper after another: what it did before the booking is none of ours.
        if (fact.OccurredAt >= (shipment.Facts.BookedAt ?? fact.OccurredAt) && NamesContainer(keys, shipment)) return Concern.Named;
        return (keys.Sailing is { } sailing && IsBooked(sailing, shipment)) || IsBookedFlight(keys, fact, shipment, policy) ? Concern.Sailing : Concern.None;
    }

    /// <summary>The shipment's containers that the fact names; null when it names none of them.</summary>
    public static Texts? ContainersNamed(TradeFact fact, BookedShipment shipment)
    {
        Texts named = [];
        if (shipment.Facts.Containers.IsDefault) return null;
        foreach (var container in shipment.Facts.Containers)
        {
            if (Contains(fact.Containers, TradeNames.Reference(container))) named = named.With(container);
        }

        return named.IsEmpty ? null : named;
    }

    /// <summary>
    /// Whether the fact speaks of another vessel or voyage than booked. False when either side does not say. A voyage number
    /// that is booked under the inbound number counts as the same, as carriers are not consistent about it.
    /// </summary>
    public static bool IsAnotherSailing(TradeFact fact, BookedShipment shipment) =>
        IsAnotherVessel(fact.Vessel is { } name ? TradeNames.Vessel(name) : null, fact.Imo, shipment)
        || IsAnotherVoyage(Sailing.VoyagesOf(fact), shipment);

    private static bool IsBooked(Sailing sailing, BookedShipment shipment) =>
        shipment.Facts.Vessel is not null
        && !IsAnotherVessel(sailing.Vessel, sailing.Imo, shipment)
        && (sailing.Vessel is not null || TradeNames.Vessel(shipment.Facts.Vessel) == sailing.Imo)
        && !IsAnotherVoyage(sailing.Voyages, shipment);

    // The same number flies on another day: only near the plan is it the booked flight.
    private static bool IsBookedFlight(FactKeys keys, TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        if (keys.Flights.IsEmpty || !Flights.IsBooked(fact, shipment)) return false;
        var planned = fact.Kind is FactKind.Departure ? shipment.PlannedDeparture : shipment.PlannedArrival;
        return planned is { } at && fact.OccurredAt > at - policy.NextFlightAfter && fact.OccurredAt < at + policy.NextFlightAfter;
    }

    private static bool IsAnotherVessel(string? name, string? imo, BookedShipment shipment)
    {
        if (shipment.Facts.Vessel is not { } booked || (name is null && imo is null)) return false;
        var vessel = TradeNames.Vessel(booked);
        if (vessel == name || vessel == imo) return false; // a vessel may be booked by its IMO number
        return name is not null;
    }

    private static bool IsAnotherVoyage(Texts told, BookedShipment shipment) =>
        shipment.Facts.Voyage is { } booked && !told.IsEmpty && !told.Contains(TradeNames.Voyage(booked));

    private static bool NamesDocument(FactKeys keys, BookedShipment shipment) =>
        (shipment.Facts.MasterReference is { } master && keys.Documents.Contains(TradeNames.Reference(master)))
        || keys.ForwarderReferences.Contains(TradeNames.Reference(shipment.Ref.Value));

    private static bool NamesContainer(FactKeys keys, BookedShipment shipment)
    {
        if (shipment.Facts.Containers.IsDefault) return false;
        foreach (var container in shipment.Facts.Containers)
        {
            if (keys.Containers.Contains(TradeNames.Reference(container))) return true;
        }

        return false;
    }

    private static bool Contains(Texts containers, string plain)
    {
        foreach (var container in containers)
        {
            if (TradeNames.Reference(container) == plain) return true;
        }

        return false;
    }
}
