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

    /// <summary>The demands for money, in order.</summary>
    public ImmutableArray<ClaimState> Claims { get; init; } = [];

    /// <summary>The shipment as the claims' clocks know it; null while there is no claim.</summary>
    public CargoFacts? Cargo { get; init; }

    /// <summary>The day on which the customer's claim was last settled: recourse runs from there.</summary>
    public LocalDate? CustomerSettledOn =>
        Claims.LastOrDefault(c => c is { Direction: ClaimDirection.FromCustomer, Settlement: not null })?.Settlement?.On;

    /// <summary>The version at which it was last settled; 0 while it never was. The ledger's release names it.</summary>
    public long SettledAt { get; init; }

    /// <summary>True when nothing is left to do and the invoices are free.</summary>
    public bool Settled => Status is IncidentStatus.Resolved or IncidentStatus.Unfounded or IncidentStatus.Withdrawn;

    /// <summary>Severity as assessed, or as reported before that.</summary>
    public Severity Severity => Assessment?.Severity ?? Facts?.Severity ?? Severity.Minor;

    /// <summary>Fault as assessed, or as reported before that.</summary>
    public Fault Fault => Assessment?.Fault ?? Facts?.Fault ?? Fault.Operations;

    /// <summary>Who has it: the person in charge, or the sales rep before one is named.</summary>
    public string Assignee => Assessment?.PersonInCharge ?? Facts?.SalesRep ?? "";

    /// <summary>The offer that waits for its answer, or null.</summary>
    public OfferState? StandingOffer => Offers is [.., { Accepted: null } last] && Status == IncidentStatus.Offered ? last : null;

    /// <summary>The offer that the customer confirmed and that is (being) carried out, or null.</summary>
    public OfferState? ConfirmedOffer => Offers.LastOrDefault(o => o.Accepted == true);

    /// <summary>The ids of the options the customer declined.</summary>
    public ImmutableArray<Guid> DeclinedOptions => [.. Offers.Where(o => o.Accepted == false).Select(o => o.Option.Id)];

    /// <summary>When the clock next has something to do here; null when never.</summary>
    public Instant? NextDeadline
    {
        get
        {
            if (Facts is null || Settled)
                return null;
            Instant? next = CustomerToldAt is null && !FirstResponseMissed ? FirstResponseDueAt : null;
            foreach (var promise in Promises)
                if (promise.Open && (next is null || promise.DueAt < next))
                    next = promise.DueAt;
            return next;
        }
    }

    /// <summary>What an event changes.</summary>
    public static IncidentState Evolve(IncidentState state, IncidentEvent e)
    {
        state = state with { Version = state.Version + 1 };
        return e switch
        {
            IncidentReported x => state with
            {
                Facts = x.Facts, Status = IncidentStatus.Reported, ReportedAt = x.ReportedAt, FirstResponseDueAt = x.FirstResponseDueAt,
            },
            ReportAbandoned => state with { Abandoned = true, SettledAt = state.Version },
            HoldAbandoned => state with { SettledAt = state.Version },
            CustomerTold x => state with
            {
                CustomerToldAt = state.CustomerToldAt ?? x.At,
                Status = state.Status is IncidentStatus.Reported or IncidentStatus.Reopened ? IncidentStatus.Acknowledged : state.Status,
            },
            IncidentAssessed x => x.Assessment.Finding == Finding.Unfounded
                ? state with { Assessment = x.Assessment, Status = IncidentStatus.Unfounded, SettledAt = state.Version }
                : state with { Assessment = x.Assessment, Status = IncidentStatus.Assessed },
            PromiseMade x => state with { Promises = state.Promises.Add(new PromiseState(x.Promise, x.What, x.DueAt, x.At, null, null)) },
            PromiseKept x => state.ChangePromise(x.Promise, p => p with { KeptAt = x.At }),
            PromiseRenewed x => state.ChangePromise(x.Promise, p => p with { DueAt = x.DueAt }),
            PromiseBroken x => state.ChangePromise(x.Promise, p => p with { BrokenAt = x.DueAt }),
            OptionDecided x => state with { Decisions = [.. state.Decisions.Where(d => d.Option != x.Option), x] },
            OfferMade x => state with
            {
                Offers = state.Offers.Add(new OfferState(x.Offer, x.Option, x.At, x.By, null, null, null, null)),
                Status = IncidentStatus.Offered,
            },
            OfferAccepted x => state.ChangeOffer(x.Offer, o => o with
            {
                Accepted = true, AnsweredAt = x.At, AnsweredBy = x.By,
            }) with
            { Status = IncidentStatus.Confirmed, Steps = [.. x.Steps.Select(s => new StepState(s, null, null, null))] },
            OfferDeclined x => state.ChangeOffer(x.Offer, o => o with
            {
                Accepted = false, AnsweredAt = x.At, AnsweredBy = x.By, Objection = x.Objection,
            }) with
            { Status = IncidentStatus.Assessed },
            OptionsExhausted => state with { Exhausted = true },
            StepCompleted x => state with
            {
                Steps = [.. state.Steps.Select(s => s.Plan.Id == x.Step ? s with { DoneAt = x.At, DoneBy = x.By, Note = x.Note } : s)],
            },
            RecoveryCarriedOut => state with { Status = IncidentStatus.CarriedOut },
            FollowedUp x => state with { FollowUps = state.FollowUps.Add(x) },
            IncidentResolved x => state with
            {
                Resolution = x, Status = IncidentStatus.Resolved, SettledAt = state.Version,
                Offers = [.. state.Offers.Select(o => o with { Applied = o.Applied || o.Accepted == true })],
            },
            IncidentWithdrawn => state with { Status = IncidentStatus.Withdrawn, SettledAt = state.Version },
            IncidentReopened => state with { Status = IncidentStatus.Reopened, Resolution = null, Exhausted = false },
            Escalated x => state with
            {
                Level = x.To,
                // A promise may be broken, and so escalate, before the first response is due.
                FirstResponseMissed = state.FirstResponseMissed || (state.CustomerToldAt is null && state.FirstResponseDueAt <= x.At),
            },
            _ => ClaimBook.Evolve(state, e) ?? throw new UnreachableException(),
        };
    }

    private IncidentState ChangePromise(Guid promise, Func<PromiseState, PromiseState> change) =>
        this with { Promises = [.. Promises.Select(p => p.Id == promise ? change(p) : p)] };

    private IncidentState ChangeOffer(Guid offer, Func<OfferState, OfferState> change) =>
        this with { Offers = [.. Offers.Select(o => o.Id == offer ? change(o) : o)] };
}

/// <summary>A time we gave the customer.</summary>
public sealed record PromiseState(Guid Id, string What, Instant DueAt, Instant MadeAt, Instant? KeptAt, Instant? BrokenAt)
{
    /// <summary>Neither kept nor broken yet.</summary>
    public bool Open => KeptAt is null && BrokenAt is null;
}

/// <summary>An option put to the customer, and its answer.</summary>
public sealed record OfferState(
    Guid Id, RecoveryOption Option, Instant MadeAt, string MadeBy, bool? Accepted, Instant? AnsweredAt, string? AnsweredBy,
    string? Objection)
{
    /// <summary>What was agreed has come off the invoices.</summary>
    public bool Applied { get; init; }
}

/// <summary>A step to carry out, and whether it is done.</summary>
public sealed record StepState(PlannedStep Plan, Instant? DoneAt, string? DoneBy, string? Note);
