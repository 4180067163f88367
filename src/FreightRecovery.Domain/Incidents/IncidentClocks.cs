using System.Collections.Immutable;
using FreightRecovery.Domain.Calendar;
using NodaTime;

namespace FreightRecovery.Domain.Incidents;

/// <summary>
/// The clocks of an incident, as a function of what has happened to it and of the policy. Nothing of them is stored but the
/// pauses: a clock keeps what it has run when the severity changes or the incident is reopened, since it is the same sum.
/// </summary>
public sealed class IncidentClocks
{
    private readonly IncidentState incident;
    private readonly IncidentFacts facts;
    private readonly Policy policy;

    /// <param name="incident">An incident that was reported.</param>
    /// <param name="policy">The policy in force.</param>
    public IncidentClocks(IncidentState incident, Policy policy)
    {
        this.incident = incident;
        this.policy = policy;
        facts = incident.Facts ?? throw new ArgumentException("What was never reported has no clocks.", nameof(incident));
        Work = policy.Calendars.Of(facts.Branch, facts.TimeZone);
    }

    /// <summary>The working time of the branch.</summary>
    public WorkingTime Work { get; }

    /// <summary>All clocks that apply, each with its sum.</summary>
    public ImmutableArray<ClockReading> Readings() => [.. Applying().Select(Read)];

    /// <summary>When a running clock uses its target up, UTC; null when it does not run. Cheaper than its whole sum.</summary>
    internal Instant? Due(ClockKind clock)
    {
        if (Met(clock) is not null || incident.Settled)
            return null;
        var left = Target(clock).Time;
        foreach (var (from, to) in Segments(clock))
        {
            if (to is null)
                return Spared(Work.Add(from, left));
            var run = Work.Between(from, to.Value);
            if (run >= left)
                return Spared(Work.Add(from, left));
            left -= run;
        }

        return null;
    }

    /// <summary>
    /// No clock falls due, or is to be reminded of, before this instant: however it stands, no more working time passes than time.
    /// </summary>
    internal Instant NotBefore(ClockKind clock) => incident.ReportedAt + Target(clock).Time - policy.Clocks.RemindBefore;

    /// <summary>The clocks that are still to be watched: neither met nor missed since the incident was last opened.</summary>
    internal IEnumerable<ClockKind> Watched() => Applying().Where(clock => Met(clock) is null && !MissedNow(clock));

    private IEnumerable<ClockKind> Applying()
    {
        yield return ClockKind.FirstResponse;
        yield return ClockKind.Acknowledgement;
        yield return ClockKind.Assessment;
        // A matter of communication is explained, and no offer is owed.
        if (incident.Assessment?.Finding is not (Finding.Communication or Finding.Unfounded))
            yield return ClockKind.Offer;
        yield return ClockKind.Resolution;
    }

    private ClockReading Read(ClockKind clock)
    {
        var (target, met, due) = (Target(clock), Met(clock), Due(clock));
        var spans = Spans(clock, met, target.Time);
        var run = spans.Aggregate(Duration.Zero, (sum, span) => sum + span.Duration);
        return new ClockReading(
            clock,
            met is not null ? ClockStatus.Met
            : incident.Settled ? ClockStatus.Stopped
            : due is null ? ClockStatus.Paused : ClockStatus.Running,
            target.Time, incident.ReportedAt, due, met, MissedNow(clock) || (met is not null && run > target.Time))
        {
            TargetBy = target.By,
            Spans = spans,
            Pauses = [.. incident.Pauses.Where(p => Stands(clock, p.Reason))],
            GraceUntil = Grace,
            PastHolidays = Work.HolidaysUntil is { } until && spans is [.., { End: var end }] && end.InZone(Work.Zone).Date > until ? until : null,
        };
    }

    // Up to what ended it; while it runs, as far as the target reaches, which is how the due instant comes about.
    private ImmutableArray<Interval> Spans(ClockKind clock, Instant? met, Duration target)
    {
        var spans = ImmutableArray.CreateBuilder<Interval>();
        var left = target;
        foreach (var (from, to) in Segments(clock))
        {
            // What is used up already leads back, and nothing counts from there.
            var end = to ?? met ?? Work.Add(from, left);
            if (met < end)
                end = met.Value;
            spans.AddRange(Work.Spans(from, end));
            left -= Work.Between(from, end);
        }

        return spans.ToImmutable();
    }

    // The stretches in which it runs, whatever the hour; the last one has no end as long as it runs.
    private IEnumerable<(Instant From, Instant? To)> Segments(ClockKind clock)
    {
        var from = incident.ReportedAt;
        foreach (var pause in incident.Pauses.Where(p => Stands(clock, p.Reason)))
        {
            if (pause.From > from)
                yield return (from, pause.From);
            if (pause.Until is not { } until)
                yield break;
            // Clocks of two machines differ: no time runs twice.
            from = Instant.Max(from, until);
        }

        yield return (from, null);
    }

    private static bool Stands(ClockKind clock, PauseReason reason) => reason switch
    {
        PauseReason.Settled => true,
        PauseReason.WithCustomer => clock is ClockKind.Offer or ClockKind.Resolution,
        PauseReason.Agreed => clock is ClockKind.Offer,
        PauseReason.Asked => clock is ClockKind.Assessment or ClockKind.Offer or ClockKind.Resolution,
    };

    // The first response was promised with the report, and stays as it was then.
    private ClockTarget Target(ClockKind clock) => clock == ClockKind.FirstResponse
        ? new ClockTarget(Work.Between(incident.ReportedAt, incident.FirstResponseDueAt), incident.FirstResponseBy)
        : ClockTarget.Of(clock, facts, incident.Severity, policy);

    private Instant? Met(ClockKind clock) => clock switch
    {
        ClockKind.FirstResponse or ClockKind.Acknowledgement => incident.CustomerToldAt,
        ClockKind.Assessment => incident.AssessedAt,
        ClockKind.Offer => Open(PauseReason.Agreed),
        ClockKind.Resolution => incident.Status == IncidentStatus.Resolved ? Open(PauseReason.Settled) : null,
    };

    private Instant? Open(PauseReason reason) => incident.Pauses.LastOrDefault(p => p.Reason == reason && p.Until is null)?.From;

    private bool MissedNow(ClockKind clock) =>
        (clock == ClockKind.FirstResponse && incident.FirstResponseMissed && incident.ReopenedAt is null)
        || incident.MissedTargets.Any(m => m.Clock == clock && (incident.ReopenedAt is not { } reopened || m.At > reopened));

    private Instant Spared(Instant due) => Grace is { } grace ? Instant.Max(due, grace) : due;

    private Instant? Grace => incident.ReopenedAt is { } reopened ? Work.Add(reopened, policy.Clocks.ReopenGrace) : null;
}
