using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>A shipment with what is known of its customer.</summary>
public sealed record ShipmentWithCustomer(ShipmentRef Ref, ShipmentFacts Facts, long Version, CustomerFacts? Customer)
{
    /// <summary>When a feed first said that the carrier would leave, UTC.</summary>
    public Instant? ToldDeparture { get; init; }

    /// <summary>When a feed first said that it would arrive, UTC.</summary>
    public Instant? ToldArrival { get; init; }

    /// <summary>To whom it belongs.</summary>
    public Belonging Belonging => new(Customer?.Branch, Customer?.SalesRep, Customer?.AccountManager);
}

/// <summary>Shipments by reference.</summary>
public sealed class Shipments(IDatabase database)
{
    private const string ByReference =
        """
        SELECT s.facts, s.version, c.facts, w.told_departure, w.told_arrival
        FROM shipment s LEFT JOIN customer c ON c.ref = s.customer LEFT JOIN shipment_way w ON w.shipment = s.ref WHERE s.ref = @reference
        """;

    /// <summary>The shipments that somebody may see whose booking or master document, or one of whose containers, has this number, newest booking first.</summary>
    public ValueTask<IReadOnlyList<ShipmentRef>> Numbered(string number, Scope scope, int most, CancellationToken cancel = default) =>
        database.Read<IReadOnlyList<ShipmentRef>>(
            async connection =>
            [
                .. (await connection.QueryAsync<string>(new CommandDefinition(
                    database.Words($"""
                    SELECT s.ref FROM shipment s JOIN customer c ON c.ref = s.customer
                    WHERE s.ref IN (SELECT m.ref FROM shipment m WHERE m.master_reference = @number
                        UNION ALL SELECT n.shipment FROM shipment_container n WHERE n.container = @number){scope.Bounds("c")}
                    ORDER BY s.booked_at DESC, s.ref LIMIT @most
                    """),
                    new { number = TradeNames.Reference(number), scope.Branch, scope.SalesRep, scope.AccountManager, most }, cancellationToken: cancel)))
                    .Select(r => new ShipmentRef(r)),
            ],
            cancel);

    /// <summary>The shipment and its customer in one keyed read, or null.</summary>
    public ValueTask<ShipmentWithCustomer?> Find(ShipmentRef shipment, CancellationToken cancel = default) => database.Read(
        connection => Prepared.One(
            connection, ByReference, shipment.Value,
            row => new ShipmentWithCustomer(
                shipment, Stored.Json<ShipmentFacts>(row.GetString(0)), row.GetInt64(1), Stored.JsonOrNull<CustomerFacts>(row.TextOrNull(2)))
            {
                ToldDeparture = Stored.At(row.IsDBNull(3) ? null : row.GetInt64(3)), ToldArrival = Stored.At(row.IsDBNull(4) ? null : row.GetInt64(4)),
            },
            cancel),
        cancel);
}
