using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Domain.Claims;

/// <summary>The rules of law and terms, with the values of the SDR: data with effective dates, sources and confidence.</summary>
/// <param name="Version">The number of this set.</param>
/// <param name="Rows">The rules.</param>
/// <param name="Sdr">Values of the SDR by day.</param>
public sealed record LegalRules(int Version, ImmutableArray<LegalRule> Rows, ImmutableArray<SdrRate> Sdr)
{
    private static readonly Lazy<LegalRules> Embedded = new(ReadEmbedded);

    /// <summary>The rules that ship with the product.</summary>
    public static LegalRules Shipped => Embedded.Value;

    /// <summary>
    /// The rule on a subject for events of a day, or null when this set knows none. A row for the very circumstances goes
    /// before a general one, and a later one before an earlier one.
    /// </summary>
    public LegalRule? Find(LiabilityRegime regime, LegalSubject subject, LocalDate eventOn, bool containers, bool seaLeg)
    {
        LegalRule? best = null;
        foreach (var row in Rows)
            if (row.Regime == regime && row.Subject == subject && row.InForce(eventOn)
                && (row.Containers is not { } boxed || boxed == containers) && (row.SeaLeg is not { } sea || sea == seaLeg)
                && (best is null || Rank(row).CompareTo(Rank(best)) > 0))
                best = row;
        return best;
    }

    /// <summary>The newest value of the SDR on a day or at most some days before it, or null.</summary>
    public SdrRate? RateOn(LocalDate day, Currency currency, int mostDaysOld)
    {
        SdrRate? best = null;
        foreach (var rate in Sdr)
            if (rate.Currency == currency && rate.On <= day && rate.On >= day.PlusDays(-mostDaysOld) && !(rate.On <= best?.On))
                best = rate;
        return best;
    }

    private static (int, LocalDate) Rank(LegalRule row) =>
        ((row.Containers is null ? 0 : 1) + (row.SeaLeg is null ? 0 : 1), row.From ?? LocalDate.MinIsoValue);

    private static LegalRules ReadEmbedded()
    {
        using var stream = typeof(LegalRules).Assembly.GetManifestResourceStream("legal.json")!;
        using var reader = new StreamReader(stream);
        var (rules, faults) = LegalFile.Read(reader.ReadToEnd());
        return rules ?? throw new InvalidOperationException("The rules that ship are wrong: " + string.Join(" ", faults));
    }
}
