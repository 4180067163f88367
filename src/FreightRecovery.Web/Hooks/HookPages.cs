using FreightRecovery.Domain;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Api.Reports;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace FreightRecovery.Web.Hooks;

/// <summary>The administrator's pages of webhooks.</summary>
internal static class HookPages
{
    /// <summary>The list.</summary>
    public const string Path = "/webhooks";

    private const int OnOnePage = 50;
    private const int MostListed = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Path).RequireAuthorization(Access.Administration).ExcludeFromDescription();
        pages.MapGet("", List);
        routes.MapGet(Path + ".csv", File).RequireAuthorization(Access.Administration).ExcludeFromDescription();
        pages.MapPost("", Add);
        pages.MapGet("/{id:guid}", Show);
        pages.MapPost("/{id:guid}/test", Test);
        pages.MapPost("/{id:guid}/enabling", Enable);
        pages.MapPost("/{id:guid}/disabling", Disable);
        pages.MapPost("/{id:guid}/deletion", Delete);
        pages.MapPost("/{id:guid}/deliveries/retry", RetryAll);
        pages.MapPost("/{id:guid}/deliveries/{delivery:guid}/retry", Retry);
    }

    private static async Task<IResult> List(Frame frame, Caller caller, Store.Queries.Webhooks hooks, string? done, CancellationToken cancel) =>
        await ListPage(frame, caller, hooks, new HookStep { Done = done is "deleted" ? "webhooks.deleted" : null }, cancel);

    private static IResult File(Caller caller, Store.Queries.Webhooks hooks) => ListFile.Of<Webhook, WebhookKey>(
        "webhooks", new Csv("id", "url", "description", "events", "branch", "createdAt", "createdBy", "succeededAt", "failingSince", "failures"),
        (after, limit) => hooks.List(caller.Branch, after, limit),
        (csv, h) => csv.Text(h.Id.ToString()).Text(h.Url).Text(h.Description).Text(string.Join(' ', h.Events)).Text(h.Branch).At(h.CreatedAt).Text(h.CreatedBy)
            .At(h.SucceededAt).At(h.FailingSince).Number(h.Failures).Line());

    private static async Task<IResult> Add(
        Frame frame, Caller caller, Store.Queries.Webhooks hooks, HookDesk desk, IClock clock, IFormCollection form, CancellationToken cancel)
    {
        var draft = HookDraft.Of(form);
        var at = clock.GetCurrentInstant();
        var given = new WebhookBody(draft.Url, draft.Events.Count == 0 ? null : draft.Events, draft.Description).Read(new Faults(at));
        return given is not null && desk.Fault(given.Url) is null && await desk.Add(given, caller, at, null, cancel) is ({ } hook, var secret)
            ? await ListPage(frame, caller, hooks, new HookStep { Added = hook, Secret = secret }, cancel)
            : await ListPage(frame, caller, hooks, new HookStep { Refused = draft }, cancel);
    }

    private static async Task<IResult> Show(
        Guid id, Frame frame, Caller caller, HookDesk desk, WebhookQueue queue, IClock clock, string? done, CancellationToken cancel)
    {
        var (hook, problem) = await desk.Find(id, caller, cancel);
        if (problem is { StatusCode: StatusCodes.Status403Forbidden })
            return problem;
        return new RazorComponentResult<HookPage>(new Dictionary<string, object?>
        {
            [nameof(HookPage.Frame)] = frame,
            [nameof(HookPage.Hook)] = hook,
            [nameof(HookPage.Deliveries)] = hook is null ? [] : (await queue.Latest(id, null, OnOnePage, cancel)).Items,
            [nameof(HookPage.Now)] = clock.GetCurrentInstant(),
            [nameof(HookPage.Done)] = done switch
            {
                "test" => "webhooks.done.test",
                "retry" => "webhooks.done.retry",
                "enabled" => "webhooks.done.enabled",
                "disabled" => "webhooks.done.disabled",
                _ => null,
            },
        })
        {
            StatusCode = hook is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK,
        };
    }

    private static async Task<IResult> Test(
        Guid id, Caller caller, HookDesk desk, IClock clock, [FromForm] string? form, CancellationToken cancel)
    {
        var at = clock.GetCurrentInstant();
        if (await desk.FindEnabled(id, caller, cancel) is ({ } hook, _))
            await desk.Test(hook, new CommandId(Guid.CreateVersion7(at.ToDateTimeOffset())), at, null, cancel);
        return Results.LocalRedirect($"{Path}/{id}?done=test");
    }

    private static async Task<IResult> Enable(
        Guid id, Caller caller, HookDesk desk, Store.Queries.Webhooks hooks, [FromForm] string? form, CancellationToken cancel)
    {
        if (await desk.Find(id, caller, cancel) is ({ } hook, _))
            await hooks.Enable(hook.Id, cancel);
        return Results.LocalRedirect($"{Path}/{id}?done=enabled");
    }

    private static async Task<IResult> Disable(
        Guid id, Caller caller, HookDesk desk, Store.Queries.Webhooks hooks, IClock clock, [FromForm] string? form, CancellationToken cancel)
    {
        if (await desk.Find(id, caller, cancel) is ({ } hook, _))
            await hooks.Disable(hook.Id, WebhookStop.Person, clock.GetCurrentInstant(), cancel);
        return Results.LocalRedirect($"{Path}/{id}?done=disabled");
    }

    private static async Task<IResult> Delete(
        Guid id, Caller caller, HookDesk desk, Store.Queries.Webhooks hooks, IClock clock, [FromForm] string? form, CancellationToken cancel)
    {
        if (await desk.Find(id, caller, cancel) is ({ } hook, _))
            await hooks.Remove(hook.Id, null, clock.GetCurrentInstant(), cancel);
        return Results.LocalRedirect(Path + "?done=deleted");
    }

    private static async Task<IResult> Retry(
        Guid id, Guid delivery, Caller caller, HookDesk desk, IClock clock, [FromForm] string? form, CancellationToken cancel)
    {
        await desk.Retry(id, delivery, caller, clock.GetCurrentInstant(), cancel);
        return Results.LocalRedirect($"{Path}/{id}?done=retry");
    }

    private static async Task<IResult> RetryAll(
        Guid id, Caller caller, HookDesk desk, WebhookQueue queue, IClock clock, [FromForm] string? form, CancellationToken cancel)
    {
        if (await desk.FindEnabled(id, caller, cancel) is ({ } hook, _))
            await queue.AllAgain(hook.Id, clock.GetCurrentInstant(), cancel);
        return Results.LocalRedirect($"{Path}/{id}?done=retry");
    }

    private static async Task<IResult> ListPage(Frame frame, Caller caller, Store.Queries.Webhooks hooks, HookStep step, CancellationToken cancel) =>
        new RazorComponentResult<HooksPage>(new Dictionary<string, object?>
        {
            [nameof(HooksPage.Frame)] = frame,
            [nameof(HooksPage.Hooks)] = (await hooks.List(caller.Branch, null, MostListed, cancel)).Items,
            [nameof(HooksPage.Step)] = step,
        })
        {
            StatusCode = step.Refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}

/// <summary>What the last step on the list came to.</summary>
public sealed record HookStep
{
    /// <summary>The key of a sentence on top of the page.</summary>
    public string? Done { get; init; }

    /// <summary>What was added.</summary>
    public Webhook? Added { get; init; }

    /// <summary>Its secret, shown this once.</summary>
    public string? Secret { get; init; }

    /// <summary>What was typed and cannot be taken.</summary>
    public HookDraft? Refused { get; init; }
}

/// <summary>A webhook as typed, to be shown again beside what is wrong.</summary>
public sealed record HookDraft(string Url, string? Description, IReadOnlyList<string> Events)
{
    internal static HookDraft Of(IFormCollection form) => new(
        form["url"].ToString().Trim(), form["description"].ToString().Trim() is { Length: > 0 } description ? description : null,
        [.. form["event"].OfType<string>()]);
}
