using System.Globalization;
using Microsoft.Data.SqlClient;

namespace FreightRecovery.Store.SqlServer;

/// <summary>The numbered scripts of SQL Server: forward only, each applied once in a transaction, by one program at a time.</summary>
public static class SqlServerMigrations
{
    private const string Prefix = "db.sqlserver.";

    /// <summary>The number of the newest script this program knows.</summary>
    public static int Newest => Scripts.Newest(Prefix);

    /// <summary>Applies what is missing, up to a number when one is given; answers how many were applied. Where nothing is missing it needs no right but to read.</summary>
    /// <exception cref="SchemaException">The schema is newer than this program.</exception>
    internal static ValueTask<int> Apply(SqlServerAddress address, int upTo = int.MaxValue, CancellationToken cancel = default) => address.Use(
        async connection =>
        {
            if ((await Missing(connection, upTo, cancel)).Count == 0)
                return 0;
            await Execute(connection, null, """
                DECLARE @alone int;
                EXEC @alone = sp_getapplock @Resource = 'FreightRecovery/schema', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 25000;
                IF @alone < 0 THROW 51005, 'Another program is changing the schema.', 1;
                """, cancel);
            try
            {
                await Execute(connection, null, """
                    IF NOT EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'schema_version')
                        CREATE TABLE schema_version (
                            number     bigint        NOT NULL PRIMARY KEY,
                            name       nvarchar(200) NOT NULL,
                            applied_at nvarchar(40)  NOT NULL
                        );
                    """, cancel);
                var missing = await Missing(connection, upTo, cancel);
                foreach (var (number, name) in missing)
                    await Apply(connection, number, name, cancel);
                return missing.Count;
            }
            finally
            {
                await Execute(
                    connection, null, "EXEC sp_releaseapplock @Resource = 'FreightRecovery/schema', @LockOwner = 'Session'", CancellationToken.None);
            }
        },
        cancel);

    private static async Task Apply(SqlConnection connection, int number, string name, CancellationToken cancel)
    {
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancel);
        foreach (var part in Scripts.Parts(name))
            await Execute(connection, transaction, part, cancel);
        await using var mark = connection.CreateCommand();
        mark.Transaction = transaction;
        mark.CommandText = "INSERT INTO schema_version (number, name, applied_at) VALUES (@number, @name, @at)";
        mark.Parameters.Whole("@number", number);
        mark.Parameters.Text("@name", name[Prefix.Length..], 200);
        mark.Parameters.Text("@at", DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), 40);
        await mark.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task<List<(int Number, string Name)>> Missing(SqlConnection connection, int upTo, CancellationToken cancel)
    {
        var applied = new HashSet<int>();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'schema_version'";
        if (Convert.ToInt32(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture) == 0)
            return [.. All(upTo)];
        command.CommandText = "SELECT number FROM schema_version";
        await using (var numbers = await command.ExecuteReaderAsync(cancel))
            while (await numbers.ReadAsync(cancel))
                applied.Add((int)numbers.GetInt64(0));
        if (applied.Count > 0 && applied.Max() > Newest)
            throw SchemaException.Newer(applied.Max(), Newest);
        return [.. All(upTo).Where(s => !applied.Contains(s.Number))];
    }

    private static IEnumerable<(int Number, string Name)> All(int upTo) =>
        Scripts.All(Prefix).Where(s => s.Number <= upTo).OrderBy(s => s.Number);

    private static async Task Execute(SqlConnection connection, SqlTransaction? transaction, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancel);
    }
}
