using System.Collections.Immutable;
using static FreightRecovery.Domain.OptionKind;

namespace FreightRecovery.Domain.Recovery;

/// <summary>
/// What the trade would try for a kind of incident: bundles of parts, the first part leading, in the order a claims
/// desk would think of them. No two bundles share their lead, so the options put forward differ in more than a figure.
/// </summary>
/// <param name="Remedies">The parts that solve the matter itself; a bundle without any of them leaves it as it is.</param>
/// <param name="Bundles">The bundles.</param>
public sealed record Playbook(ImmutableArray<OptionKind> Remedies, ImmutableArray<ImmutableArray<OptionKind>> Bundles)
{
    /// <summary>The playbooks as shipped.</summary>
    public static ImmutableDictionary<IncidentKind, Playbook> Usual { get; } = new Dictionary<IncidentKind, Playbook>
    {
        [IncidentKind.ChargeableMassWrong] = new([CorrectAndRefund],
            [[CorrectAndRefund], [CreditNote, ManagerCall], [FreightDiscount]]),
        [IncidentKind.PackingDamaged] = new([RepackOrRepair],
            [[RepackOrRepair, CreditNote], [SurveyAndInsurance], [FreightDiscount, JointVisit], [Compensation, ManagerCall]]),
        [IncidentKind.DocumentsDefective] = new([CompletePapers],
            [[CompletePapers, WaiveDemurrage], [WaiveSurcharge, PriorityHandling], [CreditNote, ManagerCall],
            [Compensation]]),
        [IncidentKind.DeclarationWrong] = new([CompletePapers, CorrectAndRefund],
            [[CompletePapers, WaiveDemurrage], [CorrectAndRefund], [CreditNote, ManagerCall], [Compensation, ManagerCall]]),
        [IncidentKind.TransitDelay] = new([UpgradeService, FreightDiscount, CreditNote, Compensation],
            [[UpgradeService, ManagerCall], [FreightDiscount, PriorityHandling], [CreditNote, ManagerCall],
            [Compensation, ManagerCall], [WaiveDemurrage]]),
        [IncidentKind.CustomsPapersLate] = new([CompletePapers],
            [[CompletePapers, PriorityHandling], [WaiveDemurrage, ManagerCall], [CreditNote, ManagerCall],
            [Compensation, ManagerCall]]),
        [IncidentKind.CustomsPapersLost] = new([CompletePapers],
            [[CompletePapers, PriorityHandling], [WaiveDemurrage, ManagerCall], [CreditNote, ManagerCall],
            [Compensation, ManagerCall]]),
        [IncidentKind.CargoRolled] = new([RebookNext, UpgradeService],
            [[RebookNext, FreightDiscount, JointVisit], [UpgradeService, ManagerCall], [WaiveDemurrage, PriorityHandling],
            [CreditNote, ManagerCall], [Compensation, JointVisit]]),
        [IncidentKind.CargoLost] = new([Compensation, InsuranceClaimHelp],
            [[InsuranceClaimHelp, CreditNote], [Compensation, ManagerCall], [Redeliver, ManagerCall],
            [SurveyAndInsurance, JointVisit], [CreditNote, PriorityHandling]]),
        [IncidentKind.CargoDamaged] = new([SurveyAndInsurance, RepackOrRepair, Redeliver, Compensation, InsuranceClaimHelp],
            [[SurveyAndInsurance, JointVisit], [RepackOrRepair, CreditNote], [Compensation, ManagerCall],
            [InsuranceClaimHelp], [Redeliver, ManagerCall]]),
        [IncidentKind.PriceDiffersFromQuote] = new([CorrectAndRefund],
            [[CorrectAndRefund, ManagerCall], [CreditNote, ManagerCall], [FreightDiscount], [WaiveSurcharge]]),
        [IncidentKind.ServiceNotDelivered] = new([UpgradeService, CreditNote, FreightDiscount],
            [[FreightDiscount, PriorityHandling], [CreditNote, ManagerCall], [UpgradeService], [Compensation, ManagerCall]]),
        [IncidentKind.ShipmentNotTracked] = new([ExplainAndReport],
            [[ExplainAndReport, PriorityHandling], [ManagerCall, PriorityHandling], [CreditNote], [FreightDiscount]]),
        [IncidentKind.CustomerMisled] = new([ManagerCall],
            [[ManagerCall, CreditNote], [FreightDiscount, ManagerCall], [Compensation, ManagerCall]]),
        [IncidentKind.InstructionNotFollowed] = new([Redeliver],
            [[Redeliver, ManagerCall], [FreightDiscount, PriorityHandling], [Compensation, JointVisit],
            [CreditNote, ManagerCall]]),
        [IncidentKind.CarrierNotOnSchedule] = new([RebookNext, UpgradeService],
            [[RebookNext, FreightDiscount, JointVisit], [UpgradeService, ManagerCall], [WaiveDemurrage, PriorityHandling],
            [Compensation, JointVisit]]),
        [IncidentKind.AgentServicePoor] = new([ManagerCall],
            [[ManagerCall, PriorityHandling], [FreightDiscount], [CreditNote, ManagerCall], [Redeliver]]),
        [IncidentKind.CustomerError] = new([CompletePapers, RebookNext, ExplainAndReport],
            [[CompletePapers, ExplainAndReport], [RebookNext, ExplainAndReport], [WaiveSurcharge], [Compensation]]),
        [IncidentKind.NominatedCustomerObstructs] = new([PriorityHandling, ManagerCall],
            [[PriorityHandling, ManagerCall], [CompletePapers], [WaiveSurcharge, ManagerCall], [CreditNote]]),
        [IncidentKind.ForceMajeure] = new([ExplainAndReport],
            [[ExplainAndReport, RebookNext], [WaiveDemurrage, PriorityHandling], [UpgradeService], [SurveyAndInsurance],
            [InsuranceClaimHelp], [Compensation]]),
    }.ToImmutableDictionary();

    /// <summary>After an accident nobody knows whether the cargo is sound; finding out comes before any plan.</summary>
    public static Playbook AfterAccident { get; } = new([SurveyAndInsurance, InsuranceClaimHelp],
        [[SurveyAndInsurance, ExplainAndReport], [InsuranceClaimHelp], [WaiveDemurrage, PriorityHandling],
        [RebookNext, ExplainAndReport], [Compensation]]);

    /// <summary>With bundles added whose lead it does not have yet.</summary>
    internal Playbook With(ImmutableArray<ImmutableArray<OptionKind>> more) =>
        this with { Bundles = Bundles.AddRange(more.Where(common => Bundles.All(bundle => bundle[0] != common[0]))) };

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults() => new PolicyCheck()
        .That(!Remedies.IsDefaultOrEmpty, "/remedies", "Name at least one part that solves the matter.")
        .Part("/bundles", FaultsOf(Bundles))
        .Found;

    /// <summary>What is wrong with bundles.</summary>
    internal static IReadOnlyList<PolicyFault> FaultsOf(ImmutableArray<ImmutableArray<OptionKind>> bundles)
    {
        var check = new PolicyCheck();
        if (bundles.IsDefaultOrEmpty)
            return check.That(false, "", "Name at least one bundle of parts.").Found;
        var leads = new HashSet<OptionKind>();
        foreach (var (i, bundle) in bundles.Index())
        {
            if (bundle.IsDefaultOrEmpty)
                check.That(false, $"/{i}", "A bundle has one part at least.");
            else
                check.That(leads.Add(bundle[0]), $"/{i}", "Another bundle has this lead already: two options would differ in a figure only.")
                    .That(bundle.Distinct().Count() == bundle.Length, $"/{i}", "A part stands in a bundle once.");
        }

        return check.Found;
    }
}
