using FreightRecovery.Domain.Recovery;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FreightRecovery.Domain.Tests.Recovery;

public class FeasibilityAndAuthority
{
    [Fact]
    public void No_sailing_before_the_need_by_date_means_no_rebooking()
    {
        var rebook = Lead(OptionKind.RebookNext, Facts.Of(IncidentKind.CargoRolled, Fault.Carrier) with { NextDepartureDays = null });
        Assert.Equal("No sailing leaves before the date by which the customer needs the cargo.", rebook.InfeasibleBecause);
    }

    [Theory]
    [InlineData(73, null)]
    [InlineData(72, null)]
    [InlineData(71, "The next sailing leaves on 2026-01-08, and the customer needs the cargo by 2026-01-08 15:00.")]
    public void A_sailing_after_the_need_by_date_is_no_rebooking_and_names_both_dates(int hours, string? reason)
    {
        var facts = NeededIn(Duration.FromHours(hours)) with { TimeZone = "Asia/Shanghai" };
        Assert.Equal(reason, Lead(OptionKind.RebookNext, facts).InfeasibleBecause);
        Assert.Null(Lead(OptionKind.UpgradeService, facts).InfeasibleBecause);
    }

    [Fact]
    public void What_was_needed_yesterday_is_not_moved_on_faster_either() => Assert.Equal(
        "A faster service takes until 2026-01-06, and the customer needs the cargo by 2026-01-04 08:00.",
        Lead(OptionKind.UpgradeService, NeededIn(Duration.FromDays(-1))).InfeasibleBecause);

    [Fact]
    public void A_later_need_by_date_never_takes_an_option_away() => Prop.ForAll(Facts.Any_facts, Gen.Choose(0, 9).ToArbitrary(), (facts, days) =>
    {
        var later = facts.Shipment.NeededBy is { } needed
            ? facts with { Shipment = facts.Shipment with { NeededBy = needed + Duration.FromDays(days) } }
            : facts;
        var policy = Facts.Policy with { MostProposed = 40 };
        var before = Options.Rank(facts, policy).Where(o => o.Feasible).Select(o => o.Kind);
        return !before.Except(Options.Rank(later, policy).Where(o => o.Feasible).Select(o => o.Kind)).Any();
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null, null)]
    [InlineData(true, null)]
    [InlineData(false, "The papers cannot be issued again.")]
    public void Papers_are_completed_unless_they_cannot_be_issued_again(bool? reissuable, string? reason)
    {
        var facts = Facts.Of(IncidentKind.CustomsPapersLost, Fault.Operations) with { PapersReissuable = reissuable };
        Assert.Equal(reason, Lead(OptionKind.CompletePapers, facts).InfeasibleBecause);
        Assert.True(Facts.Feasible(facts).Length >= 3);
    }

    private static RecoveryContext NeededIn(Duration time)
    {
        var facts = Facts.Of(IncidentKind.CargoRolled, Fault.Carrier);
        return facts with { Shipment = facts.Shipment with { NeededBy = Facts.Monday + time } };
    }

    [Fact]
    public void A_typhoon_without_a_later_flight_is_still_explained()
    {
        var best = Facts.First(Facts.Of(IncidentKind.ForceMajeure, Fault.Nobody) with { NextDepartureDays = null });
        Assert.Equal([OptionKind.ExplainAndReport], Facts.Kinds(best));
    }

    [Fact]
    public void A_minor_matter_brings_no_joint_visit()
    {
        var best = Facts.First(Facts.Of(IncidentKind.CargoRolled, Fault.Carrier, Severity.Minor));
        Assert.Equal([OptionKind.RebookNext, OptionKind.FreightDiscount], Facts.Kinds(best));
        Assert.Equal(5m, best.Terms.Percent);
        Assert.Equal(Authority.Sales, best.Authority);
    }

    [Theory]
    [InlineData(5, Authority.Sales)]
    [InlineData(5.5, Authority.Supervisor)]
    [InlineData(10, Authority.Supervisor)]
    [InlineData(10.5, Authority.Manager)]
    [InlineData(20, Authority.Manager)]
    [InlineData(20.5, Authority.Executive)]
    public void A_discount_needs_the_authority_of_its_band(decimal percent, Authority expected)
    {
        var policy = Facts.Policy with { DiscountPercent = new(percent, percent, percent) };
        var facts = Facts.Of(IncidentKind.TransitDelay, Fault.Carrier);
        Assert.Equal(expected, Lead(OptionKind.FreightDiscount, facts, policy).Authority);
    }

    [Theory]
    [InlineData(1_200, Authority.Sales)]
    [InlineData(1_201, Authority.Supervisor)]
    [InlineData(3_001, Authority.Manager)]
    [InlineData(12_001, Authority.Executive)]
    public void An_amount_needs_the_authority_of_its_share_in_the_margin(decimal loss, Authority expected)
    {
        var facts = Facts.Of(IncidentKind.DocumentsDefective, Fault.Operations) with { LossEstimate = Facts.Dollars(loss) };
        Assert.Equal(expected, Lead(OptionKind.Compensation, facts).Authority);
    }

    [Fact]
    public void Compensation_stops_at_the_limit_unless_a_manager_goes_beyond()
    {
        var facts = Facts.Of(IncidentKind.CargoLost, Fault.Carrier) with
        {
            LossEstimate = Facts.Dollars(1_000m), LiabilityLimit = Facts.Dollars(600m),
        };
        Assert.Equal(Facts.Dollars(600m), Lead(OptionKind.Compensation, facts).Terms.Amount);
        Assert.Equal(Authority.Manager, Lead(OptionKind.Compensation, facts).Authority); // its manager's call

        var beyond = Lead(OptionKind.Compensation, facts, Facts.Policy with { CompensateBeyondLimit = true });
        Assert.Equal(Facts.Dollars(1_000m), beyond.Terms.Amount);
        Assert.Equal(Authority.Manager, beyond.Authority);
        Assert.Equal(
            Authority.Executive,
            Lead(OptionKind.Compensation, facts, Facts.Policy with { CompensateBeyondLimit = true, BeyondLimit = Authority.Executive }).Authority);
    }

    [Theory]
    [InlineData(null, "Whether the cargo is insured is not known yet; ask the customer.")]
    [InlineData(false, "The cargo is not insured.")]
    [InlineData(true, null)]
    public void Help_with_the_claim_hangs_on_the_insurance(bool? insured, string? reason)
    {
        var facts = Facts.Of(IncidentKind.CargoDamaged, Fault.Carrier);
        var option = Lead(OptionKind.InsuranceClaimHelp, facts with { Shipment = facts.Shipment with { Insured = insured } });
        Assert.Equal(reason, option.InfeasibleBecause);
    }

    [Theory]
    [InlineData(null, "The correct mass is not known yet; have the cargo weighed again.")]
    [InlineData(520, "The correct mass of 520 kg is not below the charged 520 kg; nothing was charged too much.")]
    public void Nothing_is_refunded_without_a_lower_mass(int? correct, string reason)
    {
        var facts = Facts.Of(IncidentKind.ChargeableMassWrong, Fault.Operations);
        var option = Lead(OptionKind.CorrectAndRefund, facts with
        {
            Shipment = facts.Shipment with { ChargeableMass = new Mass(520m) },
            CorrectChargeableMass = correct is { } kilograms ? new Mass(kilograms) : null,
        });
        Assert.Equal(reason, option.InfeasibleBecause);
    }

    [Fact]
    public void A_carrier_at_fault_pays_most_of_it_back()
    {
        var facts = Facts.Of(IncidentKind.CargoRolled, Fault.Carrier);
        Assert.Equal(Facts.Dollars(4_200m), Facts.First(facts).Recoverable); // 70 % of the 6000 discount; visits are our own
        Assert.True(Facts.First(facts with { Fault = Fault.Operations }).Recoverable.IsZero);
    }

    [Fact]
    public void Another_figure_is_another_option_so_an_approval_of_five_percent_does_not_speak_for_twenty()
    {
        var facts = Facts.Of(IncidentKind.TransitDelay, Fault.Carrier);
        var minor = Lead(OptionKind.FreightDiscount, facts with { Severity = Severity.Minor });
        var major = Lead(OptionKind.FreightDiscount, facts);
        Assert.Equal(Facts.Kinds(minor), Facts.Kinds(major));
        Assert.NotEqual(minor.Id, major.Id);
    }

    [Fact]
    public void A_later_look_at_the_schedule_leaves_the_id_alone()
    {
        var facts = Facts.Of(IncidentKind.CargoRolled, Fault.Carrier);
        Assert.Equal(Facts.First(facts).Id, Facts.First(facts with { NextDepartureDays = 4 }).Id);
    }

    [Fact]
    public void Negative_amounts_are_refused_by_name()
    {
        var facts = Facts.Of(IncidentKind.CargoRolled, Fault.Carrier);
        Assert.Null(facts.Check());
        Assert.Null((facts with { ExpectedAnnualMargin = Facts.Dollars(-1m) }).Check());
        var invalid = Assert.IsType<Refusal.Invalid>((facts with { LossEstimate = Facts.Dollars(-1m) }).Check());
        Assert.Equal("/lossEstimate", invalid.Pointer);
    }

    private static RecoveryOption Lead(OptionKind kind, RecoveryContext facts, RecoveryPolicy? policy = null) =>
        Options.Rank(facts, (policy ?? Facts.Policy) with { MostProposed = 20 }).Single(option => option.Kind == kind);
}
