using System.Diagnostics;
using FreightRecovery.Store;

namespace FreightRecovery.Load.Http;

/// <summary>A server in a process of its own: the real one, or the bare one that it is held against.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Ready = "Ready at ";
    private const string SiloProgram = "FreightRecovery.Cluster.dll";
    private readonly Process process;

    private ServerProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>The processor time it has used.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The memory it occupies, in bytes.</summary>
    public long Resident
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>The real server as a user starts it.</summary>
    public static Task<ServerProcess> Product(string data) => Product(new StorePlace(data));

    /// <summary>The real server over a store.</summary>
    public static Task<ServerProcess> Product(StorePlace place) => Start("FreightRecovery.Web.dll", place, Served(place));

    /// <summary>One silo over a database on SQL Server, alone in a cluster of its own.</summary>
    public static Task<ServerProcess> Silo(StorePlace place) => Start(
        SiloProgram, place, [.. Served(place), "--silo-port", "11198", "--cluster-id", $"load-{Environment.ProcessId}"]);

    /// <summary>Whether this program was built with the cluster.</summary>
    public static bool HasSilo => File.Exists(Path.Combine(AppContext.BaseDirectory, SiloProgram));

    /// <summary>The bare server.</summary>
    public static Task<ServerProcess> Bare(string data) => Start("FreightRecovery.Load.dll", new StorePlace(data), [BareServer.Verb, data]);

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string[] Served(StorePlace place) => ["serve", "--empty", "--data", place.DataDirectory, "--urls", "http://127.0.0.1:0"];

    private static async Task<ServerProcess> Start(string program, StorePlace place, string[] words)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, program));
        (start.Environment["FREIGHTRECOVERY_STORE"], start.Environment["FREIGHTRECOVERY_CONNECTION"]) = (place.Connection is null ? "sqlite" : "sqlserver", place.Connection);
        foreach (var word in words)
            start.ArgumentList.Add(word);
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith(Ready, StringComparison.Ordinal))
                continue;
            // The rest of what it says must not fill the pipe.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new ServerProcess(process, new Uri(line[Ready.Length..].Split(' ')[0]));
        }

        throw new InvalidOperationException($"{program} did not start.");
    }
}
