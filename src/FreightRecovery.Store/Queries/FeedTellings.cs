using Dapper;
using FreightRecovery.Store.Writing;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>One telling of an event of a feed.</summary>
/// <param name="Message">The event's id.</param>
/// <param name="Telling">A digest of what it says.</param>
/// <param name="ToldAt">When its source said so, by the source's clock; where it tells none, when it first came.</param>
/// <param name="HeardAt">When it first came, UTC.</param>
public sealed record HeardTelling(string Message, string Telling, Instant ToldAt, Instant HeardAt)
{
    /// <summary>Whether it was told before another one.</summary>
    public bool IsBefore(HeardTelling other) => ToldAt == other.ToldAt ? HeardAt < other.HeardAt : ToldAt < other.ToldAt;
}

/// <summary>What a telling came to for a shipment.</summary>
/// <param name="Message">The event's id.</param>
/// <param name="Shipment">The shipment.</param>
/// <param name="Telling">The digest of what was told.</param>
/// <param name="Wrong">Whether something is wrong by it.</param>
public sealed record FeedVerdict(string Message, string Shipment, string Telling, bool Wrong);

/// <summary>What sources have told of an event, one after the other.</summary>
public static class FeedTellings
{
    /// <summary>Notes tellings; one that came before keeps the time at which it first came.</summary>
    public static async ValueTask Hear(IDatabase database, string feed, IReadOnlyCollection<HeardTelling> tellings, CancellationToken cancel)
    {
        if (tellings.Count == 0)
            return;
        await database.Put(
            Tables.FeedTelling,
            rows =>
            {
                foreach (var t in tellings.DistinctBy(t => (t.Message, t.Telling)))
                    rows.Add(feed).Add(t.Message).Add(t.Telling).Add(t.ToldAt).Add(t.HeardAt).Run();
            },
            cancel);
    }

    /// <summary>All tellings of these events.</summary>
    public static async ValueTask<IReadOnlyList<HeardTelling>> Of(
        IDatabase database, string feed, IEnumerable<string> messages, CancellationToken cancel)
    {
        var tellings = new List<HeardTelling>();
        foreach (var keys in messages.Distinct(StringComparer.Ordinal).Chunk(database.KeysPerQuery))
            tellings.AddRange((await database.Read(async connection => await connection.QueryAsync<(string Message, string Telling, long ToldAt, long HeardAt)>(
                "SELECT message, telling, told_at, heard_at FROM feed_telling WHERE feed = @feed AND message IN @keys", new { feed, keys }), cancel))
                .Select(t => new HeardTelling(t.Message, t.Telling, Stored.At(t.ToldAt), Stored.At(t.HeardAt))));
        return tellings;
    }

    /// <summary>Notes what tellings came to; the last word on an event and a shipment stands.</summary>
    public static async ValueTask Judge(IDatabase database, string feed, IReadOnlyCollection<FeedVerdict> verdicts, CancellationToken cancel)
    {
        if (verdicts.Count == 0)
            return;
        await database.Put(
            Tables.FeedVerdict,
            rows =>
            {
                foreach (var v in verdicts.DistinctBy(v => (v.Message, v.Shipment)))
                    rows.Add(feed).Add(v.Message).Add(v.Shipment).Add(v.Telling).Add(v.Wrong).Run();
            },
            cancel);
    }
}
