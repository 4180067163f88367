using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Domain.Claims;

/// <summary>How far liability goes in one case, with its sum line by line and what is missing to compute it.</summary>
/// <param name="Amount">The limit in money; null when there is none, or when it cannot be computed.</param>
/// <param name="Sdr">The limit in SDR; null when it is in none, or when it cannot be computed.</param>
/// <param name="Unlimited">True when the actual loss is owed.</param>
/// <param name="Lines">The sum, in order.</param>
/// <param name="Basis">The rule behind it; null when none is known.</param>
/// <param name="Missing">What is missing.</param>
public sealed record LegalLimit(
    Money? Amount, decimal? Sdr, bool Unlimited, ImmutableArray<LimitLine> Lines, LegalBasis? Basis, ImmutableArray<string> Missing)
{
    /// <summary>Works out the limit.</summary>
    /// <param name="rules">The rules in force.</param>
    /// <param name="case">What is known.</param>
    /// <param name="currency">The currency to express SDR in: the claim's.</param>
    /// <param name="valuedOn">The day whose SDR is taken: that of the settlement, or today as long as there is none.</param>
    /// <param name="policy">How old a value of the SDR may be.</param>
    public static LegalLimit Of(LegalRules rules, LegalCase @case, Currency currency, LocalDate valuedOn, ClaimPolicy policy) =>
        new LimitWork(rules, @case, currency, valuedOn, policy).Run();
}

/// <summary>One line of a sum.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Sum">The arithmetic, such as <c>470 kg x 2 SDR = 940 SDR</c>.</param>
public sealed record LimitLine(string Label, string Sum);

/// <summary>The reckoning of one limit, line by line.</summary>
internal sealed class LimitWork(LegalRules rules, LegalCase c, Currency currency, LocalDate valuedOn, ClaimPolicy policy)
{
    private const string Sdr = "SDR";
    private readonly List<LimitLine> lines = [];
    private readonly List<string> missing = [];

    public LegalLimit Run() => c is { Wilful: { } why, Regime: { } regime } ? Wilful(Usual(), regime, why) : Usual();

    // What is alleged is not proven yet, so the usual sum stays visible; who settles goes by that one.
    private LegalLimit Wilful(LegalLimit usual, LiabilityRegime regime, string why)
    {
        var rule = Find(regime, LegalSubject.LimitWilful);
        var line = new LimitLine("Wilful misconduct", rule switch
        {
            { Limit: not null } => $"Alleged ({why}). If it is proven no limit holds: {rule.Cite}.",
            { Note: { } note } => $"Alleged ({why}). {note}",
            _ => $"Alleged ({why}). The rules say nothing of it under this regime: the limit stands. Ask counsel.",
        });
        return rule?.Limit is null
            ? usual with { Lines = usual.Lines.Add(line) }
            : new LegalLimit(
                null, null, true, usual.Lines.Add(line),
                new LegalBasis(rule.Id, rule.Subject, rule.Instrument, rule.Cite, rule.Confidence, rule.Note ?? ""), []);
    }

    private LegalLimit Usual()
    {
        if (c.Regime is not { } regime)
            return Nothing("The liability regime is not known. Name it on the claim, or put it on the shipment.");
        var rule = Find(regime, Subject) ?? (c.Loss == LossKind.Delay ? null : Find(regime, LegalSubject.Limit));
        if (rule?.Limit is not { } limit)
            return Nothing(c.Loss == LossKind.Delay
                ? "The rules set no limit for delay under this regime. Ask counsel."
                : $"The rules have no limit for this regime and an event of {Iso(c.EventOn)}. Add it to legal.json.");
        var basis = new LegalBasis(rule.Id, rule.Subject, rule.Instrument, rule.Cite, rule.Confidence, rule.Note ?? "");
        if (limit.Form == LimitForm.ActualLoss)
            return new LegalLimit(null, null, true, [new LimitLine("Actual loss", rule.Note ?? "No limit.")], basis, []);
        if (limit.Form == LimitForm.Freight)
            return new LegalLimit(ByFreight(limit), null, false, [.. lines], basis, [.. missing]);
        return ByUnits(limit) is { } units ? InMoney(limit, units, basis) : new LegalLimit(null, null, false, [.. lines], basis, [.. missing]);
    }

    private LegalSubject Subject => c.Loss switch
    {
        LossKind.Delay => LegalSubject.LimitDelay,
        LossKind.Other when c.Error => LegalSubject.LimitErrors,
        LossKind.Other => LegalSubject.LimitOther,
        LossKind.ApparentDamage or LossKind.HiddenDamage or LossKind.Loss => LegalSubject.Limit,
    };

    private LegalRule? Find(LiabilityRegime regime, LegalSubject subject) =>
        rules.Find(regime, subject, c.EventOn, c.Cargo.Containers, c.SeaLeg);

    // Nothing is guessed: of a "higher of" both sides must be known, or the higher one might be the one that is missing.
    private decimal? ByUnits(LimitRule limit)
    {
        var byMass = limit.PerKg is { } perKg ? Times(c.Mass?.Kilograms, perKg, "kg", limit.Unit, "By mass", "the gross mass concerned (mass)") : null;
        var byPackage = limit.PerPackage is { } perPackage
            ? Times(c.Packages, perPackage, "packages", limit.Unit, "By package", "the number of packages concerned (packages)")
            : null;
        if (limit.Total is { } total)
            lines.Add(new LimitLine("In all", $"{Number(total)} {limit.Unit}"));
        switch (limit.Form)
        {
            case LimitForm.PerKg:
                return byMass;
            case LimitForm.PerPackage:
                return byPackage;
            case LimitForm.HigherOf:
                if (byMass is null || byPackage is null)
                    return null;
                lines.Add(new LimitLine("Higher of the two", $"{Number(Math.Max(byMass.Value, byPackage.Value))} {limit.Unit}"));
                return Math.Max(byMass.Value, byPackage.Value);
            default:
                if (limit.PerKg is not null && byMass is null)
                    return null;
                var least = Math.Min(byMass ?? decimal.MaxValue, limit.Total ?? decimal.MaxValue);
                if (byMass is not null && limit.Total is not null)
                    lines.Add(new LimitLine("Lower of the two", $"{Number(least)} {limit.Unit}"));
                return least;
        }
    }

    private decimal? Times(decimal? quantity, decimal each, string what, string unit, string label, string whatIsMissing)
    {
        if (quantity is not { } known)
        {
            missing.Add($"Not known: {whatIsMissing}.");
            return null;
        }

        lines.Add(new LimitLine(label, $"{Number(known)} {what} x {Number(each)} {unit} = {Number(known * each)} {unit}"));
        return known * each;
    }

    private LegalLimit InMoney(LimitRule limit, decimal units, LegalBasis basis)
    {
        if (limit.Unit != Sdr)
        {
            var inUnit = new Money(units, new Currency(limit.Unit)).Rounded();
            if (inUnit.Currency != currency)
                missing.Add($"The limit is in {limit.Unit} and the claim in {currency}: state the claim in {limit.Unit} to compare them.");
            return new LegalLimit(AtMostTheLoss(limit, inUnit), null, false, [.. lines], basis, [.. missing]);
        }

        if (rules.RateOn(valuedOn, currency, policy.SdrRateMaxAgeDays) is not { } rate)
        {
            missing.Add($"There is no value of the SDR in {currency} for {Iso(valuedOn)} or the {policy.SdrRateMaxAgeDays} days before. "
                + $"Enter it: PUT /sdr/{currency}/{Iso(valuedOn)}.");
            return new LegalLimit(null, units, false, [.. lines], basis, [.. missing]);
        }

        var money = new Money(units * rate.Value, currency).Rounded();
        lines.Add(new LimitLine("In money", $"{Number(units)} SDR x {Number(rate.Value)} {currency} (value of {Iso(rate.On)}) = {money}"));
        lines.Add(new LimitLine("Day of valuation", limit.ValuedOn switch
        {
            ValuationDay.Judgment => "The SDR of the day of judgment counts; until then this is an estimate.",
            ValuationDay.JudgmentOrAgreed => "The SDR of the day of judgment counts, or of a day that the parties agree; until then this is an estimate.",
            _ => "The law of the court says which day's SDR counts; until then this is an estimate.",
        }));
        return new LegalLimit(AtMostTheLoss(limit, money), units, false, [.. lines], basis, [.. missing]);
    }

    private Money AtMostTheLoss(LimitRule limit, Money money)
    {
        if (!(limit.OfValue && c.Value is { } value && value.Currency == money.Currency && value < money))
            return money;
        lines.Add(new LimitLine("Value of the loss", $"{value} is lower"));
        return value;
    }

    private Money? ByFreight(LimitRule limit)
    {
        if (c.Cargo.Freight is not { } freight)
        {
            missing.Add("Not known: the freight in one currency. Put the shipment's freight invoices.");
            return null;
        }

        var concerned = freight;
        if (c.Terms.Mass is { } mass && c.Cargo.GrossMass is { } gross && mass < gross)
        {
            concerned = freight.Share(mass.Kilograms / gross.Kilograms);
            lines.Add(new LimitLine("Freight of what is delayed", $"{freight} x {Number(mass.Kilograms)} kg / {Number(gross.Kilograms)} kg = {concerned}"));
        }
        else
            lines.Add(new LimitLine("Freight of what is delayed", freight.ToString()));
        var times = concerned.Share(limit.Times!.Value);
        if (limit.Times != 1m)
            lines.Add(new LimitLine("Times", $"{concerned} x {Number(limit.Times.Value)} = {times}"));
        if (limit.CapAtFreight && times > freight)
        {
            lines.Add(new LimitLine("Capped", $"at the whole freight, {freight}"));
            times = freight;
        }

        if (freight.Currency != currency)
            missing.Add($"The limit is in {freight.Currency} and the claim in {currency}: state the claim in {freight.Currency} to compare them.");
        return times;
    }

    private static LegalLimit Nothing(string why) => new(null, null, false, [], null, [why]);

    private static string Number(decimal value) => value.ToString("#,0.############", CultureInfo.InvariantCulture);

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
