using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace FreightRecovery.Store.Sqlite;

/// <summary>A pooled connection that reads, with the statements of the engine's keyed reads prepared.</summary>
internal sealed class Reader : IKeyStore, IDisposable
{
    private readonly Statement snapshot, tail, version, ofCommand, key, undelivered, undeliveredOne, places, due, outdated, nextDue, head, keyOf, keyById;

    public Reader(SqliteConnection connection)
    {
        Connection = connection;
        snapshot = new Statement(connection, "SELECT version, state, hash FROM snapshot WHERE stream = ?1 AND form = ?2 AND version <= ?3");
        tail = new Statement(connection, """
            SELECT position, version, command, ordinal, type, at, actor, payload, hash, policy FROM stream_event
            WHERE stream = ?1 AND version > ?2 AND version <= ?3 ORDER BY version
            """);
        version = new Statement(connection, "SELECT max(version) FROM stream_event WHERE stream = ?1");
        ofCommand = new Statement(connection, "SELECT max(version) FROM stream_event WHERE command = ?1 AND stream = ?2");
        key = new Statement(connection, "SELECT body_hash, stream, version FROM idempotency WHERE caller = ?1 AND key = ?2");
        undelivered = new Statement(connection,
            "SELECT id, command, target, type, payload, at FROM outbox WHERE refusal IS NULL AND id > ?1 ORDER BY id LIMIT ?2");
        undeliveredOne = new Statement(connection,
            "SELECT id, command, target, type, payload, at FROM outbox WHERE refusal IS NULL AND id = ?1");
        places = new Statement(connection, "SELECT id, target FROM outbox WHERE refusal IS NULL AND id > ?1 ORDER BY id LIMIT ?2");
        due = new Statement(connection, "SELECT stream, due, orphan_of FROM deadline WHERE due <= ?1 ORDER BY due, stream LIMIT ?2");
        // Along the names, once for each policy and each start: an index by policy would cost every write.
        outdated = new Statement(connection, """
            SELECT stream FROM deadline WHERE stream > ?1 AND stream < ?2 AND orphan_of IS NULL AND policy < ?3 ORDER BY stream LIMIT ?4
            """);
        nextDue = new Statement(connection, "SELECT min(due) FROM deadline");
        head = new Statement(connection, "SELECT coalesce(max(position), 0) FROM stream_event");
        keyOf = new Statement(connection, "SELECT id, wrapped FROM customer_key WHERE customer = ?1");
        keyById = new Statement(connection, "SELECT customer, wrapped FROM customer_key WHERE id = ?1");
    }

    public SqliteConnection Connection { get; }

    public StoredStream Load(StreamId stream, long? upTo)
    {
        var last = upTo ?? long.MaxValue;
        StoredSnapshot? from = null;
        if (snapshot.Add(stream.Value).Add(StreamKind.SnapshotForm).Add(last).Read())
            from = new StoredSnapshot(snapshot.Int(0), snapshot.Text(1), snapshot.Blob(2));
        snapshot.Reset();
        var events = new List<StoredEvent>();
        tail.Add(stream.Value).Add(from?.Version ?? 0).Add(last);
        while (tail.Read())
            events.Add(new StoredEvent(
                tail.Int(0), stream, tail.Int(1), tail.Command(2), (int)tail.Int(3), tail.Text(4), tail.Instant(5), tail.Text(6),
                tail.Text(7), tail.Blob(8), tail.IsNull(9) ? null : (int)tail.Int(9)));
        return new StoredStream(from, events);
    }

    public (long Version, long? OfCommand) Trace(StreamId stream, CommandId command)
    {
        version.Add(stream.Value).Read();
        var now = version.Int(0);
        version.Reset();
        ofCommand.Add(command).Add(stream.Value).Read();
        long? own = ofCommand.IsNull(0) ? null : ofCommand.Int(0);
        ofCommand.Reset();
        return (now, own);
    }

    public KeyTrace? FindKey(string caller, string name)
    {
        var found = key.Add(caller).Add(name).Read() ? new KeyTrace(key.Blob(0), new StreamId(key.Text(1)), key.Int(2)) : null;
        key.Reset();
        return found;
    }

    public StoredKey? AnyKey()
    {
        using var any = new Statement(Connection, "SELECT customer, id, wrapped FROM customer_key LIMIT 1");
        return any.Read() ? new StoredKey(new CustomerRef(any.Text(0)), new Guid(any.Blob(1), bigEndian: true), any.Blob(2)) : null;
    }

    public StoredKey? KeyOf(CustomerRef customer)
    {
        var found = keyOf.Add(customer.Value).Read() ? new StoredKey(customer, new Guid(keyOf.Blob(0), bigEndian: true), keyOf.Blob(1)) : null;
        keyOf.Reset();
        return found;
    }

    public List<StoredKey> KeysById(IEnumerable<Guid> ids)
    {
        var found = new List<StoredKey>();
        foreach (var id in ids)
        {
            if (keyById.Add(id.ToByteArray(bigEndian: true)).Read())
                found.Add(new StoredKey(new CustomerRef(keyById.Text(0)), id, keyById.Blob(1)));
            keyById.Reset();
        }

        return found;
    }

    public List<OutboxRow> Undelivered(long after, int limit)
    {
        var rows = new List<OutboxRow>();
        undelivered.Add(after).Add(limit);
        while (undelivered.Read())
            rows.Add(OutboxRow(undelivered));
        return rows;
    }

    public List<OutboxPlace> Places(long after, int limit)
    {
        var found = new List<OutboxPlace>();
        places.Add(after).Add(limit);
        while (places.Read())
            found.Add(new OutboxPlace(places.Int(0), new StreamId(places.Text(1))));
        return found;
    }

    public List<OutboxRow> Undelivered(IReadOnlyList<long> ids)
    {
        var rows = new List<OutboxRow>(ids.Count);
        foreach (var id in ids)
        {
            if (undeliveredOne.Add(id).Read())
                rows.Add(OutboxRow(undeliveredOne));
            undeliveredOne.Reset();
        }

        return rows;
    }

    private static OutboxRow OutboxRow(Statement row) =>
        new(row.Int(0), row.Command(1), new StreamId(row.Text(2)), row.Text(3), row.Text(4), row.Instant(5));

    public List<DeadlineRow> Due(Instant now, int limit)
    {
        var rows = new List<DeadlineRow>();
        due.Add(now).Add(limit);
        while (due.Read())
            rows.Add(new DeadlineRow(
                new StreamId(due.Text(0)), due.Instant(1), due.TextOrNull(2) is { } shipment ? new ShipmentRef(shipment) : null));
        return rows;
    }

    public List<StreamId> Outdated(int policy, StreamId? after, int limit)
    {
        var streams = new List<StreamId>();
        // The nought follows the slash.
        outdated.Add(after?.Value ?? StreamId.IncidentKind + "/").Add(StreamId.IncidentKind + "0").Add(policy).Add(limit);
        while (outdated.Read())
            streams.Add(new StreamId(outdated.Text(0)));
        return streams;
    }

    public Instant? NextDue()
    {
        nextDue.Read();
        Instant? next = nextDue.IsNull(0) ? null : nextDue.Instant(0);
        nextDue.Reset();
        return next;
    }

    public long Head()
    {
        head.Read();
        var position = head.Int(0);
        head.Reset();
        return position;
    }

    ValueTask<StoredKey?> IKeyStore.KeyOf(CustomerRef customer, CancellationToken cancel) => ValueTask.FromResult(KeyOf(customer));

    ValueTask<IReadOnlyList<StoredKey>> IKeyStore.KeysById(IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<StoredKey>>(KeysById(ids));

    public void Dispose()
    {
        foreach (var statement in (Statement[])[snapshot, tail, version, ofCommand, key, undelivered, undeliveredOne, places, due, outdated, nextDue, head, keyOf, keyById])
            statement.Dispose();
        Connection.Dispose();
    }
}
