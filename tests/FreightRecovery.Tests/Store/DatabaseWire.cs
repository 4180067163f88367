using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.SqlClient;

namespace FreightRecovery.Tests.Store;

/// <summary>The wire to the database, to be cut: programs connect to it, and it to the server.</summary>
internal sealed class DatabaseWire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, TcpClient> open = new();
    private readonly CancellationTokenSource ending = new();
    private (string Host, int Port) server;
    private volatile bool cut;
    private long asksLeft = long.MaxValue, answersLeft = long.MaxValue;

    public DatabaseWire() => listener.Start();

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

    /// <summary>Cuts the connection that has carried so many more bytes to the server, or from it; the next ones are whole.</summary>
    public void CutAfter(long bytes, bool ofAnswers) => Interlocked.Exchange(ref ofAnswers ? ref answersLeft : ref asksLeft, bytes);

    /// <summary>Calls off what was to be cut. Answers whether it was cut.</summary>
    public bool WasCut()
    {
        var left = (Interlocked.Exchange(ref asksLeft, long.MaxValue), Interlocked.Exchange(ref answersLeft, long.MaxValue));
        return left is (long.MaxValue, long.MaxValue);
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
            await Task.WhenAny(Pump(near.GetStream(), far.GetStream(), ofAnswers: false), Pump(far.GetStream(), near.GetStream(), ofAnswers: true));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }

        open.TryRemove(near, out _);
        near.Close();
    }

    private async Task Pump(NetworkStream from, NetworkStream to, bool ofAnswers)
    {
        var buffer = new byte[8192];
        while (await from.ReadAsync(buffer) is var read and > 0)
        {
            var passes = Allowed(ref ofAnswers ? ref answersLeft : ref asksLeft, read);
            await to.WriteAsync(buffer.AsMemory(0, passes));
            if (passes < read)
                return;
        }
    }

    // How many of the bytes may pass; who hits the end has cut the wire once, and the next connection is whole.
    private static int Allowed(ref long left, int bytes)
    {
        while (true)
        {
            var before = Interlocked.Read(ref left);
            if (before == long.MaxValue)
                return bytes;
            var (passes, after) = before >= bytes ? (bytes, before - bytes) : ((int)before, long.MaxValue);
            if (Interlocked.CompareExchange(ref left, after, before) == before)
                return passes;
        }
    }
}
