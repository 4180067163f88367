using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;

namespace FreightRecovery.Domain.Customers;

/// <summary>A customer's stream folded up.</summary>
public sealed record CustomerState
{
    /// <summary>Nothing yet.</summary>
    public static CustomerState Initial { get; } = new();

    /// <summary>How many events there were.</summary>
    public long Version { get; init; }

    /// <summary>What is recorded, or null when only signals have come in.</summary>
    public CustomerFacts? Facts { get; init; }

    /// <summary>The signals, each once, in the order of time.</summary>
    public ImmutableArray<Signal> Signals { get; init; } = [];

    /// <summary>The latest instant this stream has heard of, UTC.</summary>
    public Instant AsOf { get; init; } = NodaConstants.UnixEpoch;

    /// <summary>Since when the customer is known, UTC: when it was recorded, or its first signal when that came before; null for nothing yet.</summary>
    public Instant? KnownSince { get; init; }

    /// <summary>The stage as of that instant.</summary>
    public Stage Stage { get; init; } = Stage.Content;

    /// <summary>When it was last forgotten who its people are; null when it never was.</summary>
    public Instant? ErasedAt { get; init; }

    /// <summary>What was last worked out of the signals.</summary>
    internal SignalMemory Memory { get; private init; } = new();

    /// <summary>True when a signal of this id came in already.</summary>
    public bool Knows(Guid signal) => Memory.Knows(Signals, signal);

    /// <summary>What an event changes.</summary>
    public static CustomerState Evolve(CustomerState state, CustomerEvent e)
    {
        var next = state with
        {
            Version = state.Version + 1,
            AsOf = Instant.Max(state.AsOf, e.At),
            KnownSince = state.KnownSince ?? e.At,
            // All customers begin with the same state.
            Memory = state.Version == 0 ? new SignalMemory() : state.Memory,
        };
        return e switch
        {
            CustomerEvent.CustomerRecorded recorded => next with { Facts = recorded.Facts },
            CustomerEvent.SignalObserved observed => state.Knows(observed.Signal.Id)
                ? next
                : next with
                {
                    Signals = state.Signals.With(observed.Signal),
                    KnownSince = observed.Signal.At < next.KnownSince ? observed.Signal.At : next.KnownSince,
                },
            CustomerEvent.StageMoved moved => next with { Stage = moved.To },
            CustomerEvent.CustomerForgotten forgotten => next with { ErasedAt = forgotten.At },
            CustomerEvent.RelationshipReviewed => next,
            _ => throw new UnreachableException(),
        };
    }
}
