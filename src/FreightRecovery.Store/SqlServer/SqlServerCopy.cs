using FreightRecovery.Store.Sqlite;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace FreightRecovery.Store.SqlServer;

/// <summary>Copies an embedded file into an empty database on SQL Server, table by table, whole or not at all.</summary>
internal static class SqlServerCopy
{
    private const int RowsTogether = 5000;

    // Who holds a slot says nothing to another database, and its scripts are its own.
    private static readonly string[] NotCopied = ["schema_version", "lease", "node"];

    /// <summary>Copies it. Answers how many rows there were.</summary>
    public static async Task<long> Run(string dataDirectory, string connectionString, Action<long>? progress, CancellationToken cancel)
    {
        var file = Path.Combine(dataDirectory, SqliteStore.FileName);
        if (!File.Exists(file))
            throw new FileNotFoundException($"There is no database in '{dataDirectory}'. Name the data directory with --from.", file);
        var address = SqlServerAddress.Read(connectionString);
        await SqlServerMigrations.Apply(address, cancel: cancel);
        using var source = SqliteStore.Connect(file, readOnly: false);
        Migrations.Apply(source);
        await using var target = await address.Try(() => address.Open(cancel), cancel);
        var tables = await Texts(target, null, "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA = 'dbo'", cancel);
        tables.RemoveAll(t => NotCopied.Contains(t, StringComparer.Ordinal) || !Has(source, t));
        await using var transaction = (SqlTransaction)await target.BeginTransactionAsync(cancel);
        foreach (var table in tables)
            if ((await Texts(target, transaction, $"SELECT TOP (1) 'x' FROM {table}", cancel)).Count > 0)
                throw new ArgumentException($"The database holds something already, in {table}: a file is copied into an empty one.");
        var rows = 0L;
        foreach (var table in tables)
        {
            var columns = await Texts(
                target, transaction, $"SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = '{table}' ORDER BY ORDINAL_POSITION", cancel);
            var before = rows;
            using var copy = new SqlBulkCopy(target, SqlBulkCopyOptions.KeepIdentity, transaction)
            {
                DestinationTableName = table, BatchSize = RowsTogether, BulkCopyTimeout = 0, EnableStreaming = true, NotifyAfter = RowsTogether,
            };
            copy.SqlRowsCopied += (_, copied) => progress?.Invoke(before + copied.RowsCopied);
            foreach (var column in columns)
                copy.ColumnMappings.Add(column, column);
            using var select = source.CreateCommand();
            select.CommandText = $"SELECT {string.Join(", ", columns.Select(c => $"\"{c}\""))} FROM {table}";
            await using var all = await select.ExecuteReaderAsync(cancel);
            await copy.WriteToServerAsync(all, cancel);
            rows += copy.RowsCopied64;
        }

        await transaction.CommitAsync(cancel);
        return rows;
    }

    private static bool Has(SqliteConnection source, string table)
    {
        using var command = source.CreateCommand();
        command.CommandText = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = @table";
        command.Parameters.AddWithValue("@table", table);
        return command.ExecuteScalar() is not null;
    }

    private static async Task<List<string>> Texts(SqlConnection connection, SqlTransaction? transaction, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var texts = new List<string>();
        while (await reader.ReadAsync(cancel))
            texts.Add(reader.GetString(0));
        return texts;
    }
}
