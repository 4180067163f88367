using System.Collections.Immutable;

namespace FreightRecovery.Domain.Claims;

/// <summary>The thresholds of claims. The law itself is in the rules file, not here.</summary>
public sealed record ClaimPolicy
{
    /// <summary>Warnings before the last day for notice, in days before it, falling.</summary>
    public ImmutableArray<int> NoticeWarnDays { get; init; } = [5, 2];

    /// <summary>Warnings before the last day for suit or recourse, in days before it, falling.</summary>
    public ImmutableArray<int> SuitWarnDays { get; init; } = [90, 30, 7];

    /// <summary>How many days old a value of the SDR may be: it is not published at weekends.</summary>
    public int SdrRateMaxAgeDays { get; init; } = 7;

    /// <summary>How many months more for suit our letters ask for.</summary>
    public int ExtensionMonths { get; init; } = 6;

    /// <summary>Who may settle a customer's claim beyond the limit of liability, or while that is not known.</summary>
    public Authority BeyondLimit { get; init; } = Authority.Manager;

    /// <summary>The watch on the carrier's clock while nobody claims.</summary>
    public UnclaimedPolicy Unclaimed { get; init; } = new();

    /// <summary>The warnings of a bar.</summary>
    public ImmutableArray<int> WarnDays(TimeBar bar) => bar == TimeBar.Notice ? NoticeWarnDays : SuitWarnDays;

    /// <summary>What is wrong with these thresholds.</summary>
    public IEnumerable<PolicyFault> Faults()
    {
        foreach (var (days, name) in new[] { (NoticeWarnDays, "noticeWarnDays"), (SuitWarnDays, "suitWarnDays") })
        {
            if (days.IsDefaultOrEmpty)
                yield return new PolicyFault($"/{name}", "Name one warning at least, in days before the last day.");
            else if (days.Any(d => d is < 0 or > 3650) || days.Zip(days.Skip(1)).Any(p => p.First <= p.Second))
                yield return new PolicyFault($"/{name}", "These are days before the last day, from 0 to 3650, each less than the one before.");
        }

        if (SdrRateMaxAgeDays is < 0 or > 366)
            yield return new PolicyFault("/sdrRateMaxAgeDays", "This is a number of days from 0 to 366.");
        if (ExtensionMonths is < 1 or > 60)
            yield return new PolicyFault("/extensionMonths", "This is a number of months from 1 to 60.");
        foreach (var fault in Unclaimed.Faults())
            yield return fault with { Pointer = "/unclaimed" + fault.Pointer };
    }
}
