using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.SqlClient;

namespace FreightRecovery.Cluster.Tests.Processes;

/// <summary>The wire to the database, to be cut: nodes connect to it, and it to the server.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, TcpClient> open = new();
    private readonly CancellationTokenSource ending = new();
    private (string Host, int Port) server;
    private volatile bool cut;

    public Wire() => listener.Start();

    /// <summary>The connection string through the wire.</summary>
    public string Through(string connection)
    {
        var builder = new SqlConnectionStringBuilder(connection);
        var source = builder.DataSource.Split(',');
        server = (source[0], source.Length > 1 ? int.Parse(source[1], CultureInfo.InvariantCulture) : 1433);
        builder.DataSource = $"127.0.0.1,{((IPEndPoint)listener.LocalEndpoint).Port}";
        _ = Accept();
        return builder.ConnectionString;
    }

    /// <summary>Cuts every connection, and lets none come up for a while.</summary>
    public async Task Cut(TimeSpan time)
    {
        cut = true;
        foreach (var (near, far) in open)
        {
            near.Close();
            far.Close();
        }

        await Task.Delay(time);
        cut = false;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        ending.Dispose();
    }

    private async Task Accept()
    {
        while (!ending.IsCancellationRequested)
        {
            TcpClient near;
            try
            {
                near = await listener.AcceptTcpClientAsync(ending.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            if (cut)
                near.Close();
            else
                _ = Carry(near);
        }
    }

    private async Task Carry(TcpClient near)
    {
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(server.Host, server.Port);
            open[near] = far;
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }

        open.TryRemove(near, out _);
        near.Close();
    }
}
