using FreightRecovery.Domain.Recovery;
using static FreightRecovery.Domain.OptionKind;

namespace FreightRecovery.Domain.Tests.Recovery;

public class EveryIncidentKind
{
    /// <summary>What a claims desk would do first for a major case of a good, insured customer with a known loss and the fault where it usually lies.</summary>
    public static TheoryData<IncidentKind, Fault, OptionKind> Expected => new()
    {
        { IncidentKind.ChargeableMassWrong, Fault.Operations, CorrectAndRefund },
        { IncidentKind.PackingDamaged, Fault.Operations, RepackOrRepair },
        { IncidentKind.DocumentsDefective, Fault.Operations, CompletePapers },
        { IncidentKind.DeclarationWrong, Fault.Operations, CompletePapers },
        { IncidentKind.TransitDelay, Fault.Operations, UpgradeService },
        { IncidentKind.CustomsPapersLate, Fault.Operations, CompletePapers },
        { IncidentKind.CustomsPapersLost, Fault.Operations, CompletePapers },
        { IncidentKind.CargoRolled, Fault.Operations, RebookNext },
        { IncidentKind.CargoLost, Fault.Carrier, InsuranceClaimHelp },
        { IncidentKind.CargoDamaged, Fault.Carrier, SurveyAndInsurance },
        { IncidentKind.PriceDiffersFromQuote, Fault.Sales, CorrectAndRefund },
        { IncidentKind.ServiceNotDelivered, Fault.Sales, FreightDiscount },
        { IncidentKind.ShipmentNotTracked, Fault.Sales, ExplainAndReport },
        { IncidentKind.CustomerMisled, Fault.Sales, Compensation },
        { IncidentKind.InstructionNotFollowed, Fault.Carrier, Redeliver },
        { IncidentKind.CarrierNotOnSchedule, Fault.Carrier, RebookNext },
        { IncidentKind.AgentServicePoor, Fault.Agent, ManagerCall },
        { IncidentKind.CustomerError, Fault.Customer, CompletePapers },
        { IncidentKind.NominatedCustomerObstructs, Fault.Customer, PriorityHandling },
        { IncidentKind.ForceMajeure, Fault.Nobody, ExplainAndReport },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void Every_kind_is_met_first_with_what_the_trade_would_do(IncidentKind kind, Fault fault, OptionKind expected)
    {
        var facts = WithFigures(kind, fault);
        Assert.True(expected == Facts.First(facts).Kind, Shown(facts));
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public void Every_kind_offers_three_or_four_different_leads(IncidentKind kind, Fault fault, OptionKind expected)
    {
        var feasible = Facts.Feasible(WithFigures(kind, fault));
        Assert.InRange(feasible.Length, 3, 4);
        Assert.Equal(feasible.Length, feasible.Select(option => option.Kind).Distinct().Count());
        Assert.Contains(expected, feasible.Select(option => option.Kind));
    }

    [Fact]
    public void The_table_has_every_kind() =>
        Assert.Equal(Enum.GetValues<IncidentKind>(), Expected.Select(row => row.Data.Item1));

    [Fact]
    public void The_policy_has_a_row_for_every_part_stage_and_mode()
    {
        Assert.Equal(Enum.GetValues<OptionKind>(), Facts.Policy.Parts.Keys.Order());
        Assert.Equal(Enum.GetValues<Stage>(), Facts.Policy.AtRiskByStage.Keys.Order());
        Assert.Equal(Enum.GetValues<TransportMode>(), Facts.Policy.NextDepartureDaysByMode.Keys.Order());
    }

    private static RecoveryContext WithFigures(IncidentKind kind, Fault fault)
    {
        var facts = Facts.Of(kind, fault);
        return facts with
        {
            LossEstimate = Facts.Dollars(2_000m),
            Surcharges = Facts.Dollars(500m),
            Freight = Facts.Dollars(5_000m),
            CorrectChargeableMass = new Mass(470m),
            Shipment = facts.Shipment with { ChargeableMass = new Mass(520m), Insured = true },
        };
    }

    private static string Shown(RecoveryContext facts) => string.Join('\n', Options.Rank(facts, Facts.Policy)
        .Select(option => $"{option.Rank} {option.Value} {string.Join('+', Facts.Kinds(option))} {option.InfeasibleBecause}"));
}
