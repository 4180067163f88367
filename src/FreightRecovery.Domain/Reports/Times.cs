using NodaTime;

namespace FreightRecovery.Domain.Reports;

/// <summary>How long something took, each time in whole seconds: the median and the ninth tenth.</summary>
public sealed class Times
{
    private readonly List<int> seconds = [];
    private bool sorted;

    /// <summary>How many times there are.</summary>
    public int Count => seconds.Count;

    /// <summary>Adds one. A time that would run backwards, by the clocks of two machines, is none.</summary>
    public void Add(long time)
    {
        seconds.Add((int)Math.Clamp(time, 0, int.MaxValue));
        sorted = false;
    }

    /// <summary>The smallest time that a share of all do not exceed (nearest rank); null when there is none.</summary>
    /// <param name="share">Above 0 and at most 1; 0.5 is the median.</param>
    public Duration? Within(decimal share)
    {
        if (seconds.Count == 0)
            return null;
        if (!sorted)
            seconds.Sort();
        sorted = true;
        return Duration.FromSeconds(seconds[Math.Max(0, (int)Math.Ceiling(share * seconds.Count) - 1)]);
    }
}

/// <summary>How long it took with the incidents of a period.</summary>
/// <param name="Told">Until the customer was told.</param>
/// <param name="ToldWorked">The working time until then.</param>
/// <param name="Resolved">Until it was resolved.</param>
/// <param name="ResolvedWorked">The working time until then, without the waits for the customer.</param>
public sealed record IncidentTimes(Times Told, Times ToldWorked, Times Resolved, Times ResolvedWorked);
