using System.Collections.Immutable;

namespace FreightRecovery.Domain.Recovery;

/// <summary>Amounts of several currencies side by side, one for each: adding never mixes them, and nothing is converted.</summary>
public sealed class Amounts
{
    private readonly ImmutableSortedDictionary<string, Money> byCode;

    private Amounts(ImmutableSortedDictionary<string, Money> byCode) => this.byCode = byCode;

    /// <summary>No money at all.</summary>
    public static Amounts None { get; } = new(ImmutableSortedDictionary.Create<string, Money>(StringComparer.Ordinal));

    /// <summary>The amounts, by currency code; none of them is nought.</summary>
    public IEnumerable<Money> Each => byCode.Values;

    /// <summary>True when there is nothing in any currency.</summary>
    public bool IsZero => byCode.IsEmpty;

    /// <summary>The sum of any amounts, for each currency of its own.</summary>
    public static Amounts Of(IEnumerable<Money> amounts) => amounts.Aggregate(None, (sum, amount) => sum + amount);

    /// <summary>What there is in one currency.</summary>
    public Money In(Currency currency) => byCode.GetValueOrDefault(currency.Code, Money.Zero(currency));

    /// <summary>The given share of each, rounded to the minor unit.</summary>
    public Amounts Share(decimal share) => Of(Each.Select(amount => amount.Share(share)));

    /// <summary>An order of amounts that cannot be compared: what is nowhere more and somewhere less comes first.</summary>
    public static Comparer<Amounts> Order { get; } = Comparer<Amounts>.Create((a, b) => a.byCode.Keys.Union(b.byCode.Keys)
        .Order(StringComparer.Ordinal)
        .Select(code => a.In(new Currency(code)).CompareTo(b.In(new Currency(code))))
        .FirstOrDefault(order => order != 0));

    /// <summary>One amount is amounts of one currency.</summary>
    public static implicit operator Amounts(Money amount) => None + amount;

    /// <summary>Sum, for each currency of its own.</summary>
    public static Amounts operator +(Amounts a, Amounts b) => b.Each.Aggregate(a, (sum, amount) => sum + amount);

    /// <summary>Sum, for each currency of its own.</summary>
    public static Amounts operator +(Amounts a, Money b)
    {
        var sum = a.In(b.Currency) + b;
        return new(sum.IsZero ? a.byCode.Remove(b.Currency.Code) : a.byCode.SetItem(b.Currency.Code, sum));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(" and ", Each.Select(Words.Of));
}
