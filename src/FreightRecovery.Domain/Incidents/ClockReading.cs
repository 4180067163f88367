using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Domain.Incidents;

/// <summary>What must happen in time. The names are part of stored events: add, never rename.</summary>
public enum ClockKind
{
    /// <summary>The customer is told, by the channel of the report.</summary>
    FirstResponse,

    /// <summary>The customer is told, by severity.</summary>
    Acknowledgement,

    /// <summary>It is found out what happened.</summary>
    Assessment,

    /// <summary>The customer accepts an offer; while one is with the customer the clock stands.</summary>
    Offer,

    /// <summary>It is settled; while an offer is with the customer the clock stands.</summary>
    Resolution,
}

/// <summary>Why a clock stands. The names are part of stored snapshots.</summary>
public enum PauseReason
{
    /// <summary>An offer is with the customer, and we wait for its answer.</summary>
    WithCustomer,

    /// <summary>The customer has accepted: no offer is owed any more.</summary>
    Agreed,

    /// <summary>The incident is settled.</summary>
    Settled,

    /// <summary>We asked the customer for something, and wait for it.</summary>
    Asked,
}

/// <summary>A time in which clocks stand.</summary>
/// <param name="Reason">Why.</param>
/// <param name="From">Since when, UTC.</param>
/// <param name="Until">Until when, UTC; null while it lasts.</param>
public sealed record ClockPause(PauseReason Reason, Instant From, Instant? Until);

/// <summary>Where a clock stands.</summary>
public enum ClockStatus
{
    /// <summary>It runs in working hours.</summary>
    Running,

    /// <summary>It stands while we wait for the customer.</summary>
    Paused,

    /// <summary>What it waits for has happened.</summary>
    Met,

    /// <summary>The incident was settled without it.</summary>
    Stopped,
}

/// <summary>A clock with the whole sum behind it.</summary>
/// <param name="Clock">Which.</param>
/// <param name="Status">Whether it runs.</param>
/// <param name="Target">How much working time there is.</param>
/// <param name="StartedAt">Since when it runs, UTC.</param>
/// <param name="DueAt">When its target is used up, or the grace of a reopened incident is, UTC; null while it stands or when it is done.</param>
/// <param name="MetAt">When what it waits for happened, UTC.</param>
/// <param name="Missed">Whether its target was used up before that.</param>
public sealed record ClockReading(
    ClockKind Clock, ClockStatus Status, Duration Target, Instant StartedAt, Instant? DueAt, Instant? MetAt, bool Missed)
{
    /// <summary>Whose figure the target is.</summary>
    public TargetSource TargetBy { get; init; }

    /// <summary>The stretches of working time that count: to the end of the clock, or as far as its target reaches.</summary>
    public ImmutableArray<Interval> Spans { get; init; } = [];

    /// <summary>What the stretches come to.</summary>
    public Duration Counted => Spans.Aggregate(Duration.Zero, (sum, span) => sum + span.Duration);

    /// <summary>
    /// The last day for which the calendar's holidays are entered, where the clock counts past it: what it says may come too early. Null
    /// where it does not.
    /// </summary>
    public LocalDate? PastHolidays { get; init; }

    /// <summary>The times in which it stood.</summary>
    public ImmutableArray<ClockPause> Pauses { get; init; } = [];

    /// <summary>Until when a reopened incident is spared, UTC; null when it was never reopened.</summary>
    public Instant? GraceUntil { get; init; }
}
