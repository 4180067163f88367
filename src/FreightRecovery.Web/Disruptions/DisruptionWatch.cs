using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine.Rows;
using NodaTime;

namespace FreightRecovery.Web.Disruptions;

/// <summary>
/// The disruptions that shipments coming in are compared with, kept in memory: there are few of them, and a shipment that
/// none of them hits costs no query. A disruption is taken up here before its fan-out looks for shipments, and a shipment
/// is stored before it is compared, so of two at once one always sees the other.
/// </summary>
public sealed class DisruptionWatch(Store.Queries.Disruptions disruptions, FanOut fanOut)
{
    private IReadOnlyList<DisruptionRow> active = [];

    /// <summary>The disruptions that are watched for.</summary>
    public IReadOnlyList<DisruptionRow> Active => Volatile.Read(ref active);

    /// <summary>Reads them anew.</summary>
    public async Task Refresh(CancellationToken cancel = default) => Volatile.Write(ref active, await disruptions.Active(cancel));

    /// <summary>Holds and reports a shipment that was just stored, for each disruption that hits it.</summary>
    public async ValueTask Catch(ShipmentRef shipment, ShipmentFacts facts, Instant now, CancellationToken cancel = default)
    {
        foreach (var disruption in Active)
            if (disruption.WatchUntil > now && disruption.Facts.Hits(facts))
                await fanOut.One(disruption, shipment, now, cancel);
    }
}
