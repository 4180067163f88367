using Microsoft.Data.SqlClient;

namespace FreightRecovery.Store.SqlServer;

/// <summary>Where the database is, and how its connections behave: what the connection string leaves open is set here.</summary>
internal sealed class SqlServerAddress
{
    private SqlServerAddress(SqlConnectionStringBuilder builder) => (Builder, Text) = (builder, builder.ConnectionString);

    /// <summary>The server.</summary>
    public string Server => Builder.DataSource;

    /// <summary>The database.</summary>
    public string Database => Builder.InitialCatalog;

    /// <summary>The connection string with everything that was left open. It may hold a password: never to be shown.</summary>
    public string Text { get; }

    /// <summary>
    /// True for a server that takes a quote within a row's text for the end of it, as Babelfish 4.4 does: quotes are doubled on the way
    /// there. <see cref="Probe"/> finds out.
    /// </summary>
    public bool ReadsQuotes { get; private set; }

    private SqlConnectionStringBuilder Builder { get; }

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="ArgumentException">It cannot be read, or lacks the server or the database.</exception>
    public static SqlServerAddress Read(string connection)
    {
        SqlConnectionStringBuilder builder;
        try
        {
            builder = new SqlConnectionStringBuilder(connection);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The message names the keyword that is wrong, but for a number: there it would show the value.
            var why = e is FormatException ? "a number in it, such as a timeout, is none." : e.Message;
            throw new ArgumentException(
                $"The connection string cannot be read: {why} It looks like Server=db.example.com;Database=FreightRecovery;User ID=...;Password=...",
                nameof(connection));
        }

        if (builder.DataSource.Length == 0)
            throw new ArgumentException("The connection string names no server: add Server=db.example.com.", nameof(connection));
        if (builder.InitialCatalog.Length == 0)
            throw new ArgumentException("The connection string names no database: add Database=FreightRecovery.", nameof(connection));
        if (builder.MultipleActiveResultSets)
            throw new ArgumentException("Take MultipleActiveResultSets out of the connection string: it is not used here and costs.", nameof(connection));
        // Encryption is SqlClient's own default: only the string can turn it off.
        Set("Application Name", () => builder.ApplicationName = "FreightRecovery");
        Set("Connect Timeout", () => builder.ConnectTimeout = 10);
        Set("Command Timeout", () => builder.CommandTimeout = 30);
        Set("Connect Retry Count", () => builder.ConnectRetryCount = 3);
        Set("Connect Retry Interval", () => builder.ConnectRetryInterval = 2);
        Set("Max Pool Size", () => builder.MaxPoolSize = 128);
        return new SqlServerAddress(builder);

        void Set(string keyword, Action set)
        {
            if (!builder.ShouldSerialize(keyword))
                set();
        }
    }

    /// <summary>Opens a pooled connection.</summary>
    public async ValueTask<SqlConnection> Open(CancellationToken cancel)
    {
        var connection = new SqlConnection(Text);
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Finds out how the server reads a quote, by sending two.</summary>
    public async ValueTask Probe(SqlConnection connection, CancellationToken cancel)
    {
        var quotes = AppendTables.RefRows("probe");
        quotes.Add("''").Run();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT ref FROM @probe";
        command.Parameters.Add(quotes.Parameter(this));
        ReadsQuotes = await command.ExecuteScalarAsync(cancel) is "'";
    }
}
