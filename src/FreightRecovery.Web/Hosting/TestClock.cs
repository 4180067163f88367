using NodaTime;

namespace FreightRecovery.Web.Hosting;

/// <summary>A clock that stands still until somebody moves it, for demonstrations and tests.</summary>
public sealed class TestClock(Instant start) : IClock
{
    private long ticks = start.ToUnixTimeTicks();

    /// <inheritdoc/>
    public Instant GetCurrentInstant() => Instant.FromUnixTimeTicks(Volatile.Read(ref ticks));

    /// <summary>Moves it on. Answers with the instant it then shows, UTC.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A clock does not run backwards.</exception>
    public Instant Advance(Duration by) => by < Duration.Zero
        ? throw new ArgumentOutOfRangeException(nameof(by), by, "A clock does not run backwards.")
        : Instant.FromUnixTimeTicks(Interlocked.Add(ref ticks, by.BclCompatibleTicks));
}
