using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Domain.Shipments;

/// <summary>The rules of the invoices that are not the law of the house.</summary>
public sealed record LedgerPolicy
{
    /// <summary>While nothing has happened to an overdue hold, finance and the manager are told again after this time.</summary>
    public Duration RemindEvery { get; init; } = Duration.FromDays(7);

    /// <summary>The ageing list's buckets: a hold is in the first one whose number of days it has not passed, or beyond the last.</summary>
    public ImmutableArray<int> AgeingDays { get; init; } = [7, 14, 30, 60, 90];

    /// <summary>
    /// What one person of finance may write off alone, by currency; above it, and in a currency that is not listed, a second
    /// one confirms. Amounts are never converted, so each currency has its own.
    /// </summary>
    public ImmutableSortedDictionary<string, decimal> WriteOffAlone { get; init; } =
        ImmutableSortedDictionary.CreateRange(new Dictionary<string, decimal>
        {
            ["CNY"] = 2000m, ["EUR"] = 300m, ["GBP"] = 250m, ["HKD"] = 2500m, ["JPY"] = 45_000m, ["RUB"] = 25_000m, ["USD"] = 300m,
        });

    /// <summary>True when one person may write this off alone.</summary>
    public bool MayWriteOffAlone(Money amount) =>
        WriteOffAlone.TryGetValue(amount.Currency.Code, out var most) && amount.Amount <= most;

    /// <summary>The bucket of an age: the place in <see cref="AgeingDays"/>, or one past the last.</summary>
    public int BucketOf(Duration age)
    {
        var bucket = 0;
        while (bucket < AgeingDays.Length && age > Duration.FromDays(AgeingDays[bucket]))
            bucket++;
        return bucket;
    }

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults()
    {
        var check = new PolicyCheck()
            .AtLeast(RemindEvery, Duration.FromHours(1), "/remindEvery")
            .That(!AgeingDays.IsDefaultOrEmpty, "/ageingDays", "At least one number of days.");
        for (var i = 0; i < (AgeingDays.IsDefault ? 0 : AgeingDays.Length); i++)
            check.Above(AgeingDays[i], i == 0 ? 0 : AgeingDays[i - 1], $"/ageingDays/{i}");
        foreach (var (code, most) in WriteOffAlone)
            check.That(Currency.TryParse(code) is not null, $"/writeOffAlone/{code}", "A currency is three capital letters (ISO 4217).")
                .AtLeast(most, 0m, $"/writeOffAlone/{code}");
        return check.Found;
    }
}
