using FreightRecovery.Domain.Shipments;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>
/// What the caller looks shipments up by; all in the spelling of <see cref="TradeNames"/>. Each shipment found is then
/// compared with the fact by <see cref="Meaning.Of"/>, so a key may find one too many.
/// </summary>
/// <param name="Documents">Numbers to look for among master references: bookings, transport documents, instructions.</param>
/// <param name="ForwarderReferences">Numbers to look for among our own shipment references.</param>
/// <param name="Containers">Container numbers.</param>
/// <param name="Sailing">The sailing, for a transport fact that names no document and no container; else null.</param>
public sealed record FactKeys(Texts Documents, Texts ForwarderReferences, Texts Containers, Sailing? Sailing)
{
    /// <summary>
    /// The flight in one spelling and its number alone, for a transport fact that names no document and no container; else empty. Cargo-IMP
    /// always names a waybill; an IFTSTA may tell of the flight alone.
    /// </summary>
    public Texts Flights { get; init; }

    /// <summary>The keys of a fact; none at all for a retraction, which is found by its event's id.</summary>
    public static FactKeys Of(TradeFact fact)
    {
        if (fact.IsRetracted) return new([], [], [], null);
        var documents = Spelled(fact.ShippingInstructions, Spelled(fact.TransportDocuments, Spelled(fact.Bookings, [])));
        var forwarders = Spelled(fact.ForwarderReferences, []);
        var containers = Spelled(fact.Containers, []);
        var named = !documents.IsEmpty || !containers.IsEmpty || !forwarders.IsEmpty;
        return new(documents, forwarders, containers, named ? null : Meanings.Sailing.Of(fact))
        {
            Flights = !named && fact is { Kind: FactKind.Departure or FactKind.Arrival, Mode: MeansOfTransport.Air, Flight: { } flight }
                ? [TradeNames.Flight(flight), TradeNames.FlightNumber(TradeNames.Flight(flight))]
                : [],
        };
    }

    private static Texts Spelled(Texts references, Texts onto)
    {
        foreach (var reference in references) onto = onto.With(TradeNames.Reference(reference));
        return onto;
    }
}

/// <summary>A vessel on a voyage, as a transport fact tells it.</summary>
/// <param name="Vessel">The vessel's name in one spelling; null when only its IMO number is told.</param>
/// <param name="Imo">The IMO number; null when not told.</param>
/// <param name="Voyages">The voyage numbers out and in, in one spelling; empty when not told.</param>
public sealed record Sailing(string? Vessel, string? Imo, Texts Voyages)
{
    /// <summary>The sailing of a departure, an arrival or a port call by sea; null for other facts or without a vessel.</summary>
    public static Sailing? Of(TradeFact fact)
    {
        if (fact.Kind is not (FactKind.Departure or FactKind.Arrival or FactKind.PortCall)
            || fact.Mode is not (null or MeansOfTransport.Vessel)
            || fact is { Vessel: null, Imo: null })
        {
            return null;
        }

        return new(fact.Vessel is { } name ? TradeNames.Vessel(name) : null, fact.Imo, VoyagesOf(fact));
    }

    /// <summary>The voyage numbers of a fact, out and in, in one spelling.</summary>
    internal static Texts VoyagesOf(TradeFact fact)
    {
        Texts voyages = [];
        if (fact.ExportVoyage is { } export) voyages = voyages.With(TradeNames.Voyage(export));
        if (fact.ImportVoyage is { } import) voyages = voyages.With(TradeNames.Voyage(import));
        return voyages;
    }
}
