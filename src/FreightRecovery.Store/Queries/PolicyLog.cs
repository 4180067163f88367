using Dapper;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>Which policy was in force from when on, so that the version on an event can be looked up.</summary>
public static class PolicyLog
{
    /// <summary>Notes a policy that comes into force, unless the newest one says the same.</summary>
    public static ValueTask<int> Note(IDatabase database, int version, string text, Instant since, CancellationToken cancel = default) =>
        database.Write(
            (connection, transaction) => connection.Execute(
                """
                INSERT INTO policy_in_force (since, version, text)
                SELECT @since, @version, @text
                WHERE NOT EXISTS (SELECT 1 FROM policy_in_force WHERE id = (SELECT max(id) FROM policy_in_force) AND text = @text)
                """,
                new { since = since.ToUnixTimeTicks(), version, text }, transaction),
            cancel);

    /// <summary>The newest policy of a version, as complete JSON, or null when there never was one.</summary>
    public static ValueTask<string?> Find(IDatabase database, int version, CancellationToken cancel = default) =>
        database.Read(
            async connection => await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
                "SELECT text FROM policy_in_force WHERE id = (SELECT max(id) FROM policy_in_force WHERE version = @version)", new { version },
                cancellationToken: cancel)),
            cancel);
}
