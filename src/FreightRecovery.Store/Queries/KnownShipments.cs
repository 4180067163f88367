using System.Text.Json;
using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;

namespace FreightRecovery.Store.Queries;

/// <summary>A shipment and its customer, read together: what a report of an incident is made of.</summary>
/// <param name="Ref">The shipment.</param>
/// <param name="Facts">Its facts.</param>
/// <param name="Customer">Its customer's facts; null while the customer was never put.</param>
public sealed record KnownShipment(ShipmentRef Ref, ShipmentFacts Facts, CustomerFacts? Customer);

/// <summary>Finds shipments for feeds and imports: many keys of one kind in one query.</summary>
public static class KnownShipments
{
    // One statement takes this many keys, well below what any product allows.
    private const int KeysPerQuery = 500;

    private const string Select = """
        SELECT s.ref AS Ref, s.facts AS Facts, s.customer AS CustomerRef, c.facts AS Customer
        FROM shipment s LEFT JOIN customer c ON c.ref = s.customer

        """;

    /// <summary>The shipments of these references.</summary>
    public static ValueTask<IReadOnlyList<KnownShipment>> ByRef(IDatabase database, IEnumerable<string> refs, CancellationToken cancel) =>
        Find(database, refs, Select + "WHERE s.ref IN @keys", cancel);

    /// <summary>The shipments with one of these bookings or master documents.</summary>
    public static ValueTask<IReadOnlyList<KnownShipment>> ByMasterReference(
        IDatabase database, IEnumerable<string> references, CancellationToken cancel) =>
        Find(database, references, Select + "WHERE s.master_reference IN @keys", cancel);

    /// <summary>The undelivered shipments with one of these containers.</summary>
    public static ValueTask<IReadOnlyList<KnownShipment>> ByContainer(
        IDatabase database, IEnumerable<string> containers, CancellationToken cancel) =>
        Find(database, containers,
            Select + "WHERE s.delivered = 0 AND s.ref IN (SELECT n.shipment FROM shipment_container n WHERE n.container IN @keys)", cancel);

    /// <summary>The undelivered shipments booked on one of these vessels, whatever the voyage.</summary>
    public static ValueTask<IReadOnlyList<KnownShipment>> ByVessel(
        IDatabase database, IEnumerable<string> vessels, CancellationToken cancel) =>
        Find(database, vessels, Select + "WHERE s.vessel IN @keys AND s.delivered = 0", cancel);

    /// <summary>The branch of each of these customers that has been put.</summary>
    public static async ValueTask<IReadOnlyDictionary<string, string>> Branches(
        IDatabase database, IEnumerable<string> customers, CancellationToken cancel)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var keys in customers.Distinct(StringComparer.Ordinal).Chunk(KeysPerQuery))
            foreach (var (customer, branch) in await database.Read(async connection => await connection.QueryAsync<(string, string)>(
                "SELECT ref, branch FROM customer WHERE ref IN @keys AND facts IS NOT NULL", new { keys }), cancel))
                known[customer] = branch;
        return known;
    }

    private static async ValueTask<IReadOnlyList<KnownShipment>> Find(
        IDatabase database, IEnumerable<string> allKeys, string sql, CancellationToken cancel)
    {
        var found = new List<KnownShipment>();
        // A book has far fewer customers than shipments: each customer is read from its JSON once.
        var customers = new Dictionary<string, CustomerFacts>(StringComparer.Ordinal);
        foreach (var keys in allKeys.Distinct(StringComparer.Ordinal).Chunk(KeysPerQuery))
        {
            var rows = await database.Read(async connection => await connection.QueryAsync<Row>(sql, new { keys }), cancel);
            foreach (var row in rows)
                found.Add(new KnownShipment(
                    new ShipmentRef(row.Ref), JsonSerializer.Deserialize<ShipmentFacts>(row.Facts, Json.Options)!, Customer(row)));
        }

        return found;

        CustomerFacts? Customer(Row row)
        {
            if (row.Customer is null)
                return null;
            if (!customers.TryGetValue(row.CustomerRef, out var facts))
                customers[row.CustomerRef] = facts = JsonSerializer.Deserialize<CustomerFacts>(row.Customer, Json.Options)!;
            return facts;
        }
    }

    private sealed record Row(string Ref, string Facts, string CustomerRef, string? Customer);
}
