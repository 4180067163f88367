using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Domain.Customers;

/// <summary>One move on the slide.</summary>
/// <param name="At">When it happened, UTC.</param>
/// <param name="From">The stage left.</param>
/// <param name="To">The stage entered.</param>
/// <param name="Why">One plain English sentence with its figures.</param>
public sealed record StageMove(Instant At, Stage From, Stage To, string Why);

/// <summary>A customer's standing at an instant.</summary>
public sealed record RelationshipView
{
    /// <summary>Where it stands on the slide.</summary>
    public required Stage Stage { get; init; }

    /// <summary>When it entered the stage, UTC; its first signal when it never moved; null when nothing is known of it.</summary>
    public Instant? Since { get; init; }

    /// <summary>Content, because a complaint was settled to its satisfaction.</summary>
    public bool Recovered { get; init; }

    /// <summary>Content, because it booked again after it was lost.</summary>
    public bool WonBack { get; init; }

    /// <summary>Silent without a complaint: it simply stays away.</summary>
    public bool Quiet { get; init; }

    /// <summary>Silent after a complaint, yet it has booked since and its bookings go on: at risk, not content.</summary>
    public bool Captive { get; init; }

    /// <summary>Days without a word after which silence means something for this very customer.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>Probability that it still buys, by its bookings alone, 0 to 1; 1 while it has booked on fewer than two days.</summary>
    public required double PAlive { get; init; }

    /// <summary>Probability of losing it within 90 days, 0 to 1; never below <see cref="BaseRisk"/>.</summary>
    public required double Risk { get; init; }

    /// <summary>The risk it would have without any failure of ours: what a good recovery brings it back to.</summary>
    public required double BaseRisk { get; init; }

    /// <summary>Risk times the expected margin of twelve months; null as long as the customer is not recorded.</summary>
    public Money? ValueAtStake { get; init; }

    /// <summary>Why, in plain English sentences with their figures.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>Every move, oldest first: a connected path from Content to the stage.</summary>
    public ImmutableArray<StageMove> History { get; init; } = [];

    /// <summary>When, without a new signal, the stage moves next or the view wants a fresh look, UTC; null for never.</summary>
    public Instant? NextChangeAt { get; init; }
}
