using Microsoft.Data.SqlClient;

namespace FreightRecovery.Store.SqlServer;

/// <summary>
/// Statements of one transaction that go to the server in one round trip. Each keeps its own plan there: put together they would
/// be a new text for every mixture of tables.
/// </summary>
internal sealed class StatementBatch(SqlServerAddress address, SqlConnection connection, SqlTransaction transaction) : IAsyncDisposable
{
    /// <summary>The longest that statements may take, in seconds.</summary>
    public const int LongestSeconds = 120;

    // A server that rolls back on an error, as it does for a deadlock, must not carry out the rest on its own.
    private const string Guard = "IF @@TRANCOUNT = 0 THROW 51006, 'The transaction is gone.', 1;\n";

    private readonly SqlBatch batch = new(connection, transaction) { Timeout = LongestSeconds };

    /// <summary>Runs statements as one transaction: all of them, or an error and none.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="connection">An open connection.</param>
    /// <param name="fill">Adds the statements.</param>
    /// <param name="cancel">Ends it.</param>
    public static async ValueTask<bool> Commit(
        SqlServerAddress server, SqlConnection connection, Action<StatementBatch> fill, CancellationToken cancel)
    {
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancel);
        await using var batch = new StatementBatch(server, connection, transaction);
        fill(batch);
        await batch.Execute(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Adds a statement that reads some rows.</summary>
    public void Add(string sql, params ReadOnlySpan<TableRows> rows)
    {
        var command = new SqlBatchCommand(Guard + sql);
        foreach (var table in rows)
            command.Parameters.Add(table.Parameter(address));
        batch.BatchCommands.Add(command);
    }

    /// <summary>Runs them, if there are any.</summary>
    public async Task Execute(CancellationToken cancel)
    {
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancel);
    }

    public ValueTask DisposeAsync() => batch.DisposeAsync();
}
