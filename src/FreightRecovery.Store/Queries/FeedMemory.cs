using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Store.Writing;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>An incident that a message of a feed told of a shipment.</summary>
public sealed record ToldIncident(string Message, string Shipment, IncidentId Incident)
{
    /// <summary>When it was first taken in, UTC.</summary>
    public Instant At { get; init; }

    /// <summary>The digest of the telling that was judged last; null for what was judged before tellings were kept.</summary>
    public string? Telling { get; init; }

    /// <summary>False when its source has told since that nothing is wrong any more.</summary>
    public bool Wrong { get; init; } = true;
}

/// <summary>What a feed has told before: its messages, those taken back, and the containers known to be on board.</summary>
public static class FeedMemory
{
    /// <summary>What these messages came to before, and when those that were taken back were.</summary>
    public static async ValueTask<(IReadOnlyList<ToldIncident> Told, IReadOnlyDictionary<string, Instant> TakenBack)> Recall(
        IDatabase database, string feed, IEnumerable<string> messages, CancellationToken cancel)
    {
        var told = new List<ToldIncident>();
        var takenBack = new Dictionary<string, Instant>(StringComparer.Ordinal);
        foreach (var keys in messages.Distinct(StringComparer.Ordinal).Chunk(database.KeysPerQuery))
        {
            var rows = await database.Read(async connection => await connection.QueryAsync<Row>(
                """
                SELECT m.message AS Message, m.shipment AS Shipment, m.incident AS Incident, m.at AS At, v.telling AS Telling, v.wrong AS Wrong
                FROM feed_message m LEFT JOIN feed_verdict v ON v.feed = m.feed AND v.message = m.message AND v.shipment = m.shipment
                WHERE m.feed = @feed AND m.message IN @keys
                """, new { feed, keys }), cancel);
            foreach (var row in rows)
                if (row.Incident is { } incident)
                    told.Add(new ToldIncident(row.Message, row.Shipment, new IncidentId(Guid.Parse(incident)))
                    {
                        At = Stored.At(row.At), Telling = row.Telling, Wrong = row.Wrong is not 0,
                    });
                else if (row.Shipment.Length == 0)
                    takenBack[row.Message] = Instant.FromUnixTimeTicks(row.At);
        }

        return (told, takenBack);
    }

    /// <summary>The messages that told of an incident, oldest first.</summary>
    public static async ValueTask<IReadOnlyList<SourceMessage>> SourcesOf(IDatabase database, IncidentId incident, CancellationToken cancel) =>
        await database.Read(async connection => (IReadOnlyList<SourceMessage>)[.. (await connection.QueryAsync<(string Feed, string Message)>(
            "SELECT feed, message FROM feed_message WHERE incident = @incident ORDER BY at, feed, message",
            new { incident = incident.Value.ToString() })).Select(m => new SourceMessage(m.Feed, m.Message))], cancel);

    /// <summary>
    /// The unsettled incidents of these messages that nothing tells of any more: the feed reported them, and every message
    /// that told of them is taken back, or was told anew since so that nothing is wrong any more. What a person reported is a person's to withdraw.
    /// </summary>
    public static async ValueTask<IReadOnlyList<IncidentId>> Unfounded(
        IDatabase database, string feed, IEnumerable<string> messages, CancellationToken cancel)
    {
        var unfounded = new List<IncidentId>();
        foreach (var keys in messages.Distinct(StringComparer.Ordinal).Chunk(database.KeysPerQuery))
            unfounded.AddRange((await database.Read(async connection => await connection.QueryAsync<string>(
                """
                WITH told (id) AS (
                    SELECT m.incident FROM feed_message m WHERE m.feed = @feed AND m.message IN @keys AND m.incident IS NOT NULL
                    UNION
                    SELECT s.id FROM incident s WHERE s.feed = @feed AND s.message IN @keys)
                SELECT i.id FROM told t JOIN incident i ON i.id = t.id
                WHERE i.settled = 0 AND i.feed = @feed
                    AND (EXISTS (SELECT 1 FROM feed_message b WHERE b.feed = @feed AND b.message = i.message AND b.shipment = '')
                        OR EXISTS (SELECT 1 FROM feed_verdict v
                            WHERE v.feed = @feed AND v.message = i.message AND v.shipment = i.shipment AND v.wrong = 0))
                    AND NOT EXISTS (SELECT 1 FROM feed_message o WHERE o.incident = i.id
                        AND NOT EXISTS (SELECT 1 FROM feed_message b WHERE b.feed = o.feed AND b.message = o.message AND b.shipment = '')
                        AND NOT EXISTS (SELECT 1 FROM feed_verdict v
                            WHERE v.feed = o.feed AND v.message = o.message AND v.shipment = o.shipment AND v.wrong = 0))
                """, new { feed, keys }), cancel)).Select(id => new IncidentId(Guid.Parse(id))));
        return unfounded;
    }

    /// <summary>Notes what messages came to. A message that is there keeps its first answer.</summary>
    public static async ValueTask Remember(
        IDatabase database, string feed, IReadOnlyCollection<ToldIncident> told, Instant at, CancellationToken cancel)
    {
        if (told.Count == 0)
            return;
        await database.Put(
            Tables.FeedMessage,
            rows =>
            {
                foreach (var t in told.DistinctBy(t => (t.Message, t.Shipment)))
                    rows.Add(feed).Add(t.Message).Add(t.Shipment).Add(t.Incident.ToString()).Add(at).Run();
            },
            cancel);
    }

    /// <summary>Notes that messages were taken back, and when by the publisher's clock; the latest word counts.</summary>
    public static async ValueTask TakeBack(
        IDatabase database, string feed, IReadOnlyCollection<(string Message, Instant At)> messages, CancellationToken cancel)
    {
        if (messages.Count == 0)
            return;
        await database.Write((connection, transaction) => connection.Execute(
            """
            UPDATE feed_message SET at = @ticks WHERE feed = @feed AND message = @Message AND shipment = '' AND at < @ticks;
            INSERT INTO feed_message (feed, message, shipment, incident, at) SELECT @feed, @Message, '', NULL, @ticks
            WHERE NOT EXISTS (SELECT 1 FROM feed_message WHERE feed = @feed AND message = @Message AND shipment = '')
            """,
            messages.Select(m => new { feed, m.Message, ticks = m.At.ToUnixTimeTicks() }), transaction), cancel);
    }

    /// <summary>Notes that the feed tells of a shipment's containers, and which of them are on board.</summary>
    public static async ValueTask RememberLoads(
        IDatabase database, IReadOnlyCollection<(string Shipment, string Container)> loads, CancellationToken cancel)
    {
        if (loads.Count == 0)
            return;
        await database.Put(
            Tables.FeedLoaded,
            rows =>
            {
                foreach (var (shipment, container) in loads.Distinct())
                    rows.Add(shipment).Add(container).Run();
            },
            cancel);
    }

    /// <summary>The containers on board by shipment. A shipment of whose containers no feed ever told has no entry.</summary>
    public static async ValueTask<ILookup<string, string>> Loads(IDatabase database, IEnumerable<string> shipments, CancellationToken cancel)
    {
        var rows = new List<(string Shipment, string Container)>();
        foreach (var keys in shipments.Distinct(StringComparer.Ordinal).Chunk(database.KeysPerQuery))
            rows.AddRange(await database.Read(async connection => await connection.QueryAsync<(string, string)>(
                "SELECT shipment, container FROM feed_loaded WHERE shipment IN @keys", new { keys }), cancel));
        return rows.ToLookup(r => r.Shipment, r => r.Container, StringComparer.Ordinal);
    }

    private sealed record Row(string Message, string Shipment, string? Incident, long At, string? Telling, long? Wrong);
}
