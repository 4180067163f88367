using FreightRecovery.Domain;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Api.Reports;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Disruptions;
using FreightRecovery.Web.IncidentDesk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.DisruptionDesk;

/// <summary>The desk of what hits many shipments at once: declared on the list's page, followed on a page of its own.</summary>
internal static class DisruptionPages
{
    /// <summary>The list; a disruption's page is beneath it.</summary>
    public const string Path = "/disruptions";

    /// <summary>The name of the form that declares one.</summary>
    public const string DeclareAct = "declare";

    /// <summary>The name of the form that ends one.</summary>
    public const string EndAct = "end";

    /// <summary>The name of the form that runs one again.</summary>
    public const string RunAct = "run";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var read = routes.MapGroup("").RequireAuthorization(Access.Anybody).ExcludeFromDescription().AddEndpointFilter(Routes.RefuseWhatIsWrong);
        read.MapGet(Path, List);
        read.MapGet(Path + ".csv", File);
        read.MapGet(Path + "/{id:guid}", Show);
        read.MapGet(Path + "/{id:guid}/shipments.csv", HitsFile);
        var act = routes.MapGroup(Path).RequireAuthorization(Access.Disruptions).ExcludeFromDescription().AddEndpointFilter(Routes.RefuseWhatIsWrong);
        act.MapPost("", Declare);
        act.MapPost("/{id:guid}/run", Run);
        act.MapPost("/{id:guid}/end", End);
    }

    private static async Task<IResult> List(
        Page<DisruptionKey> page, Caller caller, Frame frame, Store.Queries.Disruptions disruptions, FanOut fanOut, IClock clock, CancellationToken cancel) =>
        await ListPage(page, caller, frame, disruptions, fanOut, clock.GetCurrentInstant(), ActState.Fresh(DeclareAct), cancel);

    private static IResult File(Caller caller, Store.Queries.Disruptions disruptions, FanOut fanOut, CancellationToken cancel) =>
        ListFile.Of<DisruptionRow, DisruptionKey>(
            "disruptions",
            new Csv(
                "disruption", "kind", "forceMajeureCause", "description", "occurredAt", "vessel", "voyage", "flight", "port", "carrier", "from", "to",
                "branch", "status", "declaredAt", "declaredBy", "watchUntil", "matched", "held", "reported"),
            (after, limit) => disruptions.List(caller.Branch, after, limit, cancel),
            (csv, row) =>
            {
                var d = DisruptionView.Of(row, fanOut.ProgressOf(row.Id));
                csv.Text(d.Id.ToString()).Text(Names.Of(d.Kind)).Text(d.ForceMajeureCause is { } cause ? Names.Of(cause) : null).Text(d.Description)
                    .At(d.OccurredAt).Text(d.Match.Vessel).Text(d.Match.Voyage).Text(d.Match.Flight).Text(d.Match.Port).Text(d.Match.Carrier)
                    .At(d.Match.From).At(d.Match.To).Text(d.Branch).Text(Names.Of(d.State)).At(d.DeclaredAt).Text(d.DeclaredBy).At(d.WatchUntil)
                    .Number(d.Matched).Number(d.Held).Number(d.Reported).Line();
            });

    private static async Task<IResult> HitsFile(
        Guid id, Caller caller, DisruptionsApi.Views views, Store.Queries.Disruptions disruptions, CancellationToken cancel) =>
        (await views.Open(id, caller, cancel)).Problem is { } problem
            ? problem
            : ListFile.Of<Hit, HitKey>(
                "shipments", new Csv("shipment", "incident"),
                (after, limit) => disruptions.Hits(new DisruptionId(id), caller.Scope, after, limit, cancel),
                (csv, hit) => csv.Text(hit.Shipment.Value).Text(hit.Incident.ToString()).Line());

    private static async Task<IResult> Show(
        Guid id, string? done, Page<HitKey> page, Caller caller, Frame frame, DisruptionsApi.Views views, Store.Queries.Disruptions disruptions,
        HoldingIncidents incidents, CancellationToken cancel) =>
        await OnePage(
            id, page, caller, frame, views, disruptions, incidents,
            done switch { "declared" => "disruption.done.declared", RunAct => "disruption.done.run", EndAct => "disruption.done.end", _ => null }, null, null, cancel);

    private static async Task<IResult> Declare(
        Page<DisruptionKey> page, HttpContext context, Caller caller, Frame frame, IFormCollection form, Commands commands, DisruptionsApi.Views views,
        Store.Queries.Disruptions disruptions, FanOut fanOut, CancellationToken cancel)
    {
        var write = await FormWrite.Of(context, form);
        var faults = new Faults(write.At);
        var facts = Body(new FormFields(form, frame.L, faults)).Read(faults);
        var problem = write.Problem ?? (facts is null ? Problems.Invalid(faults) : null);
        if (problem is null)
        {
            var answer = (await DisruptionsApi.Take(write, facts!, commands, views, cancel)).Result;
            if (answer is Versioned<DisruptionView> declared)
                return Results.LocalRedirect($"{Path}/{declared.Body.Id}?done=declared");
            problem = (ProblemHttpResult)answer;
        }

        return await ListPage(
            page, caller, frame, disruptions, fanOut, write.At, ActState.Of(DeclareAct, form, problem.ProblemDetails, frame.L), cancel, StatusOf(problem));
    }

    private static async Task<IResult> Run(
        Guid id, Page<HitKey> page, HttpContext context, Caller caller, Frame frame, IFormCollection form, DisruptionsApi.Views views,
        Store.Queries.Disruptions disruptions, HoldingIncidents incidents, CancellationToken cancel)
    {
        var write = await FormWrite.Of(context, form);
        var problem = write.Problem ?? (await DisruptionsApi.LookAgain(id, write, views, cancel)).Result as ProblemHttpResult;
        return problem is null
            ? Results.LocalRedirect($"{Path}/{id}?done={RunAct}")
            : await OnePage(
                id, page, caller, frame, views, disruptions, incidents, null, problem, ActState.Of(RunAct, form, problem.ProblemDetails, frame.L), cancel);
    }

    private static async Task<IResult> End(
        Guid id, Page<HitKey> page, HttpContext context, Caller caller, Frame frame, IFormCollection form, Commands commands, DisruptionsApi.Views views,
        DisruptionWatch watch, Store.Queries.Disruptions disruptions, HoldingIncidents incidents, CancellationToken cancel)
    {
        var write = await FormWrite.Of(context, form);
        var faults = new Faults(write.At);
        var reason = new ReasonBody(new FormFields(form, frame.L, faults).Text("reason")).Read(faults)?.Reason;
        var problem = write.Problem ?? (reason is null
            ? Problems.Invalid(faults)
            : (await DisruptionsApi.Stop(id, write, reason, commands, views, watch, cancel)).Result as ProblemHttpResult);
        return problem is null
            ? Results.LocalRedirect($"{Path}/{id}?done={EndAct}")
            : await OnePage(
                id, page, caller, frame, views, disruptions, incidents, null, problem, ActState.Of(EndAct, form, problem.ProblemDetails, frame.L), cancel);
    }

    // The fields of the match are called as the body's pointers, so that what is wrong with one is told beside it.
    private static DisruptionBody Body(FormFields f) => new(
        f.Word<IncidentKind>("kind"), f.Word<ForceMajeureCause>("forceMajeureCause"), f.Text("description"), f.Time("occurredAt"),
        new MatchBody(
            f.Text("match.vessel"), f.Text("match.voyage"), f.Text("match.flight"), f.Text("match.port")?.ToUpperInvariant(), f.Text("match.carrier"),
            f.Text("match.from"), f.Text("match.to")));

    private static async Task<IResult> ListPage(
        Page<DisruptionKey> page, Caller caller, Frame frame, Store.Queries.Disruptions disruptions, FanOut fanOut, Instant now, ActState form,
        CancellationToken cancel, int status = StatusCodes.Status200OK)
    {
        var rows = Page<DisruptionKey>.Of(
            await disruptions.List(caller.Branch, page.After, page.Limit, cancel), row => DisruptionView.Of(row, fanOut.ProgressOf(row.Id))).Value!;
        return new RazorComponentResult<DisruptionsPage>(new Dictionary<string, object?>
        {
            [nameof(DisruptionsPage.Frame)] = frame,
            [nameof(DisruptionsPage.Rows)] = rows.Items,
            [nameof(DisruptionsPage.Next)] = rows.Next,
            [nameof(DisruptionsPage.IsLater)] = page.After is not null,
            [nameof(DisruptionsPage.MayDeclare)] = caller.Allows(Access.Disruptions),
            [nameof(DisruptionsPage.Form)] = form,
            [nameof(DisruptionsPage.Now)] = now,
        })
        {
            StatusCode = status,
        };
    }

    private static async Task<IResult> OnePage(
        Guid id, Page<HitKey> page, Caller caller, Frame frame, DisruptionsApi.Views views, Store.Queries.Disruptions disruptions, HoldingIncidents incidents,
        string? done, ProblemHttpResult? refused, ActState? act, CancellationToken cancel)
    {
        var (disruption, problem) = await views.Open(id, caller, cancel);
        if (disruption is null)
            return problem!;
        var hits = Page<HitKey>.Of(await disruptions.Hits(new DisruptionId(id), caller.Scope, page.After, page.Limit, cancel), hit => hit).Value!;
        return new RazorComponentResult<DisruptionPage>(new Dictionary<string, object?>
        {
            [nameof(DisruptionPage.Frame)] = frame,
            [nameof(DisruptionPage.View)] = views.Of(disruption),
            [nameof(DisruptionPage.EndedBecause)] = disruption.State.EndedBecause,
            [nameof(DisruptionPage.Hits)] = hits.Items,
            [nameof(DisruptionPage.Incidents)] = await incidents.Of(hits.Items.Select(h => h.Incident), cancel),
            [nameof(DisruptionPage.Next)] = hits.Next,
            [nameof(DisruptionPage.IsLater)] = page.After is not null,
            [nameof(DisruptionPage.MayAct)] = caller.Allows(Access.Disruptions),
            [nameof(DisruptionPage.Done)] = done,
            [nameof(DisruptionPage.Act)] = act,
        })
        {
            StatusCode = refused is null ? StatusCodes.Status200OK : StatusOf(refused),
        };
    }

    // Fields that are wrong are one thing to a page, wherever they were found wrong.
    private static int StatusOf(ProblemHttpResult problem) =>
        problem.StatusCode is StatusCodes.Status400BadRequest ? StatusCodes.Status422UnprocessableEntity : problem.StatusCode;
}
