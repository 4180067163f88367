using Dapper;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>The last row of a page of notifications.</summary>
public sealed record NotificationKey(long Seq);

/// <summary>A word to one of our own people.</summary>
/// <param name="Seq">Its place among all notices: the live stream resumes after it.</param>
/// <param name="ReadAt">When the reader marked it as read, UTC; null while it is new.</param>
public sealed record Notification(
    long Seq, Guid Id, string Kind, string Text, IncidentId? Incident, CustomerRef? Customer, Instant At, Instant? ReadAt);

/// <summary>Who reads: a name and the roles whose notices go to everybody of the role in the branch.</summary>
public sealed record Reader(string Name, IReadOnlyCollection<string> Roles, string? Branch)
{
    internal IEnumerable<string> Recipients => Roles.Select(r => $"role:{r}").Prepend(Name);
}

/// <summary>A person's notices, newest first, and what came since.</summary>
public sealed class Notifications(IDatabase database)
{
    private const string Select =
        """
        SELECT n.seq AS Seq, n.id AS Id, n.kind AS Kind, n.text AS Text, n.incident AS Incident, n.customer AS Customer, n.at AS At,
            r.read_at AS ReadAt
        FROM notification n LEFT JOIN notification_read r ON r.reader = @reader AND r.id = n.id
        """;

    private const string OfBranch = "(@branch IS NULL OR n.branch = '' OR n.branch = @branch)";
    private const string Mine = $"n.recipient = @recipient AND {OfBranch}";
    private const string Before = $"{Select} WHERE {Mine} AND n.seq < @seq ORDER BY n.seq DESC LIMIT @limit";
    private const string NewBefore = $"{Select} WHERE {Mine} AND n.seq < @seq AND r.id IS NULL ORDER BY n.seq DESC LIMIT @limit";
    private const string After = $"{Select} WHERE {Mine} AND n.seq > @seq ORDER BY n.seq LIMIT @limit";
    private const string One = $"{Select} WHERE {Mine} AND n.id = @id ORDER BY n.seq DESC LIMIT 1";

    // Along the primary key: only what is new is looked at.
    private const string OfScope =
        """
        SELECT n.seq AS Seq, n.id AS Id, n.kind AS Kind, n.text AS Text, n.incident AS Incident, n.customer AS Customer, n.at AS At, r.read_at AS ReadAt
        FROM notification n JOIN incident i ON i.id = n.incident LEFT JOIN notification_read r ON r.reader = '' AND r.id = n.id
        WHERE n.seq > @seq AND (@branch IS NULL OR i.branch = @branch)
            AND (@salesRep IS NULL AND @accountManager IS NULL OR i.sales_rep = @salesRep OR i.account_manager = @accountManager)
        ORDER BY n.seq LIMIT @limit
        """;

    /// <summary>A page, newest first.</summary>
    public ValueTask<PageOf<Notification, NotificationKey>> List(
        Reader reader, NotificationKey? after, int limit, CancellationToken cancel = default) => Page(Before, reader, after, limit, cancel);

    /// <summary>A page of those that the reader has not marked as read, newest first.</summary>
    public ValueTask<PageOf<Notification, NotificationKey>> ListNew(
        Reader reader, NotificationKey? after, int limit, CancellationToken cancel = default) => Page(NewBefore, reader, after, limit, cancel);

    /// <summary>What came after a place in the stream, oldest first.</summary>
    public async ValueTask<IReadOnlyList<Notification>> Since(Reader reader, long seq, int limit, CancellationToken cancel = default) =>
        [.. (await Each(After, reader, seq, null, limit, cancel)).OrderBy(n => n.Seq).Take(limit)];

    /// <summary>What came after a place in the stream of the incidents that somebody may see, whoever it was told; oldest first.</summary>
    public ValueTask<IReadOnlyList<Notification>> OfIncidents(Scope scope, long seq, int limit, CancellationToken cancel = default) =>
        database.Read<IReadOnlyList<Notification>>(
            async connection =>
            [
                .. (await connection.QueryAsync<Row>(new CommandDefinition(
                    database.Words(OfScope),
                    new { seq, limit, branch = scope.Branch, salesRep = scope.SalesRep, accountManager = scope.AccountManager },
                    cancellationToken: cancel))).Select(r => r.Read()),
            ],
            cancel);

    /// <summary>How long after a notice was seen one of an earlier place may still come.</summary>
    public Duration Overtaken { get; init; } = database.Overtaken;

    /// <summary>
    /// The place after which to listen for what a reader who looks now may not see: nothing comes before it any more. 0 when there is no notice.
    /// </summary>
    public ValueTask<long> Settled(Instant now, CancellationToken cancel = default) => database.Read(
        async connection => await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            database.Words("SELECT seq FROM notification WHERE at <= @by ORDER BY seq DESC LIMIT @one"),
            new { by = (now - Overtaken).ToUnixTimeTicks(), one = 1 }, cancellationToken: cancel)) ?? 0,
        cancel);

    /// <summary>How many notices there are after a place; when that changes, somebody has written some.</summary>
    public ValueTask<long> CountAfter(long seq, CancellationToken cancel = default) => database.Read(
        async connection => await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT count(*) FROM notification WHERE seq > @seq", new { seq }, cancellationToken: cancel)),
        cancel);

    /// <summary>
    /// Tells something that follows from no event, once for each name of it and recipient. It takes a place after the newest event's own
    /// notices; should they have taken all sixteen, it waits for another time. A rebuild drops it, and whoever tells it tells it again.
    /// </summary>
    /// <param name="once">What it is told once for.</param>
    /// <param name="recipient">A name, or <c>role:admin</c> for everybody of a role in the branch.</param>
    /// <param name="branch">The branch; empty for every branch.</param>
    /// <param name="kind">What it tells.</param>
    /// <param name="text">A sentence or two.</param>
    /// <param name="at">The instant, UTC.</param>
    /// <param name="cancel">Ends it.</param>
    public async ValueTask TellOnce(
        string once, string recipient, string branch, string kind, string text, Instant at, CancellationToken cancel = default)
    {
        var id = DerivedId.Of(Guid.Empty, $"{kind} {once} {recipient}", 0).ToString();
        var told = await database.Write(
            (connection, transaction) => connection.Execute(
                """
                INSERT INTO notification (seq, id, recipient, branch, kind, text, incident, customer, at)
                SELECT place.seq, @id, @recipient, @branch, @kind, @text, NULL, NULL, @at FROM (
                    SELECT CASE WHEN last.seq >= newest.seq + 8 THEN last.seq + 1 ELSE newest.seq + 8 END AS seq, newest.seq + 15 AS last
                    FROM (SELECT 16 * coalesce(max(position), 0) AS seq FROM stream_event) newest
                    CROSS JOIN (SELECT coalesce(max(seq), 0) AS seq FROM notification) last
                ) place
                WHERE place.seq <= place.last AND NOT EXISTS (SELECT 1 FROM notification WHERE recipient = @recipient AND id = @id)
                """,
                new { id, recipient, branch, kind, text, at = at.ToUnixTimeTicks() }, transaction),
            cancel);
        if (told > 0)
            database.Notices.Set();
    }

    /// <summary>Marks one as read. Answers with it as it now stands, or null when the reader has no such notice.</summary>
    public async ValueTask<Notification?> MarkRead(Reader reader, Guid id, Instant at, CancellationToken cancel = default)
    {
        if ((await Each(One, reader, 0, id, 1, cancel)).FirstOrDefault() is not { } found)
            return null;
        if (found.ReadAt is not null)
            return found;
        await database.Write(
            (connection, transaction) => connection.Execute(
                """
                INSERT INTO notification_read (reader, id, read_at) SELECT @reader, @id, @at
                WHERE NOT EXISTS (SELECT 1 FROM notification_read WHERE reader = @reader AND id = @id)
                """,
                new { reader = reader.Name, id = id.ToString(), at = at.ToUnixTimeTicks() }, transaction),
            cancel);
        return (await Each(One, reader, 0, id, 1, cancel)).FirstOrDefault();
    }

    /// <summary>Marks all as read that the reader has up to a place, by one statement.</summary>
    public ValueTask<int> MarkAllRead(Reader reader, long upTo, Instant at, CancellationToken cancel = default) => database.Write(
        (connection, transaction) => connection.Execute(
            $"""
            INSERT INTO notification_read (reader, id, read_at)
            SELECT DISTINCT @reader, n.id, @at FROM notification n
            WHERE n.recipient IN @recipients AND {OfBranch} AND n.seq <= @upTo
                AND NOT EXISTS (SELECT 1 FROM notification_read r WHERE r.reader = @reader AND r.id = n.id)
            """,
            new { reader = reader.Name, recipients = reader.Recipients, branch = reader.Branch, upTo, at = at.ToUnixTimeTicks() }, transaction),
        cancel);

    /// <summary>Marks one as new again. Answers with it as it now stands, or null when the reader has no such notice.</summary>
    public async ValueTask<Notification?> MarkUnread(Reader reader, Guid id, CancellationToken cancel = default)
    {
        if ((await Each(One, reader, 0, id, 1, cancel)).FirstOrDefault() is not { } found)
            return null;
        if (found.ReadAt is null)
            return found;
        await database.Write(
            (connection, transaction) => connection.Execute(
                "DELETE FROM notification_read WHERE reader = @reader AND id = @id", new { reader = reader.Name, id = id.ToString() }, transaction),
            cancel);
        return found with { ReadAt = null };
    }

    private async ValueTask<PageOf<Notification, NotificationKey>> Page(
        string sql, Reader reader, NotificationKey? after, int limit, CancellationToken cancel)
    {
        var rows = await Each(sql, reader, after?.Seq ?? long.MaxValue, null, limit + 1, cancel);
        return Stored.Page(rows.OrderByDescending(n => n.Seq).Take(limit + 1), limit, last => new NotificationKey(last.Seq));
    }

    // A handful of recipients, each read along its own index; merging them costs less than sorting what all of them have.
    private ValueTask<List<Notification>> Each(
        string sql, Reader reader, long seq, Guid? id, int limit, CancellationToken cancel) => database.Read(
        async connection =>
        {
            var found = new List<Notification>();
            foreach (var recipient in reader.Recipients)
                found.AddRange((await connection.QueryAsync<Row>(new CommandDefinition(
                    database.Words(sql), new { reader = reader.Name, recipient, branch = reader.Branch, seq, id = id?.ToString(), limit },
                    cancellationToken: cancel))).Select(r => r.Read()));
            return found;
        },
        cancel);

    private sealed record Row(long Seq, string Id, string Kind, string Text, string? Incident, string? Customer, long At, long? ReadAt)
    {
        public Notification Read() => new(
            Seq, Guid.Parse(Id), Kind, Text, Incident is null ? null : new IncidentId(Guid.Parse(Incident)),
            Customer is null ? null : new CustomerRef(Customer), Stored.At(At), Stored.At(ReadAt));
    }
}
