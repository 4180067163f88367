using System.Runtime.CompilerServices;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Engine.Rows;
using NodaTime;

namespace FreightRecovery.Tests.Engine;

/// <summary>
/// A store in memory that keeps the promises the engine rests on: both unique keys, one transaction per append, and an
/// expected version that counts also without events. Tests step in before and after an append.
/// </summary>
internal sealed class MemoryStore : IStore
{
    private readonly Lock gate = new();
    private readonly List<StoredEvent> events = [];
    private readonly HashSet<(CommandId, int)> commands = [];
    private readonly Dictionary<StreamId, StoredSnapshot> snapshots = [];
    private readonly Dictionary<StreamId, DeadlineRow> deadlines = [];
    private readonly Dictionary<StreamId, int?> deadlinePolicies = [];
    private readonly Dictionary<(string, string), KeyTrace> keys = [];
    private readonly Dictionary<string, StreamId> claims = [];
    private readonly Dictionary<CustomerRef, StoredKey> customerKeys = [];
    private readonly SortedDictionary<long, OutboxRow> outbox = [];
    private long outboxIds;

    /// <summary>Runs before each append; what it throws is a crash before anything was stored.</summary>
    public Func<Append, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs after each append that was stored; what it throws is an answer that was lost.</summary>
    public Func<Append, Task> After { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs before deliveries are taken out; what it throws leaves them to be delivered again.</summary>
    public Action BeforeDelivered { get; set; } = () => { };

    /// <summary>Hands every undelivered command out twice.</summary>
    public bool DeliversTwice { get; set; }

    /// <summary>How often each question of a database was asked, by name.</summary>
    public SortedDictionary<string, int> Trips { get; } = new(StringComparer.Ordinal);

    /// <summary>How many appends stored anything.</summary>
    public int Appends { get; private set; }

    /// <summary>The newest read rows.</summary>
    public Dictionary<string, ReadRow> Rows { get; } = [];

    /// <summary>Commands that were set aside, with the reason.</summary>
    public List<(OutboxRow Row, string Refusal)> SetAside { get; } = [];

    public IReadOnlyList<StoredEvent> Events
    {
        get
        {
            lock (gate)
                return [.. events];
        }
    }

    public IReadOnlyList<object> Of(StreamId stream) =>
        [.. Events.Where(e => e.Stream == stream).OrderBy(e => e.Version).Select(e => Json.Read(e.Type, e.Payload))];

    public IReadOnlyList<OutboxRow> Outbox
    {
        get
        {
            lock (gate)
                return [.. outbox.Values];
        }
    }

    public DeadlineRow? DeadlineOf(StreamId stream)
    {
        lock (gate)
            return deadlines.GetValueOrDefault(stream);
    }

    public StoredSnapshot? SnapshotOf(StreamId stream)
    {
        lock (gate)
            return snapshots.GetValueOrDefault(stream);
    }

    public ValueTask<StoredStream> Load(StreamId stream, long? upTo, CancellationToken cancel)
    {
        Trip();
        lock (gate)
        {
            var last = upTo ?? long.MaxValue;
            var snapshot = snapshots.GetValueOrDefault(stream) is { } s && s.Version <= last ? s : null;
            return ValueTask.FromResult(new StoredStream(
                snapshot, [.. events.Where(e => e.Stream == stream && e.Version > (snapshot?.Version ?? 0) && e.Version <= last)]));
        }
    }

    public async ValueTask<AppendResult> Append(Append append, CancellationToken cancel)
    {
        Trip();
        await Before(append);
        AppendResult result;
        lock (gate)
            result = Store(append);
        if (result == AppendResult.Stored)
            await After(append);
        return result;
    }

    public ValueTask<(long Version, long? OfCommand)> Trace(StreamId stream, CommandId command, CancellationToken cancel)
    {
        Trip();
        lock (gate)
            return ValueTask.FromResult((
                VersionOf(stream), events.LastOrDefault(e => e.Stream == stream && e.Command == command)?.Version));
    }

    public ValueTask<KeyTrace?> FindKey(string caller, string key, CancellationToken cancel)
    {
        Trip();
        lock (gate)
            return ValueTask.FromResult(keys.GetValueOrDefault((caller, key)));
    }

    public ValueTask<StoredKey?> KeyOf(CustomerRef customer, CancellationToken cancel)
    {
        Trip();
        lock (gate)
            return ValueTask.FromResult(customerKeys.GetValueOrDefault(customer));
    }

    public ValueTask<IReadOnlyList<StoredKey>> KeysById(IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        Trip();
        lock (gate)
            return ValueTask.FromResult<IReadOnlyList<StoredKey>>([.. customerKeys.Values.Where(k => ids.Contains(k.Id))]);
    }

    public ValueTask<bool> Keep(StoredKey key, CancellationToken cancel)
    {
        Trip();
        lock (gate)
            return ValueTask.FromResult(customerKeys.TryAdd(key.Customer, key));
    }

    /// <summary>The share that it gives to whoever asks.</summary>
    public Share Leased { get; init; } = Share.All;

    /// <summary>Runs while it is asked for a share.</summary>
    public Action Leasing { get; init; } = () => { };

    public ValueTask<Share> Lease(string owner, Duration term, CancellationToken cancel)
    {
        Leasing();
        return new(Leased);
    }

    public ValueTask Release(string owner, CancellationToken cancel) => ValueTask.CompletedTask;

    public ValueTask<IReadOnlyList<OutboxRow>> Undelivered(Share share, long after, int limit, CancellationToken cancel)
    {
        lock (gate)
        {
            var rows = outbox.Values.Where(r => r.Id > after).Take(limit).ToList();
            return ValueTask.FromResult<IReadOnlyList<OutboxRow>>(DeliversTwice ? [.. rows, .. rows] : rows);
        }
    }

    public async ValueTask<IReadOnlyList<OutboxPlace>> Places(Share share, long after, int limit, CancellationToken cancel) =>
        [.. (await Undelivered(share, after, limit, cancel)).Select(r => new OutboxPlace(r.Id, r.Target))];

    public ValueTask<IReadOnlyList<OutboxRow>> Undelivered(Share share, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        lock (gate)
            return ValueTask.FromResult<IReadOnlyList<OutboxRow>>([.. ids.Where(outbox.ContainsKey).Select(id => outbox[id])]);
    }

    public ValueTask Delivered(Share share, IReadOnlyList<OutboxDelivery> deliveries, CancellationToken cancel)
    {
        BeforeDelivered();
        lock (gate)
            foreach (var delivery in deliveries)
                if (outbox.Remove(delivery.Id, out var row) && delivery.Refusal is { } refusal)
                    SetAside.Add((row, refusal));
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<DeadlineRow>> Due(Share share, Instant now, int limit, CancellationToken cancel)
    {
        lock (gate)
            return ValueTask.FromResult<IReadOnlyList<DeadlineRow>>(
                [.. deadlines.Values.Where(d => d.Due <= now).OrderBy(d => d.Due).ThenBy(d => d.Stream.Value).Take(limit)]);
    }

    public ValueTask<IReadOnlyList<StreamId>> Outdated(Share share, int policy, StreamId? after, int limit, CancellationToken cancel)
    {
        lock (gate)
            return ValueTask.FromResult<IReadOnlyList<StreamId>>([.. deadlines.Values
                .Where(d => d.Stream.Kind is StreamId.IncidentKind && d.OrphanOf is null && deadlinePolicies[d.Stream] < policy)
                .Select(d => d.Stream).OrderBy(s => s.Value, StringComparer.Ordinal)
                .Where(s => after is null || string.CompareOrdinal(s.Value, after.Value.Value) > 0).Take(limit)]);
    }

    public ValueTask<Instant?> NextDue(CancellationToken cancel)
    {
        lock (gate)
            return ValueTask.FromResult(deadlines.Values.Min(d => d.Due));
    }

    public ValueTask<long> Head(CancellationToken cancel)
    {
        lock (gate)
            return ValueTask.FromResult((long)events.Count);
    }

    private void Trip([CallerMemberName] string question = "")
    {
        lock (gate)
            Trips[question] = Trips.GetValueOrDefault(question) + 1;
    }

    private long VersionOf(StreamId stream) => events.LastOrDefault(e => e.Stream == stream)?.Version ?? 0;

    private AppendResult Store(Append append)
    {
        if (append.Key is { } key && keys.ContainsKey((key.Caller, key.Key)))
            return AppendResult.KeyUsed;
        if (append.Claims.Any(name => claims.TryGetValue(name, out var owner) && owner != append.Stream))
            return AppendResult.ClaimTaken;
        if (VersionOf(append.Stream) != append.ExpectedVersion || append.Events.Where((_, i) => commands.Contains((append.Command, i))).Any())
            return AppendResult.Conflict;

        if (append.SealedBy is { } id && append.NewKey is null && customerKeys.Values.All(k => k.Id != id))
            return AppendResult.OtherCustomerKey;
        if (append.NewKey is { } made && !customerKeys.TryAdd(made.Customer, made))
            return AppendResult.OtherCustomerKey;
        if (append.DestroyKeyOf is { } forgotten)
            customerKeys.Remove(forgotten);

        for (var i = 0; i < append.Events.Count; i++)
        {
            var e = append.Events[i];
            commands.Add((append.Command, i));
            events.Add(new StoredEvent(
                events.Count + 1, append.Stream, append.ExpectedVersion + i + 1, append.Command, i, e.Type, append.At, append.Actor,
                e.Payload, e.Hash, append.Policy));
        }

        if (append.Key is { } used)
            keys.Add((used.Caller, used.Key), new KeyTrace(used.BodyHash, append.Stream, append.ExpectedVersion + append.Events.Count));
        foreach (var name in append.Claims)
            claims[name] = append.Stream;
        foreach (var row in append.Rows)
            if (row is OwedStepsRow { Steps.Count: 0 })
                Rows.Remove(NameOf(row));
            else
                Rows[NameOf(row)] = row is StageMovesRow moves ? Whole(moves) : row;
        foreach (var command in append.Outbox)
            outbox.Add(++outboxIds, new OutboxRow(outboxIds, command.Id, command.Target, command.Type, command.Payload, append.At));
        foreach (var deadline in append.Deadlines)
            if (deadline.Due is null)
                deadlines.Remove(deadline.Stream);
            else
                (deadlines[deadline.Stream], deadlinePolicies[deadline.Stream]) = (deadline, append.Policy);
        if (append.Snapshot is { } snapshot)
            snapshots[append.Stream] = snapshot;
        Appends++;
        return AppendResult.Stored;
    }

    private StageMovesRow Whole(StageMovesRow moves) => moves.From > 0 && Rows[NameOf(moves)] is StageMovesRow known
        ? new StageMovesRow(moves.Customer, 0, [.. known.Moves.Take(moves.From), .. moves.Moves])
        : moves;

    private static string NameOf(ReadRow row) => row switch
    {
        CustomerRow r => $"customer {r.Ref}",
        MarginRow r => $"margin {r.Ref}",
        ShipmentRow r => $"shipment {r.Ref}",
        ShipmentWayRow r => $"way {r.Shipment}",
        InvoiceRow r => $"invoice {r.Ref}",
        IncidentRow r => $"incident {r.Id}",
        PromiseRow r => $"promise {r.Id}",
        EvidenceRow r => $"evidence {r.Id}",
        OwedStepsRow r => $"steps {r.Incident}",
        ClaimRow r => $"claim {r.Id}",
        DisruptionRow r => $"disruption {r.Id}",
        IncidentFigureRow r => $"figures {r.Id}",
        AgreedOfferRow r => $"offer {r.Offer}",
        ClaimMoneyRow r => $"money {r.Claim} {r.Number}",
        TimeBarRow r => $"bar {r.Claim} {r.Outcome.Side} {r.Outcome.Bar}",
        StageMovesRow r => $"moves {r.Customer}",
        _ => throw new InvalidOperationException($"Name the rows of {row.GetType().Name} here."),
    };
}

/// <summary>The instant at which a test lets a store or a process die.</summary>
internal sealed class Crash() : Exception("The process died.");
