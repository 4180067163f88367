using FreightRecovery.Domain;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Engine.Rows;
using NodaTime;

namespace FreightRecovery.Engine;

/// <summary>
/// The port to the database. Correctness rests on two unique keys there, (stream, version) and (command, ordinal), and
/// on the append being one transaction; never on this process being alone.
/// </summary>
public interface IStore : IKeyStore
{
    /// <summary>The newest snapshot and all events after it, up to a version when one is given.</summary>
    ValueTask<StoredStream> Load(StreamId stream, long? upTo, CancellationToken cancel);

    /// <summary>
    /// Appends events, read rows, outbox, deadlines and the idempotency key in one transaction; durable when it answers.
    /// The expected version counts also when there are no events.
    /// </summary>
    ValueTask<AppendResult> Append(Append append, CancellationToken cancel);

    /// <summary>The stream's version now, and the version of the last event of a command there (null when it has none).</summary>
    ValueTask<(long Version, long? OfCommand)> Trace(StreamId stream, CommandId command, CancellationToken cancel);

    /// <summary>What an idempotency key was first used for, or null.</summary>
    ValueTask<KeyTrace?> FindKey(string caller, string key, CancellationToken cancel);

    /// <summary>Stores a new key; false when the customer has one already.</summary>
    ValueTask<bool> Keep(StoredKey key, CancellationToken cancel);

    /// <summary>Renews what a program holds of the slots, and brings it to its part among the programs that are alive.</summary>
    ValueTask<Share> Lease(string owner, Duration term, CancellationToken cancel);

    /// <summary>Gives back what a program holds of the slots.</summary>
    ValueTask Release(string owner, CancellationToken cancel);

    /// <summary>Undelivered commands of a share behind one of them, oldest first. An id is never given twice.</summary>
    /// <param name="after">The last one that is left out; 0 to begin with the oldest.</param>
    ValueTask<IReadOnlyList<OutboxRow>> Undelivered(Share share, long after, int limit, CancellationToken cancel);

    /// <summary>The places of such commands and where they go, without what they say.</summary>
    /// <param name="after">The last one that is left out; 0 to begin with the oldest.</param>
    ValueTask<IReadOnlyList<OutboxPlace>> Places(Share share, long after, int limit, CancellationToken cancel);

    /// <summary>Those of these commands of a share that are undelivered, in any order.</summary>
    ValueTask<IReadOnlyList<OutboxRow>> Undelivered(Share share, IReadOnlyList<long> ids, CancellationToken cancel);

    /// <summary>
    /// Takes delivered commands out, and keeps those that were refused aside with the reason. What is of a slot that somebody else
    /// holds by now stays as it is: the new holder delivers it again, which adds nothing.
    /// </summary>
    ValueTask Delivered(Share share, IReadOnlyList<OutboxDelivery> deliveries, CancellationToken cancel);

    /// <summary>Deadlines of a share that fell due at or before an instant, earliest first.</summary>
    ValueTask<IReadOnlyList<DeadlineRow>> Due(Share share, Instant now, int limit, CancellationToken cancel);

    /// <summary>
    /// Incidents of a share whose deadline was worked out by a policy before a version, in the order of their names, after one of them. A hold
    /// that waits for its report is not among them: no policy moves it.
    /// </summary>
    ValueTask<IReadOnlyList<StreamId>> Outdated(Share share, int policy, StreamId? after, int limit, CancellationToken cancel);

    /// <summary>The earliest deadline there is.</summary>
    ValueTask<Instant?> NextDue(CancellationToken cancel);

    /// <summary>The highest position of a stored event; 0 when there is none.</summary>
    ValueTask<long> Head(CancellationToken cancel);
}

/// <summary>A stream as stored: a snapshot, if there is one, and the events after it.</summary>
public sealed record StoredStream(StoredSnapshot? Snapshot, IReadOnlyList<StoredEvent> Events)
{
    /// <summary>All its JSON.</summary>
    public IEnumerable<string> Texts => Snapshot is { } snapshot
        ? Events.Select(e => e.Payload).Prepend(snapshot.State)
        : Events.Select(e => e.Payload);
}

/// <summary>A state at a version, and the hash of the event that led to it.</summary>
public sealed record StoredSnapshot(long Version, string State, byte[] Hash);

/// <summary>An event as stored, with the version of the policy it was decided by (null before policies had one).</summary>
public sealed record StoredEvent(
    long Position, StreamId Stream, long Version, CommandId Command, int Ordinal, string Type, Instant At, string Actor, string Payload,
    byte[] Hash, int? Policy = null);

/// <summary>An event to store.</summary>
public readonly record struct NewEvent(string Type, string Payload, byte[] Hash);

/// <summary>A command for another stream, to deliver at least once.</summary>
/// <param name="Id">The command's id, derived from the event it follows from.</param>
public sealed record OutboxCommand(CommandId Id, StreamId Target, string Type, string Payload);

/// <summary>An undelivered command.</summary>
public sealed record OutboxRow(long Id, CommandId Command, StreamId Target, string Type, string Payload, Instant At);

/// <summary>The place of an undelivered command, and the stream it goes to.</summary>
public readonly record struct OutboxPlace(long Id, StreamId Target);

/// <summary>That a command was delivered, or why it was refused.</summary>
public readonly record struct OutboxDelivery(long Id, string? Refusal);

/// <summary>When the clock next has something to do for a stream; null when never.</summary>
/// <param name="OrphanOf">For an incident that was never reported: the shipment whose ledger holds for it.</param>
public sealed record DeadlineRow(StreamId Stream, Instant? Due, ShipmentRef? OrphanOf = null)
{
    /// <summary>The stream's version by which it was worked out, where the append is another stream's.</summary>
    public long AsOf { get; init; }
}

/// <summary>Everything one accepted command writes, in one transaction.</summary>
public sealed record Append(StreamId Stream, long ExpectedVersion, CommandId Command, Instant At, string Actor)
{
    /// <summary>The events, in order; may be empty when only a deadline or a key is written.</summary>
    public required IReadOnlyList<NewEvent> Events { get; init; }

    /// <summary>The version of the policy that the events were decided by, and the deadlines worked out.</summary>
    public int? Policy { get; init; }

    /// <summary>Read rows that changed, whole.</summary>
    public IReadOnlyList<ReadRow> Rows { get; init; } = [];

    /// <summary>Notices to people, by the ordinal of their event.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>Commands for other streams.</summary>
    public IReadOnlyList<OutboxCommand> Outbox { get; init; } = [];

    /// <summary>Deadlines that changed.</summary>
    public IReadOnlyList<DeadlineRow> Deadlines { get; init; } = [];

    /// <summary>A snapshot of the state after the events, now and then.</summary>
    public StoredSnapshot? Snapshot { get; init; }

    /// <summary>The caller's key.</summary>
    public IdempotencyKey? Key { get; init; }

    /// <summary>Names that must belong to this stream alone, such as an invoice's reference.</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];

    /// <summary>The key that sealed what is personal in the events; it must still be there.</summary>
    public Guid? SealedBy { get; init; }

    /// <summary>That key, when it is new and to be stored.</summary>
    public StoredKey? NewKey { get; init; }

    /// <summary>The customer whose key is destroyed.</summary>
    public CustomerRef? DestroyKeyOf { get; init; }
}

/// <summary>What came of an append.</summary>
public enum AppendResult
{
    /// <summary>Stored and durable.</summary>
    Stored,

    /// <summary>The version or the command's id is there already: load and decide anew.</summary>
    Conflict,

    /// <summary>The idempotency key is there already.</summary>
    KeyUsed,

    /// <summary>A claimed name belongs to another stream.</summary>
    ClaimTaken,

    /// <summary>The customer's key is another one than was thought: get it anew.</summary>
    OtherCustomerKey,
}
