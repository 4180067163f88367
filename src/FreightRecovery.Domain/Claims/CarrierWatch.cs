using FreightRecovery.Domain.Incidents;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentEvent;

namespace FreightRecovery.Domain.Claims;

/// <summary>
/// Watches the carrier's last days of a loss for which nobody has claimed: of the two clocks it is the one that gets missed. Once
/// somebody claims, the watch of that claim takes over with what was warned of already.
/// </summary>
public static class CarrierWatch
{
    private static readonly TimeBar[] Bars = [TimeBar.Notice, TimeBar.Suit];

    /// <summary>True for an incident that runs a clock of the law: it concerns the cargo, or somebody claims.</summary>
    public static bool HasClock(IncidentState incident) =>
        !incident.Claims.IsEmpty || LegalCase.LossOf(incident.Facts!.Kind, false) != LossKind.Other;

    /// <summary>When the clock next has something to do; null when never.</summary>
    internal static Instant? NextDeadline(IncidentState incident, Policy policy)
    {
        Instant? next = null;
        foreach (var bar in Watched(incident, policy))
            if (bar.Next is var at && !(at >= next))
                next = at;
        return next;
    }

    /// <summary>What the clock says at an instant.</summary>
    internal static IEnumerable<IncidentEvent> Passed(IncidentState incident, CommandContext context)
    {
        foreach (var bar in Watched(incident, context.Policy))
        {
            if (LegalDays.Over(bar.By) <= context.At)
                yield return new CarrierBarMissed(bar.Bar, bar.By, context.At);
            else if (bar.Due(context.At) is { } warning)
                yield return new CarrierBarNear(bar.Bar, bar.By, warning.Days, warning.To, context.At);
        }
    }

    private static IEnumerable<Unclaimed> Watched(IncidentState incident, Policy policy)
    {
        if (incident is not { Facts: { } facts, Cargo: { } cargo } || !IsOurs(incident) || Until(incident, policy.Claims.Unclaimed) is not { } until)
            yield break;
        var clock = LegalClock.Of(policy, LegalCase.Of(facts, cargo, ClaimSide.Carrier));
        foreach (var bar in Bars)
            if (clock.By(bar) is { } by && by <= until
                && incident.CarrierBars.FirstOrDefault(m => m.Bar == bar && m.By == by) is var mark && mark is not { Missed: true })
                yield return new Unclaimed(bar, by, [.. policy.Claims.Unclaimed.Of(bar).Where(w => !(w.Days >= mark?.WarnedDays))]);
    }

    // A claim on the insurer leaves the carrier's clock as it is; any other has a watch of its own.
    private static bool IsOurs(IncidentState incident) =>
        HasClock(incident) && incident.Claims.All(c => c.Direction == ClaimDirection.OnInsurer);

    private static LocalDate? Until(IncidentState incident, UnclaimedPolicy policy) => incident switch
    {
        { Settled: false } => LocalDate.MaxIsoValue,
        { Resolution: { } resolution } when policy.ClaimableFaults.Contains(incident.Fault) =>
            resolution.At.InUtc().Date.PlusMonths(policy.MonthsAfterResolution),
        _ => null,
    };

    private sealed record Unclaimed(TimeBar Bar, LocalDate By, IReadOnlyList<BarWarning> Warnings)
    {
        public Instant Next => Warnings is [var first, ..] ? LegalDays.Begins(By.PlusDays(-first.Days)) : LegalDays.Over(By);

        // Of several warnings that are due at once the last one is enough: it goes highest.
        public BarWarning? Due(Instant at) => Warnings.LastOrDefault(w => LegalDays.Begins(By.PlusDays(-w.Days)) <= at);
    }
}
