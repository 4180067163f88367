using System.Collections.Immutable;
using static FreightRecovery.Domain.OptionKind;

namespace FreightRecovery.Domain.Recovery;

/// <summary>
/// What the trade would try for a kind of incident: bundles of parts, the first part leading, in the order a claims
/// desk would think of them. No two bundles share their lead, so the options put forward differ in more than a figure.
/// </summary>
/// <param name="Remedies">The parts that solve the matter itself; a bundle without any of them leaves it as it is.</param>
/// <param name="Bundles">The bundles.</param>
internal sealed record Playbook(ImmutableArray<OptionKind> Remedies, ImmutableArray<ImmutableArray<OptionKind>> Bundles)
{
    /// <summary>These need nothing but our own will, so at least three options are feasible whatever happened.</summary>
    private static readonly ImmutableArray<ImmutableArray<OptionKind>> AlwaysAtHand =
        [[PriorityHandling], [ManagerCall], [ExplainAndReport]];

    /// <summary>The playbook for an incident; the cause matters for force majeure only.</summary>
    public static Playbook For(IncidentKind kind, ForceMajeureCause? cause) => kind switch
    {
        IncidentKind.ChargeableMassWrong => Of([CorrectAndRefund],
            [CorrectAndRefund], [CreditNote, ManagerCall], [FreightDiscount]),
        IncidentKind.PackingDamaged => Of([RepackOrRepair],
            [RepackOrRepair, CreditNote], [SurveyAndInsurance], [FreightDiscount, JointVisit], [Compensation, ManagerCall]),
        IncidentKind.DocumentsDefective => Of([CompletePapers],
            [CompletePapers, WaiveDemurrage], [WaiveSurcharge, PriorityHandling], [CreditNote, ManagerCall], [Compensation]),
        IncidentKind.DeclarationWrong => Of([CompletePapers, CorrectAndRefund],
            [CompletePapers, WaiveDemurrage], [CorrectAndRefund], [CreditNote, ManagerCall], [Compensation, ManagerCall]),
        IncidentKind.TransitDelay => Of([UpgradeService, FreightDiscount, CreditNote, Compensation],
            [UpgradeService, ManagerCall], [FreightDiscount, PriorityHandling], [CreditNote, ManagerCall],
            [Compensation, ManagerCall], [WaiveDemurrage]),
        IncidentKind.CustomsPapersLate or IncidentKind.CustomsPapersLost => Of([CompletePapers],
            [CompletePapers, PriorityHandling], [WaiveDemurrage, ManagerCall], [CreditNote, ManagerCall], [Compensation, ManagerCall]),
        IncidentKind.CargoRolled => Of([RebookNext, UpgradeService],
            [RebookNext, FreightDiscount, JointVisit], [UpgradeService, ManagerCall], [WaiveDemurrage, PriorityHandling],
            [CreditNote, ManagerCall], [Compensation, JointVisit]),
        IncidentKind.CargoLost => Of([Compensation, InsuranceClaimHelp],
            [InsuranceClaimHelp, CreditNote], [Compensation, ManagerCall], [Redeliver, ManagerCall],
            [SurveyAndInsurance, JointVisit], [CreditNote, PriorityHandling]),
        IncidentKind.CargoDamaged => Of([SurveyAndInsurance, RepackOrRepair, Redeliver, Compensation, InsuranceClaimHelp],
            [SurveyAndInsurance, JointVisit], [RepackOrRepair, CreditNote], [Compensation, ManagerCall], [InsuranceClaimHelp],
            [Redeliver, ManagerCall]),
        IncidentKind.PriceDiffersFromQuote => Of([CorrectAndRefund],
            [CorrectAndRefund, ManagerCall], [CreditNote, ManagerCall], [FreightDiscount], [WaiveSurcharge]),
        IncidentKind.ServiceNotDelivered => Of([UpgradeService, CreditNote, FreightDiscount],
            [FreightDiscount, PriorityHandling], [CreditNote, ManagerCall], [UpgradeService], [Compensation, ManagerCall]),
        IncidentKind.ShipmentNotTracked => Of([ExplainAndReport],
            [ExplainAndReport, PriorityHandling], [ManagerCall, PriorityHandling], [CreditNote], [FreightDiscount]),
        IncidentKind.CustomerMisled => Of([ManagerCall],
            [ManagerCall, CreditNote], [FreightDiscount, ManagerCall], [Compensation, ManagerCall]),
        IncidentKind.InstructionNotFollowed => Of([Redeliver],
            [Redeliver, ManagerCall], [FreightDiscount, PriorityHandling], [Compensation, JointVisit], [CreditNote, ManagerCall]),
        IncidentKind.CarrierNotOnSchedule => Of([RebookNext, UpgradeService],
            [RebookNext, FreightDiscount, JointVisit], [UpgradeService, ManagerCall], [WaiveDemurrage, PriorityHandling],
            [Compensation, JointVisit]),
        IncidentKind.AgentServicePoor => Of([ManagerCall],
            [ManagerCall, PriorityHandling], [FreightDiscount], [CreditNote, ManagerCall], [Redeliver]),
        IncidentKind.CustomerError => Of([CompletePapers, RebookNext, ExplainAndReport],
            [CompletePapers, ExplainAndReport], [RebookNext, ExplainAndReport], [WaiveSurcharge], [Compensation]),
        IncidentKind.NominatedCustomerObstructs => Of([PriorityHandling, ManagerCall],
            [PriorityHandling, ManagerCall], [CompletePapers], [WaiveSurcharge, ManagerCall], [CreditNote]),
        IncidentKind.ForceMajeure => ForceMajeure(cause),
    };

    private static Playbook ForceMajeure(ForceMajeureCause? cause) => cause switch
    {
        // After an accident nobody knows whether the cargo is sound; finding out comes before any plan.
        ForceMajeureCause.Accident => Of([SurveyAndInsurance, InsuranceClaimHelp],
            [SurveyAndInsurance, ExplainAndReport], [InsuranceClaimHelp], [WaiveDemurrage, PriorityHandling],
            [RebookNext, ExplainAndReport], [Compensation]),
        ForceMajeureCause.Weather or ForceMajeureCause.War or ForceMajeureCause.Strike or ForceMajeureCause.PortClosure
            or ForceMajeureCause.Authority or null => Of([ExplainAndReport],
            [ExplainAndReport, RebookNext], [WaiveDemurrage, PriorityHandling], [UpgradeService], [SurveyAndInsurance],
            [InsuranceClaimHelp], [Compensation]),
    };

    private static Playbook Of(ImmutableArray<OptionKind> remedies, params ImmutableArray<ImmutableArray<OptionKind>> bundles) =>
        new(remedies, bundles.AddRange(AlwaysAtHand.Where(common => bundles.All(bundle => bundle[0] != common[0]))));
}
