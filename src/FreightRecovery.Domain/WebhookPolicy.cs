using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Domain;

/// <summary>How other programs are told what happens here, and for how long it is tried.</summary>
public sealed record WebhookPolicy
{
    /// <summary>
    /// The pauses before a delivery that failed is tried again, one after the other; after the last of them it is given up. As shipped it
    /// goes on for three days, as the Standard Webhooks specification recommends.
    /// </summary>
    public ImmutableArray<Duration> Retries { get; init; } =
    [
        Duration.FromSeconds(5), Duration.FromSeconds(30), Duration.FromMinutes(5), Duration.FromMinutes(30), Duration.FromHours(2),
        Duration.FromHours(5), Duration.FromHours(10), Duration.FromHours(14), Duration.FromHours(20), Duration.FromHours(24),
    ];

    /// <summary>Each pause is longer by chance, by this share of itself at the most: what failed together does not come back together.</summary>
    public double Jitter { get; init; } = 0.1;

    /// <summary>For how long an answer is waited for.</summary>
    public Duration Timeout { get; init; } = Duration.FromSeconds(15);

    /// <summary>A webhook of which everything has failed for this long is disabled.</summary>
    public Duration DisableAfter { get; init; } = Duration.FromDays(5);

    /// <summary>For how long deliveries are kept after they were made or given up.</summary>
    public Duration Kept { get; init; } = Duration.FromDays(30);

    /// <summary>So many deliveries to one webhook are under way at once.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults()
    {
        var check = new PolicyCheck()
            .Share(Jitter, "/jitter")
            .Within(Timeout, Duration.FromSeconds(1), Duration.FromMinutes(1), "/timeout")
            .AtLeast(DisableAfter, Duration.FromHours(1), "/disableAfter")
            .AtLeast(Kept, Duration.FromDays(1), "/kept")
            .Within(AtOnce, 1, 32, "/atOnce");
        for (var i = 0; i < (Retries.IsDefault ? 0 : Retries.Length); i++)
            check.Time(Retries[i], $"/retries/{i}");
        return check.Found;
    }

    /// <summary>The pause after so many failed attempts; null when it is given up.</summary>
    /// <param name="attempts">How many attempts have failed, this one included.</param>
    /// <param name="asked">What pause the other side asked for; no more of it is granted than the longest of our own.</param>
    /// <param name="chance">A number from 0 to 1.</param>
    public Duration? PauseAfter(int attempts, Duration? asked, double chance)
    {
        if (Retries.IsDefault || attempts < 1 || attempts > Retries.Length)
            return null;
        var granted = asked is { } wish ? Duration.Min(wish, Retries.Max()) : Duration.Zero;
        return Duration.Max(Retries[attempts - 1], granted) * (1 + (Jitter * chance));
    }
}
