using Dapper;

namespace FreightRecovery.Store.Queries;

/// <summary>Small facts about this installation that are no events.</summary>
public static class Settings
{
    /// <summary>A setting's value, or null.</summary>
    public static ValueTask<string?> Find(IDatabase database, string name, CancellationToken cancel = default) =>
        database.Read(async connection => await connection.QuerySingleOrDefaultAsync<string?>(
            "SELECT value FROM setting WHERE name = @name", new { name }), cancel);

    /// <summary>Sets a value unless there is one. Answers with the value that stands.</summary>
    public static ValueTask<string> SetOnce(IDatabase database, string name, string value, CancellationToken cancel = default) =>
        database.Write((connection, transaction) =>
        {
            connection.Execute(
                "INSERT INTO setting (name, value) SELECT @name, @value WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name = @name)",
                new { name, value }, transaction);
            return connection.ExecuteScalar<string>("SELECT value FROM setting WHERE name = @name", new { name }, transaction)!;
        }, cancel);

    /// <summary>Sets a value, whatever stood there.</summary>
    public static async ValueTask Set(IDatabase database, string name, string value, CancellationToken cancel = default) =>
        await database.Write(
            (connection, transaction) => connection.Execute("UPDATE setting SET value = @value WHERE name = @name", new { name, value }, transaction) > 0
                || connection.Execute("INSERT INTO setting (name, value) VALUES (@name, @value)", new { name, value }, transaction) > 0,
            cancel);

    /// <summary>Takes a setting away, if it is there.</summary>
    public static async ValueTask Remove(IDatabase database, string name, CancellationToken cancel = default) =>
        await database.Write(
            (connection, transaction) => connection.Execute("DELETE FROM setting WHERE name = @name", new { name }, transaction), cancel);
}
