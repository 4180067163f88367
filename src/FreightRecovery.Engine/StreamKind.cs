using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Disruptions;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Engine.Rows;
using NodaTime;

namespace FreightRecovery.Engine;

/// <summary>
/// One of the four kinds of stream: its decider, and the pure functions from its state to what is written beside its
/// events. The state is boxed here and nowhere else, so that one transactor serves all four.
/// </summary>
public abstract class StreamKind
{
    /// <summary>Raise this when a state's form changes: snapshots of an older form are left unread, and the events tell.</summary>
    public const int SnapshotForm = 9;

    /// <summary>The state before the first event.</summary>
    public abstract object Initial { get; }

    /// <summary>Decides.</summary>
    public abstract (IReadOnlyList<object> Events, Refusal? Refusal) Decide(object state, object command, CommandContext context);

    /// <summary>Evolves.</summary>
    public abstract object Evolve(object state, object e);

    /// <summary>Adds the read rows that changed between two states; answers when the clock next has something to do after it.</summary>
    public abstract Instant? Project(StreamId stream, object before, object after, Policy policy, List<ReadRow> rows);

    /// <summary>When the clock next has something to do.</summary>
    public abstract Instant? Deadline(object state, Policy policy);

    /// <summary>The command by which the clock does it.</summary>
    public abstract object? DeadlineCommand(ShipmentRef? orphanOf);

    /// <summary>The customer whose key seals what is personal in the stream; null where nothing is.</summary>
    public abstract CustomerRef? Owner(StreamId stream, object state);

    /// <summary>The state as JSON.</summary>
    public abstract string WriteState(object state, CustomerKey? key = null);

    /// <summary>The state from JSON.</summary>
    public abstract object ReadState(string json, KeysAtHand? keys = null);

    /// <summary>The kind that a stream's name tells.</summary>
    public static StreamKind Of(StreamId stream) => stream.Kind switch
    {
        StreamId.IncidentKind => Incidents,
        StreamId.ShipmentKind => Shipments,
        StreamId.CustomerKind => Customers,
        StreamId.DisruptionKind => Disruptions,
        _ => throw new ArgumentException($"'{stream}' names no kind of stream.", nameof(stream)),
    };

    private static readonly StreamKind Incidents = new Kind<IncidentState, IncidentCommand, IncidentEvent>(
        Incident.Decider,
        (stream, before, after, policy, rows) =>
        {
            IncidentRows.Add(stream, before, after, rows);
            ClaimRows.Add(stream, before, after, policy, rows);
            EvidenceRows.Add(stream, before, after, rows);
            OwedStepRows.Add(stream, before, after, rows);
            FigureRows.Add(stream, before, after, policy, rows);
            return ClaimRows.Earlier(after.NextDeadline(policy), ClaimWatch.NextDeadline(after, policy));
        },
        (state, policy) => ClaimRows.Earlier(state.NextDeadline(policy), ClaimWatch.NextDeadline(state, policy)),
        orphanOf => new IncidentCommand.DeadlinePassed(orphanOf),
        (_, state) => state.Facts?.Customer);

    private static readonly StreamKind Shipments = new Kind<LedgerState, LedgerCommand, LedgerEvent>(
        Ledger.Decider,
        (stream, before, after, _, rows) =>
        {
            LedgerRows.Add(stream, before, after, rows);
            return after.NextReview;
        },
        (state, _) => state.NextReview,
        _ => new LedgerCommand.ReviewHolds(),
        (_, state) => state.Shipment?.Customer);

    private static readonly StreamKind Customers = new Kind<CustomerState, CustomerCommand, CustomerEvent>(
        Customer.Decider,
        (stream, before, after, policy, rows) =>
        {
            MarginRows.Add(stream, before, after, rows);
            return CustomerRows.Add(stream, before, after, policy, rows);
        },
        CustomerRows.NextChange,
        _ => new CustomerCommand.Review(),
        (stream, _) => new CustomerRef(stream.Key));

    private static readonly StreamKind Disruptions = new Kind<DisruptionState, DisruptionCommand, DisruptionEvent>(
        Disruption.Decider,
        (stream, _, after, _, rows) =>
        {
            if (after.Facts is { } facts)
                rows.Add(new DisruptionRow(
                    stream.Disruption, facts, after.Status, after.DeclaredAt, after.DeclaredBy, after.WatchUntil, after.Held, after.Reported,
                    after.Version));
            return after.NextDeadline;
        },
        (state, _) => state.NextDeadline,
        _ => new DisruptionCommand.WatchPassed(),
        (_, _) => null);

    private sealed class Kind<TState, TCommand, TEvent>(
        Decider<TState, TCommand, TEvent> decider,
        Func<StreamId, TState, TState, Policy, List<ReadRow>, Instant?> project,
        Func<TState, Policy, Instant?> deadline,
        Func<ShipmentRef?, object?> deadlineCommand,
        Func<StreamId, TState, CustomerRef?> owner) : StreamKind
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        public override object Initial => decider.Initial;

        public override (IReadOnlyList<object> Events, Refusal? Refusal) Decide(object state, object command, CommandContext context)
        {
            var decision = decider.Decide((TState)state, (TCommand)command, context);
            return (decision.Events, decision.Refusal);
        }

        public override object Evolve(object state, object e) => decider.Evolve((TState)state, (TEvent)e);

        public override Instant? Project(StreamId stream, object before, object after, Policy policy, List<ReadRow> rows) =>
            project(stream, (TState)before, (TState)after, policy, rows);

        public override Instant? Deadline(object state, Policy policy) => deadline((TState)state, policy);

        public override object? DeadlineCommand(ShipmentRef? orphanOf) => deadlineCommand(orphanOf);

        public override CustomerRef? Owner(StreamId stream, object state) => owner(stream, (TState)state);

        public override string WriteState(object state, CustomerKey? key) => Json.WriteState(state, key);

        public override object ReadState(string json, KeysAtHand? keys) => Json.ReadState<TState>(json, keys);
    }
}
