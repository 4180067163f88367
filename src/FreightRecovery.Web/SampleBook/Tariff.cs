namespace FreightRecovery.Web.SampleBook;

/// <summary>Round figures that turn the dollar rates of the lanes into a customer's currency; no market's real rates.</summary>
internal static class Tariff
{
    public static decimal PerDollar(string currency) => currency switch
    {
        "USD" => 1m,
        "EUR" => 0.9m,
        "CNY" => 7m,
        "HKD" => 8m,
        _ => throw new ArgumentOutOfRangeException(nameof(currency), currency, "No such currency in the sample book."),
    };
}
