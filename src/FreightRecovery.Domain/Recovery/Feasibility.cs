using System.Globalization;
using NodaTime;

namespace FreightRecovery.Domain.Recovery;

/// <summary>Whether a part can be done at all, and if not, why not in words for the desk.</summary>
internal static class Feasibility
{
    /// <summary>Null when it can be done; otherwise one sentence.</summary>
    public static string? Obstacle(OptionKind part, RecoveryContext facts, RecoveryPolicy policy) => part switch
    {
        OptionKind.RebookNext => CargoCannotMove(facts) ?? Rebook(facts),
        OptionKind.UpgradeService => CargoCannotMove(facts)
            ?? TooLate("A faster service takes until", policy.Parts[OptionKind.UpgradeService].Days, facts),
        OptionKind.WaiveSurcharge => facts.Surcharges.IsZero ? "No surcharge has been invoiced on this shipment." : null,
        OptionKind.WaiveDemurrage => facts.Shipment.DeliveredAt is null ? null : "The cargo has been delivered; no storage runs.",
        OptionKind.CreditNote => facts.Freight.Share(policy.CreditShareOfFreight.For(facts.Severity)).IsZero
            ? "No freight has been invoiced yet that could be credited."
            : null,
        OptionKind.Compensation => Compensate(facts),
        OptionKind.RepackOrRepair => Repack(facts),
        OptionKind.InsuranceClaimHelp => facts.Shipment.Insured switch
        {
            true => null,
            false => "The cargo is not insured.",
            null => "Whether the cargo is insured is not known yet; ask the customer.",
        },
        OptionKind.CorrectAndRefund => Refund.Obstacle(facts),
        OptionKind.JointVisit => facts.Severity >= policy.JointVisitFrom
            ? null
            : $"A joint visit is for {Words.Of(policy.JointVisitFrom)} matters and above.",
        OptionKind.CompletePapers => facts.PapersReissuable == false ? "The papers cannot be issued again." : null,
        OptionKind.FreightDiscount or OptionKind.Redeliver or OptionKind.SurveyAndInsurance or OptionKind.ManagerCall or OptionKind.PriorityHandling
            or OptionKind.ExplainAndReport => null,
    };

    /// <summary>Whether it needs nothing but our own will, whatever happened.</summary>
    public static bool Always(OptionKind part) => part is OptionKind.FreightDiscount or OptionKind.Redeliver
        or OptionKind.SurveyAndInsurance or OptionKind.ManagerCall or OptionKind.PriorityHandling or OptionKind.ExplainAndReport;

    private static string? CargoCannotMove(RecoveryContext facts) =>
        facts.IncidentKind == IncidentKind.CargoLost ? "The cargo is lost."
        : facts.Shipment.DeliveredAt is not null ? "The cargo has been delivered."
        : facts.ForceMajeureCause == ForceMajeureCause.Accident ? "Whether the cargo is whole is not known before the survey."
        : null;

    private static string? Rebook(RecoveryContext facts) => facts.NextDepartureDays is { } days
        ? TooLate($"The next {Words.Departure(facts.Shipment.Mode)} leaves on", days, facts)
        : $"No {Words.Departure(facts.Shipment.Mode)} leaves before the date by which the customer needs the cargo.";

    // How long the journey takes nobody has told us: what does not even leave in time is out of the question, the rest may do.
    private static string? TooLate(string what, int days, RecoveryContext facts) =>
        facts.Shipment.NeededBy is { } needed && facts.At + Duration.FromDays(days) is var earliest && earliest > needed
            ? $"{what} {Local(earliest, "uuuu-MM-dd", facts)}, and the customer needs the cargo by {Local(needed, "uuuu-MM-dd HH:mm", facts)}."
            : null;

    private static string Local(Instant at, string pattern, RecoveryContext facts) =>
        at.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(facts.TimeZone) ?? DateTimeZone.Utc).ToString(pattern, CultureInfo.InvariantCulture);

    private static string? Repack(RecoveryContext facts) =>
        facts.IncidentKind == IncidentKind.CargoLost ? "The cargo is lost."
        : facts.IncidentKind == IncidentKind.PackingDamaged && facts.Shipment.DeliveredAt is not null
            ? "The cargo has been delivered; its packing has served."
        : null;

    private static string? Compensate(RecoveryContext facts) =>
        facts.Fault == Fault.Nobody ? "Force majeure: no compensation is due by law."
        : facts.Fault == Fault.Customer ? "The fault lies with the customer: no compensation is due."
        : facts.LossEstimate is null ? "The loss has not been estimated yet."
        : facts.LossEstimate.Value.IsZero ? "There is no loss to compensate."
        : Costing.LimitObstacle(facts);
}
