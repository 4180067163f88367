using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Engine.Rows;

/// <summary>What only some shipments have of their way: a flight by which feeds find them, and plans that feeds told.</summary>
public sealed record ShipmentWayRow(
    ShipmentRef Shipment, string? Flight, Instant? ToldDeparture, Instant? ToldArrival, long Version) : ReadRow
{
    internal static void Add(ShipmentRef shipment, LedgerState before, LedgerState after, List<ReadRow> rows)
    {
        var way = Of(after);
        if (way != Of(before))
            rows.Add(new ShipmentWayRow(shipment, way.Flight, way.Departure, way.Arrival, after.Version));
    }

    private static (string? Flight, Instant? Departure, Instant? Arrival) Of(LedgerState ledger) =>
        (ledger.Shipment?.Flight is { } flight ? TradeNames.Flight(flight) : null, ledger.ToldDeparture?.At, ledger.ToldArrival?.At);
}
