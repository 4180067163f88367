using System.Globalization;
using System.Runtime.CompilerServices;
using FreightRecovery.Store.SqlServer;
using Microsoft.Data.SqlClient;

namespace FreightRecovery.Tests.Store;

/// <summary>
/// An empty database on the server of FREIGHTRECOVERY_SQLSERVER: the one that its connection string names, emptied, or one made for
/// this run where it names none.
/// </summary>
internal static class SqlServerDatabase
{
    public const string Variable = "FREIGHTRECOVERY_SQLSERVER";

    private const string Made = "FreightRecoveryTests";

    private static string? given;

    /// <summary>Whether there is a server to test on.</summary>
    public static bool Given => given is { Length: > 0 };

    /// <summary>The connection string that was given.</summary>
    public static string Server => given ?? throw new InvalidOperationException($"{Variable} holds no connection string.");

    /// <summary>Takes the connection string out of the environment: what the program itself does with it is not meant for tests of files.</summary>
    [ModuleInitializer]
    internal static void Take()
    {
        given = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, null);
    }

    /// <summary>Skips the test where no server is given.</summary>
    public static void Needed() => Assert.SkipUnless(Given, $"{Variable} holds no connection string.");

    /// <summary>A connection string to an empty database. Tests that use it do not run beside each other.</summary>
    public static async Task<string> Empty(bool fromNothing = false)
    {
        Needed();
        var builder = new SqlConnectionStringBuilder(Server);
        if (builder.InitialCatalog is "" or "master")
        {
            await Execute(builder.ConnectionString, $"IF DB_ID('{Made}') IS NULL CREATE DATABASE {Made}");
            builder.InitialCatalog = Made;
        }

        // With the schema there it is quicker to take the rows out than to make it anew.
        if (!fromNothing && await Names(builder.ConnectionString, "SELECT name FROM sys.tables WHERE name = 'schema_version'") is [_]
            && (await Names(builder.ConnectionString, "SELECT CAST(max(number) AS nvarchar(10)) FROM schema_version"))[0]
                == SqlServerMigrations.Newest.ToString(CultureInfo.InvariantCulture))
        {
            var tables = await Names(
                builder.ConnectionString, "SELECT name FROM sys.tables WHERE name <> 'schema_version' AND schema_name(schema_id) = 'dbo'");
            await Execute(builder.ConnectionString, string.Concat(tables.Select(t => $"DELETE FROM {t};\n")));
            return builder.ConnectionString;
        }

        // The tables first: a type that a table used to have rows of has no other users.
        foreach (var drop in await Names(builder.ConnectionString, "SELECT 'DROP TABLE ' + TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE'"))
            await Execute(builder.ConnectionString, drop);
        foreach (var drop in await Names(builder.ConnectionString, "SELECT 'DROP TYPE ' + name FROM sys.table_types WHERE is_user_defined = 1"))
            await Execute(builder.ConnectionString, drop);
        SqlConnection.ClearAllPools();
        return builder.ConnectionString;
    }

    /// <summary>Runs a statement.</summary>
    public static async Task<int> Execute(string connection, string sql)
    {
        await using var open = new SqlConnection(connection);
        await open.OpenAsync();
        await using var command = open.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads a column of texts.</summary>
    public static async Task<List<string>> Names(string connection, string sql)
    {
        await using var open = new SqlConnection(connection);
        await open.OpenAsync();
        await using var command = open.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
            names.Add(reader.GetString(0));
        return names;
    }
}

/// <summary>Tests on the one SQL Server database, one after the other.</summary>
[CollectionDefinition(nameof(OnSqlServer), DisableParallelization = true)]
public sealed class OnSqlServer;
