using FreightRecovery.Domain.Recovery;
using static FreightRecovery.Domain.OptionKind;

namespace FreightRecovery.Domain.Tests.Recovery;

/// <summary>The five cases of DOMAIN 5.3.</summary>
public class WorkedCases
{
    [Theory]
    [InlineData(Fault.Carrier, Wish.Rebooking)]
    [InlineData(Fault.Operations, Wish.Rebooking)]
    [InlineData(Fault.Carrier, null)]
    [InlineData(Fault.Operations, Wish.Compensation)]
    public void Rolled_cargo_goes_with_the_next_sailing_at_a_fifth_off_and_both_managers_apologise(Fault fault, Wish? wish)
    {
        var days = Facts.Policy.UsualNextDepartureDays(TransportMode.Sea);
        var best = Facts.First(Facts.Of(IncidentKind.CargoRolled, fault) with { Wish = wish, NextDepartureDays = days });

        Assert.Equal(1, best.Rank);
        Assert.Equal(RebookNext, best.Kind);
        Assert.Equal([RebookNext, FreightDiscount, JointVisit], Facts.Kinds(best));
        Assert.Equal(3, best.Terms.Days);
        Assert.Equal(20m, best.Terms.Percent);
        Assert.Equal(Authority.Manager, best.Authority);
        Assert.Equal([new Adjustment(20m, null, "20 % off the freight of this shipment, which is 6000.00 USD.")], Options.Adjustments(best));
    }

    [Theory]
    [InlineData(12_000)]
    [InlineData(60_000)]
    [InlineData(5_000_000)]
    public void The_order_for_rolled_cargo_holds_for_small_and_large_customers(int margin)
    {
        var best = Facts.First(Facts.Of(IncidentKind.CargoRolled, Fault.Operations) with { ExpectedAnnualMargin = Facts.Dollars(margin) });
        Assert.Equal(RebookNext, best.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    public void After_a_collision_the_cargo_is_surveyed_and_insurance_asked_for_first(bool? insured)
    {
        var facts = Accident(insured);
        var best = Facts.First(facts);

        Assert.Equal([SurveyAndInsurance, ExplainAndReport], Facts.Kinds(best));
        Assert.Equal(insured == true, Facts.Feasible(facts).Any(option => option.Kind == InsuranceClaimHelp));
        Assert.Empty(Options.Adjustments(best));
    }

    [Fact]
    public void Lost_customs_papers_of_a_hostile_nominated_customer_are_completed_with_priority()
    {
        var best = Facts.First(Facts.Of(IncidentKind.CustomsPapersLost, Fault.Operations) with
        {
            Nominated = true, Stage = Stage.Complaint, Freight = Facts.Dollars(2_000m), ExpectedAnnualMargin = Facts.Dollars(3_000m),
        });
        Assert.Equal([CompletePapers, PriorityHandling], Facts.Kinds(best));
    }

    [Fact]
    public void Mis_weighed_air_cargo_is_corrected_and_the_difference_refunded()
    {
        var best = Facts.First(MisWeighed());

        Assert.Equal(CorrectAndRefund, best.Kind);
        Assert.Equal(Facts.Dollars(250.38m), best.Parts[0].Terms.Amount); // 2604 x 50 / 520 = 250.3846...
        Assert.Equal("We correct the chargeable mass from 520 kg to 470 kg and refund 250.38 USD.", best.Terms.Text);
        Assert.Equal([new Adjustment(null, Facts.Dollars(250.38m), best.Terms.Text) { Reissue = true }], Options.Adjustments(best));
    }

    [Fact]
    public void A_refund_is_owed_in_any_case_so_even_a_customer_without_margin_gets_it_first() =>
        Assert.Equal(CorrectAndRefund, Facts.First(MisWeighed() with { ExpectedAnnualMargin = Facts.Dollars(0m) }).Kind);

    [Fact]
    public void A_typhoon_is_explained_and_rebooked_and_no_compensation_is_due()
    {
        var facts = Facts.Of(IncidentKind.ForceMajeure, Fault.Nobody) with
        {
            ForceMajeureCause = ForceMajeureCause.Weather, LossEstimate = Facts.Dollars(9_000m),
        };
        Assert.Equal([ExplainAndReport, RebookNext], Facts.Kinds(Facts.First(facts)));

        var compensation = Options.Rank(facts, Facts.Policy).Single(option => option.Kind == Compensation);
        Assert.Equal("Force majeure: no compensation is due by law.", compensation.InfeasibleBecause);
        Assert.Equal(0, compensation.Rank);
    }

    [Fact]
    public void Whatever_the_customer_asks_for_the_five_cases_begin_the_same_way() => Assert.All(
        Enum.GetValues<Wish>().SelectMany(wish => Enum.GetValues<Stage>().Select(stage => (wish, stage))),
        asked =>
        {
            Assert.Equal(RebookNext, LeadFor(Facts.Of(IncidentKind.CargoRolled, Fault.Carrier)));
            Assert.Equal(SurveyAndInsurance, LeadFor(Accident(true)));
            Assert.Equal(CompletePapers, LeadFor(Facts.Of(IncidentKind.CustomsPapersLost, Fault.Operations)));
            Assert.Equal(CorrectAndRefund, LeadFor(MisWeighed()));
            Assert.Equal(ExplainAndReport, LeadFor(Facts.Of(IncidentKind.ForceMajeure, Fault.Nobody)));

            OptionKind LeadFor(RecoveryContext facts) =>
                Facts.First(facts with { Wish = asked.wish, Stage = asked.stage, Nominated = true }).Kind;
        });

    private static RecoveryContext Accident(bool? insured)
    {
        var facts = Facts.Of(IncidentKind.ForceMajeure, Fault.Nobody, Severity.Critical);
        return facts with { ForceMajeureCause = ForceMajeureCause.Accident, Shipment = facts.Shipment with { Insured = insured } };
    }

    private static RecoveryContext MisWeighed()
    {
        var facts = Facts.Of(IncidentKind.ChargeableMassWrong, Fault.Operations, Severity.Minor);
        return facts with
        {
            Shipment = facts.Shipment with { Mode = TransportMode.Air, ChargeableMass = new Mass(520m) },
            CorrectChargeableMass = new Mass(470m),
            Freight = Facts.Dollars(2_604m),
            ExpectedAnnualMargin = Facts.Dollars(8_000m),
        };
    }
}
