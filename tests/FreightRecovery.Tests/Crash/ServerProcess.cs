using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace FreightRecovery.Tests.Crash;

/// <summary>The real program in a process of its own, to be killed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, HttpClient client) => (this.process, Client) = (process, client);

    /// <summary>Calls the server with the key given at the start.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts on a free port over a data directory and waits until it says that it is ready.</summary>
    public static async Task<ServerProcess> Start(string data, string key, params string[] more)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var process = Launch(["serve", "--urls", url, "--data", data, "--empty", "--test-clock", "2026-03-02T08:00:00Z", .. more]);
        var said = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.AppendLine(line);
            if (!line.StartsWith("Ready at", StringComparison.Ordinal))
                continue;
            // The rest of what it says must not fill the pipes.
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 })
            {
                BaseAddress = new Uri(url), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
            };
            return new ServerProcess(process, client);
        }

        throw new InvalidOperationException($"The server did not start.\n{said}\n{await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Adds a key as a user does; answers the key.</summary>
    public static async Task<string> AddKey(string data, string name, params string[] roles)
    {
        using var process = Launch(["key", "add", "--name", name, "--data", data, .. roles.SelectMany(r => (string[])["--role", r])]);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output.TrimEnd().Split('\n')[^1].Trim();
    }

    public Task<HttpResponseMessage> Put(string path, object body, CancellationToken cancel) =>
        Send(HttpMethod.Put, path, body, null, cancel);

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body, string? idempotencyKey, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        if (body is not null)
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await Client.SendAsync(request, cancel);
    }

    public async Task<JsonElement> Get(string path)
    {
        using var response = await Client.GetAsync("/api/v1" + path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>Answers when every deadline that fell due is handled and the outbox is empty.</summary>
    public async Task Settle()
    {
        using var response = await Client.PostAsync(
            "/test/clock", new StringContent("{\"advance\":\"PT0S\"}", Encoding.UTF8, "application/json"));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
        Client.Dispose();
    }

    /// <summary>Starts the program with these words.</summary>
    public static Process Launch(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "FreightRecovery.Web.dll"));
        foreach (var word in words)
            start.ArgumentList.Add(word);
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
