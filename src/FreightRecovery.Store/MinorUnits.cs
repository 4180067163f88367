using FreightRecovery.Domain;

namespace FreightRecovery.Store;

/// <summary>
/// Amounts as whole numbers of the currency's minor unit, so that a database can sum them up exactly. Reports alone use them; what is
/// owed is stored as written.
/// </summary>
internal static class MinorUnits
{
    /// <summary>The amount in minor units, rounded. What no currency holds is cut off: a report must not keep an event from being stored.</summary>
    public static long Minor(this Money amount) =>
        (long)Math.Clamp(decimal.Round(amount.Rounded().Amount * Factor(amount.Currency)), long.MinValue / 1000m, long.MaxValue / 1000m);

    /// <summary>An amount of minor units.</summary>
    public static Money Of(long minor, string currency) => new(minor / Factor(new Currency(currency)), new Currency(currency));

    private static decimal Factor(Currency currency) => currency.MinorUnits switch
    {
        0 => 1m,
        3 => 1000m,
        _ => 100m,
    };
}
