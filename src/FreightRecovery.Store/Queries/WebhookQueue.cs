using Dapper;
using FreightRecovery.Engine;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>
/// What webhooks are told. A program that sends takes a delivery in hand for a while, under a number that grows with each claim: what is
/// said of it under a lower one is not believed, and one that is not heard of again falls due anew.
/// </summary>
public sealed class WebhookQueue(IDatabase database)
{
    private const string Select =
        """
        SELECT id AS Id, webhook AS Webhook, position AS Position, event AS Event, body AS Body, at AS At, attempts AS Attempts, claim AS Claim,
            next_at AS NextAt, tried_at AS TriedAt, delivered_at AS DeliveredAt, status AS Status, fault AS Fault
        FROM webhook_delivery

        """;

    // Where the webhook was disabled meanwhile, nothing is queued; what is there already stays as it is.
    private const string Insert =
        """
        INSERT INTO webhook_delivery (id, webhook, position, event, body, at, attempts, claim, next_at)
        SELECT @id, @webhook, @Position, @Event, @Body, @at, 0, 0, @at
        WHERE EXISTS (SELECT 1 FROM webhook WHERE id = @webhook AND disabled_at IS NULL) AND NOT EXISTS (SELECT 1 FROM webhook_delivery WHERE id = @id)
        """;

    // Others wait for the writer meanwhile.
    private const int Together = 200;

    /// <summary>Queues deliveries, each once however often. Answers how many were new.</summary>
    public async ValueTask<int> Add(IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancel = default)
    {
        var added = 0;
        foreach (var part in deliveries.Chunk(Together))
            added += await database.Write((connection, transaction) => part.Sum(d => connection.Execute(Insert, Values(d), transaction)), cancel);
        return added;
    }

    /// <summary>Queues a test; false when the key was used meanwhile or the webhook is disabled.</summary>
    public ValueTask<bool> Test(WebhookDelivery test, IdempotencyKey? key, CancellationToken cancel = default) => database.Write(
        (connection, transaction) => UsedKeys.Note(connection, transaction, key, Webhooks.KeyOf(test.Id), test.At)
            && connection.Execute(Insert, Values(test), transaction) == 1,
        cancel);

    /// <summary>A webhook's deliveries that are due, longest due first.</summary>
    public ValueTask<IReadOnlyList<WebhookDelivery>> Due(Guid webhook, Instant now, int limit, CancellationToken cancel = default) => Read(
        Select + "WHERE webhook = @webhook AND next_at <= @now ORDER BY next_at LIMIT @limit",
        new { webhook = webhook.ToString(), now = now.ToUnixTimeTicks(), limit }, cancel);

    /// <summary>Takes a delivery in hand until an instant. Answers with it as it is then; null when somebody else was quicker.</summary>
    public ValueTask<WebhookDelivery?> Claim(WebhookDelivery due, Instant until, CancellationToken cancel = default) => database.Write(
        (connection, transaction) => connection.Execute(
            "UPDATE webhook_delivery SET claim = claim + 1, next_at = @until WHERE id = @id AND claim = @Claim AND next_at IS NOT NULL",
            new { id = due.Id.ToString(), due.Claim, until = until.ToUnixTimeTicks() }, transaction) == 1
            ? due with { Claim = due.Claim + 1, NextAt = until }
            : null,
        cancel);

    /// <summary>
    /// Writes down what came of an attempt, for the delivery and its webhook. Answers since when its webhook's deliveries have failed, null when
    /// it went well or somebody else has the delivery in hand by now.
    /// </summary>
    /// <param name="claimed">The delivery as it was claimed.</param>
    /// <param name="next">When it is tried again; null when it went well, or is given up.</param>
    public ValueTask<Instant?> Tried(
        WebhookDelivery claimed, WebhookAttempt attempt, Instant at, Instant? next, CancellationToken cancel = default) => database.Write(
        (connection, transaction) =>
        {
            var values = new
            {
                id = claimed.Id.ToString(), webhook = claimed.Webhook.ToString(), claimed.Claim, at = at.ToUnixTimeTicks(), next = next?.ToUnixTimeTicks(),
                attempt.Status, fault = attempt.Fault is { } fault ? Names.Of(fault) : null, delivered = attempt.Fault is null ? at.ToUnixTimeTicks() : (long?)null,
            };
            if (connection.Execute(
                """
                UPDATE webhook_delivery SET attempts = attempts + 1, claim = claim + 1, next_at = @next, tried_at = @at, delivered_at = @delivered,
                    status = @Status, fault = @fault
                WHERE id = @id AND claim = @Claim
                """, values, transaction) == 0)
                return (Instant?)null;
            connection.Execute(
                attempt.Fault is null
                    ? "UPDATE webhook SET succeeded_at = @at, failing_since = NULL, failures = 0 WHERE id = @webhook"
                    : "UPDATE webhook SET failing_since = coalesce(failing_since, @at), failures = failures + 1 WHERE id = @webhook",
                values, transaction);
            return Stored.At(connection.ExecuteScalar<long?>("SELECT failing_since FROM webhook WHERE id = @webhook", values, transaction));
        },
        cancel);

    /// <summary>Tries a delivery now that waits or was given up; null when there is none of the webhook that is not made yet.</summary>
    public async ValueTask<WebhookDelivery?> Again(Guid webhook, Guid id, Instant now, CancellationToken cancel = default) =>
        await database.Write(
            (connection, transaction) => connection.Execute(
                "UPDATE webhook_delivery SET next_at = @now, claim = claim + 1 WHERE id = @id AND webhook = @webhook AND delivered_at IS NULL",
                new { id = id.ToString(), webhook = webhook.ToString(), now = now.ToUnixTimeTicks() }, transaction) == 1,
            cancel)
            ? await Find(id, cancel)
            : null;

    /// <summary>Tries all now that were given up. Answers how many those are.</summary>
    public ValueTask<int> AllAgain(Guid webhook, Instant now, CancellationToken cancel = default) => database.Write(
        (connection, transaction) => connection.Execute(
            """
            UPDATE webhook_delivery SET next_at = @now, claim = claim + 1
            WHERE webhook = @webhook AND next_at IS NULL AND delivered_at IS NULL
            """,
            new { webhook = webhook.ToString(), now = now.ToUnixTimeTicks() }, transaction),
        cancel);

    /// <summary>One of them; null when there is none of that id.</summary>
    public async ValueTask<WebhookDelivery?> Find(Guid id, CancellationToken cancel = default) =>
        (await Read(Select + "WHERE id = @id", new { id = id.ToString() }, cancel)).FirstOrDefault();

    /// <summary>A webhook's deliveries, those that were queued last first.</summary>
    public async ValueTask<PageOf<WebhookDelivery, WebhookDeliveryKey>> Latest(
        Guid webhook, WebhookDeliveryKey? after, int limit, CancellationToken cancel = default) => Stored.Page(
        await Read(
            Select + "WHERE webhook = @webhook AND (at < @at OR at = @at AND id < @id) ORDER BY at DESC, id DESC LIMIT @limit",
            new { webhook = webhook.ToString(), at = after?.At.ToUnixTimeTicks() ?? long.MaxValue, id = after?.Id.ToString() ?? "", limit = limit + 1 }, cancel),
        limit,
        last => new WebhookDeliveryKey(last.At, last.Id));

    /// <summary>
    /// Lets go of deliveries that were made or given up before an instant and whose events will not be looked through again. Answers how
    /// many those were.
    /// </summary>
    public ValueTask<int> Prune(Instant before, CancellationToken cancel = default) => database.Write(
        (connection, transaction) => connection.Execute(
            database.Words(
                """
                DELETE FROM webhook_delivery WHERE id IN (SELECT d.id FROM webhook_delivery d
                    WHERE d.next_at IS NULL AND d.at < @before AND d.position <= (SELECT coalesce(max(position), 0) FROM webhook_place)
                    ORDER BY d.id LIMIT @limit)
                """),
            new { before = before.ToUnixTimeTicks(), limit = 1000 }, transaction),
        cancel);

    private static object Values(WebhookDelivery d) => new
    {
        id = d.Id.ToString(), webhook = d.Webhook.ToString(), d.Position, d.Event, d.Body, at = d.At.ToUnixTimeTicks(),
    };

    private ValueTask<IReadOnlyList<WebhookDelivery>> Read(string sql, object values, CancellationToken cancel) => database.Read(
        async connection => (IReadOnlyList<WebhookDelivery>)
            [.. (await connection.QueryAsync<Row>(new CommandDefinition(database.Words(sql), values, cancellationToken: cancel))).Select(r => r.Read())],
        cancel);

    private sealed record Row(
        string Id, string Webhook, long Position, string Event, string Body, long At, long Attempts, long Claim, long? NextAt, long? TriedAt,
        long? DeliveredAt, long? Status, string? Fault)
    {
        public WebhookDelivery Read() => new(Guid.Parse(Id), Guid.Parse(Webhook), Position, Event, Body, Stored.At(At))
        {
            Attempts = (int)Attempts, Claim = Claim, NextAt = Stored.At(NextAt), TriedAt = Stored.At(TriedAt), DeliveredAt = Stored.At(DeliveredAt),
            Status = (int?)Status, Fault = Fault is null ? null : Names.Parse<WebhookFault>(Fault),
        };
    }
}
