namespace FreightRecovery.Domain.Recovery;

/// <summary>Adds up amounts of any currency in one, line by line: each line names the rate it used, or that there is none.</summary>
internal sealed class Tally(Currency currency, ExchangeRates rates)
{
    private readonly List<ExplanationLine> lines = [];

    /// <summary>The lines, each rounded to the minor unit.</summary>
    public IReadOnlyList<ExplanationLine> Lines => lines;

    /// <summary>What could not be valued.</summary>
    public Amounts Unvalued { get; private set; } = Amounts.None;

    /// <summary>Adds what something comes to.</summary>
    public void Add(string label, Amounts amounts)
    {
        foreach (var amount in amounts.Each)
        {
            if (amount.Currency == currency)
                lines.Add(new(label, amount.Rounded()));
            else if (rates.Value(amount, currency) is { } worth)
                lines.Add(new(rates.Told(label, amount, currency), worth));
            else
            {
                lines.Add(new(
                    $"{label}, {Words.Of(amount)}: not counted, the policy has no rate between {amount.Currency} and {currency}",
                    Money.Zero(currency)));
                Unvalued += amount;
            }
        }
    }
}
