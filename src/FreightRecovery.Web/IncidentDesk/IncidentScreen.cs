using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Recovery;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Summaries;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.IncidentDesk;

/// <summary>What somebody's roles allow on the page of an incident.</summary>
public sealed record Allowed(bool Recovery, bool Approval, bool Steps, bool Signals, Authority Authority);

/// <summary>All that stands on the page of an incident.</summary>
/// <param name="View">The incident as the contract shows it.</param>
/// <param name="State">Its state.</param>
/// <param name="Customer">The customer's name.</param>
/// <param name="Options">The options, best first; empty while none are ranked.</param>
/// <param name="Notice">The drafted notice, in the customer's language.</param>
/// <param name="Summary">The drafted summary to read back.</param>
/// <param name="Timeline">What happened, oldest first.</param>
/// <param name="May">What the reader may do.</param>
/// <param name="Now">Now, UTC.</param>
/// <param name="Done">The step that was done last, or null.</param>
/// <param name="Act">The step that was refused, or null.</param>
public sealed record IncidentModel(
    IncidentView View, IncidentState State, string Customer, IReadOnlyList<RecoveryOption> Options, NoticeDraft Notice, SummaryDraft Summary,
    IReadOnlyList<TimelineEntry> Timeline, Allowed May, Instant Now, string? Done, ActState? Act)
{
    /// <summary>The customer's links that open; empty for who may not make any.</summary>
    public IReadOnlyList<OpenLink> Links { get; init; } = [];

    /// <summary>The state of a form: as it was refused, or fresh.</summary>
    public ActState Form(string act, string row = "") =>
        Act is { } sent && sent.Act == act && sent.Row == row ? sent : ActState.Fresh(act, row);

    /// <summary>Who had it before it was handed over last; null when it never was, or when that is too long ago to be on the page.</summary>
    public string? HandedFrom
    {
        get
        {
            var holders = Timeline.Where(e => e.Kind == "incidentAssigned").Select(e => e.What.GetProperty("to").GetString()).ToList();
            var before = holders is [.., var previous, _] ? previous : State.Assessment?.PersonInCharge ?? State.Facts!.SalesRep;
            return holders.Count > 0 && holders[^1] == State.Assignee && !State.Settled && before != State.Assignee ? before : null;
        }
    }

    /// <summary>Whether the customer is to be told before anything else.</summary>
    public bool TellFirst => View.State is IncidentStatus.Reported or IncidentStatus.Reopened;

    /// <summary>Whether what was found out can be written down.</summary>
    public bool CanAssess => State.CustomerToldAt is not null && View.State is IncidentStatus.Acknowledged or IncidentStatus.Assessed or IncidentStatus.Reopened;

    /// <summary>Whether an option can go out.</summary>
    public bool CanOffer => View.State is IncidentStatus.Assessed or IncidentStatus.Reopened && State.Assessment?.Finding == Finding.Valid;

    /// <summary>Whether it can be closed with its lesson.</summary>
    public bool CanResolve => View.State == IncidentStatus.CarriedOut
        || State is { Status: IncidentStatus.Assessed, Assessment.Finding: Finding.Communication };

    /// <summary>Whether the customer can be asked for its mark.</summary>
    public bool CanMark => View.State is IncidentStatus.CarriedOut or IncidentStatus.Resolved;

    /// <summary>Whether the customer can be asked for something.</summary>
    public bool CanAsk => !State.Settled && State.CustomerToldAt is not null && State.StandingOffer is null && State.Question is null;

    /// <summary>Whether somebody whose authority is enough has a word to say on an option first.</summary>
    public bool NeedsApproval(RecoveryOption option) =>
        May.Authority < option.Authority && !State.Decisions.Any(d => d.Option == option.Id && d.Approved && d.Authority >= option.Authority);
}

/// <summary>Draws the page of an incident.</summary>
internal sealed class IncidentScreen(
    IncidentDoor door, IncidentReading reading, OptionDesk options, Incidents incidents, Customers customers, CustomerLinkLog links, IClock clock)
{
    private const int MostEvents = 200;

    /// <summary>The page, or why the reader does not get it.</summary>
    public async Task<IResult> Show(Guid id, Frame frame, Caller caller, string? done, ActState? act, CancellationToken cancel)
    {
        var (incident, problem) = await door.Read(id, caller, $"incident {id}", cancel);
        if (incident is null)
            return Page(frame, null, problem!.StatusCode == StatusCodes.Status403Forbidden ? "incident.notYours" : "incident.missing", problem.StatusCode);
        var now = clock.GetCurrentInstant();
        var (view, state) = ((await reading.Of(incident, cancel)).Body, incident.State);
        var ranked = view.State is IncidentStatus.Assessed or IncidentStatus.Reopened && state.Assessment?.Finding == Finding.Valid
            ? (await options.Rank(incident, now, null, cancel)).Ranked
            : [];
        var model = new IncidentModel(
            view, state, (await customers.Find(view.Customer, cancel))?.Facts.Name ?? view.Customer.Value, ranked,
            NoticeDraft.Of(state, state.Facts!.Language), SummaryDraft.Of(state, state.Facts.Language),
            (await incidents.Timeline(incident.Stream.Incident, 0, MostEvents, cancel)).Items, MayOf(caller), now, done, act)
        {
            Links = caller.Allows(Access.Recovery) ? await links.Open(incident.Stream.Incident, now, cancel) : [],
        };
        return Page(frame, model, null, act is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static Allowed MayOf(Caller caller) => new(
        caller.Allows(Access.Recovery), caller.Allows(Access.Approval), caller.Allows(Access.Steps), caller.Allows(Access.Signals), caller.Actor.Authority);

    private static RazorComponentResult<IncidentPage> Page(Frame frame, IncidentModel? model, string? missing, int status) => new(
        new Dictionary<string, object?>
        {
            [nameof(IncidentPage.Frame)] = frame,
            [nameof(IncidentPage.Model)] = model,
            [nameof(IncidentPage.Missing)] = missing,
        })
    {
        StatusCode = status,
    };
}
