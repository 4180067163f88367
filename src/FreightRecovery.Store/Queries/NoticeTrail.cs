using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>
/// One reader's notices as they come, or all of somebody's incidents. Where several programs write to one database, a place in the stream may be
/// committed after a later one; so the trail looks once more at what is younger than that can take, and passes over
/// what it has told.
/// </summary>
public sealed class NoticeTrail
{
    private const int AtOnce = 200;

    private readonly Func<long, int, CancellationToken, ValueTask<IReadOnlyList<Notification>>> since;
    private readonly Duration overtaken;
    private readonly IClock clock;
    private readonly Queue<(long Seq, Instant Seen)> told = new();
    private readonly HashSet<long> passed = [];

    private NoticeTrail(
        Func<long, int, CancellationToken, ValueTask<IReadOnlyList<Notification>>> since, Duration overtaken, long place, IClock clock) =>
        (this.since, this.overtaken, Place, this.clock) = (since, overtaken, place, clock);

    /// <summary>
    /// The place to go on after another time: nothing will come before it any more. Where places may be overtaken it lies
    /// behind what was told last, and that is then told again.
    /// </summary>
    public long Place { get; private set; }

    /// <summary>Follows what comes from now on.</summary>
    public static ValueTask<NoticeTrail> FromNow(Notifications notifications, Reader reader, IClock clock, CancellationToken cancel = default) =>
        FromNow(notifications, place => After(place, notifications, reader, clock), clock, cancel);

    /// <summary>Follows what comes from now on of the incidents that somebody may see, whoever it is told.</summary>
    public static ValueTask<NoticeTrail> FromNow(Notifications notifications, Scope scope, IClock clock, CancellationToken cancel = default) =>
        FromNow(notifications, place => After(place, notifications, scope, clock), clock, cancel);

    /// <summary>Follows what comes after a place.</summary>
    public static NoticeTrail After(long place, Notifications notifications, Reader reader, IClock clock) =>
        new((seq, limit, cancel) => notifications.Since(reader, seq, limit, cancel), notifications.Overtaken, place, clock);

    /// <summary>Follows what comes after a place of the incidents that somebody may see, whoever it is told.</summary>
    public static NoticeTrail After(long place, Notifications notifications, Scope scope, IClock clock) =>
        new((seq, limit, cancel) => notifications.OfIncidents(scope, seq, limit, cancel), notifications.Overtaken, place, clock);

    private static async ValueTask<NoticeTrail> FromNow(
        Notifications notifications, Func<long, NoticeTrail> after, IClock clock, CancellationToken cancel)
    {
        var trail = after(await notifications.Settled(clock.GetCurrentInstant(), cancel));
        // What is there already is known from the list.
        while ((await trail.Next(cancel)).Count > 0)
        {
        }

        return trail;
    }

    /// <summary>Some of what is new, by place; empty when there is nothing.</summary>
    public async ValueTask<IReadOnlyList<Notification>> Next(CancellationToken cancel = default)
    {
        var now = clock.GetCurrentInstant();
        var after = Place;
        while (true)
        {
            var page = await since(after, AtOnce, cancel);
            var news = page.Where(n => passed.Add(n.Seq)).ToList();
            foreach (var notice in news)
                told.Enqueue((notice.Seq, now));
            // A page of nothing but old acquaintances says nothing of the next one.
            if (news.Count > 0 || page.Count < AtOnce)
            {
                Settle(now - overtaken, page.Count < AtOnce ? long.MaxValue : page[^1].Seq);
                return news;
            }

            after = page[^1].Seq;
        }
    }

    // Nothing comes any more before a place that was seen so long ago; what came before it in the meantime was met by the look just now, as far
    // as that went.
    private void Settle(Instant seenBy, long lookedTo)
    {
        var place = Place;
        while (told.TryPeek(out var oldest) && oldest.Seen <= seenBy && oldest.Seq <= lookedTo)
            place = Math.Max(place, told.Dequeue().Seq);
        if (place == Place)
            return;
        Place = place;
        passed.RemoveWhere(seq => seq <= place);
    }
}
