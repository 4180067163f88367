using FreightRecovery.Engine;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Hosting;

/// <summary>
/// A clock that stands still until it is moved, for demonstrations and tests. Moving it goes from one due instant to
/// the next, so that everything that would have happened in that time happens, in its order and at its time.
/// </summary>
public sealed class TestClock(Instant start) : IClock
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private long ticks = start.ToUnixTimeTicks();

    /// <inheritdoc/>
    public Instant GetCurrentInstant() => Instant.FromUnixTimeTicks(Volatile.Read(ref ticks));

    /// <summary>Moves the clock on; answers with the instant now, when every deadline until then has been handled.</summary>
    /// <param name="by">How far; nothing in it may be negative. Months and years count by the calendar, in UTC.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period goes back, or beyond the calendar.</exception>
    public async Task<Instant> Advance(
        Period by, IStore store, DeadlineSweep sweep, Dispatcher dispatcher, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var target = Target(by);
            await dispatcher.Drain(cancel);
            while (await store.NextDue(cancel) is { } due && due <= target)
            {
                Set(Instant.Max(GetCurrentInstant(), due));
                await sweep.Sweep(GetCurrentInstant(), cancel);
                // What was handled may lead to new deadlines in other streams, before the next one that is known.
                await dispatcher.Drain(cancel);
            }

            Set(target);
            return target;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Reads an ISO 8601 period or duration, such as <c>P30D</c>, <c>P1M</c> or <c>PT36H</c>; null for anything else.</summary>
    public static Period? Read(string? text) =>
        text is not null && PeriodPattern.NormalizingIso.Parse(text) is { Success: true, Value: var period } ? period : null;

    private Instant Target(Period by)
    {
        var now = GetCurrentInstant();
        try
        {
            var target = now.InUtc().LocalDateTime.Plus(by).InUtc().ToInstant();
            return target >= now ? target : throw new ArgumentOutOfRangeException(nameof(by), "The clock goes forward only.");
        }
        catch (OverflowException)
        {
            throw new ArgumentOutOfRangeException(nameof(by), "That is beyond the calendar.");
        }
    }

    private void Set(Instant now) => Volatile.Write(ref ticks, now.ToUnixTimeTicks());
}
