using System.Collections.Immutable;

namespace FreightRecovery.Domain.Recovery;

/// <summary>
/// The value of an option: retention gain x expected margin + recoverable - cost (DOMAIN 5.2). The gain is a share of the
/// margin at risk: a good recovery brings the risk back to its base and never below (DOMAIN 4.1), a poor one adds to it.
/// </summary>
internal static class Valuation
{
    /// <summary>The sum behind the rank of these parts.</summary>
    public static Sum Of(ImmutableArray<OptionPart> parts, ImmutableArray<OptionKind> remedies, RecoveryContext facts, RecoveryPolicy policy)
    {
        var gains = Gains(parts, remedies, facts, policy);
        var backs = new Tally(facts.Currency, policy.ExchangeRates);
        var costs = new Tally(facts.Currency, policy.ExchangeRates);
        foreach (var part in parts)
        {
            backs.Add($"Recoverable: {Words.Of(part.Kind)}", Costing.Recoverable(part, facts, policy));
            costs.Add($"Cost: {Words.Of(part.Kind)}", Costing.Cost(part, facts, policy));
        }

        return new Sum(
            Total(gains.Select(line => line.Amount), facts.Currency),
            Total(backs.Lines.Select(line => line.Amount), facts.Currency),
            Total(costs.Lines.Select(line => line.Amount), facts.Currency),
            [
                .. gains,
                .. backs.Lines,
                .. costs.Lines.Select(line => line with { Amount = -line.Amount }),
                .. parts.Where(part => part.Kind == OptionKind.CorrectAndRefund)
                    .Select(part => new ExplanationLine(
                        $"The refund of {Words.Of(part.Terms.Amount!.Value)} is owed in any case and does not count as cost",
                        Money.Zero(facts.Currency))),
            ])
        { Unvalued = backs.Unvalued.Each.Aggregate(costs.Unvalued, (net, back) => net + -back) };
    }

    /// <summary>The share of the expected margin at risk: the customer may leave over its history or over this incident.</summary>
    internal static decimal AtRisk(RecoveryContext facts, RecoveryPolicy policy) =>
        1m - ((1m - policy.AtRiskByStage[facts.Stage])
            * (1m - policy.AtRiskBySeverity.For(facts.Severity))
            * (1m - (facts.Captive ? policy.AtRiskWhenCaptive : 0m)));

    private static ImmutableArray<ExplanationLine> Gains(
        ImmutableArray<OptionPart> parts, ImmutableArray<OptionKind> remedies, RecoveryContext facts, RecoveryPolicy policy)
    {
        // A customer that earns us nothing has no margin to lose; a negative margin must not turn the order round.
        var margin = Money.Max(facts.ExpectedAnnualMargin, Money.Zero(facts.Currency));
        var atRisk = AtRisk(facts, policy);
        ImmutableArray<ExplanationLine> lines =
        [
            .. Points(parts, remedies, facts, policy)
                .Select(point => new ExplanationLine(point.Label, margin.Share(atRisk * point.Share)))
                .Where(line => !line.Amount.IsZero),
        ];
        var over = Total(lines.Select(line => line.Amount), facts.Currency) - margin.Share(atRisk);
        return over.Amount > 0m ? lines.Add(new("No more than the whole margin at risk can be kept", -over)) : lines;
    }

    private static IEnumerable<(string Label, decimal Share)> Points(
        ImmutableArray<OptionPart> parts, ImmutableArray<OptionKind> remedies, RecoveryContext facts, RecoveryPolicy policy)
    {
        // A credit in two currencies is still one credit note.
        var kinds = parts.Select(part => part.Kind).Distinct().ToImmutableArray();
        var effects = kinds.Select(kind => policy.Parts[kind].Effect).ToImmutableArray();
        var outcome = effects.Sum(effect => effect.Outcome);
        var procedure = effects.Sum(effect => effect.Procedure);
        var treatment = effects.Sum(effect => effect.Treatment) * (facts.Nominated ? policy.TreatmentWhenNominated : 1m);
        var solves = kinds.Any(remedies.Contains);
        var days = parts[0].Terms.Days ?? policy.Parts[parts[0].Kind].Days;

        yield return ("Margin kept by what the customer gets", outcome);
        yield return ("Margin kept by a fair procedure", procedure);
        yield return ("Margin kept by fair treatment", treatment);
        if (facts.Wish is { } wish)
            yield return ($"Meets the wish: {Words.Of(wish)}", MeetsWish(wish, parts, policy));
        yield return ($"Speed: takes effect {Words.InDays(days)}", policy.Speed * Math.Max(0, policy.SlowDays - days) / policy.SlowDays);
        if (!solves)
            yield return ("Leaves the matter itself unsolved", -policy.LeavesUnsolved);
        else if (kinds.Length > 1 && outcome > 0m && procedure > 0m && treatment > 0m)
            yield return ("More than the remedy alone, in all three kinds of fairness", policy.ExceedsExpectation);
    }

    private static decimal MeetsWish(Wish wish, ImmutableArray<OptionPart> parts, RecoveryPolicy policy) =>
        parts.Max(part => policy.Wishes[wish].Match(part.Kind)) switch
        {
            WishMatch.None => 0m,
            WishMatch.InPart => policy.MeetsWish * policy.WishInPart,
            WishMatch.InFull => policy.MeetsWish,
        };

    private static Money Total(IEnumerable<Money> amounts, Currency currency) =>
        amounts.Aggregate(Money.Zero(currency), (sum, amount) => sum + amount);
}
