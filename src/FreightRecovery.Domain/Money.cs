using System.Globalization;

namespace FreightRecovery.Domain;

/// <summary>An ISO 4217 currency code, such as USD. Three capital letters; which codes exist is the caller's business.</summary>
public readonly record struct Currency(string Code)
{
    /// <summary>Digits after the point by ISO 4217: 0 for JPY, 3 for KWD, 2 for most.</summary>
    public int MinorUnits => Code switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "VND" or "VUV"
            or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    /// <summary>Reads a code; null unless it is three capital ASCII letters.</summary>
    public static Currency? TryParse(string? code) =>
        code is { Length: 3 } && code.All(char.IsAsciiLetterUpper) ? new Currency(code) : null;

    /// <inheritdoc/>
    public override string ToString() => Code;
}

/// <summary>
/// An amount in one currency. Arithmetic never mixes currencies: doing so is a bug and throws; input that would lead
/// there is refused before, as <see cref="Refusal.CurrencyMismatch"/>.
/// </summary>
public readonly record struct Money(decimal Amount, Currency Currency) : IComparable<Money>
{
    /// <summary>No money, in a currency.</summary>
    public static Money Zero(Currency currency) => new(0m, currency);

    /// <summary>True for an amount of nought.</summary>
    public bool IsZero => Amount == 0m;

    /// <summary>Rounded to the currency's minor unit, halves away from nought as on an invoice.</summary>
    public Money Rounded() => this with { Amount = Math.Round(Amount, Currency.MinorUnits, MidpointRounding.AwayFromZero) };

    /// <summary>The given share of this amount, rounded to the minor unit; 0.2 is one fifth.</summary>
    public Money Share(decimal share) => new Money(Amount * share, Currency).Rounded();

    /// <summary>The smaller of two amounts of one currency.</summary>
    public static Money Min(Money a, Money b) => a <= b ? a : b;

    /// <summary>The larger of two amounts of one currency.</summary>
    public static Money Max(Money a, Money b) => a >= b ? a : b;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Same(this, other).Amount.CompareTo(other.Amount);

    /// <summary>Sum in one currency.</summary>
    public static Money operator +(Money a, Money b) => new(Same(a, b).Amount + b.Amount, a.Currency);

    /// <summary>Difference in one currency.</summary>
    public static Money operator -(Money a, Money b) => new(Same(a, b).Amount - b.Amount, a.Currency);

    /// <summary>The opposite amount.</summary>
    public static Money operator -(Money a) => a with { Amount = -a.Amount };

    /// <summary>Compares within one currency.</summary>
    public static bool operator <(Money a, Money b) => a.CompareTo(b) < 0;

    /// <summary>Compares within one currency.</summary>
    public static bool operator >(Money a, Money b) => a.CompareTo(b) > 0;

    /// <summary>Compares within one currency.</summary>
    public static bool operator <=(Money a, Money b) => a.CompareTo(b) <= 0;

    /// <summary>Compares within one currency.</summary>
    public static bool operator >=(Money a, Money b) => a.CompareTo(b) >= 0;

    /// <summary>
    /// The amount with at least the currency's minor digits, and never fewer than it has: equal amounts read the same, so
    /// what is written from a state does not depend on whether the state came from memory or from the store.
    /// </summary>
    public string Digits()
    {
        const decimal One = 1.0000000000000000000000000000m; // dividing by it takes trailing noughts off
        var least = Currency.MinorUnits;
        return Math.Round(Amount, least, MidpointRounding.ToZero) == Amount
            ? Amount.ToString("F" + least.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : (Amount / One).ToString(CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Digits()} {Currency.Code}";

    private static Money Same(Money a, Money b) => a.Currency == b.Currency
        ? a
        : throw new InvalidOperationException($"Amounts in {a.Currency} and {b.Currency} cannot be combined.");
}
