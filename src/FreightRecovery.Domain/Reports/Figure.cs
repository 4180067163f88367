using NodaTime;

namespace FreightRecovery.Domain.Reports;

/// <summary>
/// One figure of a report (DOMAIN 8), with what it was worked out from. What cannot be said is null and says what is missing:
/// a nought that nobody counted is worse than none.
/// </summary>
/// <param name="Name">What it is, such as <c>resolutionRate</c>.</param>
/// <param name="Unit"><c>count</c>, <c>share</c>, <c>mark</c>, <c>perThousand</c>, <c>duration</c>, <c>amount</c> or <c>ratio</c>.</param>
public sealed record Figure(string Name, string Unit)
{
    /// <summary>By what it is split, such as <c>carrier</c> or <c>currency</c>; null for the whole.</summary>
    public string? By { get; init; }

    /// <summary>Which part of the split; null for the whole, and for the part of which that is not known.</summary>
    public string? Key { get; init; }

    /// <summary>Its value, for all units but durations and amounts.</summary>
    public decimal? Value { get; init; }

    /// <summary>Its value when it is money.</summary>
    public Money? Amount { get; init; }

    /// <summary>Its value when it is a time, ISO 8601.</summary>
    public string? Time { get; init; }

    /// <summary>What was counted.</summary>
    public decimal? Numerator { get; init; }

    /// <summary>Out of how many, or over how many.</summary>
    public decimal? Denominator { get; init; }

    /// <summary>What is missing to say it; null when it is said.</summary>
    public string? Missing { get; init; }

    /// <summary>A plain number of things.</summary>
    public static Figure Count(string name, long count) => new(name, "count") { Value = count, Numerator = count };

    /// <summary>A part of a whole, 0 to 1.</summary>
    public static Figure Share(string name, long part, long whole, string missing) => Quotient(name, "share", part, whole, 1, missing);

    /// <summary>One number over another.</summary>
    public static Figure Quotient(string name, string unit, decimal over, decimal under, int times, string missing) => new(name, unit)
    {
        Value = under == 0 ? null : decimal.Round(times * over / under, 4, MidpointRounding.AwayFromZero),
        Numerator = over, Denominator = under, Missing = under == 0 ? missing : null,
    };

    /// <summary>A time out of so many.</summary>
    public static Figure Span(string name, Duration? time, int of, string missing) => new(name, "duration")
    {
        Time = time is { } known ? DurationText.Write(known) : null, Denominator = of, Missing = time is null ? missing : null,
    };

    /// <summary>Sums by currency; one figure that says what is missing when there is none.</summary>
    public static IEnumerable<Figure> Sums(string name, IReadOnlyList<CountedSum> sums, string missing) => sums.Count == 0
        ? [new Figure(name, "amount") { Missing = missing }]
        : sums.Select(s => new Figure(name, "amount")
        {
            By = "currency", Key = s.Amount.Currency.Code, Amount = s.Amount, Numerator = s.Count,
        });
}

/// <summary>A sum in one currency, and of how many things.</summary>
public readonly record struct CountedSum(Money Amount, long Count);
