using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FreightRecovery.Tests.Language;

namespace FreightRecovery.Tests.Accounts;

/// <summary>A real OpenID Connect provider in a process of its own: the npm package oidc-provider.</summary>
internal sealed class CompanyProvider : IAsyncDisposable
{
    private readonly Process process;
    private readonly HttpClient http = new();

    private CompanyProvider(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    /// <summary>A port that nobody listens at.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it; null where there is no Node.js.</summary>
    public static async Task<CompanyProvider?> Start(int port, string redirect)
    {
        var folder = Path.Combine(PhrasebookLaws.Root(), "tests", "FreightRecovery.Tests", "Accounts", "oidc");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            using var restore = Run("npm", folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
            if (restore is null)
                return null;
            await restore.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await restore.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        if (Run("node", folder, "provider.mjs", $"{port}", redirect) is not { } node)
            return null;
        while (await node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            if (line == "ready")
                return new CompanyProvider(node, port);
        throw new InvalidOperationException("The provider did not start.");
    }

    /// <summary>Decides who signs in next.</summary>
    public async Task Become(string sub, string name, string? branch, params string[] groups) =>
        (await http.GetAsync(
            new Uri($"http://127.0.0.1:{Port}/become?person={Uri.EscapeDataString(JsonSerializer.Serialize(new { sub, preferred_username = name, branch, groups }))}"),
            TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
    }

    private static Process? Run(string program, string folder, params string[] words)
    {
        try
        {
            var process = Process.Start(new ProcessStartInfo(program, words) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true });
            // It warns of what is only for tests, which this is.
            process?.BeginErrorReadLine();
            return process;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
