using System.Globalization;

namespace FreightRecovery.Domain.Recovery;

/// <summary>The plain English of terms and explanations; the same in every culture.</summary>
internal static class Words
{
    /// <summary>What a kind of part is called in a sentence.</summary>
    public static string Of(OptionKind kind) => kind switch
    {
        OptionKind.RebookNext => "rebooking on the next departure",
        OptionKind.UpgradeService => "upgrade to a faster service",
        OptionKind.FreightDiscount => "discount on the freight",
        OptionKind.WaiveSurcharge => "waiver of the surcharges",
        OptionKind.WaiveDemurrage => "waiver of demurrage and storage",
        OptionKind.CreditNote => "credit note",
        OptionKind.Compensation => "compensation of the loss",
        OptionKind.Redeliver => "re-delivery or replacement",
        OptionKind.RepackOrRepair => "repacking or repair",
        OptionKind.SurveyAndInsurance => "cargo survey and insurance check",
        OptionKind.InsuranceClaimHelp => "help with the insurance claim",
        OptionKind.CompletePapers => "completion of the papers",
        OptionKind.CorrectAndRefund => "correction and refund of the difference",
        OptionKind.JointVisit => "joint apology visit with the carrier",
        OptionKind.ManagerCall => "personal call by the manager",
        OptionKind.PriorityHandling => "priority for the next bookings",
        OptionKind.ExplainAndReport => "explanation and a dated next report",
    };

    /// <summary>What leaves, by mode.</summary>
    public static string Departure(TransportMode mode) => mode switch
    {
        TransportMode.Sea => "sailing",
        TransportMode.Air => "flight",
        TransportMode.Road => "truck",
        TransportMode.Rail => "train",
    };

    /// <summary>A severity in a sentence.</summary>
    public static string Of(Severity severity) => severity switch
    {
        Severity.Minor => "minor",
        Severity.Major => "major",
        Severity.Critical => "critical",
    };

    /// <summary>A wish in a sentence.</summary>
    public static string Of(Wish wish) => wish switch
    {
        Wish.Replacement => "replacement",
        Wish.Redelivery => "re-delivery",
        Wish.Rebooking => "rebooking",
        Wish.Refund => "refund",
        Wish.Credit => "credit",
        Wish.Discount => "discount",
        Wish.Repair => "repair",
        Wish.Apology => "apology",
        Wish.Information => "information",
        Wish.Compensation => "compensation",
    };

    /// <summary>A step, as it is told to the one who does it.</summary>
    public static string Of(StepKind step) => step switch
    {
        StepKind.BookDeparture => "Book the next departure and send the customer the booking confirmation.",
        StepKind.SeeOnBoard => "Make sure that the cargo is on board and tell the customer.",
        StepKind.BookFasterService => "Book the faster service and send the customer the new schedule.",
        StepKind.Discount => "Put the agreed discount on the freight invoice.",
        StepKind.CreditSurcharges => "Credit the surcharges.",
        StepKind.WaiveDemurrage => "Have demurrage and storage waived, or take them over.",
        StepKind.CreditNote => "Issue the credit note.",
        StepKind.SignSettlement => "Have the customer sign the settlement.",
        StepKind.PayCompensation => "Pay the compensation.",
        StepKind.DeliverAgain => "Arrange the new delivery or the replacement.",
        StepKind.Repair => "Have the cargo repacked or repaired and send the customer photographs.",
        StepKind.AskInsurance => "Ask the customer how the cargo is insured and have the insurer told.",
        StepKind.Survey => "Have the cargo surveyed and send the customer the finding.",
        StepKind.FileInsuranceClaim => "Gather the papers of the claim and file it with the customer.",
        StepKind.CompletePapers => "Complete or re-issue the papers and bring them to the customer.",
        StepKind.CorrectRecord => "Correct the record and have the carrier confirm it.",
        StepKind.ReissueInvoice => "Re-issue the invoice with the difference refunded.",
        StepKind.JointVisit => "Visit the customer together with the carrier's manager.",
        StepKind.ManagerCall => "Call the customer in person.",
        StepKind.MarkPriority => "Mark the customer's next bookings for priority.",
        StepKind.Explain => "Explain to the customer what happened and what comes next.",
        StepKind.Report => "Give the customer the next dated report.",
    };

    /// <summary>A role of the house by its name in the API.</summary>
    public static string Of(StepOwner owner) => owner switch
    {
        StepOwner.Sales => "sales",
        StepOwner.Operations => "operations",
        StepOwner.Finance => "finance",
        StepOwner.Supervisor => "supervisor",
        StepOwner.Manager => "manager",
        StepOwner.AccountManager => "accountManager",
    };

    /// <summary>An amount with all its minor digits, as on an invoice.</summary>
    public static string Of(Money money) =>
        string.Create(CultureInfo.InvariantCulture, $"{money.Amount.ToString("F" + Digits(money), CultureInfo.InvariantCulture)} {money.Currency}");

    /// <summary>A number without needless noughts.</summary>
    public static string Of(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>When, counted in days.</summary>
    public static string InDays(int days) => days switch
    {
        0 => "today",
        1 => "in 1 day",
        _ => string.Create(CultureInfo.InvariantCulture, $"in {days} days"),
    };

    /// <summary>A phrase with a capital at its head.</summary>
    public static string Capital(string phrase) => char.ToUpperInvariant(phrase[0]) + phrase[1..];

    private static string Digits(Money money) => money.Currency.MinorUnits.ToString(CultureInfo.InvariantCulture);
}
