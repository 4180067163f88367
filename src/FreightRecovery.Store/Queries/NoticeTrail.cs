using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>
/// One reader's notices as they come. Where several programs write to one database, a place in the stream may be
/// committed after a later one; so the trail looks once more at what is younger than that can take, and passes over
/// what it has told.
/// </summary>
public sealed class NoticeTrail
{
    private const int AtOnce = 200;

    private readonly Notifications notifications;
    private readonly Reader reader;
    private readonly Duration overtaken;
    private readonly IClock clock;
    private readonly Queue<(long Seq, Instant Seen)> told = new();
    private readonly HashSet<long> passed = [];

    private NoticeTrail(Notifications notifications, Reader reader, long place, IClock clock) =>
        (this.notifications, this.reader, overtaken, Place, this.clock) = (notifications, reader, notifications.Overtaken, place, clock);

    /// <summary>
    /// The place to go on after another time: nothing will come before it any more. Where places may be overtaken it lies
    /// behind what was told last, and that is then told again.
    /// </summary>
    public long Place { get; private set; }

    /// <summary>Follows what comes from now on.</summary>
    public static async ValueTask<NoticeTrail> FromNow(Notifications notifications, Reader reader, IClock clock, CancellationToken cancel = default)
    {
        var place = await notifications.Newest(clock.GetCurrentInstant() - notifications.Overtaken, cancel);
        var trail = new NoticeTrail(notifications, reader, place, clock);
        // What is there already is known from the list.
        while ((await trail.Next(cancel)).Count > 0)
        {
        }

        return trail;
    }

    /// <summary>Follows what comes after a place.</summary>
    public static NoticeTrail After(long place, Notifications notifications, Reader reader, IClock clock) =>
        new(notifications, reader, place, clock);

    /// <summary>Some of what is new, by place; empty when there is nothing.</summary>
    public async ValueTask<IReadOnlyList<Notification>> Next(CancellationToken cancel = default)
    {
        var now = clock.GetCurrentInstant();
        Settle(now - overtaken);
        var after = Place;
        while (true)
        {
            var page = await notifications.Since(reader, after, AtOnce, cancel);
            var news = page.Where(n => passed.Add(n.Seq)).ToList();
            foreach (var notice in news)
                told.Enqueue((notice.Seq, now));
            if (overtaken == Duration.Zero)
                Settle(now);
            // A page of nothing but old acquaintances says nothing of the next one.
            if (news.Count > 0 || page.Count < AtOnce)
                return news;
            after = page[^1].Seq;
        }
    }

    // Nothing comes any more before a place that was seen so long ago.
    private void Settle(Instant seenBy)
    {
        var place = Place;
        while (told.TryPeek(out var oldest) && oldest.Seen <= seenBy)
            place = Math.Max(place, told.Dequeue().Seq);
        if (place == Place)
            return;
        Place = place;
        passed.RemoveWhere(seq => seq <= place);
    }
}
