using NodaTime;

namespace FreightRecovery.Domain;

/// <summary>Who acts: a person, a program or the clock. Authority bounds what the person may approve.</summary>
/// <param name="Name">The name of the key or person, or <c>system</c>.</param>
/// <param name="Authority">The highest authority that the person's roles carry.</param>
public sealed record Actor(string Name, Authority Authority = Authority.Sales)
{
    /// <summary>The product itself: the clock, the dispatcher.</summary>
    public static Actor System { get; } = new("system");
}

/// <summary>What comes in with every command, so that deciding needs no clock, no random number and no configuration.</summary>
/// <param name="Id">The command's id; every id the command creates derives from it.</param>
/// <param name="At">The instant of the command, UTC.</param>
/// <param name="By">Who gave it.</param>
/// <param name="Policy">The thresholds in force.</param>
/// <param name="IfMatch">The version the caller has seen, or null when it does not mind.</param>
public sealed record CommandContext(CommandId Id, Instant At, Actor By, Policy Policy, long? IfMatch = null);

/// <summary>The outcome of deciding: events to store (none when there is nothing new), or a refusal.</summary>
public readonly struct Decision<TEvent>
{
    private Decision(IReadOnlyList<TEvent>? events, Refusal? refusal) => (Events, Refusal) = (events ?? [], refusal);

    /// <summary>The events; empty when the command changes nothing.</summary>
    public IReadOnlyList<TEvent> Events { get; }

    /// <summary>The refusal, or null when accepted.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Accepts, with these events.</summary>
    public static Decision<TEvent> Accept(params IReadOnlyList<TEvent> events) => new(events, null);

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator Decision<TEvent>(Refusal refusal) => new(null, refusal);
}

/// <summary>
/// A stream's whole behaviour as three pure values: where it starts, what a command leads to, what an event changes.
/// </summary>
/// <typeparam name="TState">Immutable state; it can be stored as JSON and carries its own version.</typeparam>
/// <typeparam name="TCommand">The closed set of commands.</typeparam>
/// <typeparam name="TEvent">The closed set of events.</typeparam>
public sealed record Decider<TState, TCommand, TEvent>(
    TState Initial,
    Func<TState, TCommand, CommandContext, Decision<TEvent>> Decide,
    Func<TState, TEvent, TState> Evolve)
{
    /// <summary>Folds events over a state.</summary>
    public TState Fold(TState state, IEnumerable<TEvent> events) => events.Aggregate(state, Evolve);
}
