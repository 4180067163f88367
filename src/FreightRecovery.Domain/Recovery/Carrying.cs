using System.Collections.Immutable;
using FreightRecovery.Domain.Calendar;
using NodaTime;
using static FreightRecovery.Domain.Recovery.StepKind;

namespace FreightRecovery.Domain.Recovery;

/// <summary>What a day means in the time that a step may take.</summary>
public enum StepDays
{
    /// <summary>A working day of the branch; parts of days are working time.</summary>
    Working,

    /// <summary>A day by the clock, whether anybody works or not.</summary>
    Calendar,
}

/// <summary>Something to do within a time after the confirmation.</summary>
internal sealed record Chore(StepKind Step, Duration Within)
{
    /// <summary>Calendar days that the matter itself takes, such as those until a departure or a report: it is not due before.</summary>
    public int? NotBefore { get; init; }

    /// <summary>Calendar days that the matter itself leaves: it is due before, however long it may take.</summary>
    public int? Before { get; init; }

    /// <summary>When it is due after a confirmation.</summary>
    public Instant DueAt(Instant confirmed, WorkingTime work, RecoveryPolicy policy)
    {
        var due = policy.StepDays switch
        {
            StepDays.Working => work.Add(work.AddDays(confirmed, Within.Days), Within - Duration.FromDays(Within.Days)),
            StepDays.Calendar => confirmed + Within,
        };
        if (NotBefore is { } after)
            due = Instant.Max(due, confirmed + Duration.FromDays(after));
        return Before is { } before
            ? Instant.Max(confirmed + policy.SoonestStep, Instant.Min(due, confirmed + Duration.FromDays(before)))
            : due;
    }
}

/// <summary>The steps by which each kind of part is carried out.</summary>
internal static class Carrying
{
    /// <summary>The owners as shipped.</summary>
    public static ImmutableDictionary<StepKind, StepOwner> UsualOwners { get; } =
        Enum.GetValues<StepKind>().ToImmutableDictionary(step => step, UsualOwner);

    /// <summary>What one part takes.</summary>
    public static ImmutableArray<Chore> Out(OptionPart part, RecoveryPolicy policy)
    {
        var soon = policy.Parts[part.Kind].DueWithin;
        var then = part.Terms.Days ?? policy.Parts[part.Kind].Days;
        return part.Kind switch
        {
            OptionKind.RebookNext =>
                [new(BookDeparture, soon) { Before = then }, new(SeeOnBoard, soon) { NotBefore = then }],
            OptionKind.UpgradeService => [new(BookFasterService, soon)],
            OptionKind.FreightDiscount => [new(Discount, soon)],
            OptionKind.WaiveSurcharge => [new(CreditSurcharges, soon)],
            OptionKind.WaiveDemurrage => [new(StepKind.WaiveDemurrage, soon)],
            OptionKind.CreditNote => [new(StepKind.CreditNote, soon)],
            OptionKind.Compensation => [new(SignSettlement, soon), new(PayCompensation, soon) { NotBefore = then }],
            OptionKind.Redeliver => [new(DeliverAgain, soon)],
            OptionKind.RepackOrRepair => [new(Repair, soon)],
            OptionKind.SurveyAndInsurance => [new(AskInsurance, soon), new(Survey, soon) { NotBefore = then }],
            OptionKind.InsuranceClaimHelp => [new(FileInsuranceClaim, soon)],
            OptionKind.CompletePapers => [new(StepKind.CompletePapers, soon)],
            OptionKind.CorrectAndRefund => [new(CorrectRecord, soon), new(ReissueInvoice, soon) { NotBefore = then }],
            OptionKind.JointVisit => [new(StepKind.JointVisit, soon)],
            OptionKind.ManagerCall => [new(StepKind.ManagerCall, soon)],
            OptionKind.PriorityHandling => [new(MarkPriority, soon)],
            OptionKind.ExplainAndReport => [new(Explain, soon), new(StepKind.Report, soon) { NotBefore = then }],
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
