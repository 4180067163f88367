using System.Collections.Immutable;
using NodaTime;
using static FreightRecovery.Domain.Recovery.StepKind;

namespace FreightRecovery.Domain.Recovery;

/// <summary>Something to do within a time after the confirmation.</summary>
internal sealed record Chore(StepKind Step, Duration Within);

/// <summary>The steps by which each kind of part is carried out.</summary>
internal static class Carrying
{
    /// <summary>The owners as shipped.</summary>
    public static ImmutableDictionary<StepKind, StepOwner> UsualOwners { get; } =
        Enum.GetValues<StepKind>().ToImmutableDictionary(step => step, UsualOwner);

    /// <summary>What one part takes. Times are by the clock; the calendar of the branch moves reminders, not dues.</summary>
    public static ImmutableArray<Chore> Out(OptionPart part, RecoveryPolicy policy)
    {
        var soon = policy.Parts[part.Kind].DueWithin;
        var then = Duration.FromDays(part.Terms.Days ?? policy.Parts[part.Kind].Days);
        var last = Duration.Max(soon, then);
        return part.Kind switch
        {
            OptionKind.RebookNext =>
                [new(BookDeparture, Duration.Max(policy.SoonestStep, Duration.Min(soon, then))), new(SeeOnBoard, last)],
            OptionKind.UpgradeService => [new(BookFasterService, soon)],
            OptionKind.FreightDiscount => [new(Discount, soon)],
            OptionKind.WaiveSurcharge => [new(CreditSurcharges, soon)],
            OptionKind.WaiveDemurrage => [new(StepKind.WaiveDemurrage, soon)],
            OptionKind.CreditNote => [new(StepKind.CreditNote, soon)],
            OptionKind.Compensation => [new(SignSettlement, soon), new(PayCompensation, last)],
            OptionKind.Redeliver => [new(DeliverAgain, soon)],
            OptionKind.RepackOrRepair => [new(Repair, soon)],
            OptionKind.SurveyAndInsurance => [new(AskInsurance, soon), new(Survey, last)],
            OptionKind.InsuranceClaimHelp => [new(FileInsuranceClaim, soon)],
            OptionKind.CompletePapers => [new(StepKind.CompletePapers, soon)],
            OptionKind.CorrectAndRefund => [new(CorrectRecord, soon), new(ReissueInvoice, last)],
            OptionKind.JointVisit => [new(StepKind.JointVisit, soon)],
            OptionKind.ManagerCall => [new(StepKind.ManagerCall, soon)],
            OptionKind.PriorityHandling => [new(MarkPriority, soon)],
            OptionKind.ExplainAndReport => [new(Explain, soon), new(StepKind.Report, last)],
        };
    }

    private static StepOwner UsualOwner(StepKind step) => step switch
    {
        BookDeparture or SeeOnBoard or BookFasterService or StepKind.WaiveDemurrage or DeliverAgain or Repair or Survey
            or StepKind.CompletePapers or CorrectRecord or MarkPriority => StepOwner.Operations,
        Discount or CreditSurcharges or StepKind.CreditNote or PayCompensation or ReissueInvoice => StepOwner.Finance,
        SignSettlement or AskInsurance or FileInsuranceClaim or Explain or StepKind.Report => StepOwner.Sales,
        StepKind.JointVisit or StepKind.ManagerCall => StepOwner.Manager,
    };
}
