using System.Collections.Immutable;

namespace FreightRecovery.Domain.Incidents;

/// <summary>Which claims are accepted without dispute, and which are investigated (DOMAIN 3.4). Amounts by currency; nothing is converted.</summary>
public sealed record ValidityPolicy
{
    /// <summary>Up to these amounts a claim is small.</summary>
    public ImmutableSortedDictionary<string, decimal> Small { get; init; } =
        ImmutableSortedDictionary.CreateRange(new Dictionary<string, decimal>
        {
            ["CNY"] = 2_000m, ["EUR"] = 300m, ["GBP"] = 250m, ["HKD"] = 2_500m, ["JPY"] = 45_000m, ["RUB"] = 25_000m, ["USD"] = 300m,
        });

    /// <summary>From these amounts on a claim is large.</summary>
    public ImmutableSortedDictionary<string, decimal> Large { get; init; } =
        ImmutableSortedDictionary.CreateRange(new Dictionary<string, decimal>
        {
            ["CNY"] = 70_000m, ["EUR"] = 10_000m, ["GBP"] = 8_000m, ["HKD"] = 80_000m, ["JPY"] = 1_500_000m, ["RUB"] = 900_000m,
            ["USD"] = 10_000m,
        });

    /// <summary>A customer's record is clean without a doubtful claim in this many months.</summary>
    public int CleanMonths { get; init; } = 12;

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults()
    {
        var check = new PolicyCheck().Within(CleanMonths, 1, 120, "/cleanMonths");
        foreach (var (table, name) in new[] { (Small, "/small"), (Large, "/large") })
            foreach (var (code, amount) in table)
                check.That(Currency.TryParse(code) is not null, $"{name}/{code}", "A currency is three capital letters (ISO 4217).")
                    .Above(amount, 0m, $"{name}/{code}");
        foreach (var (code, amount) in Small)
            check.That(!Large.TryGetValue(code, out var large) || amount < large, "/small/" + code, "What is small lies below what is large.");
        return check.Found;
    }
}
