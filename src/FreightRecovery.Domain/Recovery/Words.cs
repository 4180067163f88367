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
