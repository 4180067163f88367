using FreightRecovery.Engine;
using FreightRecovery.Store;
using NodaTime;

namespace FreightRecovery.Web.Hosting;

/// <summary>Holds this program's share of the outbox and the deadlines, and gives it back at the end.</summary>
internal sealed class LeaseService(Shares shares, IDatabase database, IClock clock, ServeOptions options, ILogger<LeaseService> log) : BackgroundService
{
    private static readonly Duration MostSkew = Duration.FromSeconds(5);

    private bool told;

    // Once before the server listens, so that a program that is alone never waits for its share.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Renew(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await shares.Release(cancellationToken);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            log.LogWarning("The share could not be given back; others take it when it ends: {Reason}", e.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Pause.After(Shares.RenewEvery.ToTimeSpan(), stoppingToken);
            if (!stoppingToken.IsCancellationRequested)
                await Renew(stoppingToken);
        }
    }

    private async Task Renew(CancellationToken cancel)
    {
        var before = shares.Now;
        try
        {
            var share = await shares.Renew(cancel);
            if (share.DatabaseTime is { } there && options.TestClock is null)
                Compare(there);
            if (share.Fences?.Count > (before.Fences?.Count ?? 0))
                database.Outbox.Set();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            log.LogError(e, "The share could not be renewed; it is tried again, and others take it when it ends.");
        }
    }

    // Promises fall due by this machine's clock, so two that disagree tell their people different things.
    private void Compare(Instant there)
    {
        var skew = clock.GetCurrentInstant() - there;
        var far = skew > MostSkew || skew < -MostSkew;
        if (far && !told)
            log.LogWarning(
                "This machine's clock is {Skew} away from the database's. Set both by the same time service: clocks of customers are reckoned by it.", skew);
        told = far;
    }
}
