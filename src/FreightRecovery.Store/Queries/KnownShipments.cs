using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>A shipment and its customer, read together: what a report of an incident is made of.</summary>
/// <param name="Ref">The shipment.</param>
/// <param name="Facts">Its facts.</param>
/// <param name="Customer">Its customer's facts; null while the customer was never put.</param>
public sealed record KnownShipment(ShipmentRef Ref, ShipmentFacts Facts, CustomerFacts? Customer)
{
    /// <summary>When a feed first said that the carrier would leave, UTC.</summary>
    public Instant? ToldDeparture { get; init; }

    /// <summary>When a feed first said that it would arrive, UTC.</summary>
    public Instant? ToldArrival { get; init; }
}

/// <summary>Finds shipments for feeds and imports: many keys of one kind in one query.</summary>
public static class KnownShipments
{
    /// <summary>What is read of each; a query adds its conditions on <c>s</c>, the shipment, and <c>c</c>, its customer.</summary>
    internal const string Select = """
        SELECT s.ref AS Ref, s.facts AS Facts, s.customer AS CustomerRef, c.facts AS Customer,
            w.told_departure AS ToldDeparture, w.told_arrival AS ToldArrival
        FROM shipment s LEFT JOIN customer c ON c.ref = s.customer LEFT JOIN shipment_way w ON w.shipment = s.ref

        """;

    /// <summary>The shipments of these references.</summary>
    public static ValueTask<IReadOnlyList<KnownShipment>> ByRef(IDatabase database, IEnumerable<string> refs, CancellationToken cancel) =>
        Find(database, refs, Select + "WHERE s.ref IN @keys", cancel);

    /// <summary>Those of these references that shipments have.</summary>
    public static async ValueTask<IReadOnlySet<string>> Among(IDatabase database, IEnumerable<string> refs, CancellationToken cancel)
    {
        var stored = new HashSet<string>(StringComparer.Ordinal);
        foreach (var keys in refs.Distinct(StringComparer.Ordinal).Chunk(database.KeysPerQuery))
            stored.UnionWith(await database.Read(
                async connection => await connection.QueryAsync<string>("SELECT ref FROM shipment WHERE ref IN @keys", new { keys }), cancel));
        return stored;
    }

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

    /// <summary>The undelivered shipments booked on one of these flights, whatever the day.</summary>
    public static ValueTask<IReadOnlyList<KnownShipment>> ByFlight(
        IDatabase database, IEnumerable<string> flights, CancellationToken cancel) =>
        Find(database, flights,
            Select + "WHERE s.delivered = 0 AND s.ref IN (SELECT f.shipment FROM shipment_way f WHERE f.flight IN @keys)", cancel);

    /// <summary>The branch of each of these customers that has been put.</summary>
    public static async ValueTask<IReadOnlyDictionary<string, string>> Branches(
        IDatabase database, IEnumerable<string> customers, CancellationToken cancel)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var keys in customers.Distinct(StringComparer.Ordinal).Chunk(database.KeysPerQuery))
            foreach (var (customer, branch) in await database.Read(async connection => await connection.QueryAsync<(string, string)>(
                "SELECT ref, branch FROM customer WHERE ref IN @keys AND facts IS NOT NULL", new { keys }), cancel))
                known[customer] = branch;
        return known;
    }

    private static async ValueTask<IReadOnlyList<KnownShipment>> Find(
        IDatabase database, IEnumerable<string> allKeys, string sql, CancellationToken cancel)
    {
        var found = new List<KnownShipment>();
        var customers = new Dictionary<string, CustomerFacts>(StringComparer.Ordinal);
        foreach (var keys in allKeys.Distinct(StringComparer.Ordinal).Chunk(database.KeysPerQuery))
            found.AddRange((await database.Read(async connection => await connection.QueryAsync<Row>(sql, new { keys }), cancel))
                .Select(row => row.Read(customers)));
        return found;
    }

    /// <summary>A row of <see cref="Select"/>.</summary>
    internal sealed record Row(string Ref, string Facts, string CustomerRef, string? Customer, long? ToldDeparture, long? ToldArrival)
    {
        /// <summary>The shipment. A book has far fewer customers than shipments: each customer is read from its JSON once.</summary>
        public KnownShipment Read(Dictionary<string, CustomerFacts> customers)
        {
            CustomerFacts? customer = null;
            if (Customer is not null && !customers.TryGetValue(CustomerRef, out customer))
                customers[CustomerRef] = customer = Stored.Json<CustomerFacts>(Customer);
            return new KnownShipment(new ShipmentRef(Ref), Stored.Json<ShipmentFacts>(Facts), customer)
            {
                ToldDeparture = Stored.At(ToldDeparture), ToldArrival = Stored.At(ToldArrival),
            };
        }
    }
}
