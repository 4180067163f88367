using FreightRecovery.Engine;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Hosting;

/// <summary>
/// Moves a test clock from one due instant to the next, so that everything that would have happened in that time
/// happens, in its order and at its time.
/// </summary>
public sealed class ClockHands(TestClock clock, IStore store, DeadlineSweep sweep, Dispatcher dispatcher, DailyRounds rounds)
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>The instant that the clock shows.</summary>
    public Instant Now => clock.GetCurrentInstant();

    /// <summary>Moves the clock on; answers with the instant then, when every deadline until there has been handled.</summary>
    /// <param name="by">How far. Months and years count by the calendar, in UTC.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period goes back, or beyond the calendar.</exception>
    public async Task<Instant> Move(Period by, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var target = Target(by);
            await dispatcher.Drain(cancel);
            // A policy that came in may have brought forward what is to come.
            await sweep.Sweep(Now, cancel);
            while (await store.NextDue(cancel) is { } due && due <= target)
            {
                To(Instant.Max(Now, due));
                await rounds.Go(Now, cancel);
                await sweep.Sweep(Now, cancel);
                // What was handled may lead to new deadlines in other streams, before the next one that is known.
                await dispatcher.Drain(cancel);
            }

            To(target);
            await rounds.Go(Now, cancel);
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
        try
        {
            var target = Now.InUtc().LocalDateTime.Plus(by).InUtc().ToInstant();
            return target >= Now ? target : throw new ArgumentOutOfRangeException(nameof(by), "The clock goes forward only.");
        }
        catch (OverflowException)
        {
            throw new ArgumentOutOfRangeException(nameof(by), "That is beyond the calendar.");
        }
    }

    private void To(Instant instant) => clock.Advance(instant - Now);
}
