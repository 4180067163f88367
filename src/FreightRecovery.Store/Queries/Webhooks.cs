using Dapper;
using FreightRecovery.Engine;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>The programs that are told what happens here. They are few.</summary>
public sealed class Webhooks(IDatabase database)
{
    private const string Select =
        """
        SELECT id AS Id, url AS Url, description AS Description, events AS Events, branch AS Branch, secret AS Secret, created_at AS CreatedAt,
            created_by AS CreatedBy, behind AS Behind, succeeded_at AS SucceededAt, failing_since AS FailingSince, failures AS Failures,
            disabled_at AS DisabledAt, disabled_because AS DisabledBecause
        FROM webhook

        """;

    /// <summary>What an idempotency key of a webhook's request is noted with.</summary>
    public static string KeyOf(Guid id) => $"webhook/{id:N}";

    /// <summary>Adds one, which is told of what is stored from now on; false when the key was used meanwhile.</summary>
    public ValueTask<bool> Add(Webhook hook, IdempotencyKey? key, CancellationToken cancel = default) => database.Write(
        (connection, transaction) => UsedKeys.Note(connection, transaction, key, KeyOf(hook.Id), hook.CreatedAt) && connection.Execute(
            """
            INSERT INTO webhook (id, url, description, events, branch, secret, created_at, created_by, behind, failures)
            SELECT @id, @Url, @Description, @events, @Branch, @Secret, @at, @CreatedBy, coalesce(max(position), 0), 0 FROM stream_event
            """,
            new
            {
                id = hook.Id.ToString(), hook.Url, hook.Description, events = string.Join(' ', hook.Events), hook.Branch, hook.Secret,
                at = hook.CreatedAt.ToUnixTimeTicks(), hook.CreatedBy,
            },
            transaction) == 1,
        cancel);

    /// <summary>One of them; null when there is none of that id.</summary>
    public async ValueTask<Webhook?> Find(Guid id, CancellationToken cancel = default) =>
        (await Read(Select + "WHERE id = @id", new { id = id.ToString() }, cancel)).FirstOrDefault();

    /// <summary>All of them, or a branch's own, in the order in which they were added.</summary>
    public async ValueTask<PageOf<Webhook, WebhookKey>> List(
        string? branch, WebhookKey? after, int limit, CancellationToken cancel = default) => Stored.Page(
        await Read(
            database.Words(Select + "WHERE id > @after AND (@branch IS NULL OR branch = @branch) ORDER BY id LIMIT @limit"),
            new { after = after?.Id.ToString() ?? "", branch, limit = limit + 1 }, cancel),
        limit,
        last => new WebhookKey(last.Id));

    /// <summary>Those that are enabled.</summary>
    public ValueTask<IReadOnlyList<Webhook>> Enabled(CancellationToken cancel = default) =>
        Read(Select + "WHERE disabled_at IS NULL ORDER BY id", null, cancel);

    /// <summary>Those that are enabled and have something due.</summary>
    public ValueTask<IReadOnlyList<Webhook>> Ready(Instant now, CancellationToken cancel = default) => Read(
        Select + """
        WHERE disabled_at IS NULL AND EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.webhook = webhook.id AND d.next_at <= @now) ORDER BY id
        """,
        new { now = now.ToUnixTimeTicks() }, cancel);

    /// <summary>Takes one away, with all its deliveries; false when it was not there or the key was used meanwhile.</summary>
    public ValueTask<bool> Remove(Guid id, IdempotencyKey? key, Instant at, CancellationToken cancel = default) => database.Write(
        (connection, transaction) =>
        {
            if (!UsedKeys.Note(connection, transaction, key, KeyOf(id), at))
                return false;
            connection.Execute("DELETE FROM webhook_delivery WHERE webhook = @id", new { id = id.ToString() }, transaction);
            return connection.Execute("DELETE FROM webhook WHERE id = @id", new { id = id.ToString() }, transaction) == 1;
        },
        cancel);

    /// <summary>Disables one, and gives up what it waits for; nothing when it is disabled already.</summary>
    public ValueTask<bool> Disable(Guid id, WebhookStop because, Instant at, CancellationToken cancel = default) => database.Write(
        (connection, transaction) =>
        {
            var values = new { id = id.ToString(), because = Names.Of(because), at = at.ToUnixTimeTicks() };
            if (connection.Execute(
                "UPDATE webhook SET disabled_at = @at, disabled_because = @because WHERE id = @id AND disabled_at IS NULL", values, transaction) == 0)
                return false;
            connection.Execute(
                "UPDATE webhook_delivery SET next_at = NULL, claim = claim + 1 WHERE webhook = @id AND next_at IS NOT NULL", values, transaction);
            return true;
        },
        cancel);

    /// <summary>Enables one again: it is told of what is stored from now on. Nothing when it is enabled.</summary>
    public ValueTask<bool> Enable(Guid id, CancellationToken cancel = default) => database.Write(
        (connection, transaction) => connection.Execute(
            """
            UPDATE webhook SET disabled_at = NULL, disabled_because = NULL, failing_since = NULL, failures = 0,
                behind = (SELECT coalesce(max(position), 0) FROM stream_event)
            WHERE id = @id AND disabled_at IS NOT NULL
            """,
            new { id = id.ToString() }, transaction) == 1,
        cancel);

    private ValueTask<IReadOnlyList<Webhook>> Read(string sql, object? values, CancellationToken cancel) => database.Read(
        async connection => (IReadOnlyList<Webhook>)
            [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: cancel))).Select(r => r.Read())],
        cancel);

    private sealed record Row(
        string Id, string Url, string? Description, string Events, string? Branch, string Secret, long CreatedAt, string CreatedBy, long Behind,
        long? SucceededAt, long? FailingSince, long Failures, long? DisabledAt, string? DisabledBecause)
    {
        public Webhook Read() => new(
            Guid.Parse(Id), Url, Description, Events.Split(' ', StringSplitOptions.RemoveEmptyEntries), Branch, Secret, Stored.At(CreatedAt), CreatedBy)
        {
            Behind = Behind, SucceededAt = Stored.At(SucceededAt), FailingSince = Stored.At(FailingSince), Failures = (int)Failures,
            DisabledAt = Stored.At(DisabledAt), DisabledBecause = DisabledBecause is null ? null : Names.Parse<WebhookStop>(DisabledBecause),
        };
    }
}
