using Dapper;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>A customer's link that opens.</summary>
/// <param name="Id">Its id, which stands in it.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="MadeAt">When, UTC.</param>
/// <param name="ExpiresAt">Until when it opens, UTC.</param>
public sealed record OpenLink(Guid Id, string MadeBy, Instant MadeAt, Instant ExpiresAt);

/// <summary>
/// Which links were made for an incident, and which of them were taken back. What a link opens stands sealed in the link itself; a row
/// only says that it was made, and from when on it opens nothing.
/// </summary>
public sealed class CustomerLinkLog(IDatabase database)
{
    /// <summary>Notes a link that is made.</summary>
    public async ValueTask Add(IncidentId incident, OpenLink link, CancellationToken cancel = default) => await database.Write(
        (connection, transaction) => connection.Execute(
            """
            INSERT INTO customer_link (id, incident, made_by, made_at, expires_at)
            VALUES (@id, @incident, @madeBy, @madeAt, @expiresAt)
            """,
            new
            {
                id = link.Id.ToString(), incident = incident.ToString(), madeBy = link.MadeBy, madeAt = link.MadeAt.ToUnixTimeTicks(),
                expiresAt = link.ExpiresAt.ToUnixTimeTicks(),
            },
            transaction),
        cancel);

    /// <summary>The links of an incident that open, the oldest first.</summary>
    public ValueTask<IReadOnlyList<OpenLink>> Open(IncidentId incident, Instant now, CancellationToken cancel = default) =>
        database.Read<IReadOnlyList<OpenLink>>(
            async connection => [.. (await connection.QueryAsync<Row>(new CommandDefinition(
                    """
                    SELECT id AS Id, made_by AS MadeBy, made_at AS MadeAt, expires_at AS ExpiresAt FROM customer_link
                    WHERE incident = @incident AND taken_at IS NULL AND expires_at > @now ORDER BY id
                    """,
                    new { incident = incident.ToString(), now = now.ToUnixTimeTicks() }, cancellationToken: cancel)))
                .Select(r => new OpenLink(
                    Guid.Parse(r.Id), r.MadeBy, Instant.FromUnixTimeTicks(r.MadeAt), Instant.FromUnixTimeTicks(r.ExpiresAt)))],
            cancel);

    /// <summary>Takes a link of an incident back; who did so first stays on record. Answers whether there is such a link.</summary>
    public ValueTask<bool> TakeBack(IncidentId incident, Guid link, string by, Instant at, CancellationToken cancel = default) => database.Write(
        (connection, transaction) =>
        {
            var key = new { id = link.ToString(), incident = incident.ToString(), by, at = at.ToUnixTimeTicks() };
            return connection.Execute(
                    "UPDATE customer_link SET taken_by = @by, taken_at = @at WHERE id = @id AND incident = @incident AND taken_at IS NULL", key, transaction) > 0
                || connection.ExecuteScalar<long>("SELECT count(*) FROM customer_link WHERE id = @id AND incident = @incident", key, transaction) > 0;
        },
        cancel);

    /// <summary>Whether a link was taken back.</summary>
    public ValueTask<bool> IsTakenBack(Guid link, CancellationToken cancel = default) => database.Read(
        async connection => await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT count(*) FROM customer_link WHERE id = @id AND taken_at IS NOT NULL", new { id = link.ToString() }, cancellationToken: cancel)) > 0,
        cancel);

    private sealed record Row(string Id, string MadeBy, long MadeAt, long ExpiresAt);
}
