using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Shipments;

namespace FreightRecovery.Store.Queries;

/// <summary>A shipment with what is known of its customer.</summary>
public sealed record ShipmentWithCustomer(ShipmentRef Ref, ShipmentFacts Facts, long Version, CustomerFacts? Customer)
{
    /// <summary>To whom it belongs.</summary>
    public Belonging Belonging => new(Customer?.Branch, Customer?.SalesRep, Customer?.AccountManager);
}

/// <summary>Shipments by reference.</summary>
public sealed class Shipments(IDatabase database)
{
    /// <summary>The shipment and its customer in one keyed read, or null.</summary>
    public ValueTask<ShipmentWithCustomer?> Find(ShipmentRef shipment, CancellationToken cancel = default) => database.Read<ShipmentWithCustomer?>(
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
                """
                SELECT s.facts AS Facts, s.version AS Version, c.facts AS Customer
                FROM shipment s LEFT JOIN customer c ON c.ref = s.customer
                WHERE s.ref = @reference
                """,
                new { reference = shipment.Value }, cancellationToken: cancel));
            return row is null
                ? null
                : new ShipmentWithCustomer(shipment, Stored.Json<ShipmentFacts>(row.Facts), row.Version, Stored.JsonOrNull<CustomerFacts>(row.Customer));
        },
        cancel);

    private sealed record Row(string Facts, long Version, string? Customer);
}
