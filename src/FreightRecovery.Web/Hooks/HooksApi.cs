using FreightRecovery.Engine;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FreightRecovery.Web.Hooks;

/// <summary>Other programs that are told what happens here.</summary>
internal static class HooksApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var hooks = api.MapGroup("/webhooks").RequireAuthorization(Access.Administration).WithTags("Webhooks");
        hooks.MapPost("/", Add).WithSummary("Adds a webhook. Its secret is in this answer only; deliveries are signed with it as Standard Webhooks has it.");
        hooks.MapGet("/", List).WithSummary("All webhooks with their state, in the order in which they were added.");
        hooks.MapGet("/{id:guid}", Get).WithSummary("One webhook.");
        hooks.MapDelete("/{id:guid}", Remove).WithSummary("Takes a webhook away, with its deliveries.");
        hooks.MapPost("/{id:guid}/test", Test).WithSummary("Sends a webhook.test.");
        hooks.MapPost("/{id:guid}/enabling", Enable).WithSummary("Enables a webhook again: it is told of what happens from now on.");
        hooks.MapPost("/{id:guid}/disabling", Disable).WithSummary("Disables a webhook, and gives up what waits for it.");
        hooks.MapGet("/{id:guid}/deliveries", Deliveries).WithSummary("What it is told, or was, the latest first.");
        hooks.MapPost("/{id:guid}/deliveries/retry", RetryAll).WithSummary("Tries all deliveries now that were given up.");
        hooks.MapPost("/{id:guid}/deliveries/{delivery:guid}/retry", Retry).WithSummary("Tries a delivery now that waits or was given up.");
    }

    private static async Task<Results<Created<AddedWebhookView>, ProblemHttpResult>> Add(
        Write<WebhookBody, NewWebhook> write, HookDesk desk, Store.Queries.Webhooks hooks, IStore store, CancellationToken cancel)
    {
        if (write.First is { } first)
            return await AddedBefore(first.Trace, desk, hooks, cancel);
        if (desk.Fault(write.Facts.Url) is { } fault)
            return Problems.Invalid("/url", fault);
        if (await desk.Add(write.Facts, write.Caller, write.At, write.Key, cancel) is ({ } hook, var secret))
            return Made(hook, secret);
        // The same key came twice at once, and the other one was quicker.
        return await Meanwhile(write, store, cancel) is { } trace ? await AddedBefore(trace, desk, hooks, cancel) : Problems.KeyReused();
    }

    private static async Task<Ok<Api.PageOf<WebhookView>>> List(
        Page<WebhookKey> page, Caller caller, Store.Queries.Webhooks hooks, CancellationToken cancel) =>
        Page<WebhookKey>.Of(await hooks.List(caller.Branch, page.After, page.Limit, cancel), WebhookView.Of);

    private static async Task<Results<Ok<WebhookView>, ProblemHttpResult>> Get(Guid id, Caller caller, HookDesk desk, CancellationToken cancel) =>
        await desk.Find(id, caller, cancel) switch
        {
            ({ } hook, _) => TypedResults.Ok(WebhookView.Of(hook)),
            var (_, problem) => problem!,
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        Guid id, Write write, HookDesk desk, Store.Queries.Webhooks hooks, IStore store, CancellationToken cancel)
    {
        if (write.First is not null)
            return TypedResults.NoContent();
        var (_, problem) = await desk.Find(id, write.Caller, cancel);
        if (problem is not null)
            return problem;
        return await hooks.Remove(id, write.Key, write.At, cancel) || await Meanwhile(write, store, cancel) is not null
            ? TypedResults.NoContent()
            : Problems.NotFound($"There is no webhook {id}.");
    }

    private static async Task<Results<Accepted<WebhookDeliveryView>, ProblemHttpResult>> Test(
        Guid id, Write write, HookDesk desk, WebhookQueue queue, IStore store, CancellationToken cancel)
    {
        if (write.First is { } first)
            return await SentBefore(id, first.Trace, queue, cancel);
        var (hook, problem) = await desk.FindEnabled(id, write.Caller, cancel);
        if (hook is null)
            return problem!;
        if (await desk.Test(hook, write.Id, write.At, write.Key, cancel) is { } sent)
            return Queued(id, sent);
        return await Meanwhile(write, store, cancel) is { } trace ? await SentBefore(id, trace, queue, cancel) : Problems.KeyReused();
    }

    private static async Task<Results<Ok<WebhookView>, ProblemHttpResult>> Enable(
        Guid id, Write write, HookDesk desk, Store.Queries.Webhooks hooks, CancellationToken cancel)
    {
        var (_, problem) = await desk.Find(id, write.Caller, cancel);
        if (problem is not null)
            return problem;
        await hooks.Enable(id, cancel);
        return await Get(id, write.Caller, desk, cancel);
    }

    private static async Task<Results<Ok<WebhookView>, ProblemHttpResult>> Disable(
        Guid id, Write write, HookDesk desk, Store.Queries.Webhooks hooks, CancellationToken cancel)
    {
        var (_, problem) = await desk.Find(id, write.Caller, cancel);
        if (problem is not null)
            return problem;
        await hooks.Disable(id, WebhookStop.Person, write.At, cancel);
        return await Get(id, write.Caller, desk, cancel);
    }

    private static async Task<Results<Ok<Api.PageOf<WebhookDeliveryView>>, ProblemHttpResult>> Deliveries(
        Guid id, Page<WebhookDeliveryKey> page, Caller caller, HookDesk desk, WebhookQueue queue, CancellationToken cancel)
    {
        var (_, problem) = await desk.Find(id, caller, cancel);
        return problem is not null
            ? problem
            : Page<WebhookDeliveryKey>.Of(await queue.Latest(id, page.After, page.Limit, cancel), WebhookDeliveryView.Of);
    }

    private static async Task<Results<Accepted<WebhookDeliveryView>, ProblemHttpResult>> Retry(
        Guid id, Guid delivery, Write write, HookDesk desk, CancellationToken cancel)
    {
        var (again, problem) = await desk.Retry(id, delivery, write.Caller, write.At, cancel);
        return again is null ? problem! : Queued(id, again);
    }

    // Twice is once: what waits already is not given up.
    private static async Task<Results<Ok<RetriedView>, ProblemHttpResult>> RetryAll(
        Guid id, Write write, HookDesk desk, WebhookQueue queue, CancellationToken cancel)
    {
        var (hook, problem) = await desk.FindEnabled(id, write.Caller, cancel);
        return hook is null ? problem! : TypedResults.Ok(new RetriedView(await queue.AllAgain(id, write.At, cancel)));
    }

    private static Created<AddedWebhookView> Made(Webhook hook, string secret) =>
        TypedResults.Created($"{Routes.Base}/webhooks/{hook.Id}", AddedWebhookView.Of(hook, secret));

    private static Accepted<WebhookDeliveryView> Queued(Guid id, WebhookDelivery delivery) =>
        TypedResults.Accepted($"{Routes.Base}/webhooks/{id}/deliveries", WebhookDeliveryView.Of(delivery));

    private static async Task<Results<Created<AddedWebhookView>, ProblemHttpResult>> AddedBefore(
        KeyTrace trace, HookDesk desk, Store.Queries.Webhooks hooks, CancellationToken cancel) =>
        await hooks.Find(IdOf(trace), cancel) is { } hook && desk.Secret(hook) is { } secret
            ? Made(hook, secret)
            : Problems.NotFound("This request added a webhook, which was taken away since.");

    private static async Task<Results<Accepted<WebhookDeliveryView>, ProblemHttpResult>> SentBefore(
        Guid hook, KeyTrace trace, WebhookQueue queue, CancellationToken cancel) =>
        await queue.Find(IdOf(trace), cancel) is { } sent ? Queued(hook, sent) : Problems.NotFound("This request sent a test, which is no longer kept.");

    // What a key was used for meanwhile, by the very same request; null otherwise.
    private static async Task<KeyTrace?> Meanwhile(WriteRequest write, IStore store, CancellationToken cancel) =>
        write.Key is { } key && await store.FindKey(key.Caller, key.Key, cancel) is { } trace && key.Compare(trace).Same ? trace : null;

    private static Guid IdOf(KeyTrace trace) => Guid.ParseExact(trace.Stream.Key, "N");
}
