using FreightRecovery.Domain.Recovery;

namespace FreightRecovery.Web.Api;

/// <summary>The word about a step that is done, in English.</summary>
internal sealed class EnglishSteps : StepWords
{
    public static EnglishSteps Words { get; } = new();

    public override string AllDone => "With that, all that we agreed on has been carried out. Please tell us whether it has put the matter right.";

    public override string Next(string when) => $"The next step follows by {when}.";

    public override string Done(string shipment, StepKind step) => $"We keep you informed of each step. Shipment {shipment}: {Clause(step)}.";

    private static string Clause(StepKind step) => step switch
    {
        StepKind.BookDeparture => "the next departure is booked for your cargo, and you have the booking confirmation",
        StepKind.SeeOnBoard => "your cargo is on board",
        StepKind.BookFasterService => "a faster service is booked for your cargo, and you have the new schedule",
        StepKind.Discount => "the agreed discount has been recorded for the freight invoice",
        StepKind.CreditSurcharges => "the surcharges have been credited",
        StepKind.WaiveDemurrage => "demurrage and storage are waived, or taken over by us",
        StepKind.CreditNote => "the credit note has been issued",
        StepKind.SignSettlement => "the settlement has been signed",
        StepKind.PayCompensation => "the compensation has been paid",
        StepKind.DeliverAgain => "the new delivery has been arranged",
        StepKind.Repair => "the cargo has been repacked or repaired, and you have the photographs",
        StepKind.AskInsurance => "the question of insurance is settled and the insurer has been told where there is one",
        StepKind.Survey => "the cargo has been surveyed, and you have the finding",
        StepKind.FileInsuranceClaim => "the insurance claim has been filed together with you",
        StepKind.CompletePapers => "the papers have been completed and brought to you",
        StepKind.CorrectRecord => "the record has been corrected, and the carrier has confirmed it",
        StepKind.ReissueInvoice => "the invoice is being issued anew and the difference refunded",
        StepKind.JointVisit => "our manager has visited you together with the carrier's manager",
        StepKind.ManagerCall => "our manager has called you",
        StepKind.MarkPriority => "your next bookings are marked for priority",
        StepKind.Explain => "you have heard from us what happened and what comes next",
        StepKind.Report => "you have our next report",
    };
}
