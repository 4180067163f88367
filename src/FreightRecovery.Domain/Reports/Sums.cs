namespace FreightRecovery.Domain.Reports;

/// <summary>Sums of several currencies, which never mix.</summary>
public static class Sums
{
    /// <summary>One sum for each currency, by its code; nothing is left out.</summary>
    public static IReadOnlyList<CountedSum> ByCurrency(this IEnumerable<CountedSum> sums) =>
    [
        .. sums.GroupBy(s => s.Amount.Currency)
            .OrderBy(g => g.Key.Code, StringComparer.Ordinal)
            .Select(g => new CountedSum(g.Select(s => s.Amount).Aggregate((a, b) => a + b), g.Sum(s => s.Count))),
    ];

    /// <summary>The amounts alone.</summary>
    public static IReadOnlyList<Money> Amounts(this IEnumerable<CountedSum> sums) => [.. sums.ByCurrency().Select(s => s.Amount)];
}
