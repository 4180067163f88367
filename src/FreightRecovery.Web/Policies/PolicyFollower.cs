using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Hosting;
using NodaTime;

namespace FreightRecovery.Web.Policies;

/// <summary>
/// Takes a policy that came into force on another node. Nodes read their own files, and those that share the data directory find the new
/// one there; one that has a copy and finds the old one says so, once for each version.
/// </summary>
internal sealed class PolicyFollower(PolicyInForce policy, IDatabase database, IClock clock, ILogger<PolicyFollower> log)
    : RepeatedService(TimeSpan.FromSeconds(10), "Looking for a new policy failed; it is tried again.", log)
{
    private int told;

    protected override Task Round(CancellationToken cancel) => Look(cancel);

    /// <summary>Looks once.</summary>
    internal async Task Look(CancellationToken cancel)
    {
        if (await PolicyLog.Newest(database, 1, cancel) is not [{ Version: var newest }] || newest <= policy.Current.House.Version)
            return;
        var reason = "its own files still say the old one";
        try
        {
            if (await policy.Reload(database, clock.GetCurrentInstant(), cancel))
                log.LogInformation("Policy version {Version} is in force, as on other nodes.", policy.Current.House.Version);
        }
        catch (Exception e) when (e is PolicyException or IOException or UnauthorizedAccessException)
        {
            reason = e.Message;
        }

        if (newest > policy.Current.House.Version && told != newest)
        {
            told = newest;
            log.LogWarning("Policy version {Newest} is in force elsewhere, and {Version} on this node: {Reason}", newest, policy.Current.House.Version, reason);
        }
    }
}
