using System.Collections.Concurrent;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Hooks;

/// <summary>
/// Sends what is due, each webhook by itself, so that one that is slow keeps no other waiting. Programs share the webhooks by the slots that they
/// hold; what keeps two of them from sending the same at once is the claim in the database.
/// </summary>
internal sealed class HookSender(
    Store.Queries.Webhooks hooks, WebhookQueue queue, HookDoor door, HookSeal seal, Notifications notices, Shares shares, Func<Policy> policy, IClock clock,
    ILogger<HookSender> log)
{
    // Webhooks that are served at once. Beyond it they take turns.
    private const int MostAtOnce = 64;

    private readonly ConcurrentDictionary<Guid, Task> underWay = new();

    /// <summary>A number from 0 to 1 by chance, for the pauses.</summary>
    public Func<double> Chance { get; init; } = Random.Shared.NextDouble;

    /// <summary>Begins with all that is due. Answers with a task that ends when all that is under way has ended.</summary>
    public async Task<Task> Begin(CancellationToken cancel = default)
    {
        foreach (var (id, _) in underWay.Where(u => u.Value.IsCompleted))
            underWay.TryRemove(id, out _);
        foreach (var hook in await hooks.Ready(clock.GetCurrentInstant(), cancel))
            if (underWay.Count < MostAtOnce && shares.Now.Holds(new StreamId(Store.Queries.Webhooks.KeyOf(hook.Id)).Slot) && !underWay.ContainsKey(hook.Id))
                underWay[hook.Id] = Task.Run(() => Serve(hook, cancel), CancellationToken.None);
        return Task.WhenAll(underWay.Values);
    }

    private async Task Serve(Webhook hook, CancellationToken cancel)
    {
        try
        {
            for (var current = hook; current is { DisabledAt: null }; current = await hooks.Find(hook.Id, cancel))
                if (!await ServeSome(current, cancel))
                    return;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            log.LogError(e, "Webhook {Webhook} could not be served; it is tried again.", hook.Id);
        }
    }

    // False when nothing was due, or others have it in hand.
    private async Task<bool> ServeSome(Webhook hook, CancellationToken cancel)
    {
        var rules = policy().Webhooks;
        var tried = 0;
        await Parallel.ForEachAsync(
            await queue.Due(hook.Id, clock.GetCurrentInstant(), rules.AtOnce, cancel),
            new ParallelOptions { MaxDegreeOfParallelism = rules.AtOnce, CancellationToken = cancel },
            async (due, stop) =>
            {
                // Until well after an answer can come: who is not heard of by then has died over it.
                var until = clock.GetCurrentInstant() + (rules.Timeout * 3);
                if (await queue.Claim(due, until, stop) is not { } claimed)
                    return;
                Interlocked.Increment(ref tried);
                await Send(hook, claimed, rules, stop);
            });
        return tried > 0;
    }

    private async Task Send(Webhook hook, WebhookDelivery delivery, WebhookPolicy rules, CancellationToken cancel)
    {
        var attempt = seal.Open(hook.Secret) is { } secret
            ? await door.Send(hook.Url, secret, delivery, clock.GetCurrentInstant(), rules.Timeout, cancel)
            : new WebhookAttempt(null, WebhookFault.Secret);
        var at = clock.GetCurrentInstant();
        var next = attempt.Fault is null ? null : at + rules.PauseAfter(delivery.Attempts + 1, attempt.RetryAfter, Chance());
        var failingSince = await queue.Tried(delivery, attempt, at, next, cancel);
        if (attempt.Status == StatusCodes.Status410Gone)
            await Stop(hook, WebhookStop.Gone, $"{delivery.Id}", at, cancel);
        else if (failingSince is { } since && since + rules.DisableAfter <= at)
            await Stop(hook, WebhookStop.Failing, $"{hook.Id} {since}", at, cancel);
    }

    // Told first: should this break off between the two, the next failure tells nothing twice and disables it.
    private async Task Stop(Webhook hook, WebhookStop because, string once, Instant at, CancellationToken cancel)
    {
        var name = hook.Description ?? new Uri(hook.Url).Host;
        await notices.TellOnce(
            once, "role:admin", hook.Branch ?? "", "webhookDisabled",
            because == WebhookStop.Gone
                ? $"The webhook {name} is disabled: its address says that it is gone (410)."
                : $"The webhook {name} is disabled: everything sent to it has failed for too long. Put it right and enable it again.",
            at, cancel);
        await hooks.Disable(hook.Id, because, at, cancel);
    }
}
