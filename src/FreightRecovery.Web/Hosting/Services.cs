using FreightRecovery.Engine;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Hosting;

/// <summary>Delivers the outbox as soon as something lies in it.</summary>
internal sealed class DispatchService(Dispatcher dispatcher, IDatabase database, ILogger<DispatchService> log) : BackgroundService
{
    // Another process, such as an import, may have written: look now and then without being woken.
    private static readonly TimeSpan AtTheLatest = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Starting does not wait for what lies in the outbox.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = database.Outbox.Next;
            try
            {
                var (_, refused) = await dispatcher.Drain(stoppingToken);
                if (refused > 0)
                    log.LogError("{Refused} commands were refused on delivery; they are kept in the outbox with the reason.", refused);
                await more.WaitAsync(AtTheLatest, stoppingToken);
            }
            catch (TimeoutException)
            {
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e)
            {
                log.LogError(e, "Delivering failed; it is tried again.");
                await Pause.After(AtTheLatest, stoppingToken);
            }
        }
    }
}

/// <summary>Work that is done again and again. A round that fails is told, and the next one comes all the same.</summary>
/// <param name="every">The pause after a round.</param>
/// <param name="failed">What is told of a round that failed.</param>
internal abstract class RepeatedService(TimeSpan every, string failed, ILogger log) : BackgroundService
{
    /// <summary>Does it once.</summary>
    protected abstract Task Round(CancellationToken cancel);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Starting does not wait for the first round.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Round(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e)
            {
                log.LogError(e, "{Failed}", failed);
            }

            await Pause.After(every, stoppingToken);
        }
    }
}

/// <summary>Says the clock's word when something falls due.</summary>
internal sealed class SweepService(DeadlineSweep sweep, IClock clock, ILogger<SweepService> log)
    : RepeatedService(TimeSpan.FromSeconds(1), "A deadline could not be handled; it is tried again.", log)
{
    protected override Task Round(CancellationToken cancel) => sweep.Sweep(clock.GetCurrentInstant(), cancel);
}

/// <summary>Wakes those who read the live notices when another program, such as an import or another node, has written some.</summary>
internal sealed class NoticeWatch(Notifications notifications, IDatabase database, IClock clock, ILogger<NoticeWatch> log)
    : RepeatedService(TimeSpan.FromSeconds(1), "The notices could not be looked at; it is tried again.", log)
{
    private (long Place, long More) known;
    private Instant since = Instant.MinValue;

    protected override async Task Round(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var place = known.Place;
        // What is counted lies after a place before which nothing can come any more; that moves on now and then.
        if (since + database.Overtaken < now)
            (place, since) = (await notifications.Settled(now, cancel), now);
        var more = await notifications.CountAfter(place, cancel);
        if (place != known.Place || more != known.More)
            database.Notices.Set();
        known = (place, more);
    }
}

/// <summary>Lets go of streams that nobody uses, so that memory follows what is active.</summary>
internal sealed class IdleService(InProcessGateway gateway) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Pause.After(TimeSpan.FromMinutes(1), stoppingToken);
            gateway.LetGoIdle();
        }
    }
}

/// <summary>A pause that a stop cuts short without an exception.</summary>
internal static class Pause
{
    public static async Task After(TimeSpan time, CancellationToken cancel) =>
        await Task.Delay(time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
