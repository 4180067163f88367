using Spectre.Console;

namespace FreightRecovery.Web.Cli;

/// <summary>
/// Shows how long work goes on, with its rate and, where the whole is known, the time left: a bar or a count on a terminal, plain
/// lines elsewhere.
/// </summary>
internal static class Progress
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    /// <summary>Runs work that tells how much is done.</summary>
    /// <param name="what">What is going on.</param>
    /// <param name="unit">What is counted.</param>
    /// <param name="share">The share that is done, 0 to 1, when it is known.</param>
    /// <param name="work">The work; it is handed the way to tell.</param>
    public static Task<T> Run<T>(string what, string unit, Func<double>? share, Func<Action<long>, Task<T>> work)
    {
        var pace = new Pace(TimeProvider.System, unit);
        return Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive
            ? Plain(what, pace, share, work)
            : Drawn(what, pace, share, work);
    }

    private static async Task<T> Drawn<T>(string what, Pace pace, Func<double>? share, Func<Action<long>, Task<T>> work) =>
        await AnsiConsole.Progress().AutoClear(true).Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(what, maxValue: 1);
                task.IsIndeterminate = share is null;
                return await work(done =>
                {
                    task.Description = $"{what}: {pace.Say(done, share?.Invoke())}";
                    if (share is not null)
                        task.Value = share();
                });
            });

    private static async Task<T> Plain<T>(string what, Pace pace, Func<double>? share, Func<Action<long>, Task<T>> work)
    {
        var next = BetweenLines;
        return await work(done =>
        {
            var said = pace.Say(done, share?.Invoke());
            if (pace.Elapsed < next)
                return;
            next = pace.Elapsed + BetweenLines;
            Console.WriteLine($"{what}: {said}");
        });
    }
}
