using FreightRecovery.Domain;
using FreightRecovery.Feeds.Meanings;

namespace FreightRecovery.Web.Policies;

/// <summary>All that a house can set: the policy of the domain, and from when on a feed's fact is worth an incident.</summary>
/// <param name="House">The thresholds of the domain. Its version is the version of the whole.</param>
/// <param name="Feeds">The thresholds of the feeds.</param>
public sealed record PolicySet(Policy House, FeedPolicy Feeds)
{
    /// <summary>What ships with the product.</summary>
    public static PolicySet Default { get; } = new(Policy.Default, FeedPolicy.Default);

    /// <summary>Everything that is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults() =>
        [.. House.Faults(), .. new PolicyCheck().Part("/" + PolicyJson.FeedsMember, Feeds.Faults()).Found];
}
