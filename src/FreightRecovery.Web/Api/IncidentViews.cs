using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Recovery;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Evidence;
using NodaTime;

namespace FreightRecovery.Web.Api;

/// <summary>An incident as the contract shows it.</summary>
public sealed record IncidentView
{
    /// <summary>Its id.</summary>
    public required IncidentId Id { get; init; }

    /// <summary>The shipment it happened to.</summary>
    public required ShipmentRef Shipment { get; init; }

    /// <summary>Whose shipment it is.</summary>
    public required CustomerRef Customer { get; init; }

    /// <summary>The branch that serves the customer.</summary>
    public required string Branch { get; init; }

    /// <summary>What went wrong.</summary>
    public required IncidentKind Kind { get; init; }

    /// <summary>What stood behind force majeure; null for other kinds.</summary>
    public ForceMajeureCause? ForceMajeureCause { get; init; }

    /// <summary>With whom the fault lies, as far as is known.</summary>
    public required Fault Fault { get; init; }

    /// <summary>How bad it is, as far as is known.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public required IncidentStatus State { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required Instant OccurredAt { get; init; }

    /// <summary>When it was reported, UTC.</summary>
    public required Instant ReportedAt { get; init; }

    /// <summary>Where it happened (UN/LOCODE), when known.</summary>
    public string? Place { get; init; }

    /// <summary>What happened, in the reporter's words.</summary>
    public required string Description { get; init; }

    /// <summary>The way the report came in.</summary>
    public required Channel Channel { get; init; }

    /// <summary>Who reported it.</summary>
    public required string ReportedBy { get; init; }

    /// <summary>How much of the shipment is affected.</summary>
    public Extent? Extent { get; init; }

    /// <summary>What the customer wants.</summary>
    public Wish? Wish { get; init; }

    /// <summary>The feed message that told it.</summary>
    public SourceMessage? Source { get; init; }

    /// <summary>All messages that told of it, of whatever feed, its own first. Only a GET of the incident tells them.</summary>
    public IReadOnlyList<SourceMessage>? Sources { get; init; }

    /// <summary>The newest that a feed told of it, with its figures; null when none told any.</summary>
    public Telling? Told { get; init; }

    /// <summary>Who has it.</summary>
    public required string Assignee { get; init; }

    /// <summary>How high it has risen.</summary>
    public required Authority EscalationLevel { get; init; }

    /// <summary>How it rose there, oldest first.</summary>
    public required IReadOnlyList<EscalationView> Escalations { get; init; }

    /// <summary>What it is, as assessed; before that as reported.</summary>
    public required Classification Classification { get; init; }

    /// <summary>Facts without which it is not found valid; see POST /incidents/{id}/facts.</summary>
    public required IReadOnlyList<FactNeed> Missing { get; init; }

    /// <summary>Facts that would help; nothing waits for them.</summary>
    public required IReadOnlyList<FactNeed> Wanted { get; init; }

    /// <summary>The name of the paper it is about.</summary>
    public string? Paper { get; init; }

    /// <summary>Whether the papers can be issued again; null when that is not known.</summary>
    public bool? PapersReissuable { get; init; }

    /// <summary>How the claim might be gone about, and the customer's record. Only a GET of the incident tells it.</summary>
    public Validity? Validity { get; init; }

    /// <summary>The latest summary that was read back to the customer.</summary>
    public SummaryView? Summary { get; init; }

    /// <summary>The files of evidence; GET /evidence/{id} gives one.</summary>
    public required IReadOnlyList<EvidenceView> Evidence { get; init; }

    /// <summary>Whom it concerns.</summary>
    public required IReadOnlyList<Party> Parties { get; init; }

    /// <summary>What the customer was asked and has not answered yet; the clocks stand meanwhile.</summary>
    public QuestionView? Question { get; init; }

    /// <summary>Times by which something must happen.</summary>
    public required Clocks Clocks { get; init; }

    /// <summary>The times given to the customer.</summary>
    public required IReadOnlyList<PromiseView> Promises { get; init; }

    /// <summary>The invoices that it bars from being collected.</summary>
    public required IReadOnlyList<HeldInvoice> Holds { get; init; }

    /// <summary>What was decided on options beyond a rep's authority.</summary>
    public required IReadOnlyList<DecisionView> Decisions { get; init; }

    /// <summary>What was put to the customer, in order.</summary>
    public required IReadOnlyList<OfferView> Offers { get; init; }

    /// <summary>What is to be carried out.</summary>
    public required IReadOnlyList<StepView> Steps { get; init; }

    /// <summary>The customer's marks.</summary>
    public required IReadOnlyList<FollowUpView> FollowUps { get; init; }

    /// <summary>The lesson learnt; null while it is open.</summary>
    public ResolutionView? Resolution { get; init; }

    /// <summary>The latest demand for money; null as long as there is none.</summary>
    public ClaimView? Claim { get; init; }

    /// <summary>All demands for money, in order.</summary>
    public IReadOnlyList<ClaimView> Claims { get; init; } = [];

    /// <summary>
    /// The law's clocks of the loss, the customer's on us and ours on the carrier; null when it concerns no cargo, and in the answer
    /// to a report.
    /// </summary>
    public LegalClocks? LegalClocks { get; init; }

    /// <summary>What was said of the carrier's last days while nobody claimed.</summary>
    public IReadOnlyList<BarMark> TimeBars { get; init; } = [];
}

/// <summary>A step up in the house.</summary>
/// <param name="From">Where it stood before; null when that was not recorded yet.</param>
/// <param name="Cause">Why; null when that was not recorded yet.</param>
/// <param name="By">Who brought it about; null when that was not recorded yet.</param>
/// <param name="TopTenthFrom">For a silent customer: from which margin of twelve months on it counted to the largest.</param>
public sealed record EscalationView(Instant At, Authority? From, Authority To, EscalationCause? Cause, string Reason, string? By, Money? TopTenthFrom);

/// <summary>What the customer was asked.</summary>
public sealed record QuestionView(string What, Instant AskedAt, string AskedBy);

/// <summary>A time given to the customer.</summary>
public sealed record PromiseView(
    Guid Id, string What, Instant DueAt, Instant MadeAt, PromiseStatus Status, Instant? KeptAt, Instant? BrokenAt)
{
    /// <summary>The due time on the customer's own clock, with its offset from UTC.</summary>
    public required string DueAtCustomer { get; init; }

    /// <summary>The customer's IANA time zone.</summary>
    public required string CustomerZone { get; init; }

    /// <summary>Whether the sales rep was warned that it falls due.</summary>
    public bool Warned { get; init; }

    internal static PromiseView Of(PromiseState promise, IncidentFacts facts) => new(
        promise.Id, promise.What, promise.DueAt, promise.MadeAt, IncidentRows.StatusOf(promise), promise.KeptAt, promise.BrokenAt)
    {
        DueAtCustomer = LocalTimes.Write(promise.DueAt, facts.TimeZone),
        CustomerZone = facts.TimeZone,
        Warned = promise.WarnedFor == promise.DueAt,
    };
}

/// <summary>An invoice that the incident bars from being collected.</summary>
public sealed record HeldInvoice(InvoiceRef Invoice, Money Payable, Instant Since, string Reason);

/// <summary>A word on an option beyond the rep's authority.</summary>
public sealed record DecisionView(Guid OptionId, bool Approved, Authority Authority, string Note, string By);

/// <summary>An option put to the customer, and its answer.</summary>
public sealed record OfferView(
    Guid Id, RecoveryOption Option, Instant MadeAt, string MadeBy, bool? Accepted, Instant? AnsweredAt, string? AnsweredBy, string? Objection)
{
    internal static OfferView Of(OfferState offer) => new(
        offer.Id, offer.Option, offer.MadeAt, offer.MadeBy, offer.Accepted, offer.AnsweredAt, offer.AnsweredBy, offer.Objection);
}

/// <summary>Something to carry out.</summary>
/// <param name="Overdue">Whether it was not done in time.</param>
/// <param name="Report">For a step that is done: the word to the customer about it, drafted in its language.</param>
public sealed record StepView(
    Guid Id, string What, string Owner, Instant DueAt, bool Overdue, Instant? DoneAt, string? DoneBy, string? Note, string? Report)
{
    internal static StepView Of(IncidentState incident, StepState step) => new(
        step.Plan.Id, step.Plan.What, step.Plan.Owner, step.Plan.DueAt, step.OverdueAt is not null, step.DoneAt, step.DoneBy, step.Note, StepReport.Of(incident, step));
}

/// <summary>The customer's mark.</summary>
public sealed record FollowUpView(int Satisfaction, string? Note, Instant At);

/// <summary>The lesson learnt.</summary>
public sealed record ResolutionView(string RootCause, string Prevention, Instant At, int? Satisfaction, bool WithinPromise);

/// <summary>Draws incidents from their state and the invoices of their shipment.</summary>
public sealed class IncidentViews(Invoices invoices, Shipments shipments, ClaimViews claims, Func<Policy> policy)
{
    /// <summary>An incident as of a version, with the invoices it holds now.</summary>
    /// <param name="done">The incident.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <param name="sums">False leaves out the law's clocks and the sums behind our own: many report, and few look at these at once.</param>
    public async ValueTask<Versioned<IncidentView>> Of(Done<IncidentState> done, CancellationToken cancel, bool sums = true)
    {
        var (id, state, facts, rules) = (done.Stream.Incident, done.State, done.State.Facts!, policy());
        var held = await invoices.OfShipment(facts.Shipment, cancel);
        var shipment = sums && state.Claims.IsEmpty && CarrierWatch.HasClock(state) ? (await shipments.Find(facts.Shipment, cancel))?.Facts : null;
        IReadOnlyList<ClaimView> demands = [.. state.Claims.Select(c => claims.Of(id, state, c))];
        var view = new IncidentView
        {
            Id = id,
            Shipment = facts.Shipment,
            Customer = facts.Customer,
            Branch = facts.Branch,
            Kind = facts.Kind,
            ForceMajeureCause = facts.ForceMajeureCause,
            Fault = state.Fault,
            Severity = state.Severity,
            State = state.Status,
            OccurredAt = facts.OccurredAt,
            ReportedAt = state.ReportedAt,
            Place = facts.Place,
            Description = facts.Description,
            Channel = facts.Channel,
            ReportedBy = facts.ReportedBy,
            Extent = facts.Extent,
            Wish = facts.Wish,
            Source = facts.Source,
            Told = facts.Told,
            Assignee = state.Assignee,
            EscalationLevel = state.Level,
            Classification = Classification.Of(state, rules),
            Missing = [.. FactNeeds.Missing(rules.Kinds[facts.Kind].Required, facts, state.Assessment?.LossEstimate)],
            Wanted = [.. FactNeeds.Missing(rules.Kinds[facts.Kind].Wanted, facts, state.Assessment?.LossEstimate)],
            Paper = facts.Paper,
            PapersReissuable = facts.PapersReissuable,
            Summary = SummaryView.Of(state.Summary),
            Evidence = [.. state.Evidence.Select(e => EvidenceView.Of(id, e))],
            Parties = state.Parties,
            Escalations = [.. state.Escalations.Select(e => new EscalationView(e.At, e.From, e.To, e.Cause, e.Reason, e.By, e.TopTenthFrom))],
            Clocks = Clocks.Of(new IncidentClocks(state, rules), sums),
            Question = state.Question is { } q ? new QuestionView(q.What, q.At, q.By) : null,
            Promises = [.. state.Promises.Select(p => PromiseView.Of(p, facts))],
            Holds =
            [
                .. held.SelectMany(invoice => invoice.Holds.Where(h => h.Incident == id)
                    .Select(h => new HeldInvoice(invoice.Ref, invoice.Payable, h.Since, h.Reason))),
            ],
            Decisions = [.. state.Decisions.Select(d => new DecisionView(d.Option, d.Approved, d.Authority, d.Note, d.By))],
            Offers = [.. state.Offers.Select(OfferView.Of)],
            Steps = [.. state.Steps.Select(s => StepView.Of(state, s))],
            FollowUps = [.. state.FollowUps.Select(f => new FollowUpView(f.Satisfaction, f.Note, f.At))],
            Resolution = state.Resolution is { } r
                ? new ResolutionView(r.RootCause, r.Prevention, r.At, r.Satisfaction, r.WithinPromise)
                : null,
            Claim = demands.Count > 0 ? demands[^1] : null,
            Claims = demands,
            LegalClocks = sums ? claims.Of(state, shipment, held) : null,
            TimeBars = state.CarrierBars,
        };
        return new Versioned<IncidentView>(view, done.Version);
    }
}
