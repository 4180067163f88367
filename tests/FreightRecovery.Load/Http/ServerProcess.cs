using System.Diagnostics;

namespace FreightRecovery.Load.Http;

/// <summary>A server in a process of its own: the real one, or the bare one that it is held against.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Ready = "Ready at ";
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
    public static Task<ServerProcess> Product(string data) => Start("FreightRecovery.Web.dll", "serve", "--empty", "--data", data, "--urls", "http://127.0.0.1:0");

    /// <summary>The bare server.</summary>
    public static Task<ServerProcess> Bare(string data) => Start("FreightRecovery.Load.dll", BareServer.Verb, data);

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<ServerProcess> Start(string program, params string[] words)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, program));
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
