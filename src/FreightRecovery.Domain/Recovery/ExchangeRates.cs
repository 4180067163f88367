using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Domain.Recovery;

/// <summary>
/// What currencies are worth, with a date and a source, so that options of several currencies can stand in one order. No
/// amount that is offered, credited or paid is ever converted with it. What ships is rough on purpose: a house puts its bank's
/// rates here.
/// </summary>
public sealed record ExchangeRates
{
    /// <summary>The currency in which worth is told (ISO 4217).</summary>
    public string Base { get; init; } = "USD";

    /// <summary>The day of the rates.</summary>
    public LocalDate On { get; init; } = new(2026, 1, 1);

    /// <summary>Where they come from, as it is shown beside each sum that uses them.</summary>
    public string Source { get; init; } = "rough rates as shipped";

    /// <summary>What one unit of a currency is worth in the base. A currency that is not listed cannot be valued.</summary>
    public ImmutableSortedDictionary<string, decimal> Worth { get; init; } = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        new Dictionary<string, decimal>
        {
            ["AED"] = 0.27m, ["CNY"] = 0.14m, ["EUR"] = 1.1m, ["GBP"] = 1.3m, ["HKD"] = 0.13m, ["JPY"] = 0.0067m, ["KRW"] = 0.00073m,
            ["RUB"] = 0.012m, ["SGD"] = 0.75m, ["TWD"] = 0.031m,
        });

    /// <summary>What one unit of a currency is worth in another; null when there is no rate.</summary>
    public decimal? Rate(Currency from, Currency to) =>
        from == to ? 1m : Of(from) is { } worth && Of(to) is { } unit ? worth / unit : null;

    /// <summary>The worth of an amount in another currency, rounded to its minor unit; null when there is no rate.</summary>
    public Money? Value(Money amount, Currency to) => Rate(amount.Currency, to) is { } rate ? new Money(amount.Amount * rate, to).Rounded() : null;

    /// <summary>A line with an amount and its rate, such as <c>discount, 40.00 CNY at 0.14 USD for 1 CNY (rough rates as shipped, 2026-01-01)</c>.</summary>
    internal string Told(string label, Money amount, Currency to)
    {
        var rate = $"{Words.Of(Rate(amount.Currency, to)!.Value)} {to}";
        return $"{label}, {Words.Of(amount)} at {rate} for 1 {amount.Currency} ({Source}, {LocalDatePattern.Iso.Format(On)})";
    }

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults()
    {
        var check = new PolicyCheck()
            .That(Currency.TryParse(Base) is not null, "/base", "A currency is three capital letters (ISO 4217).")
            .That(!string.IsNullOrWhiteSpace(Source), "/source", "Say where the rates come from.")
            .That(!Worth.ContainsKey(Base) || Worth[Base] == 1m, $"/worth/{Base}", "One unit of the base is worth 1; leave it out.");
        foreach (var (code, worth) in Worth)
            check.That(Currency.TryParse(code) is not null, $"/worth/{code}", "A currency is three capital letters (ISO 4217).")
                .Above(worth, 0m, $"/worth/{code}");
        return check.Found;
    }

    private decimal? Of(Currency currency) =>
        currency.Code == Base ? 1m : Worth.TryGetValue(currency.Code, out var worth) ? worth : null;
}
