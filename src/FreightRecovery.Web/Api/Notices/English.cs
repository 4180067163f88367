using FreightRecovery.Domain;

namespace FreightRecovery.Web.Api;

/// <summary>The notice in English.</summary>
internal sealed class English : NoticeWords
{
    public static English Words { get; } = new();

    public override string Greeting => "Dear Sir or Madam,";

    public override string NothingCollected => "Until this is settled to your satisfaction we shall not ask you to pay any invoice of this shipment.";

    public override string NextWordOpen => "Please tell us when we may call you today; we shall then agree on the time of our next report.";

    public override string Closing => "Yours sincerely,";

    public override string Subject(string shipment) => $"Your shipment {shipment}: please read this first";

    public override string Happened(string shipment, string when, string clause) =>
        $"We want you to hear this from us, and at once. Shipment {shipment}, {when}: {clause}.";

    public override string Insurance(bool? insured) => insured switch
    {
        true => "By our records the cargo is insured. Please keep all papers and photographs; we shall help you with the claim.",
        false => "By our records the cargo is not insured through us. If you have cover of your own, please tell your insurer today.",
        null => "Is the cargo insured? Please let us know today, so that the insurer hears of it in time.",
    };

    public override string NextStep(IncidentStatus status) => status switch
    {
        IncidentStatus.Reported or IncidentStatus.Acknowledged or IncidentStatus.Reopened =>
            "We are finding out how far it goes and why it happened. Then we shall propose to you how to put it right.",
        IncidentStatus.Assessed => "We know what happened and are working out how to put it right; our proposal follows.",
        IncidentStatus.Offered => "Our proposal is with you. Nothing is done before you have agreed to it.",
        IncidentStatus.Confirmed => "We are carrying out what you have agreed to, and report each step to you.",
        IncidentStatus.CarriedOut => "What we agreed has been carried out. Please tell us whether it has put the matter right.",
        IncidentStatus.Resolved or IncidentStatus.Unfounded or IncidentStatus.Withdrawn =>
            "The matter is closed on our side. If anything is left open for you, please tell us.",
    };

    public override string NextWord(string when) => $"You will hear from us again by {when}.";

    public override string Clause(IncidentKind kind, ForceMajeureCause? cause) => kind switch
    {
        IncidentKind.ChargeableMassWrong => "the mass you were charged for was wrong",
        IncidentKind.PackingDamaged => "the packing of your cargo was damaged",
        IncidentKind.DocumentsDefective => "there is a defect in the documents",
        IncidentKind.DeclarationWrong => "the customs or inspection declaration was wrong",
        IncidentKind.TransitDelay => "your cargo is delayed",
        IncidentKind.CustomsPapersLate => "the customs papers are coming back late",
        IncidentKind.CustomsPapersLost => "the customs papers have been lost",
        IncidentKind.CargoRolled => "your cargo did not leave on the departure you had booked",
        IncidentKind.CargoLost => "your cargo, or part of it, is missing",
        IncidentKind.CargoDamaged => "your cargo has been damaged",
        IncidentKind.PriceDiffersFromQuote => "you were billed another price than we had quoted",
        IncidentKind.ServiceNotDelivered => "a service that we promised was not delivered",
        IncidentKind.ShipmentNotTracked => "we did not keep you informed about your shipment",
        IncidentKind.CustomerMisled => "what we told you was not right",
        IncidentKind.InstructionNotFollowed => "pick-up or delivery did not follow your instructions",
        IncidentKind.CarrierNotOnSchedule => "the carrier did not keep to its schedule",
        IncidentKind.AgentServicePoor => "our agent did not serve your consignee as it should",
        IncidentKind.CustomerError => "the particulars that we received do not agree with the cargo",
        IncidentKind.NominatedCustomerObstructs => "the handling at destination has come to a stop",
        IncidentKind.ForceMajeure => cause switch
        {
            ForceMajeureCause.Weather => "severe weather has stopped the carriage",
            ForceMajeureCause.War => "hostilities have stopped the carriage",
            ForceMajeureCause.Strike => "a strike has stopped the carriage",
            ForceMajeureCause.Accident => "the means of transport has had an accident",
            ForceMajeureCause.PortClosure => "the port has been closed",
            ForceMajeureCause.Authority => "an order of the authorities has stopped the carriage",
            null => "an event beyond anybody's control has stopped the carriage",
        },
    };
}
