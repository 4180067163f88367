using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Hosting;

/// <summary>Lets go of what need not be kept: reads of long ago, what broken uploads left behind, files whose key is destroyed.</summary>
internal sealed class PrivacyService(
    PersonalReads reads, EvidenceFiles evidence, IStore store, Func<Policy> policy, IClock clock, ILogger<PrivacyService> log)
    : RepeatedService(TimeSpan.FromHours(6), "What was read long ago could not be let go; it is tried again.", log)
{
    // Before the server listens, so nothing that is swept is still coming in.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        evidence.SweepIncoming();
        var forgotten = evidence.Keys().ToHashSet();
        forgotten.ExceptWith((await store.KeysById(forgotten.ToArray(), cancellationToken)).Select(k => k.Id));
        foreach (var key in forgotten)
            evidence.Forget(key);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task Round(CancellationToken cancel)
    {
        while (await reads.Prune(clock.GetCurrentInstant() - policy().Privacy.ReadsKept, cancel) > 0)
        {
        }
    }
}
