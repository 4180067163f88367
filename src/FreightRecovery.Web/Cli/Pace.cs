using System.Globalization;

namespace FreightRecovery.Web.Cli;

/// <summary>
/// How fast work goes on and how long it still takes, judged by the last stretch of it: what went before may have been
/// quicker, as when a second run passes over what is done.
/// </summary>
internal sealed class Pace(TimeProvider time, string unit)
{
    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenMarks = TimeSpan.FromSeconds(1);

    private readonly long start = time.GetTimestamp();
    private readonly Queue<(TimeSpan At, long Done, double Share)> marks = new([(TimeSpan.Zero, 0, 0)]);
    private (TimeSpan At, long Done, double Share) last;

    /// <summary>Time since the beginning.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(start);

    /// <summary>What is said of so much work.</summary>
    /// <param name="done">How much is done.</param>
    /// <param name="share">The share of the whole, 0 to 1; null when that is not known.</param>
    public string Say(long done, double? share)
    {
        var now = Elapsed;
        if (now - last.At >= BetweenMarks)
        {
            marks.Enqueue(last = (now, done, share ?? 0));
            while (marks.Count > 2 && now - marks.Peek().At > Stretch)
                marks.Dequeue();
        }

        var (at, before, shareBefore) = marks.Peek();
        var seconds = Math.Max(0.001, (now - at).TotalSeconds);
        var text = string.Create(CultureInfo.InvariantCulture, $"{done} {unit}, {(done - before) / seconds:F0} a second");
        return share is { } part && part > shareBefore && part < 1
            ? $"{text}, {Left(TimeSpan.FromSeconds(Math.Round((1 - part) * seconds / (part - shareBefore))))} left"
            : text;
    }

    private static string Left(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, time.Seconds)} s"),
    };
}
