using FreightRecovery.Engine;
using FreightRecovery.Store;
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

/// <summary>Says the clock's word when something falls due.</summary>
internal sealed class SweepService(DeadlineSweep sweep, IClock clock, ILogger<SweepService> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await sweep.Sweep(clock.GetCurrentInstant(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e)
            {
                log.LogError(e, "A deadline could not be handled; it is tried again.");
            }

            await Pause.After(Every, stoppingToken);
        }
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
