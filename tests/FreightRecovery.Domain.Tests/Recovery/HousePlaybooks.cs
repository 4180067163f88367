using System.Collections.Immutable;
using FreightRecovery.Domain.Recovery;
using static FreightRecovery.Domain.OptionKind;

namespace FreightRecovery.Domain.Tests.Recovery;

/// <summary>What is tried for a kind of incident is policy, and a policy that would leave a customer without an answer is refused.</summary>
public class HousePlaybooks
{
    [Fact]
    public void What_ships_has_no_faults() => Assert.Empty(Facts.Policy.Faults());

    [Fact]
    public void A_house_tries_what_it_likes_first()
    {
        var house = Facts.Policy with
        {
            Playbooks = Facts.Policy.Playbooks.SetItem(IncidentKind.CargoRolled, new([UpgradeService], [[UpgradeService, ManagerCall]])),
        };
        var options = Options.Rank(Facts.Of(IncidentKind.CargoRolled, Fault.Carrier), house);
        Assert.Equal((OptionKind[])[UpgradeService, ManagerCall, PriorityHandling, ExplainAndReport], options.Select(option => option.Kind).Order());
        Assert.Equal(UpgradeService, options[0].Kind);
    }

    [Fact]
    public void A_house_says_itself_what_meets_a_wish()
    {
        var facts = Facts.Of(IncidentKind.CargoRolled, Fault.Operations) with { Wish = Wish.Information };
        var house = Facts.Policy with { Wishes = Facts.Policy.Wishes.SetItem(Wish.Information, new([ManagerCall], [])) };
        Assert.Contains(CallOf(house).Explanation, line => line.Label == "Meets the wish: information");
        Assert.DoesNotContain(CallOf(Facts.Policy).Explanation, line => line.Label == "Meets the wish: information");

        RecoveryOption CallOf(RecoveryPolicy policy) =>
            Options.Rank(facts, policy with { MostProposed = 20 }).Single(option => option.Kind == ManagerCall);
    }

    [Fact]
    public void Whatever_would_leave_a_customer_without_three_answers_is_a_fault()
    {
        Assert.Equal("/alwaysAtHand", FaultIn(Facts.Policy with { AlwaysAtHand = [[ManagerCall], [ExplainAndReport]] }));
        Assert.Equal("/alwaysAtHand", FaultIn(Facts.Policy with { AlwaysAtHand = [[ManagerCall], [PriorityHandling], [Redeliver]] }));
        Assert.Equal("/alwaysAtHand/0", FaultIn(Facts.Policy with { AlwaysAtHand = [[Compensation], [ManagerCall], [ExplainAndReport]] }));
    }

    [Fact]
    public void Two_bundles_with_one_lead_are_a_fault_and_so_is_an_empty_one()
    {
        Assert.Equal("/playbooks/cargoLost/bundles/1", FaultIn(Lost([[Compensation], [Compensation, ManagerCall]])));
        Assert.Equal("/playbooks/cargoLost/bundles/0", FaultIn(Lost([[]])));
        Assert.Equal("/playbooks/cargoLost/bundles", FaultIn(Lost([])));
        Assert.Equal("/playbooks/cargoLost", FaultIn(Facts.Policy with { Playbooks = Facts.Policy.Playbooks.Remove(IncidentKind.CargoLost) }));
    }

    [Fact]
    public void A_rate_of_nought_or_of_no_currency_is_a_fault()
    {
        Assert.Equal("/exchangeRates/worth/CNY", FaultIn(Rated("CNY", 0m)));
        Assert.Equal("/exchangeRates/worth/yuan", FaultIn(Rated("yuan", 1m)));
        Assert.Equal("/exchangeRates/worth/USD", FaultIn(Rated("USD", 2m)));
        Assert.Equal("/exchangeRates/source", FaultIn(Facts.Policy with { ExchangeRates = new() { Source = " " } }));
        Assert.Equal("/beyondLimit", FaultIn(Facts.Policy with { BeyondLimit = Authority.Sales }));
    }

    private static RecoveryPolicy Lost(ImmutableArray<ImmutableArray<OptionKind>> bundles) =>
        Facts.Policy with { Playbooks = Facts.Policy.Playbooks.SetItem(IncidentKind.CargoLost, new([Compensation], bundles)) };

    private static RecoveryPolicy Rated(string code, decimal worth) =>
        Facts.Policy with { ExchangeRates = new() { Worth = Facts.Policy.ExchangeRates.Worth.SetItem(code, worth) } };

    private static string FaultIn(RecoveryPolicy policy) => Assert.Single(policy.Faults()).Pointer;
}
