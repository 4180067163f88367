using FreightRecovery.Domain.Incidents;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Api.Reports;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.IncidentDesk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.StepDesk;

/// <summary>The desk of who carries recoveries out: what is to be done, soonest first, each step with its button.</summary>
internal static class StepPages
{
    public const string Path = "/steps";
    private const string Act = "step";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").RequireAuthorization(Access.Steps).ExcludeFromDescription().AddEndpointFilter(Routes.RefuseWhatIsWrong);
        pages.MapGet(Path, List);
        pages.MapPost(Path, Complete);
        pages.MapGet(Path + ".csv", File);
    }

    private static Task<IResult> List(
        [AsParameters] StepQuery query, Page<StepKey> page, Caller caller, Frame frame, StepsOwed steps, IClock clock, string? done, CancellationToken cancel) =>
        Page(query, page, caller, frame, steps, clock.GetCurrentInstant(), done == Act, null, cancel);

    private static async Task<IResult> Complete(
        [AsParameters] StepQuery query, Page<StepKey> page, HttpContext context, Caller caller, Frame frame, StepsOwed steps, IncidentDoor door,
        IFormCollection form, CancellationToken cancel)
    {
        var write = await FormWrite.Of(context, form);
        var faults = new Faults(write.At);
        var note = new NoteBody(new FormFields(form, frame.L, faults).Text("note")).Read(faults);
        var problem = write.Problem
            ?? (note is null ? Problems.Invalid(faults)
                : Guid.TryParse(form["incident"], out var incident) && Guid.TryParse(form["row"], out var step)
                    ? (await door.Send(incident, write, new IncidentCommand.CompleteStep(step, note.Note), cancel)).Result as ProblemHttpResult
                    : Problems.NotFound("The form names no step of an incident."));
        return problem is null
            ? Results.LocalRedirect(query.Address + (query.Address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + $"done={Act}")
            : await Page(query, page, caller, frame, steps, write.At, false, ActState.Of(Act, form, problem.ProblemDetails, frame.L), cancel, problem.StatusCode);
    }

    private static async Task<IResult> Page(
        StepQuery query, Page<StepKey> page, Caller caller, Frame frame, StepsOwed steps, Instant now, bool done, ActState? refused, CancellationToken cancel,
        int status = StatusCodes.Status200OK)
    {
        var owner = query.OwnerFor(caller);
        var rows = Page<StepKey>.Of(
            await steps.List(owner, query.OnlyLate ? now : null, caller.Scope, page.After, page.Limit, cancel), row => row).Value!;
        return new RazorComponentResult<StepsPage>(new Dictionary<string, object?>
        {
            [nameof(StepsPage.Frame)] = frame,
            [nameof(StepsPage.Query)] = query,
            [nameof(StepsPage.Owner)] = owner,
            [nameof(StepsPage.Rows)] = rows.Items,
            [nameof(StepsPage.Next)] = rows.Next,
            [nameof(StepsPage.IsLater)] = page.After is not null,
            [nameof(StepsPage.Now)] = now,
            [nameof(StepsPage.Done)] = done,
            [nameof(StepsPage.Refused)] = refused,
        })
        {
            StatusCode = status,
        };
    }

    private static IResult File([AsParameters] StepQuery query, Caller caller, StepsOwed steps, IClock clock)
    {
        var now = clock.GetCurrentInstant();
        return ListFile.Of<StepOwed, StepKey>(
            "steps", new Csv("dueAt", "overdue", "step", "owner", "incident", "shipment", "customer", "customerName", "branch", "salesRep"),
            (after, limit) => steps.List(query.OwnerFor(caller), query.OnlyLate ? now : null, caller.Scope, after, limit),
            (csv, s) => csv.At(s.DueAt).Text(s.DueAt < now ? "yes" : "no").Text(s.What).Text(s.Owner).Text(s.Incident.ToString()).Text(s.Shipment.Value)
                .Text(s.Customer.Value).Text(s.Name).Text(s.Branch).Text(s.SalesRep).Line());
    }
}
