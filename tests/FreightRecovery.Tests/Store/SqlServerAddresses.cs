using System.Net;
using System.Net.Sockets;
using FreightRecovery.Store;
using FreightRecovery.Store.SqlServer;
using Microsoft.Data.SqlClient;

namespace FreightRecovery.Tests.Store;

/// <summary>What is wrong with a connection string or a server is told in words that say what to do, and never shows a password.</summary>
[Collection(nameof(OnSqlServer))]
public sealed class SqlServerAddresses : IDisposable
{
    private const string Secret = "s3cr3t-w0rd";
    private readonly string directory = Directory.CreateTempSubdirectory("freight-address-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData("Sever=x;Database=y", "sever")]
    [InlineData("no string at all", "It looks like Server=")]
    [InlineData("Database=y;Password=" + Secret, "names no server")]
    [InlineData("Server=x;Password=" + Secret, "names no database")]
    [InlineData("Server=x;Database=y;MultipleActiveResultSets=True", "Take MultipleActiveResultSets out")]
    [InlineData("Server=x;Database=y;Connect Timeout=" + Secret, "a number in it")]
    public void A_wrong_string_is_refused_with_what_is_wrong(string connection, string word)
    {
        var refused = Assert.Throws<ArgumentException>(() => SqlServerAddress.Read(connection));
        Assert.Contains(word, refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Secret, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_string_leaves_open_is_set_and_what_it_says_stands()
    {
        var open = new SqlConnectionStringBuilder(SqlServerAddress.Read("Server=x;Database=y").Text);
        Assert.Equal((SqlConnectionEncryptOption.Mandatory, 10, 30, 128), (open.Encrypt, open.ConnectTimeout, open.CommandTimeout, open.MaxPoolSize));

        var said = new SqlConnectionStringBuilder(SqlServerAddress.Read("Server=x;Database=y;Encrypt=Strict;Command Timeout=7;Max Pool Size=5").Text);
        Assert.Equal((SqlConnectionEncryptOption.Strict, 7, 5), (said.Encrypt, said.CommandTimeout, said.MaxPoolSize));
    }

    [Fact]
    public void A_place_shows_no_connection_string() =>
        Assert.DoesNotContain(Secret, new StorePlace(directory, $"Server=x;Database=y;Password={Secret}").ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_as_that()
    {
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => Open($"Server=127.0.0.1,{FreePort()};Database=y;Connect Timeout=1;User ID=u;Password={Secret}"));
        Assert.Contains("cannot be reached", error.Message, StringComparison.Ordinal);
        Assert.Contains("its port is open", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_or_a_database_that_is_not_there_is_told_as_that()
    {
        SqlServerDatabase.Needed();
        var builder = new SqlConnectionStringBuilder(SqlServerDatabase.Server);
        if (builder.InitialCatalog.Length == 0)
            builder.InitialCatalog = "master";

        var wrong = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            Open(new SqlConnectionStringBuilder(builder.ConnectionString) { Password = Secret }.ConnectionString));
        Assert.Contains("does not let this login in", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, wrong.Message, StringComparison.Ordinal);

        var missing = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            Open(new SqlConnectionStringBuilder(builder.ConnectionString) { InitialCatalog = "NoSuchDatabase" }.ConnectionString));
        Assert.Contains("has no database 'NoSuchDatabase'", missing.Message, StringComparison.Ordinal);
    }

    private async Task Open(string connection)
    {
        await using var store = await new StorePlace(directory, connection).Open(cancel: TestContext.Current.CancellationToken);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
