using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Hooks;

/// <summary>
/// Looks through the events and queues what webhooks are to be told, so that whoever writes events has no more to write. What was looked through is
/// noted as a position, and a delivery's id follows from its event: what is looked through again, after a crash or by two programs, adds nothing.
/// </summary>
internal sealed class HookFollower(EventLog log, Store.Queries.Webhooks hooks, WebhookQueue queue, IClock clock)
{
    private const int AtOnce = 500;

    // The highest position at earlier looks, and when that was: nothing comes any more before one that was seen long enough ago.
    private readonly Queue<(long Head, Instant Seen)> heads = new();

    // What was queued behind the noted position. There is none where positions are committed in order.
    private readonly HashSet<long> done = [];

    /// <summary>Queues what has come. Answers how many deliveries that made.</summary>
    public async Task<int> Follow(CancellationToken cancel = default)
    {
        var now = clock.GetCurrentInstant();
        // The end is taken before the webhooks are read: one that comes in between is told of nothing before it.
        var (head, seen) = (await log.Head(cancel), clock.GetCurrentInstant());
        var enabled = await hooks.Enabled(cancel);
        if (enabled.Count == 0)
            return 0;
        var place = Math.Max(await log.Place(cancel), enabled.Min(h => h.Behind));
        var queued = 0;
        for (var (from, more) = (place, true); more;)
        {
            var page = await log.Positions(from, head, PublicEvents.StoredTypes, AtOnce, cancel);
            var news = page.Where(p => !done.Contains(p)).ToList();
            queued += await queue.Add(await Deliveries(news, enabled, now, cancel), cancel);
            more = page.Count == AtOnce;
            from = more ? page[^1] : head;
            if (log.Overtaken > Duration.Zero)
                done.UnionWith(news);
            else if (from > place)
                await log.MoveTo(from, cancel);
        }

        if (log.Overtaken > Duration.Zero)
            await Settle(place, (head, seen), now, cancel);
        return queued;
    }

    // After the look: what was still under way when a head was seen has been committed since, and was met by now.
    private async Task Settle(long place, (long Head, Instant Seen) end, Instant now, CancellationToken cancel)
    {
        if (heads.Count == 0 || heads.Last().Head < end.Head)
            heads.Enqueue(end);
        var settled = place;
        while (heads.TryPeek(out var oldest) && oldest.Seen + log.Overtaken <= now)
            settled = Math.Max(settled, heads.Dequeue().Head);
        if (settled == place)
            return;
        await log.MoveTo(settled, cancel);
        done.RemoveWhere(p => p <= settled);
    }

    private async Task<List<WebhookDelivery>> Deliveries(
        List<long> positions, IReadOnlyList<Webhook> enabled, Instant now, CancellationToken cancel)
    {
        if (positions.Count == 0)
            return [];
        var events = await log.At(positions, cancel);
        var owners = await log.Owners(events.Select(e => e.Stream), cancel);
        var deliveries = new List<WebhookDelivery>();
        foreach (var e in events)
        {
            var (name, whose) = (PublicEvents.NameOf(e.Type), owners.GetValueOrDefault(e.Stream));
            string? body = null;
            foreach (var hook in enabled)
                if (e.Position > hook.Behind && hook.Wants(name, whose?.Branch))
                    deliveries.Add(new WebhookDelivery(
                        DerivedId.Of(e.Command.Value, $"webhook {hook.Id}", e.Ordinal), hook.Id, e.Position, name,
                        body ??= PublicEvents.Write(e.Stream, e.Type, e.Payload, e.At, whose), now));
        }

        return deliveries;
    }
}
