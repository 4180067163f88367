using FreightRecovery.Domain;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Api.Reports;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.IncidentDesk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using System.Collections.Immutable;

namespace FreightRecovery.Web.ApprovalDesk;

/// <summary>The desk of who stands above sales: what waits for an offer and may need a word, what has risen, what the team owes.</summary>
internal static class ApprovalPages
{
    public const string Path = "/approvals";

    private static readonly IncidentFilter Assessed = new(IncidentStatus.Assessed, null, null, null);

    private const int MostRows = 50;
    private const int MostNotices = 200;
    private static readonly Duration Back = Duration.FromDays(30);
    private static readonly Duration Ahead = Duration.FromDays(1);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Path).RequireAuthorization(Access.Approval).ExcludeFromDescription().AddEndpointFilter(Routes.RefuseWhatIsWrong);
        pages.MapGet("", List);
        routes.MapGet(Path + ".csv", File).RequireAuthorization(Access.Approval).ExcludeFromDescription();
        pages.MapGet("/{id:guid}", Show);
        pages.MapPost("/{id:guid}", Decide);
    }

    private static async Task<IResult> List(
        Page<IncidentKey> page, Caller caller, Frame frame, Incidents incidents, Notifications notices, HoldingIncidents states, PromisesDue promises,
        IClock clock, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var waiting = Page<IncidentKey>.Of(
            await incidents.List(Assessed, caller.Scope, page.After, page.Limit, cancel), row => row).Value!;
        var risen = (await notices.List(caller.Reader, null, MostNotices, cancel)).Items.Where(n => n is { Kind: "escalated", Incident: not null }).DistinctBy(n => n.Incident).ToList();
        var known = await states.Of(risen.Select(n => n.Incident!.Value), cancel);
        return new RazorComponentResult<ApprovalsPage>(new Dictionary<string, object?>
        {
            [nameof(ApprovalsPage.Frame)] = frame,
            [nameof(ApprovalsPage.Waiting)] = waiting.Items,
            [nameof(ApprovalsPage.Next)] = waiting.Next,
            [nameof(ApprovalsPage.IsLater)] = page.After is not null,
            [nameof(ApprovalsPage.Risen)] = risen.Where(n => known.TryGetValue(n.Incident!.Value, out var i) && !i.Settled).Take(MostRows).Select(n => (n, known[n.Incident!.Value])).ToList(),
            [nameof(ApprovalsPage.Promises)] = await promises.Between(caller.Scope, now - Back, now + Ahead, MostRows, cancel),
            [nameof(ApprovalsPage.Now)] = now,
        });
    }

    private static IResult File(Caller caller, Incidents incidents) => ListFile.Of<IncidentRow, IncidentKey>(
        "approvals", new Csv("incident", "reportedAt", "kind", "severity", "shipment", "customer", "branch", "assignee", "description"),
        (after, limit) => incidents.List(Assessed, caller.Scope, after, limit),
        (csv, i) => csv.Text(i.Id.ToString()).At(i.ReportedAt).Text(Names.Of(i.Kind)).Text(Names.Of(i.Severity)).Text(i.Shipment.Value).Text(i.Customer.Value)
            .Text(i.Branch).Text(i.Assignee).Text(i.Description).Line());

    private static async Task<IResult> Show(
        Guid id, string? done, Caller caller, Frame frame, IncidentDoor door, OptionDesk options, IClock clock, CancellationToken cancel) =>
        await Page(id, caller, frame, door, options, clock.GetCurrentInstant(), done is "decided" ? "approval.done" : null, null, null, cancel);

    private static async Task<IResult> Decide(
        Guid id, HttpContext context, Caller caller, Frame frame, IncidentDoor door, OptionDesk options, IFormCollection form, CancellationToken cancel)
    {
        var write = await FormWrite.Of(context, form);
        var note = form["note"].ToString().ReplaceLineEndings("\n").Trim();
        var faults = new Faults(write.At);
        faults.Text(note.Length > 0 ? note : null, "/note");
        if (!Guid.TryParse(form["option"], out var option) || faults.Any)
            return await Page(id, caller, frame, door, options, write.At, null, null, (option, note), cancel);
        var outcome = await RecoveryApi.Decide(id, write, new OptionVerdict(option, form["act"] == "approve", note), door, options, cancel);
        return outcome.Result is ProblemHttpResult problem
            ? await Page(id, caller, frame, door, options, write.At, null, problem, (option, note), cancel)
            : Results.LocalRedirect($"{Path}/{id}?done=decided");
    }

    private static async Task<IResult> Page(
        Guid id, Caller caller, Frame frame, IncidentDoor door, OptionDesk options, Instant now, string? done, ProblemHttpResult? refused,
        (Guid Option, string Note)? draft, CancellationToken cancel)
    {
        var (incident, problem) = await door.Read(id, caller, $"incident {id}", cancel);
        if (incident is null)
            return problem!;
        var (ranked, why) = await options.Rank(incident, now, null, cancel);
        return new RazorComponentResult<ApprovalPage>(new Dictionary<string, object?>
        {
            [nameof(ApprovalPage.Frame)] = frame,
            [nameof(ApprovalPage.Id)] = id,
            [nameof(ApprovalPage.Incident)] = incident.State,
            [nameof(ApprovalPage.Options)] = ranked.IsDefault ? [] : ranked.Where(o => o.Feasible).ToImmutableArray(),
            [nameof(ApprovalPage.Authority)] = caller.Actor.Authority,
            [nameof(ApprovalPage.Done)] = done,
            [nameof(ApprovalPage.Refused)] = refused?.ProblemDetails.Detail ?? why?.Detail,
            [nameof(ApprovalPage.Draft)] = draft,
        })
        {
            StatusCode = refused?.StatusCode ?? (draft is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity),
        };
    }
}
