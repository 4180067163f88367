using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace FreightRecovery.Cluster.Tests.Processes;

/// <summary>One node of a cluster in a process of its own: to be killed, paused and stopped.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder said = new();

    private NodeProcess(Process process, string url, string key)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        Client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 })
        {
            BaseAddress = new Uri(url), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
    }

    /// <summary>Calls the node.</summary>
    public HttpClient Client { get; }

    /// <summary>All that it said.</summary>
    public string Said
    {
        get
        {
            lock (said)
                return said.ToString();
        }
    }

    /// <summary>Starts a node; it is not ready yet.</summary>
    public static NodeProcess Start(string connection, string data, string key, int port, int siloPort)
    {
        var url = $"http://127.0.0.1:{port}";
        var node = new NodeProcess(
            Launch(connection, "serve", "--urls", url, "--data", data, "--empty", "--silo-port", $"{siloPort}", "--cluster-id", "tests"), url, key);
        node.process.BeginOutputReadLine();
        node.process.BeginErrorReadLine();
        return node;
    }

    /// <summary>Adds a key as a user does; answers the key.</summary>
    public static async Task<string> AddKey(string connection, string data)
    {
        using var process = Launch(connection, "key", "add", "--name", "ann", "--role", "admin", "--role", "sales", "--role", "finance", "--role", "integration", "--data", data);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return (await output).TrimEnd().Split('\n')[^1].Trim();
    }

    /// <summary>A port that is free now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until it takes requests and sees so many nodes.</summary>
    public async Task Ready(int nodes)
    {
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromMinutes(3);)
        {
            Assert.False(process.HasExited, Said);
            try
            {
                using var ready = await Client.GetAsync("/health/ready");
                if (ready.IsSuccessStatusCode && (await Health()).GetProperty("nodes").GetInt32() == nodes)
                    return;
            }
            catch (HttpRequestException)
            {
            }

            await Task.Delay(100);
        }

        Assert.Fail($"The cluster did not come to {nodes} nodes.\n{Said}");
    }

    /// <summary>How the node sees itself and the cluster.</summary>
    public async Task<JsonElement> Health() => JsonElement.Parse(await Client.GetStringAsync("/health/cluster"));

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        if (body is not null)
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await Client.SendAsync(request);
    }

    /// <summary>SIGKILL: no handler runs, nothing is told to anybody.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; answers with the exit code.</summary>
    public async Task<int> Stop()
    {
        Signal("-TERM");
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>SIGSTOP: its connections stay, and nobody answers.</summary>
    public void Pause() => Signal("-STOP");

    /// <summary>SIGCONT.</summary>
    public void GoOn() => Signal("-CONT");

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
        Client.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [name, $"{process.Id}"]);
        kill.WaitForExit();
    }

    private void Hear(string? line)
    {
        lock (said)
            said.AppendLine(line);
    }

    private static Process Launch(string connection, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["FREIGHTRECOVERY_STORE"] = "sqlserver", ["FREIGHTRECOVERY_CONNECTION"] = connection },
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "FreightRecovery.Cluster.dll"));
        foreach (var word in words)
            start.ArgumentList.Add(word);
        return Process.Start(start)!;
    }
}
