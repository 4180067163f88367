using FreightRecovery.Domain.Recovery;
using FsCheck;
using FsCheck.Fluent;
using Words = FreightRecovery.Domain.Recovery.Words;

namespace FreightRecovery.Domain.Tests.Recovery;

/// <summary>The laws of DOMAIN 5.2, for every input.</summary>
public class RankingLaws
{
    [Fact]
    public void Raising_only_the_cost_never_lifts_the_rank() => Prop.ForAll(
        Facts.Any_candidates, Gen.Choose(1, 5).ToArbitrary(), (candidates, more) => candidates.All(candidate =>
        {
            var dearer = candidate with { Sum = candidate.Sum with { Cost = candidate.Sum.Cost + Facts.Dollars(more) } };
            var after = candidates.Select(other => other == candidate ? dearer : other);
            return Place(candidates, candidate.Id) <= Place(after, candidate.Id);
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void Neither_does_raising_a_cost_for_which_there_is_no_rate() => Prop.ForAll(
        Facts.Any_candidates, Gen.Choose(1, 3).ToArbitrary(), (candidates, more) => candidates.All(candidate =>
        {
            var dearer = candidate with { Sum = candidate.Sum with { Unvalued = candidate.Sum.Unvalued + new Money(more, new("KWD")) } };
            var after = candidates.Select(other => other == candidate ? dearer : other);
            return Place(candidates, candidate.Id) <= Place(after, candidate.Id);
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void A_dominated_option_never_stands_above_the_one_that_dominates_it() => Prop.ForAll(
        Facts.Any_candidates, candidates => candidates.All(better => candidates
            .Where(worse => Dominates(better.Sum, worse.Sum))
            .All(worse => Place(candidates, better.Id) < Place(candidates, worse.Id)))).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_input_has_no_say() => Prop.ForAll(
        Facts.Any_candidates.Generator.SelectMany(
            candidates => Gen.Shuffle(candidates).Select(shuffled => (candidates, shuffled))).ToArbitrary(),
        pair => Ranking.Order(pair.candidates).SequenceEqual(Ranking.Order(pair.shuffled))).QuickCheckThrowOnFailure();

    [Fact]
    public void The_proposals_themselves_keep_the_order_of_value_and_no_dominated_one_stands_above() => Prop.ForAll(
        Facts.Any_facts, facts =>
        {
            var feasible = Facts.Feasible(facts);
            return feasible.Zip(feasible.Skip(1)).All(pair =>
                pair.First.Value >= pair.Second.Value && pair.First.Rank + 1 == pair.Second.Rank
                && !Dominates(SumOf(pair.Second), SumOf(pair.First)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_dearer_policy_for_one_part_never_lifts_an_option_that_it_leads() => Prop.ForAll(
        Facts.Any_facts, facts => Facts.Feasible(facts).All(option =>
        {
            var row = Facts.Policy.Parts[option.Kind];
            var dearer = Facts.Policy with
            {
                Parts = Facts.Policy.Parts.SetItem(option.Kind, row with { CostShareOfFreight = row.CostShareOfFreight + 0.1m }),
            };
            // Only this option's cost may change, so the part must not stand in another bundle.
            var alone = Facts.Feasible(facts).Count(other => Facts.Kinds(other).Contains(option.Kind)) == 1;
            var after = Options.Rank(facts, dearer with { MostProposed = 20 }).Single(other => other.Id == option.Id);
            return !alone || after.Rank >= option.Rank;
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_facts_give_equal_options_with_the_same_ids() => Prop.ForAll(Facts.Any_facts, facts =>
    {
        var once = Options.Rank(facts, new RecoveryPolicy());
        // The same a moment later, with as much time left until the cargo is needed.
        var later = facts with
        {
            At = facts.At.PlusTicks(1), Shipment = facts.Shipment with { NeededBy = facts.Shipment.NeededBy?.PlusTicks(1) },
        };
        var again = Options.Rank(later, new RecoveryPolicy());
        return once.Select(Row).SequenceEqual(again.Select(Row)) && once.DistinctBy(option => option.Id).Count() == once.Length;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_amount_keeps_its_currency_and_has_no_more_digits_than_it() => Prop.ForAll(Facts.Any_facts, facts =>
    {
        // What is handed out is in the currency it was billed or lost in; what ranks it, in that of the margin.
        var given = facts.Freight.Each.Concat(facts.Surcharges.Each).Select(money => money.Currency)
            .Concat(facts.LossEstimate is { } loss ? [loss.Currency] : Array.Empty<Currency>()).ToHashSet();
        return Options.Rank(facts, Facts.Policy).All(option =>
            Valued(option).All(money => money.Currency == facts.Currency && money == money.Rounded())
            && Given(option).All(money => given.Contains(money.Currency) && money == money.Rounded()));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_has_no_rate_is_named_and_not_counted() => Prop.ForAll(Facts.Any_facts, facts =>
        Facts.Feasible(facts).All(option => option.Explanation.All(line =>
            !line.Label.Contains("not counted", StringComparison.Ordinal)
            || (line.Amount.IsZero && line.Label.Contains("KWD", StringComparison.Ordinal)))
            && option.Parts.Where(part => part is { Kind: not OptionKind.CorrectAndRefund, Terms.Amount: { IsZero: false } amount }
                    && Facts.Policy.ExchangeRates.Rate(amount.Currency, facts.Currency) is null)
                .All(part => option.Explanation.Any(line =>
                    line.Label.StartsWith(
                        $"Cost: {Words.Of(part.Kind)}, {Words.Of(part.Terms.Amount!.Value)}: not counted", StringComparison.Ordinal)))))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void The_explanation_adds_up_to_the_value_to_the_cent() => Prop.ForAll(Facts.Any_facts, facts =>
        Options.Rank(facts, Facts.Policy).All(option =>
            option.Explanation.Sum(line => line.Amount.Amount) == option.Value.Amount
            && option.Value == option.RetentionGain + option.Recoverable - option.Cost)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_good_recovery_never_keeps_more_than_the_margin_at_risk() => Prop.ForAll(Facts.Any_facts, facts =>
        Options.Rank(facts, Facts.Policy).All(option => option.RetentionGain.Amount
            <= Math.Max(0m, facts.ExpectedAnnualMargin.Share(Valuation.AtRisk(facts, Facts.Policy)).Amount))).QuickCheckThrowOnFailure();

    [Fact]
    public void Three_or_four_are_put_forward_and_explaining_is_always_possible() => Prop.ForAll(Facts.Any_facts, facts =>
        Facts.Feasible(facts).Length is 3 or 4
        && Options.Rank(facts, Facts.Policy with { MostProposed = 20 }).Any(option => option.Feasible && option.Kind == OptionKind.ExplainAndReport))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_not_put_forward_stands_last_without_a_rank_and_with_a_reason() => Prop.ForAll(Facts.Any_facts, facts =>
        Options.Rank(facts, Facts.Policy).SkipWhile(option => option.Feasible)
            .All(option => option is { Feasible: false, Rank: 0, InfeasibleBecause.Length: > 0 })).QuickCheckThrowOnFailure();

    [Fact]
    public void Whoever_declines_everything_is_offered_nothing_twice_and_explaining_stays_until_it_is_declined() => Prop.ForAll(
        Facts.Any_facts, facts =>
        {
            var everything = Options.Rank(facts, Facts.Policy with { MostProposed = 20 }).Where(option => option.Feasible).ToArray();
            var explaining = everything.Single(option => option.Kind == OptionKind.ExplainAndReport);
            var all = facts with { Declined = [.. everything.Select(option => option.Id)] };
            var allButOne = all with { Declined = all.Declined.Remove(explaining.Id) };
            return Facts.Feasible(all).Length == 0
                && Facts.Feasible(allButOne).Single().Id == explaining.Id
                && Options.Rank(all, Facts.Policy).Count(option => option.InfeasibleBecause == "The customer has declined it.") == everything.Length;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void When_the_best_is_declined_the_next_moves_up() => Prop.ForAll(Facts.Any_facts, facts =>
    {
        var before = Facts.Feasible(facts);
        var after = Facts.Feasible(facts with { Declined = [before[0].Id] });
        return after.Take(before.Length - 1).Select(option => option.Id).SequenceEqual(before.Skip(1).Select(option => option.Id));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Words_do_not_depend_on_the_culture()
    {
        var facts = Facts.Of(IncidentKind.CargoRolled, Fault.Carrier) with { Freight = Facts.Dollars(1234.56m) };
        var before = System.Globalization.CultureInfo.CurrentCulture;
        var expected = Options.Rank(facts, Facts.Policy).Select(Row).ToArray();
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("ru-RU");
            Assert.Equal(expected, Options.Rank(facts, Facts.Policy).Select(Row));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    private static int Place(IEnumerable<Candidate> candidates, Guid id) =>
        Ranking.Order(candidates).Select(candidate => candidate.Id).ToList().IndexOf(id);

    private static bool Dominates(Sum a, Sum b) =>
        a.RetentionGain >= b.RetentionGain && a.Recoverable >= b.Recoverable && a.Cost <= b.Cost && NowhereMore(a.Unvalued, b.Unvalued)
        && ((a.RetentionGain, a.Recoverable, a.Cost) != (b.RetentionGain, b.Recoverable, b.Cost) || !NowhereMore(b.Unvalued, a.Unvalued));

    private static bool NowhereMore(Amounts a, Amounts b) => a.Each.All(money => money <= b.In(money.Currency));

    private static Sum SumOf(RecoveryOption option) => new(option.RetentionGain, option.Recoverable, option.Cost, []);

    private static string Row(RecoveryOption option) =>
        $"{option.Id} {option.Rank} {option.Value} {option.Authority} {option.Terms} {option.InfeasibleBecause} {string.Join(';', option.Explanation)}";

    private static IEnumerable<Money> Valued(RecoveryOption option) =>
        [option.Value, option.Cost, option.RetentionGain, option.Recoverable, .. option.Explanation.Select(line => line.Amount)];

    private static IEnumerable<Money> Given(RecoveryOption option) =>
        option.Parts.Select(part => part.Terms.Amount).Append(option.Terms.Amount).OfType<Money>();
}
