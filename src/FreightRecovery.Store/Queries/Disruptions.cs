using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Disruptions;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Rows;

namespace FreightRecovery.Store.Queries;

/// <summary>The last row of a page of disruptions.</summary>
public sealed record DisruptionKey(Guid Id);

/// <summary>The last row of a page of the shipments that a disruption hit.</summary>
public sealed record HitKey(string Shipment);

/// <summary>A shipment that a disruption hit, and its incident.</summary>
public sealed record Hit(ShipmentRef Shipment, IncidentId Incident);

/// <summary>Disruptions, the shipments that each one hit, and those that it may hit.</summary>
public sealed class Disruptions(IDatabase database)
{
    /// <summary>
    /// A fan-out remembers what it did where feeds remember their messages: the disruption is the message that told of the
    /// incident.
    /// </summary>
    public const string Feed = StreamId.DisruptionKind;

    private const int ShipmentsPerQuery = 1000;

    private const string Columns =
        """
        id AS Id, status AS Status, facts AS Facts, declared_at AS DeclaredAt, declared_by AS DeclaredBy, watch_until AS WatchUntil,
        held AS Held, reported AS Reported, version AS Version
        """;

    private const string Untold =
        KnownShipments.Select +
        """
        WHERE s.ref > @after AND (@branch IS NULL OR c.branch = @branch)
        AND NOT EXISTS (SELECT 1 FROM feed_message m WHERE m.feed = 'disruption' AND m.message = @id AND m.shipment = s.ref)
        """;

    /// <summary>The disruptions that shipments coming in are compared with.</summary>
    public ValueTask<IReadOnlyList<DisruptionRow>> Active(CancellationToken cancel = default) => database.Read<IReadOnlyList<DisruptionRow>>(
        async connection => [.. (await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM disruption WHERE status <> 'ended' ORDER BY id", cancellationToken: cancel))).Select(r => r.Read())],
        cancel);

    /// <summary>Disruptions, newest first.</summary>
    public ValueTask<PageOf<DisruptionRow, DisruptionKey>> List(
        string? branch, DisruptionKey? after, int limit, CancellationToken cancel = default) => database.Read(
        async connection => Stored.Page(
            (await connection.QueryAsync<Row>(new CommandDefinition(
                database.Words($"""
                SELECT {Columns} FROM disruption
                WHERE (@before IS NULL OR id < @before) AND (@branch IS NULL OR branch IS NULL OR branch = @branch)
                ORDER BY id DESC LIMIT @limit
                """),
                new { before = after?.Id.ToString(), branch, limit = limit + 1 }, cancellationToken: cancel))).Select(r => r.Read()),
            limit,
            last => new DisruptionKey(last.Id.Value)),
        cancel);

    /// <summary>The shipments that a disruption hit, by reference, as far as somebody may see them.</summary>
    public ValueTask<PageOf<Hit, HitKey>> Hits(
        DisruptionId disruption, Scope scope, HitKey? after, int limit, CancellationToken cancel = default) => database.Read(
        async connection => Stored.Page(
            (await connection.QueryAsync<(string Shipment, string Incident)>(new CommandDefinition(
                database.Words("""
                SELECT m.shipment, m.incident FROM feed_message m JOIN incident i ON i.id = m.incident
                WHERE m.feed = 'disruption' AND m.message = @id AND m.shipment > @after AND (@branch IS NULL OR i.branch = @branch)
                AND (@salesRep IS NULL AND @accountManager IS NULL OR i.sales_rep = @salesRep OR i.account_manager = @accountManager)
                ORDER BY m.shipment LIMIT @limit
                """),
                new
                {
                    id = disruption.ToString(), after = after?.Shipment ?? "", branch = scope.Branch, salesRep = scope.SalesRep,
                    accountManager = scope.AccountManager, limit = limit + 1,
                },
                cancellationToken: cancel))).Select(r => new Hit(new ShipmentRef(r.Shipment), new IncidentId(Guid.Parse(r.Incident)))),
            limit,
            last => new HitKey(last.Shipment.Value)),
        cancel);

    /// <summary>How many shipments have their incident of a disruption.</summary>
    public ValueTask<int> Told(DisruptionId disruption, CancellationToken cancel = default) => database.Read(
        async connection => await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "SELECT count(*) FROM feed_message WHERE feed = 'disruption' AND message = @id", new { id = disruption.ToString() },
            cancellationToken: cancel)),
        cancel);

    /// <summary>
    /// The shipments that a disruption hits and that have no incident of it yet, a page at a time. A vessel's are found by its
    /// name; without one every shipment is looked at, which takes a second or so for a million.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<KnownShipment>> ToTell(
        DisruptionId disruption, DisruptionFacts facts, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        var vessel = facts.Match.Vessel is { } name ? TradeNames.Vessel(name) : null;
        var sql = database.Words($"{Untold} {(vessel is null ? "" : "AND s.vessel = @vessel")} ORDER BY s.ref LIMIT @limit");
        for (var after = ""; after is not null;)
        {
            var rows = (await database.Read(
                async connection => await connection.QueryAsync<KnownShipments.Row>(new CommandDefinition(
                    sql, new { id = disruption.ToString(), after, branch = facts.Branch, vessel, limit = ShipmentsPerQuery },
                    cancellationToken: cancel)),
                cancel)).AsList();
            var customers = new Dictionary<string, CustomerFacts>(StringComparer.Ordinal);
            yield return [.. rows.Select(r => r.Read(customers)).Where(s => facts.Hits(s.Facts))];
            after = rows.Count == ShipmentsPerQuery ? rows[^1].Ref : null;
        }
    }

    private sealed record Row(
        string Id, string Status, string Facts, long DeclaredAt, string DeclaredBy, long WatchUntil, long Held, long Reported, long Version)
    {
        public DisruptionRow Read() => new(
            new DisruptionId(Guid.Parse(Id)), Stored.Json<DisruptionFacts>(Facts), Names.Parse<DisruptionStatus>(Status), Stored.At(DeclaredAt),
            DeclaredBy, Stored.At(WatchUntil), (int)Held, (int)Reported, Version);
    }
}
