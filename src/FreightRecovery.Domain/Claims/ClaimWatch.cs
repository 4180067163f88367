using FreightRecovery.Domain.Incidents;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentEvent;

namespace FreightRecovery.Domain.Claims;

/// <summary>
/// Watches the last days of an incident's claims. The last days are never stored: they follow from what is known and from
/// the rules in force, so that a delivery recorded later, or a rule put right, moves them. On our own claims people
/// are warned beforehand; a customer's claim starts the watch on the carrier's clock, since that is the one that gets missed, and
/// so does a loss without any claim.
/// </summary>
public static class ClaimWatch
{
    /// <summary>When the clock next has something to do for the claims, or for the lack of one; null when never.</summary>
    public static Instant? NextDeadline(IncidentState incident, Policy policy)
    {
        var next = CarrierWatch.NextDeadline(incident, policy);
        foreach (var bar in Watched(incident, policy))
            if (bar.Next(policy.Claims) is { } at && !(at >= next))
                next = at;
        return next;
    }

    /// <summary>The next last day of a claim, on any clock that runs on it; null when there is none.</summary>
    public static LocalDate? NextBar(IncidentState incident, ClaimState claim, Policy policy)
    {
        LocalDate? next = null;
        foreach (var bar in Watched(incident, policy))
            if (bar.Claim.Id == claim.Id && !(bar.By >= next))
                next = bar.By;
        return next;
    }

    /// <summary>What the clock says of the claims, or of the lack of one, at an instant.</summary>
    internal static IEnumerable<IncidentEvent> Passed(IncidentState incident, CommandContext context)
    {
        foreach (var said in CarrierWatch.Passed(incident, context))
            yield return said;
        foreach (var bar in Watched(incident, context.Policy))
        {
            if (LegalDays.Over(bar.By) <= context.At)
                yield return new TimeBarMissed(bar.Claim.Id, bar.Side, bar.Bar, bar.By, context.At);
            else if (bar.Due(context.Policy.Claims, context.At) is { } days)
                yield return new TimeBarNear(bar.Claim.Id, bar.Side, bar.Bar, bar.By, days, context.At);
        }
    }

    private static IEnumerable<WatchedBar> Watched(IncidentState incident, Policy policy)
    {
        if (incident.Claims.IsEmpty || incident.Cargo is not { } cargo)
            yield break;
        foreach (var claim in incident.Claims)
        {
            foreach (var side in Sides(incident, claim))
            {
                var clock = LegalClock.Of(policy, claim.Case(incident, cargo, side));
                foreach (var bar in Bars)
                    if (clock.By(bar) is { } by && !IsMet(claim, side, bar)
                        && new WatchedBar(claim, side, bar, by, Said(incident, claim, side, bar, by))
                            is { Mark: null or { Missed: false } } watched)
                        yield return watched;
            }
        }
    }

    /// <summary>The clocks that run on a claim: its own while it is open, and the carrier's as long as a customer's claim has no claim of ours behind it.</summary>
    internal static IEnumerable<ClaimSide> Sides(IncidentState incident, ClaimState claim)
    {
        if (claim.Settlement is null)
            yield return DefaultRegime.SideOf(claim.Direction);
        if (claim.Direction == ClaimDirection.FromCustomer
            && claim == incident.Claims.First(c => c.Direction == ClaimDirection.FromCustomer)
            && incident.Claims.All(c => c.Direction is ClaimDirection.FromCustomer or ClaimDirection.OnInsurer))
            yield return ClaimSide.Carrier;
    }

    // What was said of the carrier's last day before anybody claimed is not said again.
    private static BarMark? Said(IncidentState incident, ClaimState claim, ClaimSide side, TimeBar bar, LocalDate by) =>
        claim.Marks.Concat(incident.CarrierBars).FirstOrDefault(m => m.Side == side && m.Bar == bar && m.By == by);

    // Who has given notice has met that bar, and who has sued has met the others.
    private static bool IsMet(ClaimState claim, ClaimSide side, TimeBar bar) => side == DefaultRegime.SideOf(claim.Direction)
        && (bar == TimeBar.Notice ? claim.NoticeOn is not null : claim.SuitOn is not null);

    private static readonly TimeBar[] Bars = [TimeBar.Notice, TimeBar.Suit, TimeBar.Recourse];

    private sealed record WatchedBar(ClaimState Claim, ClaimSide Side, TimeBar Bar, LocalDate By, BarMark? Mark)
    {
        // Warnings are for what is ours to lose; of the customer's own last days only the passing is kept.
        private IEnumerable<int> Warnings(ClaimPolicy policy) => Side == ClaimSide.Customer
            ? []
            : policy.WarnDays(Bar).Where(days => !(days >= Mark?.WarnedDays));

        public Instant? Next(ClaimPolicy policy)
        {
            foreach (var days in Warnings(policy))
                return LegalDays.Begins(By.PlusDays(-days));
            return LegalDays.Over(By);
        }

        // Of several warnings that are due at once the last one is enough.
        public int? Due(ClaimPolicy policy, Instant at)
        {
            int? due = null;
            foreach (var days in Warnings(policy))
                if (LegalDays.Begins(By.PlusDays(-days)) <= at)
                    due = days;
            return due;
        }
    }
}
