using FreightRecovery.Domain.Incidents;
using NodaTime;

namespace FreightRecovery.Domain.Claims;

/// <summary>How a last day ended.</summary>
public enum BarStatus
{
    /// <summary>It is still to come, or has just come.</summary>
    Open,

    /// <summary>What had to be done by it was done, or the claim was settled before.</summary>
    Met,

    /// <summary>It passed unused, or what had to be done came too late.</summary>
    Missed,
}

/// <summary>A last day of a claim and how it ended.</summary>
/// <param name="Side">On whose clock.</param>
/// <param name="Bar">Which.</param>
/// <param name="By">The last day; null while it cannot be computed, and where there is none.</param>
public sealed record BarOutcome(ClaimSide Side, TimeBar Bar, LocalDate? By, BarStatus Status)
{
    /// <summary>
    /// Every last day that is ours to lose: those of our own claims, and the carrier's that runs from a customer's claim until a claim of
    /// ours takes it over. What a customer must do in time is its own business.
    /// </summary>
    public static IEnumerable<BarOutcome> Of(IncidentState incident, ClaimState claim, CargoFacts cargo, Policy policy)
    {
        var own = DefaultRegime.SideOf(claim.Direction);
        var side = own == ClaimSide.Customer ? ClaimSide.Carrier : own;
        var clock = LegalClock.Of(policy, claim.Case(incident, cargo, side));
        var runs = own != ClaimSide.Customer || ClaimWatch.Sides(incident, claim).Contains(ClaimSide.Carrier);
        foreach (var bar in Enum.GetValues<TimeBar>())
            yield return runs && clock.By(bar) is { } by
                ? new BarOutcome(side, bar, by, StatusOf(claim, side, bar, by, own == side))
                : new BarOutcome(side, bar, null, BarStatus.Open);
    }

    private static BarStatus StatusOf(ClaimState claim, ClaimSide side, TimeBar bar, LocalDate by, bool own)
    {
        var done = !own ? null : (bar == TimeBar.Notice ? claim.NoticeOn : claim.SuitOn) ?? claim.Settlement?.On;
        if (done is { } day)
            return day <= by ? BarStatus.Met : BarStatus.Missed;
        return claim.Marks.Any(m => m.Missed && m.Side == side && m.Bar == bar && m.By == by) ? BarStatus.Missed : BarStatus.Open;
    }
}
