using System.Data.Common;
using System.Runtime.CompilerServices;

namespace FreightRecovery.Store.Queries;

/// <summary>
/// Keyed reads that stand in the way of every report and every collection. Such a query is prepared once for each pooled
/// connection: reading its text again costs more than reading its row.
/// </summary>
internal static class Prepared
{
    private static readonly ConditionalWeakTable<DbConnection, Dictionary<string, DbCommand>> Commands = [];

    /// <summary>The row of a key, or null.</summary>
    /// <param name="sql">The query, with the one parameter <c>@reference</c>.</param>
    public static async ValueTask<T?> One<T>(
        DbConnection connection, string sql, string reference, Func<DbDataReader, T> read, CancellationToken cancel)
        where T : class
    {
        await using var rows = await Open(connection, sql, reference, cancel);
        return await rows.ReadAsync(cancel) ? read(rows) : null;
    }

    /// <summary>The rows of a key, in the query's order.</summary>
    /// <param name="sql">The query, with the one parameter <c>@reference</c>.</param>
    public static async ValueTask<List<T>> All<T>(
        DbConnection connection, string sql, string reference, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        await using var rows = await Open(connection, sql, reference, cancel);
        var all = new List<T>();
        while (await rows.ReadAsync(cancel))
            all.Add(read(rows));
        return all;
    }

    /// <summary>A text, or null.</summary>
    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    // A pooled connection serves one caller at a time, and so do its commands.
    private static Task<DbDataReader> Open(DbConnection connection, string sql, string reference, CancellationToken cancel)
    {
        var commands = Commands.GetOrCreateValue(connection);
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@reference";
            // The longest a key can be: one plan serves all values.
            parameter.Size = 200;
            command.Parameters.Add(parameter);
            commands.Add(sql, command);
        }

        command.Parameters[0].Value = reference;
        return command.ExecuteReaderAsync(cancel);
    }
}
