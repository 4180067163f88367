using FreightRecovery.Domain.Customers;
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

    /// <summary>Whose figure says where the top tenth by revenue begins: the house's own book, read once a day, or this policy.</summary>
    public TopTenthBy TopTenthBy { get; init; } = TopTenthBy.Book;

    /// <summary>A book of fewer customers in a currency says nothing of its top tenth; then the policy's figure counts.</summary>
    public int TopTenthLeastCustomers { get; init; } = 50;

    /// <summary>
    /// The policy's own figure: from which expected margin of twelve months on a customer counts to the top tenth. A rough common
    /// measure in US dollars.
    /// </summary>
    public decimal TopTenthFrom { get; init; } = 80_000m;

    /// <summary>Who has the incident of a silent customer in the top tenth (DOMAIN 3.5).</summary>
    public Authority SilentTopTenth { get; init; } = Authority.Executive;

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults() => new PolicyCheck()
        .Part("/amount", Amount.Faults())
        .Above(TopTenthFrom, 0m, "/topTenthFrom")
        .AtLeast(TopTenthLeastCustomers, 10, "/topTenthLeastCustomers")
        .That(SilentTopTenth > Authority.Sales, "/silentTopTenth", "It rises to supervisor, manager or executive.")
        .Found;
}
