using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;

namespace FreightRecovery.Domain.Customers;

/// <summary>The customer stream: its master data and its signals. The stage follows from the signals and the day.</summary>
public static class Customer
{
    /// <summary>The stream's whole behaviour.</summary>
    public static Decider<CustomerState, CustomerCommand, CustomerEvent> Decider { get; } =
        new(CustomerState.Initial, Decide, CustomerState.Evolve);

    private static Decision<CustomerEvent> Decide(CustomerState state, CustomerCommand command, CommandContext context) =>
        command switch
        {
            CustomerCommand.RecordCustomer record => Record(state, record.Facts, context),
            CustomerCommand.Observe observe => Observe(state, [observe.Signal], context),
            CustomerCommand.ObserveAll observe => Observe(state, observe.Signals, context),
            CustomerCommand.Review => Review(state, context),
            CustomerCommand.Forget forget => Forget(state, forget, context),
            _ => throw new UnreachableException(),
        };

    private static Decision<CustomerEvent> Record(CustomerState state, CustomerFacts facts, CommandContext context)
    {
        // Before the version: who repeats what already stands has nothing to lose.
        if (state.Facts is { } known && known.SaysTheSameAs(facts))
            return Decision<CustomerEvent>.Accept();
        if (context.IfMatch is { } seen && seen != state.Version)
            return new Refusal.Stale($"The customer is at version {state.Version}, not {seen}: read it again and repeat the change.");
        return Accept(state, [new CustomerEvent.CustomerRecorded(facts, context.At)], state.Signals, state.AsOf, context);
    }

    private static Decision<CustomerEvent> Observe(CustomerState state, ImmutableArray<Signal> signals, CommandContext context)
    {
        var (known, newFrom) = (state.Signals, state.AsOf);
        var news = new List<CustomerEvent>(signals.Length);
        var ids = new HashSet<Guid>(signals.Length);
        foreach (var signal in signals)
        {
            if (state.Knows(signal.Id) || !ids.Add(signal.Id))
                continue;
            if (signal.Satisfaction is < 1 or > 5)
                return new Refusal.Invalid("/satisfaction", "A satisfaction mark lies between 1 and 5.");
            (known, newFrom) = (known.With(signal), Instant.Min(newFrom, signal.At));
            news.Add(new CustomerEvent.SignalObserved(signal, context.At));
        }
        return news.Count == 0 ? Decision<CustomerEvent>.Accept() : Accept(state, news, known, newFrom, context);
    }

    // Asked for again later it is done again: what came in meanwhile goes too.
    private static Decision<CustomerEvent> Forget(CustomerState state, CustomerCommand.Forget forget, CommandContext context) =>
        state.Facts is null ? new Refusal.NotFound("There is no such customer.")
        : state.ErasedAt >= context.At ? Decision<CustomerEvent>.Accept()
        : Decision<CustomerEvent>.Accept(new CustomerEvent.CustomerForgotten(forget.Incidents, context.At, context.By.Name));

    private static Decision<CustomerEvent> Review(CustomerState state, CommandContext context) => context.At > state.AsOf
        ? Accept(state, [new CustomerEvent.RelationshipReviewed(context.At)], state.Signals, state.AsOf, context)
        : Decision<CustomerEvent>.Accept();

    /// <summary>
    /// The news, and after them what they and the time that has passed mean for the stage. Moves before the instant
    /// <paramref name="newFrom"/> are those already made.
    /// </summary>
    private static Decision<CustomerEvent> Accept(
        CustomerState state, IReadOnlyList<CustomerEvent> news, ImmutableArray<Signal> signals, Instant newFrom, CommandContext context)
    {
        // Clocks of two machines differ; the stream's own time never runs backwards.
        var now = Instant.Max(state.AsOf, context.At);
        var policy = context.Policy.Relationship;
        var (stage, since, moves) = state.Memory.Read(signals, now, policy, slide => (slide.Stage, slide.Since, slide.Moves));
        if (state.Stage == stage && (moves.Count == 0 || moves[^1].At < newFrom))
            return Decision<CustomerEvent>.Accept(news);

        var (believed, made) = state.Memory.Read(state.Signals, state.AsOf, policy, slide => (slide.Stage, slide.Moves));
        if (believed == state.Stage && IsPrefix(made, moves))
            return Decision<CustomerEvent>.Accept([.. news, .. moves.Skip(made.Count).Select(AsEvent)]);
        return state.Stage == stage
            ? Decision<CustomerEvent>.Accept(news)
            : Decision<CustomerEvent>.Accept([.. news, Correction()]);

        CustomerEvent AsEvent(Move move) =>
            new CustomerEvent.StageMoved(move.From, move.To, now, RelationshipReasons.Why(move, policy)) { Since = move.At };

        CustomerEvent Correction() =>
            new CustomerEvent.StageMoved(state.Stage, stage, now, "What came in late puts the past right: "
                + (moves.Count == 0 ? "nothing stands against us." : RelationshipReasons.Why(moves[^1], policy)))
            {
                Since = since ?? now,
            };
    }

    private static bool IsPrefix(IReadOnlyList<Move> start, IReadOnlyList<Move> whole)
    {
        if (start.Count > whole.Count)
            return false;
        for (var i = 0; i < start.Count; i++)
        {
            if ((start[i].At, start[i].To) != (whole[i].At, whole[i].To))
                return false;
        }
        return true;
    }

    private static bool SaysTheSameAs(this CustomerFacts known, CustomerFacts facts) =>
        known with { Contacts = [] } == facts with { Contacts = [] } && known.Contacts.SequenceEqual(facts.Contacts);
}
