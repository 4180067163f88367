using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Engine.Rows;
using NodaTime;

namespace FreightRecovery.Engine;

/// <summary>A stream's state in memory, with what the next append needs to know.</summary>
/// <param name="Stream">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hash">The hash of its last event.</param>
/// <param name="State">Its state.</param>
/// <param name="SnapshotAt">The version of its newest snapshot; 0 when it has none.</param>
/// <param name="Deadline">Its deadline by its state and the policy.</param>
/// <param name="DeadlineWritten">Whether that is known to be what was last written.</param>
public sealed record StreamState(StreamId Stream, long Version, byte[] Hash, object State, long SnapshotAt, Instant? Deadline,
    bool DeadlineWritten = true);

/// <summary>
/// The whole way of a command: load, decide, append at the expected version, evolve. It keeps nothing; the caller may
/// hand in the state it remembers, and a state that has been overtaken is noticed and loaded anew.
/// </summary>
public sealed class Transactor(IStore store, Func<Policy> policy, CustomerKeys keys)
{
    /// <summary>
    /// A snapshot is written when this many events have come since the last one; later also an eighth of what stands before it, since
    /// a state that holds all that came costs the more to write the longer its stream is.
    /// </summary>
    public const int SnapshotEvery = 64;

    private const int SnapshotShare = 8;

    // Each round loses to somebody else's append, so some command makes progress in every one of them.
    private const int Rounds = 64;

    /// <summary>Loads a stream as of now, or as of a version.</summary>
    public ValueTask<StreamState> Load(StreamId stream, long? upTo = null, CancellationToken cancel = default) =>
        Load(stream, upTo, keysAnew: false, cancel);

    /// <summary>What is said of an invoice whose reference another shipment's invoice has.</summary>
    public static Refusal TakenElsewhere { get; } = new Refusal.Invalid(
        "/shipment", "This reference is taken by an invoice of another shipment. An invoice stays with its shipment.");

    private async ValueTask<StreamState> Load(StreamId stream, long? upTo, bool keysAnew, CancellationToken cancel)
    {
        var kind = StreamKind.Of(stream);
        var stored = await store.Load(stream, upTo, cancel);
        var atHand = await keys.Fetch(stored.Texts, keysAnew, cancel);
        var state = stored.Snapshot is { } snapshot ? kind.ReadState(snapshot.State, atHand) : kind.Initial;
        var version = stored.Snapshot?.Version ?? 0;
        var hash = stored.Snapshot?.Hash ?? HashChain.Start;
        foreach (var e in stored.Events)
        {
            state = kind.Evolve(state, Json.Read(e.Type, e.Payload, atHand));
            (version, hash) = (e.Version, e.Hash);
        }

        return new StreamState(stream, version, hash, state, stored.Snapshot?.Version ?? 0, kind.Deadline(state, policy()),
            DeadlineWritten: false);
    }

    /// <summary>True when a command has left events in its stream.</summary>
    public async ValueTask<bool> Knows(StreamId stream, CommandId command, CancellationToken cancel = default) =>
        (await store.Trace(stream, command, cancel)).OfCommand is not null;

    /// <summary>Carries a command out. Answers with the outcome and the state to remember.</summary>
    public async ValueTask<(Outcome Outcome, StreamState State)> Run(
        StreamState? remembered, Envelope envelope, CancellationToken cancel = default)
    {
        var kind = StreamKind.Of(envelope.Stream);
        var context = new CommandContext(envelope.Id, envelope.At, envelope.By, policy(), envelope.IfMatch);
        var current = remembered
            ?? (envelope.OpensStream
                ? new StreamState(envelope.Stream, 0, HashChain.Start, kind.Initial, 0, null)
                : await Load(envelope.Stream, null, envelope.Forgets, cancel));
        var fresh = remembered is null && !envelope.OpensStream;
        // Whoever is new has no key yet; should it have one all the same, the append says so.
        var keyless = envelope.Stream.Kind == StreamId.CustomerKind && current.Version == 0;
        for (var round = 0; round < Rounds; round++)
        {
            var (events, refusal) = kind.Decide(current.State, envelope.Command, context);
            if (refusal is not null)
            {
                // A refusal costs one keyed read and no write: was it a retry of what was done, or said of an old state?
                var (version, ofCommand) = await store.Trace(envelope.Stream, envelope.Id, cancel);
                if (ofCommand is { } done)
                {
                    var then = await Load(envelope.Stream, done, cancel);
                    return (new Outcome.Done(done, then.State, []) { Repeated = true }, current);
                }

                if (version == current.Version || fresh)
                    return (new Outcome.Refused(refusal), current);
                current = await Load(envelope.Stream, null, cancel);
                fresh = true;
                continue;
            }

            var states = Fold(kind, current.State, events);
            var snapshot = events.Count > 0 && current.Version + events.Count - current.SnapshotAt >= Math.Max(SnapshotEvery, current.SnapshotAt / SnapshotShare);
            var (key, newKey) = await KeyFor(kind, envelope.Stream, states, events, snapshot, keyless, cancel);
            var (append, next) = Prepare(kind, current, envelope, events, states, snapshot, key, newKey, context);
            if (append is null)
            {
                // "Nothing new" said of an old state would swallow the command.
                if (fresh)
                    return (new Outcome.Done(current.Version, current.State, []), current);
                var (version, ofCommand) = await store.Trace(envelope.Stream, envelope.Id, cancel);
                if (version == current.Version)
                    return (new Outcome.Done(current.Version, current.State, []) { Repeated = ofCommand is not null }, current);
                current = await Load(envelope.Stream, null, cancel);
                fresh = true;
                continue;
            }

            switch (await store.Append(append, cancel))
            {
                case AppendResult.OtherCustomerKey:
                    keys.Forget(key!.Customer);
                    keyless = false;
                    continue;
                case AppendResult.Stored:
                    if (newKey is not null)
                        keys.Remember(key!);
                    if (append.DestroyKeyOf is { } forgotten)
                        keys.Forget(forgotten);
                    return (new Outcome.Done(next.Version, next.State, events) { FollowUps = append.Outbox }, next);
                case AppendResult.KeyUsed:
                    var trace = await store.FindKey(envelope.Key!.Caller, envelope.Key.Key, cancel);
                    return (new Outcome.KeyUsed(trace!), current);
                case AppendResult.ClaimTaken:
                    return (new Outcome.Refused(TakenElsewhere), current);
                case AppendResult.Conflict:
                    var (_, own) = await store.Trace(envelope.Stream, envelope.Id, cancel);
                    if (own is { } stored)
                    {
                        var then = await Load(envelope.Stream, stored, cancel);
                        return (new Outcome.Done(stored, then.State, []) { Repeated = true }, await Load(envelope.Stream, null, cancel));
                    }

                    current = await Load(envelope.Stream, null, cancel);
                    fresh = true;
                    continue;
            }
        }

        throw new OverloadedException($"{envelope.Stream} is written to by too many at once. Try again.");
    }

    /// <summary>
    /// What carrying a command out would come to, with the state after it. Nothing is written, and the state is for further tries
    /// only. Whether a reference is taken elsewhere is not seen here.
    /// </summary>
    public async ValueTask<(Outcome Outcome, StreamState State)> Try(StreamState? remembered, Envelope envelope, CancellationToken cancel = default)
    {
        var kind = StreamKind.Of(envelope.Stream);
        var current = remembered ?? await Load(envelope.Stream, null, cancel);
        var (events, refusal) = kind.Decide(
            current.State, envelope.Command, new CommandContext(envelope.Id, envelope.At, envelope.By, policy(), envelope.IfMatch));
        if (refusal is not null)
            return (await Knows(envelope.Stream, envelope.Id, cancel)
                ? new Outcome.Done(current.Version, current.State, [])
                : new Outcome.Refused(refusal), current);
        var after = current with { Version = current.Version + events.Count, State = Fold(kind, current.State, events)[^1] };
        return (new Outcome.Done(after.Version, after.State, events), after);
    }

    // The state after each event, that before the first one in front.
    private static object[] Fold(StreamKind kind, object state, IReadOnlyList<object> events)
    {
        var states = new object[events.Count + 1];
        states[0] = state;
        for (var i = 0; i < events.Count; i++)
            states[i + 1] = kind.Evolve(states[i], events[i]);
        return states;
    }

    private ValueTask<(CustomerKey? Key, StoredKey? New)> KeyFor(
        StreamKind kind, StreamId stream, object[] states, IReadOnlyList<object> events, bool snapshot, bool keyless, CancellationToken cancel)
    {
        var personal = snapshot && Json.HoldsPersonal(states[^1]);
        for (var i = 0; i < events.Count && !personal; i++)
            personal = Json.HoldsPersonal(events[i]);
        return personal && kind.Owner(stream, states[^1]) is { } owner ? keys.For(owner, keyless, cancel) : default;
    }

    private static (Append? Append, StreamState Next) Prepare(
        StreamKind kind, StreamState current, Envelope envelope, IReadOnlyList<object> events, object[] states, bool snapshotDue,
        CustomerKey? key, StoredKey? newKey, CommandContext context)
    {
        var stream = current.Stream;
        if (events.Count == 0)
        {
            // Nothing new to tell. A clock that came for nothing is set right; a caller's key is still remembered.
            if (!envelope.FromClock && envelope.Key is null)
                return (null, current);
            var right = envelope.FromClock ? kind.Deadline(current.State, context.Policy) : null;
            return (new Append(stream, current.Version, envelope.Id, envelope.At, envelope.By.Name)
            {
                Events = [],
                Policy = context.Policy.Version,
                Key = envelope.Key?.ForNothingNew(),
                Deadlines = envelope.FromClock ? [new DeadlineRow(stream, right)] : [],
            }, envelope.FromClock ? current with { Deadline = right, DeadlineWritten = true } : current);
        }

        var newEvents = new NewEvent[events.Count];
        var rows = new List<ReadRow>(4);
        var notices = new List<Notice>();
        var outbox = new List<OutboxCommand>();
        var (state, hash, version) = (states[^1], current.Hash, current.Version);
        for (var i = 0; i < events.Count; i++)
        {
            var (type, payload) = Json.Write(events[i], key);
            hash = HashChain.Next(hash, stream, ++version, envelope.Id, i, type, envelope.At, envelope.By.Name, payload, context.Policy.Version);
            newEvents[i] = new NewEvent(type, payload, hash);
            Notices.Add(stream, events[i], states[i + 1], envelope.Id, i, notices);
            Routes.Add(stream, events[i], states[i + 1], context, i, outbox);
        }

        var due = kind.Project(stream, current.State, state, context.Policy, rows);
        var snapshot = snapshotDue ? new StoredSnapshot(version, kind.WriteState(state, key), hash) : null;
        var append = new Append(stream, current.Version, envelope.Id, envelope.At, envelope.By.Name)
        {
            Events = newEvents,
            Policy = context.Policy.Version,
            Rows = rows,
            Notices = notices,
            Outbox = outbox,
            Deadlines = Deadlines.Of(stream, current.Deadline, due, events, context, envelope.FromClock, current.DeadlineWritten),
            Snapshot = snapshot,
            Key = envelope.Key,
            Claims = Claims.Of(events),
            SealedBy = key?.Id,
            NewKey = newKey,
            DestroyKeyOf = events.Any(e => e is CustomerEvent.CustomerForgotten) ? new CustomerRef(stream.Key) : null,
        };
        return (append, new StreamState(stream, version, hash, state, snapshot?.Version ?? current.SnapshotAt, due));
    }
}
