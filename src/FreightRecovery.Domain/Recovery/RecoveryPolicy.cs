using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Domain.Recovery;

/// <summary>
/// The rules of options and their ranking. The weights are policy judgement and are shown as such: public data cannot
/// fit them (DOMAIN 4.1), so they order the options as an experienced claims desk would, until a house refits them on
/// its own book. Shares are fractions: 0.2 is one fifth.
/// </summary>
public sealed record RecoveryPolicy
{
    /// <summary>The most options that are put forward at a time (DOMAIN 3.4: three or four).</summary>
    public int MostProposed { get; init; } = 4;

    /// <summary>The share of the expected margin that a stage puts at risk. Policy judgement.</summary>
    public ImmutableDictionary<Stage, decimal> AtRiskByStage { get; init; } = new Dictionary<Stage, decimal>
    {
        [Stage.Content] = 0.10m,
        [Stage.Grumble] = 0.25m,
        [Stage.Complaint] = 0.45m,
        [Stage.Silence] = 0.65m,
        [Stage.Lost] = 0.80m,
    }.ToImmutableDictionary();

    /// <summary>The share of the expected margin that the incident itself puts at risk. Policy judgement.</summary>
    public BySeverity<decimal> AtRiskBySeverity { get; init; } = new(0.15m, 0.45m, 0.70m);

    /// <summary>What a captive customer adds to the risk: it leaves at the first chance. Policy judgement.</summary>
    public decimal AtRiskWhenCaptive { get; init; } = 0.20m;

    /// <summary>How much more treatment counts with a customer that was forced on us. Policy judgement.</summary>
    public decimal TreatmentWhenNominated { get; init; } = 1.5m;

    /// <summary>What meeting the customer's wish takes off the risk; half of it when met in part. Policy judgement.</summary>
    public decimal MeetsWish { get; init; } = 0.20m;

    /// <summary>What is left of <see cref="MeetsWish"/> when the wish is met only in part.</summary>
    public decimal WishInPart { get; init; } = 0.5m;

    /// <summary>What an effect on the same day takes off the risk, falling to nought at <see cref="SlowDays"/>. Policy judgement.</summary>
    public decimal Speed { get; init; } = 0.10m;

    /// <summary>From this many days on, speed no longer counts for an option.</summary>
    public int SlowDays { get; init; } = 14;

    /// <summary>What going beyond the remedy in all three kinds of fairness takes off the risk. Policy judgement.</summary>
    public decimal ExceedsExpectation { get; init; } = 0.10m;

    /// <summary>
    /// What an answer that leaves the matter itself unsolved adds to the risk: a failed recovery is a second failure
    /// and weighs more than the first (double deviation, DOMAIN 4.1). Policy judgement.
    /// </summary>
    public decimal LeavesUnsolved { get; init; } = 0.80m;

    /// <summary>The share of our cost that a carrier or agent at fault pays back. Policy judgement.</summary>
    public decimal RecoverableFromCarrier { get; init; } = 0.70m;

    /// <summary>The share of our cost that the cargo insurer pays back, for insured cargo. Policy judgement.</summary>
    public decimal RecoverableFromInsurer { get; init; } = 0.80m;

    /// <summary>Percent off the freight by severity.</summary>
    public BySeverity<decimal> DiscountPercent { get; init; } = new(5m, 20m, 20m);

    /// <summary>The credit note as a share of the freight by severity.</summary>
    public BySeverity<decimal> CreditShareOfFreight { get; init; } = new(0.05m, 0.10m, 0.15m);

    /// <summary>Whether compensation may exceed the limit of the liability regime.</summary>
    public bool CompensateBeyondLimit { get; init; }

    /// <summary>Who at least decides on compensation beyond the limit (DOMAIN 5.1).</summary>
    public Authority BeyondLimit { get; init; } = Authority.Manager;

    /// <summary>What currencies are worth, for the ranking alone.</summary>
    public ExchangeRates ExchangeRates { get; init; } = new();

    /// <summary>What to try for each kind of incident.</summary>
    public ImmutableDictionary<IncidentKind, Playbook> Playbooks { get; init; } = Playbook.Usual;

    /// <summary>What to try after an accident of the means of transport, which is force majeure.</summary>
    public Playbook AfterAccident { get; init; } = Playbook.AfterAccident;

    /// <summary>These need nothing but our own will, so at least three options are feasible whatever happened.</summary>
    public ImmutableArray<ImmutableArray<OptionKind>> AlwaysAtHand { get; init; } =
        [[OptionKind.PriorityHandling], [OptionKind.ManagerCall], [OptionKind.ExplainAndReport]];

    /// <summary>Which parts meet which wish.</summary>
    public ImmutableDictionary<Wish, WishPolicy> Wishes { get; init; } = WishPolicy.Usual;

    /// <summary>Which role of the house owns which step.</summary>
    public ImmutableDictionary<StepKind, StepOwner> StepOwners { get; init; } = Carrying.UsualOwners;

    /// <summary>The playbook for an incident, with what is always at hand; the cause matters for force majeure only.</summary>
    internal Playbook PlaybookFor(IncidentKind kind, ForceMajeureCause? cause) =>
        (kind == IncidentKind.ForceMajeure && cause == ForceMajeureCause.Accident ? AfterAccident : Playbooks[kind]).With(AlwaysAtHand);

    /// <summary>From this severity on the carrier's manager is asked to come along.</summary>
    public Severity JointVisitFrom { get; init; } = Severity.Major;

    /// <summary>Days until the next dated report by severity.</summary>
    public BySeverity<int> NextReportDays { get; init; } = new(3, 1, 1);

    /// <summary>Whether the days within which a step is due are those on which its branch works.</summary>
    public StepDays StepDays { get; init; } = StepDays.Working;

    /// <summary>No step is due sooner than this after the confirmation, not even for a departure on the same day.</summary>
    public Duration SoonestStep { get; init; } = Duration.FromHours(2);

    /// <summary>Who may grant which percentage off the freight.</summary>
    public AuthorityBands DiscountBands { get; init; } = new(5m, 10m, 20m);

    /// <summary>
    /// Who may spend what, as a share of the expected annual margin or, if that is more, of the shipment's freight: a
    /// rep may spend in proportion to what the customer earns us, in any currency.
    /// </summary>
    public AuthorityBands SpendBands { get; init; } = new(0.02m, 0.05m, 0.20m);

    /// <summary>What holds for each kind of part.</summary>
    public ImmutableDictionary<OptionKind, PartPolicy> Parts { get; init; } = new Dictionary<OptionKind, PartPolicy>
    {
        [OptionKind.RebookNext] = new(new(0.35m, 0.10m, 0.00m), 3, Duration.FromDays(1)),
        [OptionKind.UpgradeService] = new(new(0.45m, 0.10m, 0.05m), 1, Duration.FromDays(1))
        { CostShareOfFreight = 0.60m, CarrierPaysBack = true },
        [OptionKind.FreightDiscount] = new(new(0.25m, 0.00m, 0.05m), 3, Duration.FromDays(2)) { CarrierPaysBack = true },
        [OptionKind.WaiveSurcharge] = new(new(0.15m, 0.00m, 0.05m), 3, Duration.FromDays(2)) { CarrierPaysBack = true },
        [OptionKind.WaiveDemurrage] = new(new(0.15m, 0.05m, 0.00m), 3, Duration.FromDays(2))
        { CostShareOfFreight = 0.05m, CarrierPaysBack = true },
        [OptionKind.CreditNote] = new(new(0.20m, 0.00m, 0.05m), 3, Duration.FromDays(2)) { CarrierPaysBack = true },
        [OptionKind.Compensation] = new(new(0.40m, 0.05m, 0.00m), 10, Duration.FromDays(5)) { CarrierPaysBack = true },
        [OptionKind.Redeliver] = new(new(0.45m, 0.10m, 0.00m), 5, Duration.FromDays(2))
        { CostShareOfFreight = 1.00m, CarrierPaysBack = true, InsurerPaysBack = true },
        [OptionKind.RepackOrRepair] = new(new(0.35m, 0.10m, 0.00m), 3, Duration.FromDays(2))
        { CostShareOfFreight = 0.10m, CarrierPaysBack = true, InsurerPaysBack = true },
        [OptionKind.SurveyAndInsurance] = new(new(0.20m, 0.30m, 0.10m), 2, Duration.FromDays(1))
        { CostShareOfFreight = 0.01m, CarrierPaysBack = true, InsurerPaysBack = true },
        [OptionKind.InsuranceClaimHelp] = new(new(0.20m, 0.20m, 0.05m), 5, Duration.FromDays(2)) { CostShareOfFreight = 0.01m },
        [OptionKind.CompletePapers] = new(new(0.40m, 0.20m, 0.10m), 2, Duration.FromDays(1)) { CostShareOfFreight = 0.02m },
        [OptionKind.CorrectAndRefund] = new(new(0.45m, 0.20m, 0.05m), 2, Duration.FromDays(2)),
        [OptionKind.JointVisit] = new(new(0.00m, 0.10m, 0.30m), 5, Duration.FromDays(5))
        { CostShareOfFreight = 0.02m, LeastAuthority = Authority.Manager },
        [OptionKind.ManagerCall] = new(new(0.00m, 0.05m, 0.20m), 0, Duration.FromDays(1))
        { CostShareOfFreight = 0.005m, LeastAuthority = Authority.Manager },
        [OptionKind.PriorityHandling] = new(new(0.10m, 0.10m, 0.15m), 7, Duration.FromDays(2)) { CostShareOfFreight = 0.01m },
        [OptionKind.ExplainAndReport] = new(new(0.00m, 0.20m, 0.15m), 0, Duration.FromHours(4)),
    }.ToImmutableDictionary();

    /// <summary>Days until the next departure to count on while the carrier's schedule is not known.</summary>
    public int UsualNextDepartureDays(TransportMode mode) => NextDepartureDaysByMode[mode];

    /// <summary>The figures behind <see cref="UsualNextDepartureDays"/>.</summary>
    public ImmutableDictionary<TransportMode, int> NextDepartureDaysByMode { get; init; } = new Dictionary<TransportMode, int>
    {
        [TransportMode.Sea] = 3,
        [TransportMode.Air] = 1,
        [TransportMode.Road] = 1,
        [TransportMode.Rail] = 2,
    }.ToImmutableDictionary();

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults()
    {
        var check = new PolicyCheck();
        check.Within(MostProposed, 3, 4, "/mostProposed")
            .Complete(AtRiskByStage, "/atRiskByStage", (share, at) => check.Share(share, at))
            .Part("/atRiskBySeverity", AtRiskBySeverity.Each((c, share, at) => c.Share(share, at)))
            .Share(AtRiskWhenCaptive, "/atRiskWhenCaptive")
            .AtLeast(TreatmentWhenNominated, 1m, "/treatmentWhenNominated")
            .Share(MeetsWish, "/meetsWish")
            .Share(WishInPart, "/wishInPart")
            .Share(Speed, "/speed")
            .AtLeast(SlowDays, 1, "/slowDays")
            .Share(ExceedsExpectation, "/exceedsExpectation")
            .Share(LeavesUnsolved, "/leavesUnsolved")
            .Share(RecoverableFromCarrier, "/recoverableFromCarrier")
            .Share(RecoverableFromInsurer, "/recoverableFromInsurer")
            .Part("/discountPercent", DiscountPercent.Each((c, percent, at) => c.Within(percent, 0m, 100m, at)))
            .Part("/creditShareOfFreight", CreditShareOfFreight.Each((c, share, at) => c.Share(share, at)))
            .Part("/nextReportDays", NextReportDays.Each((c, days, at) => c.AtLeast(days, 1, at)))
            .AtLeast(SoonestStep, Duration.Zero, "/soonestStep")
            .Part("/discountBands", DiscountBands.Faults())
            .Part("/spendBands", SpendBands.Faults())
            .Complete(Parts, "/parts", (part, at) => check.Part(at, part.Faults()))
            .Complete(NextDepartureDaysByMode, "/nextDepartureDaysByMode", (days, at) => check.AtLeast(days, 1, at));
        check.That(BeyondLimit >= Authority.Manager, "/beyondLimit", "Only manager or executive goes beyond the limit of liability.")
            .Part("/exchangeRates", ExchangeRates.Faults())
            .Complete(Playbooks, "/playbooks", (playbook, at) => check.Part(at, playbook.Faults()))
            .Part("/afterAccident", AfterAccident.Faults())
            .Part("/alwaysAtHand", AlwaysFaults())
            .Complete(Wishes, "/wishes", (wish, at) => check.Part(at, wish.Faults()))
            .Complete(StepOwners, "/stepOwners");
        return check.Found;
    }

    // Three that need nothing but our own will, one of them the word that is always owed: so no customer is left without an answer.
    private IReadOnlyList<PolicyFault> AlwaysFaults()
    {
        var faults = Playbook.FaultsOf(AlwaysAtHand);
        if (faults.Count > 0)
            return faults;
        var check = new PolicyCheck()
            .That(AlwaysAtHand.Length >= 3, "", "Name three bundles at least: three options are put forward whatever happened.")
            .That(AlwaysAtHand.Any(bundle => bundle[0] == OptionKind.ExplainAndReport), "", "One of them is led by explainAndReport.");
        foreach (var (i, bundle) in AlwaysAtHand.Index())
            check.That(Feasibility.Always(bundle[0]), $"/{i}", "Its lead is not always feasible.");
        return check.Found;
    }
}
