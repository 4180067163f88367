using FreightRecovery.Domain.Recovery;

namespace FreightRecovery.Domain.Tests.Recovery;

/// <summary>Freight, loss and margin need not be in one currency: amounts keep theirs, and only the ranking looks at rates.</summary>
public class SeveralCurrencies
{
    private static readonly Currency Yuan = new("CNY");
    private static readonly Currency Dinar = new("KWD");

    [Fact]
    public void Freight_in_yuan_is_valued_in_the_margins_dollars_and_the_line_names_the_rate()
    {
        var best = Facts.First(Facts.Of(IncidentKind.CargoRolled, Fault.Operations) with { Freight = new Money(200_000m, Yuan) });

        Assert.Equal(Facts.Usd, best.Value.Currency);
        Assert.Contains(
            new ExplanationLine("Cost: discount on the freight, 40000.00 CNY at 0.14 USD for 1 CNY (rough rates as shipped, 2026-01-01)", Facts.Dollars(-5_600m)),
            best.Explanation);
        Assert.Equal("20 % off the freight of this shipment, which is 40000.00 CNY.", best.Parts[1].Terms.Text);
        Assert.Equal(best.Value.Amount, best.Explanation.Sum(line => line.Amount.Amount));
    }

    [Fact]
    public void The_house_puts_its_own_rate_and_source()
    {
        var rates = Facts.Policy.ExchangeRates with { Worth = Facts.Policy.ExchangeRates.Worth.SetItem("CNY", 0.2m), Source = "our bank" };
        var best = Options.Rank(
            Facts.Of(IncidentKind.CargoRolled, Fault.Operations) with { Freight = new Money(200_000m, Yuan) },
            Facts.Policy with { ExchangeRates = rates })[0];

        Assert.Contains(best.Explanation, line => line.Label.EndsWith("at 0.2 USD for 1 CNY (our bank, 2026-01-01)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_currency_without_a_rate_is_named_and_the_list_stands_all_the_same()
    {
        var facts = Facts.Of(IncidentKind.CargoRolled, Fault.Operations) with { Freight = new Money(10_000m, Dinar) };
        var best = Facts.First(facts);

        Assert.Equal(OptionKind.RebookNext, best.Kind);
        Assert.Contains(
            new ExplanationLine("Cost: discount on the freight, 2000.000 KWD: not counted, the policy has no rate between KWD and USD", Facts.Dollars(0m)),
            best.Explanation);
        Assert.InRange(Facts.Feasible(facts).Length, 3, 4);
    }

    [Fact]
    public void What_cannot_be_valued_is_held_against_the_freight_of_its_own_currency()
    {
        // A credit of a tenth of the freight: beyond the supervisor's twentieth, within the manager's fifth.
        var facts = Facts.Of(IncidentKind.ShipmentNotTracked, Fault.Sales) with { Freight = new Money(10_000m, Dinar) };
        var credit = Lead(OptionKind.CreditNote, facts);
        Assert.Equal(Authority.Manager, credit.Authority);

        var nothingOfIts = facts with { LossEstimate = new Money(5m, Dinar), Freight = Facts.Dollars(10_000m), IncidentKind = IncidentKind.CustomerMisled };
        var compensation = Lead(OptionKind.Compensation, nothingOfIts);
        Assert.Equal(Authority.Executive, compensation.Authority);
    }

    [Fact]
    public void A_credit_on_freight_of_two_currencies_is_given_in_both()
    {
        var facts = Facts.Of(IncidentKind.ShipmentNotTracked, Fault.Sales) with
        {
            Freight = Amounts.Of([Facts.Dollars(1_000m), new Money(7_000m, Yuan), Facts.Dollars(500m)]),
        };
        var credit = Lead(OptionKind.CreditNote, facts);

        Assert.Equal([new Money(700m, Yuan), Facts.Dollars(150m)], Options.Adjustments(credit).Select(adjustment => adjustment.Amount!.Value));
        Assert.Null(credit.Terms.Amount);
        Assert.Single(Options.Steps(credit, Facts.Work, Facts.Command));
    }

    [Fact]
    public void A_loss_is_not_held_against_a_limit_in_another_currency()
    {
        var facts = Facts.Of(IncidentKind.CargoLost, Fault.Carrier) with
        {
            LossEstimate = Facts.Dollars(1_000m), LiabilityLimit = new Money(600m, Yuan),
        };
        var compensation = Lead(OptionKind.Compensation, facts);
        Assert.Equal(
            "The loss is in USD and the limit of liability in CNY: estimate the loss in CNY to compare them.", compensation.InfeasibleBecause);
    }

    [Fact]
    public void An_overcharge_in_a_currency_that_was_never_billed_is_not_refunded()
    {
        var facts = Facts.Of(IncidentKind.PriceDiffersFromQuote, Fault.Sales) with { LossEstimate = new Money(600m, Yuan) };
        var correction = Lead(OptionKind.CorrectAndRefund, facts);
        Assert.Equal("No invoice of this shipment is in CNY, in which the overcharge was estimated.", correction.InfeasibleBecause);
    }

    private static RecoveryOption Lead(OptionKind kind, RecoveryContext facts) =>
        Options.Rank(facts, Facts.Policy with { MostProposed = 20 }).Single(option => option.Kind == kind);
}
