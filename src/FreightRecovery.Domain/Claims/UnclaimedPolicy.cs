using System.Collections.Immutable;

namespace FreightRecovery.Domain.Claims;

/// <summary>Who is warned of the carrier's last days when, as long as nobody has claimed for a loss.</summary>
public sealed record UnclaimedPolicy
{
    /// <summary>Warnings before the last day for notice, the earliest first.</summary>
    public ImmutableArray<BarWarning> Notice { get; init; } = [new(5, Authority.Sales), new(2, Authority.Manager)];

    /// <summary>Warnings before the last day for suit, the earliest first.</summary>
    public ImmutableArray<BarWarning> Suit { get; init; } = [new(90, Authority.Sales), new(30, Authority.Manager), new(7, Authority.Manager)];

    /// <summary>With whom the fault must lie for a claim of ours to be possible still once the incident is resolved.</summary>
    public ImmutableArray<Fault> ClaimableFaults { get; init; } = [Fault.Carrier, Fault.Agent];

    /// <summary>For how many months after its resolution such an incident is watched.</summary>
    public int MonthsAfterResolution { get; init; } = 24;

    /// <summary>The warnings of a bar.</summary>
    public ImmutableArray<BarWarning> Of(TimeBar bar) => bar == TimeBar.Notice ? Notice : Suit;

    /// <summary>What is wrong with it.</summary>
    public IEnumerable<PolicyFault> Faults()
    {
        foreach (var (warnings, name) in new[] { (Notice, "notice"), (Suit, "suit") })
        {
            if (warnings.IsDefaultOrEmpty)
                yield return new PolicyFault($"/{name}", "Name one warning at least, in days before the last day.");
            else if (warnings.Any(w => w.Days is < 0 or > 3650) || warnings.Zip(warnings.Skip(1)).Any(p => p.First.Days <= p.Second.Days))
                yield return new PolicyFault($"/{name}", "These are days before the last day, from 0 to 3650, each less than the one before.");
            else if (warnings.Zip(warnings.Skip(1)).Any(p => p.First.To > p.Second.To))
                yield return new PolicyFault($"/{name}", "A later warning goes to nobody lower than the one before.");
        }

        if (MonthsAfterResolution is < 0 or > 120)
            yield return new PolicyFault("/monthsAfterResolution", "This is a number of months from 0 to 120.");
    }
}

/// <summary>A warning before a last day.</summary>
/// <param name="Days">How many days before it.</param>
/// <param name="To">Who is told beside the person in charge; with <c>sales</c> nobody else is.</param>
public sealed record BarWarning(int Days, Authority To);
