using static FreightRecovery.Domain.OptionKind;

namespace FreightRecovery.Domain.Recovery;

/// <summary>How well a part meets what the customer asked for.</summary>
internal enum WishMatch { None, InPart, InFull }

/// <summary>Which parts meet which wish.</summary>
internal static class Wishes
{
    /// <summary>How well one part meets the wish.</summary>
    public static WishMatch Match(Wish wish, OptionKind part) => wish switch
    {
        Wish.Replacement => Grade(part, [Redeliver], [RepackOrRepair, Compensation]),
        Wish.Redelivery => Grade(part, [Redeliver], [UpgradeService, RebookNext]),
        Wish.Rebooking => Grade(part, [RebookNext], [UpgradeService]),
        Wish.Refund => Grade(part, [CorrectAndRefund, WaiveSurcharge], [CreditNote, FreightDiscount]),
        Wish.Credit => Grade(part, [CreditNote], [FreightDiscount, CorrectAndRefund, WaiveSurcharge]),
        Wish.Discount => Grade(part, [FreightDiscount], [CreditNote, WaiveSurcharge, WaiveDemurrage]),
        Wish.Repair => Grade(part, [RepackOrRepair], [Redeliver]),
        Wish.Apology => Grade(part, [JointVisit, ManagerCall], [ExplainAndReport]),
        Wish.Information => Grade(part, [ExplainAndReport], [SurveyAndInsurance]),
        Wish.Compensation => Grade(part, [Compensation], [InsuranceClaimHelp, CreditNote, CorrectAndRefund]),
    };

    private static WishMatch Grade(OptionKind part, ReadOnlySpan<OptionKind> inFull, ReadOnlySpan<OptionKind> inPart) =>
        inFull.Contains(part) ? WishMatch.InFull : inPart.Contains(part) ? WishMatch.InPart : WishMatch.None;
}
