using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store.Writing;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace FreightRecovery.Store.Sqlite;

/// <summary>The writer's connection with its prepared statements, for one group after the other.</summary>
internal sealed class WriteSession : IDisposable
{
    // Ids of the outbox follow the positions of events, which are never given again: one that was delivered and deleted by another
    // program must not come to stand for another command while this one still has it in hand.
    private const long OutboxIdsPerEvent = 1024;

    private readonly Statement begin, commit, rollback, head;
    private readonly Statement key, unkey, claim, claimant, versionOf, insertEvent, snapshot, outbox, delivered, parked, deadline,
        noDeadline, newKey, hasKey, destroyKey;
    private readonly Dictionary<WrittenTable, Statement> others = [];
    private readonly RowWriter rows;
    private readonly Statement notices;
    private long position, lastOutbox;

    /// <summary>The writer of read rows over a connection.</summary>
    public static RowWriter Rows(SqliteConnection connection) => new(
        table => new Statement(connection, table),
        new Statement(connection, "DELETE FROM shipment_container WHERE shipment = ?1"),
        new Statement(connection, "DELETE FROM owed_step WHERE incident = ?1"),
        new Statement(connection, "DELETE FROM stage_move WHERE customer = ?1 AND number >= ?2"));

    /// <summary>The statement that <see cref="Write(Statement, Notice, long, Instant)"/> fills.</summary>
    public const string NoticeInto =
        "INSERT INTO notification (seq, id, recipient, branch, kind, text, incident, customer, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

    public WriteSession(SqliteConnection connection)
    {
        Connection = connection;
        begin = new Statement(connection, "BEGIN IMMEDIATE");
        commit = new Statement(connection, "COMMIT");
        rollback = new Statement(connection, "ROLLBACK");
        head = new Statement(connection, "SELECT (SELECT coalesce(max(position), 0) FROM stream_event), (SELECT coalesce(max(id), 0) FROM outbox)");
        key = new Statement(connection, """
            INSERT INTO idempotency (caller, key, body_hash, stream, version, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT DO NOTHING
            """);
        unkey = new Statement(connection, "DELETE FROM idempotency WHERE caller = ?1 AND key = ?2");
        claim = new Statement(connection, "INSERT INTO claim (name, stream) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
        claimant = new Statement(connection, "SELECT stream FROM claim WHERE name = ?1");
        insertEvent = new Statement(connection, """
            INSERT INTO stream_event (position, stream, version, command, ordinal, type, at, actor, payload, hash, policy)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            ON CONFLICT DO NOTHING
            """);
        snapshot = new Statement(connection, """
            INSERT INTO snapshot (stream, version, form, state, hash) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (stream) DO UPDATE SET
                version = excluded.version, form = excluded.form, state = excluded.state, hash = excluded.hash
            WHERE snapshot.version < excluded.version OR snapshot.form <> excluded.form
            """);
        outbox = new Statement(connection, "INSERT INTO outbox (id, command, target, type, payload, at, slot) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        delivered = new Statement(connection, "DELETE FROM outbox WHERE id = ?1");
        parked = new Statement(connection, "UPDATE outbox SET refusal = ?2 WHERE id = ?1");
        deadline = new Statement(connection, """
            INSERT INTO deadline (stream, due, orphan_of, policy, slot, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (stream) DO UPDATE SET
                due = excluded.due, orphan_of = excluded.orphan_of, policy = excluded.policy, version = excluded.version
            WHERE deadline.version <= excluded.version
            """);
        noDeadline = new Statement(connection, "DELETE FROM deadline WHERE stream = ?1 AND version <= ?2");
        versionOf = new Statement(connection, "SELECT coalesce(max(version), 0) FROM stream_event WHERE stream = ?1");
        newKey = new Statement(connection, "INSERT INTO customer_key (id, customer, wrapped) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
        hasKey = new Statement(connection, "SELECT 1 FROM customer_key WHERE id = ?1");
        destroyKey = new Statement(connection, "DELETE FROM customer_key WHERE customer = ?1");
        rows = Rows(connection);
        notices = new Statement(connection, NoticeInto);
    }

    public SqliteConnection Connection { get; }

    /// <summary>What the last group wrote, for those who wait for it.</summary>
    public bool WroteNotices { get; private set; }

    /// <summary>See <see cref="WroteNotices"/>.</summary>
    public bool WroteOutbox { get; private set; }

    /// <summary>See <see cref="WroteNotices"/>.</summary>
    public bool WroteDeadlines { get; private set; }

    public void Begin()
    {
        begin.Run();
        (WroteNotices, WroteOutbox, WroteDeadlines) = (false, false, false);
        // Another process may have written in between, so the end of the table is looked up for each group.
        head.Read();
        (position, lastOutbox) = (head.Int(0), Math.Max(lastOutbox, head.Int(1)));
        head.Reset();
    }

    public void Commit() => commit.Run();

    public void Rollback() => rollback.Run();

    public AppendResult Append(Append append)
    {
        var stream = append.Stream.Value;
        var version = append.ExpectedVersion;
        if (append.Key is { } k
            && key.Add(k.Caller).Add(k.Key).Add(k.BodyHash).Add(stream).Add(version + append.Events.Count).Add(append.At).Run() == 0)
            return AppendResult.KeyUsed;
        foreach (var name in append.Claims)
            if (claim.Add(name).Add(stream).Run() == 0 && Claimant(name) != stream)
                return Undo(append, AppendResult.ClaimTaken);

        if (append.SealedBy is { } sealedBy && !MayUse(sealedBy, append.NewKey))
            return Undo(append, AppendResult.OtherCustomerKey);

        if (append.Events.Count == 0 && Version(stream) != version)
            return Undo(append, AppendResult.Conflict);

        for (var i = 0; i < append.Events.Count; i++)
        {
            var e = append.Events[i];
            var stored = insertEvent.Add(position + 1).Add(stream).Add(++version).Add(append.Command).Add(i).Add(e.Type).Add(append.At)
                .Add(append.Actor).Add(e.Payload).Add(e.Hash).Add(append.Policy).Run();
            if (stored == 0)
                // Only the first event can meet another append: those after it have later versions of the same command.
                return i == 0
                    ? Undo(append, AppendResult.Conflict)
                    : throw new InvalidOperationException($"{stream} has a gap before version {version}: the chain is broken. Run verify.");
            position++;
        }

        foreach (var row in append.Rows)
            rows.Write(row);
        foreach (var notice in append.Notices)
            Write(notices, notice, Seq(position - append.Events.Count + 1 + notice.Ordinal, notice.Number), append.At);
        foreach (var command in append.Outbox)
            outbox.Add(lastOutbox = Math.Max(lastOutbox + 1, position * OutboxIdsPerEvent)).Add(command.Id).Add(command.Target.Value)
                .Add(command.Type).Add(command.Payload).Add(append.At).Add(command.Target.Slot).Run();
        foreach (var due in append.Deadlines)
            Write(due, append.Policy, due.Stream == append.Stream ? version : due.AsOf);
        if (append.Snapshot is { } s)
            snapshot.Add(stream).Add(s.Version).Add(StreamKind.SnapshotForm).Add(s.State).Add(s.Hash).Run();
        if (append.DestroyKeyOf is { } forgotten)
            destroyKey.Add(forgotten.Value).Run();
        WroteNotices |= append.Notices.Count > 0;
        WroteOutbox |= append.Outbox.Count > 0;
        WroteDeadlines |= append.Deadlines.Count > 0;
        return AppendResult.Stored;
    }

    /// <summary>Stores a new key; false when the customer has one already.</summary>
    public bool Keep(StoredKey key) => newKey.Add(key.Id.ToByteArray(bigEndian: true)).Add(key.Customer.Value).Add(key.Wrapped).Run() == 1;

    public void Deliver(OutboxDelivery delivery)
    {
        if (delivery.Refusal is { } refusal)
            parked.Add(delivery.Id).Add(refusal).Run();
        else
            delivered.Add(delivery.Id).Run();
    }

    /// <summary>Writes a notice at its place.</summary>
    public static void Write(Statement into, Notice notice, long seq, Instant at) =>
        into.Add(seq).Add(notice.Id.ToString()).Add(notice.Recipient).Add(notice.Branch).Add(notice.Kind).Add(notice.Text)
            .Add(notice.Incident?.Value.ToString()).Add(notice.Customer?.Value).Add(at).Run();

    /// <summary>The sink of a table that no append writes.</summary>
    public Statement Into(WrittenTable table)
    {
        if (!others.TryGetValue(table, out var statement))
            others.Add(table, statement = new Statement(Connection, table));
        return statement;
    }

    /// <summary>A notice's place in the stream of notices.</summary>
    public static long Seq(long position, int number) => (position * 16) + number;

    public void Dispose()
    {
        foreach (var statement in (Statement[])
            [
                begin, commit, rollback, head, key, unkey, claim, claimant, versionOf, insertEvent, snapshot, outbox, delivered, parked,
                deadline, noDeadline, newKey, hasKey, destroyKey, notices,
            ])
            statement.Dispose();
        rows.Dispose();
        foreach (var other in others.Values)
            other.Dispose();
    }

    private void Write(DeadlineRow row, int? policy, long version)
    {
        if (row.Due is { } due)
            deadline.Add(row.Stream.Value).Add(due).Add(row.OrphanOf?.Value).Add(policy ?? 0).Add(row.Stream.Slot).Add(version).Run();
        else
            noDeadline.Add(row.Stream.Value).Add(version).Run();
    }

    private long Version(string stream)
    {
        versionOf.Add(stream).Read();
        var version = versionOf.Int(0);
        versionOf.Reset();
        return version;
    }

    private string? Claimant(string name)
    {
        claimant.Add(name);
        var stream = claimant.Read() ? claimant.Text(0) : null;
        claimant.Reset();
        return stream;
    }

    // A key that another append stored first, or that was destroyed meanwhile, must seal nothing: nobody could open it.
    private bool MayUse(Guid id, StoredKey? made)
    {
        if (made is not null)
            return Keep(made);
        var there = hasKey.Add(id.ToByteArray(bigEndian: true)).Read();
        hasKey.Reset();
        return there;
    }

    private AppendResult Undo(Append append, AppendResult result)
    {
        if (append.Key is { } k)
            unkey.Add(k.Caller).Add(k.Key).Run();
        return result;
    }
}
