using FreightRecovery.Domain;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store.Writing;
using NodaTime;
using static FreightRecovery.Store.Writing.Column;

namespace FreightRecovery.Store.SqlServer;

/// <summary>What one group of appends sends to the server, besides its read rows, and the statements that take it in.</summary>
internal static class AppendTables
{
    // An erasure waits for the groups under way, and they for it: no event is sealed by a key that is being destroyed.
    public const string ShareKeys = """
        DECLARE @keys int;
        EXEC @keys = sp_getapplock @Resource = 'FreightRecovery/keys', @LockMode = 'Shared', @LockOwner = 'Transaction', @LockTimeout = 20000;
        IF @keys < 0 THROW 51004, 'The keys are busy.', 1;

        """;

    public const string HoldKeys = """
        DECLARE @keys int;
        EXEC @keys = sp_getapplock @Resource = 'FreightRecovery/keys', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 20000;
        IF @keys < 0 THROW 51004, 'The keys are busy.', 1;

        """;

    public const string Unmoved = """
        IF EXISTS (SELECT 1 FROM @append AS r WHERE r.events = 0
            AND r.version <> (SELECT coalesce(max(e.version), 0) FROM stream_event AS e WHERE e.stream = r.stream))
            THROW 51003, 'A stream has moved on.', 1;

        """;

    public const string Events = """
        INSERT INTO stream_event (stream, version, command, ordinal, type, at, actor, payload, hash, policy)
        SELECT r.stream, r.version, r.command, r.ordinal, r.type, r.at, r.actor, r.payload, r.hash, r.policy FROM @stream_event AS r ORDER BY r.n;

        """;

    public const string Idempotency = """
        INSERT INTO idempotency (caller, "key", body_hash, stream, version, at)
        SELECT r.caller, r."key", r.body_hash, r.stream, r.version, r.at FROM @idempotency AS r;

        """;

    public const string Claims = """
        IF EXISTS (SELECT 1 FROM @claim AS r JOIN claim AS t ON t.name = r.name WHERE t.stream <> r.stream) THROW 51001, 'A name is taken.', 1;
        INSERT INTO claim (name, stream)
        SELECT r.name, r.stream FROM @claim AS r WHERE NOT EXISTS (SELECT 1 FROM claim AS t WHERE t.name = r.name);

        """;

    public const string Keys = """
        INSERT INTO customer_key (id, customer, wrapped)
        SELECT r.id, r.customer, r.wrapped FROM @customer_key AS r
        WHERE r.customer IS NOT NULL AND NOT EXISTS (SELECT 1 FROM customer_key AS t WHERE t.customer = r.customer);
        IF EXISTS (SELECT 1 FROM @customer_key AS r WHERE NOT EXISTS (SELECT 1 FROM customer_key AS t WHERE t.id = r.id))
            THROW 51002, 'A key is another one.', 1;

        """;

    public const string Notices = """
        INSERT INTO notification (seq, id, recipient, branch, kind, text, incident, customer, at)
        SELECT e.position * 16 + r.number, r.id, r.recipient, r.branch, r.kind, r.text, r.incident, r.customer, r.at
        FROM @notification AS r JOIN stream_event AS e ON e.command = r.command AND e.ordinal = r.ordinal;

        """;

    public const string Outbox = """
        INSERT INTO outbox (command, target, type, payload, at, slot)
        SELECT r.command, r.target, r.type, r.payload, r.at, r.slot FROM @outbox AS r ORDER BY r.n;

        """;

    /// <summary>That the slot of a row is still held under the fence by which it was read.</summary>
    public const string Held =
        "AND EXISTS (SELECT 1 FROM lease AS l JOIN @lease AS m ON m.slot = l.slot AND m.fence = l.fence WHERE l.slot = t.slot)";

    /// <summary>Takes out what was delivered.</summary>
    /// <param name="held">A condition; nothing, or <see cref="Held"/>.</param>
    public static string Delivered(string held) => $"""
        UPDATE t SET refusal = r.refusal FROM outbox AS t JOIN @delivery AS r ON r.id = t.id WHERE r.refusal IS NOT NULL {held};
        DELETE t FROM outbox AS t JOIN @delivery AS r ON r.id = t.id WHERE r.refusal IS NULL {held};

        """;

    public const string Deadlines = """
        DELETE t FROM deadline AS t JOIN @deadline AS r ON r.stream = t.stream WHERE r.due IS NULL AND t.version <= r.version;
        UPDATE t SET due = r.due, orphan_of = r.orphan_of, policy = r.policy, slot = r.slot, version = r.version
        FROM deadline AS t JOIN @deadline AS r ON r.stream = t.stream WHERE r.due IS NOT NULL AND t.version <= r.version;
        INSERT INTO deadline (stream, due, orphan_of, policy, slot, version)
        SELECT r.stream, r.due, r.orphan_of, r.policy, r.slot, r.version FROM @deadline AS r
        WHERE r.due IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deadline AS t WHERE t.stream = r.stream);

        """;

    public const string Snapshots = """
        UPDATE t SET version = r.version, form = r.form, state = r.state, hash = r.hash
        FROM snapshot AS t JOIN @snapshot AS r ON r.stream = t.stream WHERE t.version < r.version OR t.form <> r.form;
        INSERT INTO snapshot (stream, version, form, state, hash)
        SELECT r.stream, r.version, r.form, r.state, r.hash FROM @snapshot AS r WHERE NOT EXISTS (SELECT 1 FROM snapshot AS t WHERE t.stream = r.stream);

        """;

    public const string NoContainers = "DELETE t FROM shipment_container AS t JOIN @no_containers AS r ON r.ref = t.shipment;\n";

    public const string NoSteps = "DELETE t FROM owed_step AS t JOIN @no_steps AS r ON r.ref = t.incident;\n";

    public const string NoMoves = "DELETE t FROM stage_move AS t JOIN @no_moves AS r ON r.ref = t.customer WHERE t.number >= r.number;\n";

    public const string Forget = "DELETE t FROM customer_key AS t JOIN @forgotten AS r ON r.ref = t.customer;\n";

    // Which appends of a group meet what is there already, and how: in the order in which the answers count.
    public const string KeyUsed =
        """SELECT r.n, 1 FROM @idempotency AS r JOIN idempotency AS t ON t.caller = r.caller AND t."key" = r."key" """;

    public const string NameTaken = "SELECT r.n, 2 FROM @claim AS r JOIN claim AS t ON t.name = r.name WHERE t.stream <> r.stream";

    public const string KeyChanged = """
        SELECT r.n, 3 FROM @customer_key AS r
        WHERE (r.customer IS NULL AND NOT EXISTS (SELECT 1 FROM customer_key AS t WHERE t.id = r.id))
            OR EXISTS (SELECT 1 FROM customer_key AS t WHERE t.customer = r.customer)
        """;

    public const string VersionTaken = """
        SELECT r.n, 4 FROM @append AS r
        WHERE r.version <> (SELECT coalesce(max(e.version), 0) FROM stream_event AS e WHERE e.stream = r.stream)
            OR (r.events > 0 AND EXISTS (SELECT 1 FROM stream_event AS e WHERE e.command = r.command))
        """;

    public static TableRows AppendRows() => new("append", "append_rows",
        [Whole("n"), Text("stream", Tables.Name), Whole("version"), Bytes("command", 16), Whole("events")]);

    public static TableRows EventRows() => new("stream_event", "stream_event_rows",
    [
        Whole("n"), Text("stream", Tables.Name), Whole("version"), Bytes("command", 16), Whole("ordinal"), Text("type", 100), Whole("at"),
        Text("actor", Tables.Name), Text("payload"), Bytes("hash", 32), Whole("policy"),
    ]);

    public static TableRows IdempotencyRows() => new("idempotency", "idempotency_rows",
    [
        Whole("n"), Text("caller", Tables.Name), Text("key", Tables.Name), Bytes("body_hash", 32), Text("stream", Tables.Name), Whole("version"),
        Whole("at"),
    ]);

    public static TableRows ClaimRows() => new("claim", "claim_rows", [Whole("n"), Text("name", Tables.Name), Text("stream", Tables.Name)]);

    /// <summary>The keys that sealed; one that is new comes with its customer and is stored.</summary>
    public static TableRows KeyRows() => new("customer_key", "customer_key_rows",
        [Whole("n"), Bytes("id", 16), Text("customer", Tables.Ref), Bytes("wrapped")]);

    public static TableRows NoticeRows() => new("notification", "notification_rows",
    [
        Bytes("command", 16), Whole("ordinal"), Whole("number"), Text("id", Tables.Id), Text("recipient", Tables.Name), Text("branch", Tables.Name),
        Text("kind", 100), Text("text"), Text("incident", Tables.Id), Text("customer", Tables.Ref), Whole("at"),
    ]);

    /// <summary>Adds the notice of an event.</summary>
    public static void Add(TableRows notices, CommandId command, Notice notice, Instant at) =>
        notices.Add(command).Add(notice.Ordinal).Add(notice.Number).Add(notice.Id.ToString()).Add(notice.Recipient).Add(notice.Branch)
            .Add(notice.Kind).Add(notice.Text).Add(notice.Incident?.Value.ToString()).Add(notice.Customer?.Value).Add(at).Run();

    public static TableRows OutboxRows() => new("outbox", "outbox_rows",
    [
        Whole("n"), Bytes("command", 16), Text("target", Tables.Name), Text("type", 100), Text("payload"), Whole("at"), Whole("slot"),
    ]);

    public static TableRows DeliveryRows() => new("delivery", "delivery_rows", [Whole("id"), Text("refusal")]);

    public static TableRows DeadlineRows() => new("deadline", "deadline_rows",
    [
        Text("stream", Tables.Name), Whole("due"), Text("orphan_of", Tables.Ref), Whole("policy"), Whole("slot"), Whole("version"),
    ]);

    public static TableRows SnapshotRows() => new("snapshot", "snapshot_rows",
        [Text("stream", Tables.Name), Whole("version"), Whole("form"), Text("state"), Bytes("hash", 32)]);

    public static TableRows RefRows(string name) => new(name, "ref_rows", [Text("ref", Tables.Ref)]);

    public static TableRows NumberRows(string name) => new(name, "number_rows", [Text("ref", Tables.Ref), Whole("number")]);

    public static TableRows IdRows() => new("ids", "id_rows", [Bytes("id", 16)]);
}
