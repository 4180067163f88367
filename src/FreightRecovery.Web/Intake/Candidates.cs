using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Meanings;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;

namespace FreightRecovery.Web.Intake;

/// <summary>
/// The shipments that the facts of one message may be about, found with one query for each kind of key. A key may find
/// one too many: what a fact means for a shipment is for <see cref="Meaning"/> to say.
/// </summary>
internal sealed class Candidates
{
    private readonly Dictionary<ShipmentRef, KnownShipment> all = [];
    private readonly ILookup<string, KnownShipment> byReference, byContainer, byVessel, byFlight;

    private Candidates(IEnumerable<KnownShipment> found)
    {
        foreach (var shipment in found)
            all.TryAdd(shipment.Ref, shipment);
        byReference = Index(all.Values, s => s.Facts.MasterReference is { } master ? [s.Ref.Value, master] : [s.Ref.Value], TradeNames.Reference);
        // Containers and ships go on to the next job: only what is under way is found by them.
        var underWay = all.Values.Where(s => s.Facts.DeliveredAt is null).ToList();
        byContainer = Index(underWay, s => s.Facts.Containers, TradeNames.Reference);
        byFlight = Index(underWay, s => s.Facts.Flight is { } flight ? [flight] : [], TradeNames.Flight);
        byVessel = Index(underWay, s => s.Facts.Vessel is { } vessel ? [vessel] : [], TradeNames.Vessel);
    }

    /// <summary>All shipments found.</summary>
    public IReadOnlyCollection<KnownShipment> All => all.Values;

    /// <summary>Looks the shipments of a message up.</summary>
    public static async ValueTask<Candidates> Find(IDatabase database, IReadOnlyCollection<TradeFact> facts, CancellationToken cancel)
    {
        var keys = facts.Select(FactKeys.Of).ToList();
        var documents = keys.SelectMany(k => k.Documents);
        // Our own references are kept as they were put; a carrier gives them back so, or in its one spelling.
        var ours = keys.SelectMany(k => k.ForwarderReferences).Concat(facts.SelectMany(f => f.ForwarderReferences));
        var containers = keys.SelectMany(k => k.Containers);
        var vessels = keys.SelectMany(k => k.Sailing is { } sailing ? Names(sailing) : []);
        return new Candidates([
            .. await KnownShipments.ByMasterReference(database, documents, cancel),
            .. await KnownShipments.ByRef(database, ours, cancel),
            .. await KnownShipments.ByContainer(database, containers, cancel),
            .. await KnownShipments.ByVessel(database, vessels, cancel),
            .. await KnownShipments.ByFlight(database, keys.SelectMany(k => k.Flights), cancel),
        ]);
    }

    /// <summary>The shipments that a fact may be about.</summary>
    public IEnumerable<KnownShipment> Of(TradeFact fact)
    {
        var keys = FactKeys.Of(fact);
        return keys.Documents.SelectMany(d => byReference[d])
            .Concat(keys.ForwarderReferences.SelectMany(r => byReference[r]))
            .Concat(keys.Containers.SelectMany(c => byContainer[c]))
            .Concat(keys.Sailing is { } sailing ? Names(sailing).SelectMany(v => byVessel[v]) : [])
            .Concat(keys.Flights.SelectMany(f => byFlight[f]))
            .DistinctBy(s => s.Ref);
    }

    private static IEnumerable<string> Names(Sailing sailing) => new[] { sailing.Vessel, sailing.Imo }.OfType<string>();

    private static ILookup<string, KnownShipment> Index(
        IEnumerable<KnownShipment> shipments, Func<KnownShipment, IEnumerable<string>> names, Func<string, string> spell) =>
        shipments.SelectMany(s => names(s).Select(n => (Name: spell(n), Shipment: s))).ToLookup(p => p.Name, p => p.Shipment, StringComparer.Ordinal);
}
