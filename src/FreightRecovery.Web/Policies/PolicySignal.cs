using System.Runtime.InteropServices;
using FreightRecovery.Domain.Calendar;
using FreightRecovery.Store;
using NodaTime;

namespace FreightRecovery.Web.Policies;

/// <summary>Notes the policy at the start, and reads it again on SIGHUP, as servers do.</summary>
internal sealed class PolicySignal(PolicyInForce policy, IDatabase database, IClock clock, ILogger<PolicySignal> log) : IHostedService, IDisposable
{
    private PosixSignalRegistration? hangUp;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await policy.Note(database, clock.GetCurrentInstant(), cancellationToken);
        Warn();
        hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            _ = Reload();
        });
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => hangUp?.Dispose();

    private void Warn()
    {
        foreach (var calendar in RunningOut.Of(policy.Current.House.Calendars, clock.GetCurrentInstant()))
            log.LogWarning("{Advice}", calendar.Advice);
    }

    private async Task Reload()
    {
        try
        {
            var changed = await policy.Reload(database, clock.GetCurrentInstant());
            log.LogInformation("Policy version {Version} is in force{Change}.", policy.Current.House.Version, changed ? "" : ", as before");
            Warn();
        }
        catch (Exception e) when (e is PolicyException or IOException or UnauthorizedAccessException)
        {
            log.LogError("The policy was not taken, version {Version} stays in force: {Reason}", policy.Current.House.Version, e.Message);
        }
    }
}
