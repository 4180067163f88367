using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Hosting;
using NodaTime;

namespace FreightRecovery.Web.Hooks;

/// <summary>Queues and sends once a second while the server runs, and lets go of what is old.</summary>
internal sealed class HookService(
    HookFollower follower, HookSender sender, WebhookQueue queue, Shares shares, Func<Policy> policy, IClock clock, ILogger<HookService> log)
    : RepeatedService(TimeSpan.FromSeconds(1), "Webhooks could not be served; it is tried again.", log)
{
    private static readonly Duration PruneEvery = Duration.FromHours(1);

    // One program at a time follows the events: the one that holds this slot. Two of them would add nothing.
    private static readonly long Slot = new StreamId("webhook/follower").Slot;

    private Task underWay = Task.CompletedTask;
    private Instant pruned = Instant.MinValue;

    // What is under way has been called off by then; what is not heard of any more is sent again.
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await underWay.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task Round(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (shares.Now.Holds(Slot))
        {
            await follower.Follow(cancel);
            if (pruned + PruneEvery <= now)
            {
                while (await queue.Prune(now - policy().Webhooks.Kept, cancel) > 0)
                {
                }

                pruned = now;
            }
        }

        underWay = await sender.Begin(cancel);
    }
}

/// <summary>Puts the webhooks together.</summary>
internal static class HookServices
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddHooks(this IServiceCollection services, bool privateToo) => services
        .AddSingleton<EventLog>().AddSingleton<Store.Queries.Webhooks>().AddSingleton<WebhookQueue>().AddSingleton<HookSeal>().AddSingleton<HookDesk>()
        .AddSingleton(_ => new HookDoor(privateToo)).AddSingleton<HookFollower>().AddSingleton<HookSender>()
        .AddHostedService<HookService>();
}
