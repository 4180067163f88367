using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>An event as who follows all streams reads it.</summary>
/// <param name="Position">Its place among all events.</param>
/// <param name="Type">The stored name of its type.</param>
/// <param name="At">When, UTC.</param>
public sealed record LoggedEvent(long Position, StreamId Stream, CommandId Command, int Ordinal, string Type, Instant At, string Payload);

/// <summary>
/// The events of all streams in the order of their positions. On a server a position may be committed after a later one: who follows them looks again
/// at what is younger than <see cref="IDatabase.Overtaken"/>.
/// </summary>
public sealed class EventLog(IDatabase database)
{
    /// <summary>How long after an event was seen one of an earlier position may still come.</summary>
    public Duration Overtaken { get; init; } = database.Overtaken;

    /// <summary>The highest position.</summary>
    public ValueTask<long> Head(CancellationToken cancel = default) => database.Read(
        async connection => await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "SELECT max(position) FROM stream_event", cancellationToken: cancel)) ?? 0,
        cancel);

    /// <summary>Up to where the events have been looked through for webhooks.</summary>
    public ValueTask<long> Place(CancellationToken cancel = default) => database.Read(
        async connection => await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "SELECT max(position) FROM webhook_place", cancellationToken: cancel)) ?? 0,
        cancel);

    /// <summary>Notes up to where they have been looked through; never back.</summary>
    public async ValueTask MoveTo(long position, CancellationToken cancel = default) => await database.Write(
        (connection, transaction) => connection.Execute(
            "INSERT INTO webhook_place (one, position) SELECT 1, @position WHERE NOT EXISTS (SELECT 1 FROM webhook_place WHERE one = 1)", new { position }, transaction)
            + connection.Execute("UPDATE webhook_place SET position = @position WHERE one = 1 AND position < @position", new { position }, transaction),
        cancel);

    /// <summary>The positions of events of some types between two positions, the first left out: of so many at the most, lowest first.</summary>
    public ValueTask<IReadOnlyList<long>> Positions(
        long after, long upTo, IReadOnlyCollection<string> types, int limit, CancellationToken cancel = default) => database.Read(
        async connection => (IReadOnlyList<long>)[.. await connection.QueryAsync<long>(new CommandDefinition(
            database.Words("SELECT position FROM stream_event WHERE position > @after AND position <= @upTo AND type IN @types ORDER BY position LIMIT @limit"),
            new { after, upTo, types, limit }, cancellationToken: cancel))],
        cancel);

    /// <summary>The events at these positions, in their order.</summary>
    public async ValueTask<IReadOnlyList<LoggedEvent>> At(IReadOnlyList<long> positions, CancellationToken cancel = default)
    {
        var found = new List<LoggedEvent>(positions.Count);
        foreach (var keys in positions.Chunk(database.KeysPerQuery))
            found.AddRange((await database.Read(
                async connection => await connection.QueryAsync<Row>(new CommandDefinition(
                    """
                    SELECT position AS Position, stream AS Stream, command AS Command, ordinal AS Ordinal, type AS Type, at AS At, payload AS Payload
                    FROM stream_event WHERE position IN @keys ORDER BY position
                    """,
                    new { keys }, cancellationToken: cancel)),
                cancel)).Select(r => r.Read()));
        return found;
    }

    /// <summary>Whose each of these streams is, by the stream's name: the ones of incidents, shipments, customers and disruptions.</summary>
    public async ValueTask<IReadOnlyDictionary<StreamId, Whose>> Owners(IEnumerable<StreamId> streams, CancellationToken cancel = default)
    {
        var owners = new Dictionary<StreamId, Whose>();
        foreach (var kind in streams.Distinct().GroupBy(s => s.Kind.ToString()))
        {
            var byKey = kind.ToDictionary(KeyOf, StringComparer.Ordinal);
            foreach (var keys in byKey.Keys.Chunk(database.KeysPerQuery))
                foreach (var row in await database.Read(
                    async connection => await connection.QueryAsync<OwnerRow>(new CommandDefinition(OwnersOf(kind.Key), new { keys }, cancellationToken: cancel)), cancel))
                    if (byKey.TryGetValue(row.Id, out var stream))
                        owners[stream] = row.Read();
        }

        return owners;
    }

    private static string KeyOf(StreamId stream) => stream.Kind switch
    {
        StreamId.IncidentKind => stream.Incident.ToString(),
        StreamId.DisruptionKind => stream.Disruption.ToString(),
        _ => stream.Key,
    };

    private static string OwnersOf(string kind) => kind switch
    {
        StreamId.IncidentKind => "SELECT id AS Id, shipment AS Shipment, customer AS Customer, branch AS Branch FROM incident WHERE id IN @keys",
        StreamId.ShipmentKind => """
            SELECT s.ref AS Id, s.ref AS Shipment, s.customer AS Customer, c.branch AS Branch
            FROM shipment s LEFT JOIN customer c ON c.ref = s.customer WHERE s.ref IN @keys
            """,
        StreamId.CustomerKind => "SELECT ref AS Id, NULL AS Shipment, ref AS Customer, branch AS Branch FROM customer WHERE ref IN @keys",
        StreamId.DisruptionKind => "SELECT id AS Id, NULL AS Shipment, NULL AS Customer, branch AS Branch FROM disruption WHERE id IN @keys",
        _ => throw new ArgumentException($"'{kind}' is no kind of stream.", nameof(kind)),
    };

    private sealed class OwnerRow
    {
        public string Id { get; init; } = "";

        public string? Shipment { get; init; }

        public string? Customer { get; init; }

        public string? Branch { get; init; }

        public Whose Read() => new(Shipment is null ? null : new ShipmentRef(Shipment), Customer is null ? null : new CustomerRef(Customer), Branch);
    }

    private sealed record Row(long Position, string Stream, byte[] Command, long Ordinal, string Type, long At, string Payload)
    {
        public LoggedEvent Read() => new(
            Position, new StreamId(Stream), new CommandId(new Guid(Command, bigEndian: true)), (int)Ordinal, Type, Stored.At(At), Payload);
    }
}
