using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Domain.Recovery;

/// <summary>Something to do, by a role of the house, within a time after the confirmation.</summary>
internal sealed record Chore(string What, string Owner, Duration Within);

/// <summary>The steps by which each kind of part is carried out. Owners are the roles of the house.</summary>
internal static class Carrying
{
    private const string Sales = "sales";
    private const string Operations = "operations";
    private const string Finance = "finance";
    private const string Manager = "manager";

    /// <summary>What one part takes. Times are by the clock; the calendar of the branch moves reminders, not dues.</summary>
    public static ImmutableArray<Chore> Out(OptionPart part, RecoveryPolicy policy)
    {
        var soon = policy.Parts[part.Kind].DueWithin;
        var then = Duration.FromDays(part.Terms.Days ?? policy.Parts[part.Kind].Days);
        var last = Duration.Max(soon, then);
        return part.Kind switch
        {
            OptionKind.RebookNext =>
            [
                new("Book the next departure and send the customer the booking confirmation.", Operations, Duration.Max(policy.SoonestStep, Duration.Min(soon, then))),
                new("Make sure that the cargo is on board and tell the customer.", Operations, last),
            ],
            OptionKind.UpgradeService => [new("Book the faster service and send the customer the new schedule.", Operations, soon)],
            OptionKind.FreightDiscount => [new("Put the agreed discount on the freight invoice.", Finance, soon)],
            OptionKind.WaiveSurcharge => [new("Credit the surcharges.", Finance, soon)],
            OptionKind.WaiveDemurrage => [new("Have demurrage and storage waived, or take them over.", Operations, soon)],
            OptionKind.CreditNote => [new("Issue the credit note.", Finance, soon)],
            OptionKind.Compensation =>
            [
                new("Have the customer sign the settlement.", Sales, soon),
                new("Pay the compensation.", Finance, last),
            ],
            OptionKind.Redeliver => [new("Arrange the new delivery or the replacement.", Operations, soon)],
            OptionKind.RepackOrRepair => [new("Have the cargo repacked or repaired and send the customer photographs.", Operations, soon)],
            OptionKind.SurveyAndInsurance =>
            [
                new("Ask the customer how the cargo is insured and have the insurer told.", Sales, soon),
                new("Have the cargo surveyed and send the customer the finding.", Operations, last),
            ],
            OptionKind.InsuranceClaimHelp => [new("Gather the papers of the claim and file it with the customer.", Sales, soon)],
            OptionKind.CompletePapers => [new("Complete or re-issue the papers and bring them to the customer.", Operations, soon)],
            OptionKind.CorrectAndRefund =>
            [
                new("Correct the record and have the carrier confirm it.", Operations, soon),
                new("Re-issue the invoice with the difference refunded.", Finance, last),
            ],
            OptionKind.JointVisit => [new("Visit the customer together with the carrier's manager.", Manager, soon)],
            OptionKind.ManagerCall => [new("Call the customer in person.", Manager, soon)],
            OptionKind.PriorityHandling => [new("Mark the customer's next bookings for priority.", Operations, soon)],
            OptionKind.ExplainAndReport =>
            [
                new("Explain to the customer what happened and what comes next.", Sales, soon),
                new("Give the customer the next dated report.", Sales, last),
            ],
        };
    }
}
