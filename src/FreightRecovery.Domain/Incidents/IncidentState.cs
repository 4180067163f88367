using System.Collections.Immutable;
using System.Diagnostics;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Recovery;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentEvent;

namespace FreightRecovery.Domain.Incidents;

/// <summary>An incident as all events so far have made it.</summary>
public sealed record IncidentState
{
    /// <summary>Not yet reported.</summary>
    public static IncidentState Initial { get; } = new();

    /// <summary>How many events made this state.</summary>
    public long Version { get; init; }

    /// <summary>What was reported; null before.</summary>
    public IncidentFacts? Facts { get; init; }

    /// <summary>Where it stands.</summary>
    public IncidentStatus Status { get; init; }

    /// <summary>True when a hold without a report was given up; such an incident never comes to life.</summary>
    public bool Abandoned { get; init; }

    /// <summary>When it was reported.</summary>
    public Instant ReportedAt { get; init; }

    /// <summary>By when the customer must have been told.</summary>
    public Instant FirstResponseDueAt { get; init; }

    /// <summary>By whose figure that is.</summary>
    public TargetSource FirstResponseBy { get; init; }

    /// <summary>When the customer was first told.</summary>
    public Instant? CustomerToldAt { get; init; }

    /// <summary>What was found out.</summary>
    public Assessment? Assessment { get; init; }

    /// <summary>The times given to the customer.</summary>
    public ImmutableArray<PromiseState> Promises { get; init; } = [];

    /// <summary>What was decided on options beyond the rep's authority, the last word on each.</summary>
    public ImmutableArray<OptionDecided> Decisions { get; init; } = [];

    /// <summary>What was put to the customer, in order.</summary>
    public ImmutableArray<OfferState> Offers { get; init; } = [];

    /// <summary>True when the customer declined all that could be done.</summary>
    public bool Exhausted { get; init; }

    /// <summary>What is to be carried out.</summary>
    public ImmutableArray<StepState> Steps { get; init; } = [];

    /// <summary>The customer's marks.</summary>
    public ImmutableArray<FollowedUp> FollowUps { get; init; } = [];

    /// <summary>How it was closed; null while it is open.</summary>
    public IncidentResolved? Resolution { get; init; }

    /// <summary>How high it has risen.</summary>
    public Authority Level { get; init; }

    /// <summary>True when the missed first response has been acted upon.</summary>
    public bool FirstResponseMissed { get; init; }

    /// <summary>When it was first found out what happened.</summary>
    public Instant? AssessedAt { get; init; }

    /// <summary>When it was last opened again; null when it never was.</summary>
    public Instant? ReopenedAt { get; init; }

    /// <summary>The times in which clocks stood, in order.</summary>
    public ImmutableArray<ClockPause> Pauses { get; init; } = [];

    /// <summary>The targets that were missed, in order.</summary>
    public ImmutableArray<TargetMissed> MissedTargets { get; init; } = [];

    /// <summary>The reminders of targets that were given, in order.</summary>
    public ImmutableArray<ReminderGiven> Reminders { get; init; } = [];

    /// <summary>How it rose in the house, in order.</summary>
    public ImmutableArray<Escalated> Escalations { get; init; } = [];

    /// <summary>The demands for money, in order.</summary>
    public ImmutableArray<ClaimState> Claims { get; init; } = [];

    /// <summary>The shipment as the law's clocks know it; null where none runs.</summary>
    public CargoFacts? Cargo { get; init; }

    /// <summary>What the clock has said of last days against the carrier while nobody claimed.</summary>
    public ImmutableArray<BarMark> CarrierBars { get; init; } = [];

    /// <summary>The day from which recourse runs: that on which the customer's claim was last settled, or we were sued for it, if that was before.</summary>
    public LocalDate? RecourseFrom => Claims.Select(c => c.RecourseFrom).LastOrDefault(day => day is not null);

    /// <summary>What people knew better than the proposed classification, in order.</summary>
    public ImmutableArray<ClassificationOverruled> Overrules { get; init; } = [];

    /// <summary>The latest summary that was read back to the customer; null as long as there is none.</summary>
    public SummaryRecorded? Summary { get; init; }

    /// <summary>The files of evidence, in order.</summary>
    public ImmutableArray<EvidenceAdded> Evidence { get; init; } = [];

    /// <summary>Whom it concerns.</summary>
    [Personal]
    public ImmutableArray<Party> Parties { get; init; } = [];

    /// <summary>Whom it was handed to last, by name or as the person in charge; null while it is the sales rep's.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>The version at which it was last settled; 0 while it never was. The ledger's release names it.</summary>
    public long SettledAt { get; init; }

    /// <summary>What the customer was asked and has not answered yet; null when we wait for nothing.</summary>
    public CustomerAsked? Question { get; init; }

    /// <summary>When its customer was last forgotten; null when it never was.</summary>
    public Instant? ErasedAt { get; init; }

    /// <summary>True when nothing is left to do and the invoices are free.</summary>
    public bool Settled => IsSettled(Status);

    /// <summary>Whether an incident that stands so is settled.</summary>
    public static bool IsSettled(IncidentStatus status) => status is IncidentStatus.Resolved or IncidentStatus.Unfounded or IncidentStatus.Withdrawn;

    /// <summary>Severity as assessed, or as reported before that.</summary>
    public Severity Severity => Assessment?.Severity ?? Facts?.Severity ?? Severity.Minor;

    /// <summary>Fault as assessed, or as reported before that.</summary>
    public Fault Fault => Assessment?.Fault ?? Facts?.Fault ?? Fault.Operations;

    /// <summary>Who has it: the person in charge, or the sales rep before one is named.</summary>
    public string Assignee => AssignedTo ?? Assessment?.PersonInCharge ?? Facts?.SalesRep ?? "";

    /// <summary>The offer that waits for its answer, or null.</summary>
    public OfferState? StandingOffer => Offers is [.., { Accepted: null } last] && Status == IncidentStatus.Offered ? last : null;

    /// <summary>The offer that the customer confirmed and that is (being) carried out, or null.</summary>
    public OfferState? ConfirmedOffer => Offers.LastOrDefault(o => o.Accepted == true);

    /// <summary>The ids of the options the customer declined.</summary>
    public ImmutableArray<Guid> DeclinedOptions => [.. Offers.Where(o => o.Accepted == false).Select(o => o.Option.Id)];

    /// <summary>When the clock next has something to do here; null when never.</summary>
    public Instant? NextDeadline(Policy policy) => Agenda.Next(this, policy);

    /// <summary>
    /// Whether somebody was reminded of a target since the incident was last opened. To tell the customer is owed by channel and
    /// by severity; one reminder of it will do.
    /// </summary>
    internal bool Reminded(ClockKind clock) =>
        Reminders.Any(r => (r.Clock == clock || (Tells(r.Clock) && Tells(clock))) && (ReopenedAt is not { } reopened || r.At > reopened));

    /// <summary>What an event changes.</summary>
    public static IncidentState Evolve(IncidentState state, IncidentEvent e)
    {
        state = state with { Version = state.Version + 1 };
        return e switch
        {
            IncidentReported x => state with
            {
                Facts = x.Facts, Cargo = x.Facts.Cargo, Status = IncidentStatus.Reported, ReportedAt = x.ReportedAt,
                FirstResponseDueAt = x.FirstResponseDueAt, FirstResponseBy = x.FirstResponseBy ?? TargetSource.Channel,
            },
            ReportAbandoned => state with { Abandoned = true, SettledAt = state.Version },
            HoldAbandoned => state with { SettledAt = state.Version },
            CustomerTold x => state with
            {
                CustomerToldAt = state.CustomerToldAt ?? x.At,
                Status = state.Status is IncidentStatus.Reported or IncidentStatus.Reopened ? IncidentStatus.Acknowledged : state.Status,
            },
            IncidentAssessed x => x.Assessment.Finding == Finding.Unfounded
                ? state.Settling(x.At) with
                {
                    Assessment = x.Assessment, AssessedAt = state.AssessedAt ?? x.At, Status = IncidentStatus.Unfounded,
                    AssignedTo = x.Assessment.PersonInCharge ?? state.AssignedTo,
                }
                : state with
                {
                    Assessment = x.Assessment, AssessedAt = state.AssessedAt ?? x.At, Status = IncidentStatus.Assessed,
                    AssignedTo = x.Assessment.PersonInCharge ?? state.AssignedTo,
                },
            PromiseMade x => state with { Promises = state.Promises.Add(new PromiseState(x.Promise, x.What, x.DueAt, x.At, null, null)) },
            PromiseKept x => state.ChangePromise(x.Promise, p => p with { KeptAt = x.At }),
            PromiseRenewed x => state.ChangePromise(x.Promise, p => p with { DueAt = x.DueAt, RenewedAt = x.CustomerToldAt }),
            PromiseBroken x => state.ChangePromise(x.Promise, p => p with { BrokenAt = x.DueAt }),
            OptionDecided x => state with { Decisions = [.. state.Decisions.Where(d => d.Option != x.Option), x] },
            OfferMade x => state.Heard(x.At).Pausing(PauseReason.WithCustomer, x.At) with
            {
                Offers = state.Offers.Add(new OfferState(x.Offer, x.Option, x.At, x.By, null, null, null, null)),
                Status = IncidentStatus.Offered,
            },
            OfferAccepted x => state.Running(x.At).Pausing(PauseReason.Agreed, x.At).ChangeOffer(x.Offer, o => o with
            {
                Accepted = true, AnsweredAt = x.At, AnsweredBy = x.By,
            }) with
            { Status = IncidentStatus.Confirmed, Steps = [.. x.Steps.Select(s => new StepState(s, null, null, null))] },
            OfferDeclined x => state.Running(x.At).ChangeOffer(x.Offer, o => o with
            {
                Accepted = false, AnsweredAt = x.At, AnsweredBy = x.By, Objection = x.Objection,
            }) with
            { Status = IncidentStatus.Assessed },
            OptionsExhausted => state with { Exhausted = true },
            CustomerAsked x => state.Pausing(PauseReason.Asked, x.At) with { Question = x },
            CustomerHeard x => state.Heard(x.At),
            PersonalDataErased x => state with { ErasedAt = x.At },
            StepCompleted x => state.ChangeStep(x.Step, s => s with { DoneAt = x.At, DoneBy = x.By, Note = x.Note }),
            StepOverdue x => state.ChangeStep(x.Step, s => s with { OverdueAt = x.At }),
            RecoveryCarriedOut => state with { Status = IncidentStatus.CarriedOut },
            FollowedUp x => state with { FollowUps = state.FollowUps.Add(x) },
            IncidentResolved x => state.Settling(x.At) with
            {
                Resolution = x, Status = IncidentStatus.Resolved,
                Offers = [.. state.Offers.Select(o => o with { Applied = o.Applied || o.Accepted == true })],
            },
            IncidentWithdrawn x => state.Settling(x.At) with { Status = IncidentStatus.Withdrawn },
            IncidentReopened x => state.Opening(x.At) with { Status = IncidentStatus.Reopened, Resolution = null, Exhausted = false },
            Escalated x => state with
            {
                Level = x.To,
                Escalations = state.Escalations.Add(x),
                // Before causes were recorded: a promise may be broken, and so escalate, before the first response is due.
                FirstResponseMissed = state.FirstResponseMissed
                    || (x.Cause is null && state.CustomerToldAt is null && state.FirstResponseDueAt <= x.At),
            },
            TargetMissed x => state with
            {
                MissedTargets = state.MissedTargets.Add(x),
                FirstResponseMissed = state.FirstResponseMissed || x.Clock == ClockKind.FirstResponse,
            },
            ReminderGiven { Step: { } step } x => state.ChangeStep(step, s => s with { RemindedAt = x.At }),
            ReminderGiven x => x.Promise is { } promise
                ? state.ChangePromise(promise, p => p with { WarnedFor = x.DueAt })
                : state with { Reminders = state.Reminders.Add(x) },
            _ => ClaimBook.Evolve(state, e) ?? Recording.Evolve(state, e) ?? throw new UnreachableException(),
        };
    }

    private static bool Tells(ClockKind? clock) => clock is ClockKind.FirstResponse or ClockKind.Acknowledgement;

    private IncidentState Pausing(PauseReason reason, Instant at) => this with { Pauses = Pauses.Add(new ClockPause(reason, at, null)) };

    private IncidentState Running(Instant at) => this with { Pauses = [.. Ended(at, _ => true)] };

    private IEnumerable<ClockPause> Ended(Instant at, Func<PauseReason, bool> which) =>
        Pauses.Select(p => p.Until is null && which(p.Reason) ? p with { Until = at } : p);

    // Whoever makes an offer, or settles it, waits for no answer any more.
    private IncidentState Heard(Instant at) => Question is null ? this : this with
    {
        Question = null, Pauses = [.. Ended(at, reason => reason == PauseReason.Asked)],
    };

    // What was agreed stays agreed in a settled incident.
    private IncidentState Settling(Instant at) => this with
    {
        SettledAt = Version,
        Question = null,
        Pauses =
        [
            .. Ended(at, reason => reason is PauseReason.WithCustomer or PauseReason.Asked),
            new ClockPause(PauseReason.Settled, at, null),
        ],
    };

    // Promises rest while it is settled: what fell due in that time has lapsed, and what is still to come stands.
    private IncidentState Opening(Instant at) => Running(at) with
    {
        ReopenedAt = at,
        Promises = [.. Promises.Select(p => p.Open && p.DueAt <= at ? p with { LapsedAt = at } : p)],
    };

    private IncidentState ChangePromise(Guid promise, Func<PromiseState, PromiseState> change) =>
        this with { Promises = [.. Promises.Select(p => p.Id == promise ? change(p) : p)] };

    private IncidentState ChangeStep(Guid step, Func<StepState, StepState> change) =>
        this with { Steps = [.. Steps.Select(s => s.Plan.Id == step ? change(s) : s)] };

    private IncidentState ChangeOffer(Guid offer, Func<OfferState, OfferState> change) =>
        this with { Offers = [.. Offers.Select(o => o.Id == offer ? change(o) : o)] };
}

/// <summary>A time we gave the customer.</summary>
public sealed record PromiseState(Guid Id, string What, Instant DueAt, Instant MadeAt, Instant? KeptAt, Instant? BrokenAt)
{
    /// <summary>When the customer was last told of a later time; null while it stands as it was given.</summary>
    public Instant? RenewedAt { get; init; }

    /// <summary>The due time of which the sales rep was warned.</summary>
    public Instant? WarnedFor { get; init; }

    /// <summary>When it was found to have fallen due while its incident was settled: nobody waited for it any more.</summary>
    public Instant? LapsedAt { get; init; }

    /// <summary>Neither kept nor broken nor lapsed.</summary>
    public bool Open => KeptAt is null && BrokenAt is null && LapsedAt is null;
}

/// <summary>An option put to the customer, and its answer.</summary>
public sealed record OfferState(
    Guid Id, RecoveryOption Option, Instant MadeAt, string MadeBy, bool? Accepted, Instant? AnsweredAt,
    [property: Personal] string? AnsweredBy, [property: Personal] string? Objection)
{
    /// <summary>What was agreed has come off the invoices.</summary>
    public bool Applied { get; init; }
}

/// <summary>A step to carry out, and whether it is done.</summary>
public sealed record StepState(PlannedStep Plan, Instant? DoneAt, string? DoneBy, [property: Personal] string? Note)
{
    /// <summary>When its owner was reminded of it; null while nobody was.</summary>
    public Instant? RemindedAt { get; init; }

    /// <summary>When it was found not to be done in time; null while it was not.</summary>
    public Instant? OverdueAt { get; init; }
}
