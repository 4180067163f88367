using System.Diagnostics;
using Spectre.Console;

namespace FreightRecovery.Web.Cli;

/// <summary>Shows how long work goes on: a bar or a count with its rate on a terminal, plain lines elsewhere.</summary>
internal static class Progress
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    /// <summary>Runs work that tells how much is done.</summary>
    /// <param name="what">What is going on.</param>
    /// <param name="unit">What is counted.</param>
    /// <param name="share">The share that is done, 0 to 1, when it is known.</param>
    /// <param name="work">The work; it is handed the way to tell.</param>
    public static Task<T> Run<T>(string what, string unit, Func<double>? share, Func<Action<long>, Task<T>> work) =>
        Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive ? Plain(what, unit, work) : Drawn(what, unit, share, work);

    private static async Task<T> Drawn<T>(string what, string unit, Func<double>? share, Func<Action<long>, Task<T>> work)
    {
        var clock = Stopwatch.StartNew();
        return await AnsiConsole.Progress().AutoClear(true).Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(what, maxValue: 1);
                task.IsIndeterminate = share is null;
                return await work(done =>
                {
                    task.Description = $"{what}: {Count(done, unit, clock.Elapsed)}";
                    if (share is not null)
                        task.Value = share();
                });
            });
    }

    private static async Task<T> Plain<T>(string what, string unit, Func<Action<long>, Task<T>> work)
    {
        var clock = Stopwatch.StartNew();
        var next = BetweenLines;
        return await work(done =>
        {
            if (clock.Elapsed < next)
                return;
            next = clock.Elapsed + BetweenLines;
            Console.WriteLine($"{what}: {Count(done, unit, clock.Elapsed)}");
        });
    }

    private static string Count(long done, string unit, TimeSpan elapsed) => $"{done} {unit}, {done / Math.Max(0.001, elapsed.TotalSeconds):F0} a second";
}
