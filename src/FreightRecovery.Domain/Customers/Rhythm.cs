using NodaTime;

namespace FreightRecovery.Domain.Customers;

/// <summary>
/// How often something recurs: the days (UTC) on which it happened, counted once each, as the buying model wants them.
/// Fed in the order of time.
/// </summary>
internal struct Rhythm
{
    private const double DaysPerWeek = 7;
    private long _firstDay;
    private long _lastDay;

    /// <summary>Days on which it happened.</summary>
    public int Days { get; private set; }

    /// <summary>The last time it happened, or null when it never did.</summary>
    public Instant? Last { get; private set; }

    private readonly int Repeats => Math.Max(0, Days - 1);

    private readonly double Recency => (_lastDay - _firstDay) / DaysPerWeek;

    /// <summary>It happened again.</summary>
    public void Beat(Instant at)
    {
        var day = at.ToUnixTimeSeconds() / NodaConstants.SecondsPerDay;
        if (Days == 0)
            _firstDay = day;
        if (Days == 0 || day != _lastDay)
            Days++;
        _lastDay = day;
        Last = at;
    }

    /// <summary>Probability that it goes on, 0 to 1; 1 as long as nothing speaks against it.</summary>
    public readonly double PAlive(Instant now, BgNbdParameters model) => Last is not { } last
        ? 1
        : BgNbd.PAlive(Repeats, Recency, Recency + (now - last).TotalDays / DaysPerWeek, model);

    /// <summary>What is left of the probability at the last time it happened, 0 to 1: what the silence since then says.</summary>
    public readonly double Left(Instant now, BgNbdParameters model) => Last is { } last
        ? PAlive(now, model) / PAlive(last, model)
        : 1;

    /// <summary>Days after the last time until the probability has fallen to the threshold; infinite without a repeat.</summary>
    public readonly double DaysUntil(double threshold, BgNbdParameters model) =>
        BgNbd.WeeksUntil(Repeats, Recency, threshold, model) * DaysPerWeek;

    /// <summary>The customer's own horizon in whole days: when its rhythm says that it is gone, within the policy's bounds.</summary>
    public readonly int HorizonDays(RelationshipPolicy policy) => Days < 2
        ? policy.DefaultHorizonDays
        : (int)Math.Ceiling(Math.Clamp(
            DaysUntil(policy.QuietBelow, policy.Model), policy.MinimumHorizonDays, policy.MaximumHorizonDays));
}
