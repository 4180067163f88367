using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Hosting;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.Hooks;

/// <summary>What an administrator does with webhooks, over HTTP and on the page alike. One of a branch sees and adds those of its branch.</summary>
internal sealed class HookDesk(Store.Queries.Webhooks hooks, WebhookQueue queue, HookSeal seal, ServeOptions options)
{
    /// <summary>What is wrong with an address; null when nothing is.</summary>
    public string? Fault(string url) => HookAddress.Fault(url, options.PrivateWebhooks);

    /// <summary>Adds one. Answers with it and its secret; null when the key was used meanwhile.</summary>
    public async Task<(Webhook Hook, string Secret)?> Add(NewWebhook given, Caller by, Instant at, IdempotencyKey? key, CancellationToken cancel)
    {
        var secret = HookSignature.NewSecret();
        var hook = new Webhook(
            Guid.CreateVersion7(at.ToDateTimeOffset()), given.Url, given.Description, given.Events, by.Branch, seal.Close(secret), at, by.Name);
        return await hooks.Add(hook, key, cancel) ? (hook, secret) : null;
    }

    /// <summary>The secret of one, for whoever lost the answer to adding it; null when it was sealed by other keys.</summary>
    public string? Secret(Webhook hook) => seal.Open(hook.Secret);

    /// <summary>One that the caller may see, or what is wrong.</summary>
    public async Task<(Webhook? Hook, ProblemHttpResult? Problem)> Find(Guid id, Caller caller, CancellationToken cancel) => await hooks.Find(id, cancel) switch
    {
        null => (null, Problems.NotFound($"There is no webhook {id}.")),
        var hook when caller.Branch is not null && caller.Branch != hook.Branch => (null, Problems.OutOfScope()),
        var hook => (hook, null),
    };

    /// <summary>One that the caller may see and that is enabled, or what is wrong.</summary>
    public async Task<(Webhook? Hook, ProblemHttpResult? Problem)> FindEnabled(Guid id, Caller caller, CancellationToken cancel) =>
        await Find(id, caller, cancel) switch
        {
            ({ DisabledAt: not null }, _) => (null, Problems.From(new Refusal.NotAllowedInState("The webhook is disabled. Enable it first."))),
            var found => found,
        };

    /// <summary>Sends a test. Null when the key was used meanwhile, or the webhook was disabled.</summary>
    public async Task<WebhookDelivery?> Test(Webhook hook, CommandId command, Instant at, IdempotencyKey? key, CancellationToken cancel)
    {
        var test = new WebhookDelivery(command.Child("webhook test"), hook.Id, 0, PublicEvents.Test, PublicEvents.WriteTest(at), at);
        return await queue.Test(test, key, cancel) ? await queue.Find(test.Id, cancel) : null;
    }

    /// <summary>Tries one of its deliveries now, or what is wrong.</summary>
    public async Task<(WebhookDelivery? Delivery, ProblemHttpResult? Problem)> Retry(
        Guid id, Guid delivery, Caller caller, Instant at, CancellationToken cancel)
    {
        var (hook, problem) = await FindEnabled(id, caller, cancel);
        if (hook is null)
            return (null, problem);
        if (await queue.Again(id, delivery, at, cancel) is { } again)
            return (again, null);
        return (null, await queue.Find(delivery, cancel) is { } found && found.Webhook == id
            ? Problems.From(new Refusal.NotAllowedInState("The other side has it already; there is nothing to send again."))
            : Problems.NotFound($"The webhook has no delivery {delivery}."));
    }
}
