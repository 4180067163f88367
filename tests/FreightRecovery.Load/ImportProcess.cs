using System.Diagnostics;

namespace FreightRecovery.Load;

/// <summary>The verb <c>import</c> in a process of its own, as a user runs it.</summary>
internal static class ImportProcess
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <summary>What it came to.</summary>
    /// <param name="Took">From its start to its end.</param>
    /// <param name="Cpu">The processor time it took, up to the last look at it.</param>
    /// <param name="PeakBytes">The most memory that it occupied.</param>
    internal sealed record Outcome(TimeSpan Took, TimeSpan Cpu, long PeakBytes);

    /// <summary>Imports a file into a data directory.</summary>
    /// <exception cref="InvalidOperationException">Rows were rejected, or it failed.</exception>
    public static async Task<Outcome> Run(string data, string kind, string file)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            RedirectStandardOutput = true, Environment = { ["FREIGHTRECOVERY_STORE"] = "sqlite", ["FREIGHTRECOVERY_CONNECTION"] = null },
        };
        foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "FreightRecovery.Web.dll"), "import", kind, file, "--data", data])
            start.ArgumentList.Add(word);
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var ended = process.WaitForExitAsync();
        var (peak, cpu) = (0L, TimeSpan.Zero);
        while (await Task.WhenAny(ended, Task.Delay(BetweenLooks)) != ended)
        {
            process.Refresh();
            // The system keeps the highest itself; it is gone with the process, so it is asked now and then.
            if (!process.HasExited)
                (peak, cpu) = (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
        }

        watch.Stop();
        return process.ExitCode == 0 ? new Outcome(watch.Elapsed, cpu, peak) : throw new InvalidOperationException($"{file}: {await said}");
    }
}
