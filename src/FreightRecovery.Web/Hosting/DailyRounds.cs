using FreightRecovery.Web.Policies;
using NodaTime;

namespace FreightRecovery.Web.Hosting;

/// <summary>What the house looks after once a day, at the start, and when its policy has changed.</summary>
public sealed class DailyRounds(PolicyInForce policy, CalendarWatch calendars, BookFigures book)
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private (LocalDate Day, int Policy)? done;

    /// <summary>Goes round unless that was done on this day (UTC) under this policy. A round that fails is gone again.</summary>
    public async Task Go(Instant now, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var today = (now.InUtc().Date, policy.Current.House.Version);
            if (done == today)
                return;
            await book.Read(cancel);
            await calendars.Look(now, cancel);
            done = today;
        }
        finally
        {
            turn.Release();
        }
    }
}

/// <summary>Goes the daily round while the server runs.</summary>
internal sealed class DailyService(DailyRounds rounds, IClock clock, ILogger<DailyService> log)
    : RepeatedService(TimeSpan.FromSeconds(5), "The daily round failed; it is tried again.", log)
{
    protected override Task Round(CancellationToken cancel) => rounds.Go(clock.GetCurrentInstant(), cancel);
}
