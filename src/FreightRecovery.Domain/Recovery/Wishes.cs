using System.Collections.Immutable;
using static FreightRecovery.Domain.OptionKind;

namespace FreightRecovery.Domain.Recovery;

/// <summary>How well a part meets what the customer asked for.</summary>
internal enum WishMatch { None, InPart, InFull }

/// <summary>Which parts meet a wish. Policy judgement.</summary>
/// <param name="InFull">What the customer asked for.</param>
/// <param name="InPart">What comes near it.</param>
public sealed record WishPolicy(ImmutableArray<OptionKind> InFull, ImmutableArray<OptionKind> InPart)
{
    /// <summary>The wishes as shipped.</summary>
    public static ImmutableDictionary<Wish, WishPolicy> Usual { get; } = new Dictionary<Wish, WishPolicy>
    {
        [Wish.Replacement] = new([Redeliver], [RepackOrRepair, Compensation]),
        [Wish.Redelivery] = new([Redeliver], [UpgradeService, RebookNext]),
        [Wish.Rebooking] = new([RebookNext], [UpgradeService]),
        [Wish.Refund] = new([CorrectAndRefund, WaiveSurcharge], [CreditNote, FreightDiscount]),
        [Wish.Credit] = new([CreditNote], [FreightDiscount, CorrectAndRefund, WaiveSurcharge]),
        [Wish.Discount] = new([FreightDiscount], [CreditNote, WaiveSurcharge, WaiveDemurrage]),
        [Wish.Repair] = new([RepackOrRepair], [Redeliver]),
        [Wish.Apology] = new([JointVisit, ManagerCall], [ExplainAndReport]),
        [Wish.Information] = new([ExplainAndReport], [SurveyAndInsurance]),
        [Wish.Compensation] = new([Compensation], [InsuranceClaimHelp, CreditNote, CorrectAndRefund]),
    }.ToImmutableDictionary();

    /// <summary>How well one part meets the wish.</summary>
    internal WishMatch Match(OptionKind part) =>
        InFull.Contains(part) ? WishMatch.InFull : InPart.Contains(part) ? WishMatch.InPart : WishMatch.None;

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults() => new PolicyCheck()
        .That(!InFull.IsDefaultOrEmpty, "/inFull", "Name at least one part that meets the wish.")
        .That(InFull.IsDefault || InPart.IsDefault || !InFull.Intersect(InPart).Any(), "/inPart", "A part meets a wish in full or in part, not both.")
        .Found;
}
