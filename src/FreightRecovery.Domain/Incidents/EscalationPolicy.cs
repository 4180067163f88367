using FreightRecovery.Domain.Recovery;

namespace FreightRecovery.Domain.Incidents;

/// <summary>When an incident rises in the house without having missed anything. Policy judgement.</summary>
public sealed record EscalationPolicy
{
    /// <summary>
    /// Up to which amount at stake each level keeps an incident; what exceeds the manager's is the executive's. A rough common
    /// measure in US dollars, see <see cref="Policy.RoughWorth"/>.
    /// </summary>
    public AuthorityBands Amount { get; init; } = new(20_000m, 100_000m, 500_000m);

    /// <summary>
    /// From which expected margin of twelve months on a customer counts to the top tenth by revenue: the figure above which a
    /// tenth of the house's own book lies. A rough common measure in US dollars.
    /// </summary>
    public decimal TopTenthFrom { get; init; } = 80_000m;

    /// <summary>Who has the incident of a silent customer in the top tenth (DOMAIN 3.5).</summary>
    public Authority SilentTopTenth { get; init; } = Authority.Executive;

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults() => new PolicyCheck()
        .Part("/amount", Amount.Faults())
        .Above(TopTenthFrom, 0m, "/topTenthFrom")
        .That(SilentTopTenth > Authority.Sales, "/silentTopTenth", "It rises to supervisor, manager or executive.")
        .Found;
}
