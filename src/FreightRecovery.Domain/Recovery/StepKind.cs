namespace FreightRecovery.Domain.Recovery;

/// <summary>What is to be done. The names are part of stored events and of the policy file: add, never rename.</summary>
public enum StepKind
{
    /// <summary>The next departure is booked and confirmed to the customer.</summary>
    BookDeparture,

    /// <summary>Somebody makes sure that the cargo is on board.</summary>
    SeeOnBoard,

    /// <summary>A faster service is booked.</summary>
    BookFasterService,

    /// <summary>The discount goes on the invoice.</summary>
    Discount,

    /// <summary>The surcharges are credited.</summary>
    CreditSurcharges,

    /// <summary>Demurrage and storage are waived or taken over.</summary>
    WaiveDemurrage,

    /// <summary>The credit note is issued.</summary>
    CreditNote,

    /// <summary>The customer signs the settlement.</summary>
    SignSettlement,

    /// <summary>The compensation is paid.</summary>
    PayCompensation,

    /// <summary>The new delivery or the replacement is arranged.</summary>
    DeliverAgain,

    /// <summary>The cargo is repacked or repaired.</summary>
    Repair,

    /// <summary>The insurance is asked for and the insurer told.</summary>
    AskInsurance,

    /// <summary>The cargo is surveyed.</summary>
    Survey,

    /// <summary>The insurance claim is filed with the customer.</summary>
    FileInsuranceClaim,

    /// <summary>The papers are completed or re-issued.</summary>
    CompletePapers,

    /// <summary>The record is corrected.</summary>
    CorrectRecord,

    /// <summary>The invoice is issued anew.</summary>
    ReissueInvoice,

    /// <summary>The customer is visited together with the carrier's manager.</summary>
    JointVisit,

    /// <summary>The manager calls.</summary>
    ManagerCall,

    /// <summary>The next bookings are marked for priority.</summary>
    MarkPriority,

    /// <summary>The customer hears what happened and what comes next.</summary>
    Explain,

    /// <summary>The next dated report is given.</summary>
    Report,
}

/// <summary>Who owns a step: a role of the house.</summary>
public enum StepOwner
{
    /// <summary>The sales rep.</summary>
    Sales,

    /// <summary>Operations.</summary>
    Operations,

    /// <summary>Finance.</summary>
    Finance,

    /// <summary>The supervisor.</summary>
    Supervisor,

    /// <summary>The department's manager.</summary>
    Manager,

    /// <summary>The account manager.</summary>
    AccountManager,
}
