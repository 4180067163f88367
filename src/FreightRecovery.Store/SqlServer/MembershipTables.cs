using Microsoft.Data.SqlClient;

namespace FreightRecovery.Store.SqlServer;

/// <summary>The tables by which the nodes of a cluster know of each other. They are no part of the schema: nothing of the house lies in them.</summary>
public static class MembershipTables
{
    private const string Script = "db.sqlserver-membership.sql";

    /// <summary>Makes what is missing, one program at a time.</summary>
    /// <param name="connection">The connection string.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The connection string with everything that it left open.</returns>
    /// <exception cref="ArgumentException">The connection string is wrong.</exception>
    /// <exception cref="StoreUnavailableException">The server cannot be reached, or does not let us do it.</exception>
    public static async Task<string> Apply(string connection, CancellationToken cancel = default)
    {
        var address = SqlServerAddress.Read(connection);
        return await address.Use(
            async open =>
            {
                await using var transaction = (SqlTransaction)await open.BeginTransactionAsync(cancel);
                await Run(open, transaction, """
                    DECLARE @alone int;
                    EXEC @alone = sp_getapplock @Resource = 'FreightRecovery/membership', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 25000;
                    IF @alone < 0 THROW 51007, 'Another program is making the tables of the cluster.', 1;
                    """, cancel);
                foreach (var part in Scripts.Parts(Script))
                    await Run(open, transaction, part, cancel);
                await transaction.CommitAsync(cancel);
                return address.Text;
            },
            cancel);
    }

    private static async Task Run(SqlConnection connection, SqlTransaction transaction, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
