using Dapper;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>A policy that came into force.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Since">From when on, UTC.</param>
/// <param name="PutBy">Who put it in force; null where it was read from the files.</param>
public sealed record PolicyEntry(int Version, Instant Since, string? PutBy);

/// <summary>Which policy was in force from when on, so that the version on an event can be looked up.</summary>
public static class PolicyLog
{
    /// <summary>Notes a policy that comes into force, unless the newest one says the same.</summary>
    public static ValueTask<int> Note(
        IDatabase database, int version, string text, Instant since, string? putBy, CancellationToken cancel = default) =>
        database.Write(
            (connection, transaction) => connection.Execute(
                """
                INSERT INTO policy_in_force (since, version, text, put_by)
                SELECT @since, @version, @text, @putBy
                WHERE NOT EXISTS (SELECT 1 FROM policy_in_force WHERE id = (SELECT max(id) FROM policy_in_force) AND text = @text)
                """,
                new { since = since.ToUnixTimeTicks(), version, text, putBy }, transaction),
            cancel);

    /// <summary>The newest policy of a version, as complete JSON, or null when there never was one.</summary>
    public static ValueTask<string?> Find(IDatabase database, int version, CancellationToken cancel = default) =>
        database.Read(
            async connection => await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
                "SELECT text FROM policy_in_force WHERE id = (SELECT max(id) FROM policy_in_force WHERE version = @version)", new { version },
                cancellationToken: cancel)),
            cancel);

    /// <summary>The policies that came into force last, the newest first.</summary>
    public static ValueTask<IReadOnlyList<PolicyEntry>> Newest(IDatabase database, int limit, CancellationToken cancel = default) =>
        database.Read<IReadOnlyList<PolicyEntry>>(
            async connection => [.. (await connection.QueryAsync<Row>(new CommandDefinition(
                    database.Words("SELECT version AS Version, since AS Since, put_by AS PutBy FROM policy_in_force ORDER BY id DESC LIMIT @limit"),
                    new { limit }, cancellationToken: cancel)))
                .Select(r => new PolicyEntry((int)r.Version, Instant.FromUnixTimeTicks(r.Since), r.PutBy))],
            cancel);

    private sealed record Row(long Version, long Since, string? PutBy);
}
