using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Domain.Shipments;

// STORAGE CONTRACT. These records are written as JSON and read back for as long as the product lives: add members with
// defaults, never rename or retype one. A changed meaning is a new event.

/// <summary>What happened to a shipment's invoices.</summary>
public abstract record LedgerEvent
{
    private LedgerEvent() { }

    /// <summary>The shipment's facts were put, or put anew.</summary>
    public sealed record ShipmentRecorded(ShipmentFacts Facts) : LedgerEvent;

    /// <summary>A feed told a plan of a shipment that was put without one.</summary>
    /// <param name="Point">Of which point.</param>
    /// <param name="PlannedAt">The time planned, UTC.</param>
    /// <param name="Source">The message that told it.</param>
    /// <param name="ToldAt">When its source said so, UTC.</param>
    /// <param name="At">When it came, UTC.</param>
    public sealed record PlanTold(PlanPoint Point, Instant PlannedAt, SourceMessage Source, Instant ToldAt, Instant At) : LedgerEvent;

    /// <summary>An invoice came in, or came in anew with another amount, kind or due date.</summary>
    public sealed record InvoiceIssued(InvoiceRef Invoice, Money Amount, InvoiceKind Kind, LocalDate DueOn) : LedgerEvent;

    /// <summary>An incident holds every uncollected invoice of the shipment, now and on arrival.</summary>
    /// <param name="Incident">The incident that holds.</param>
    /// <param name="HeldAsOf">The version of the incident's stream from which the hold counts: 1 at the report.</param>
    /// <param name="Kind">The kind of incident, to know a second report of the same.</param>
    /// <param name="Place">UN/LOCODE where it happened, when known.</param>
    /// <param name="OccurredAt">When it happened.</param>
    /// <param name="Since">When the hold was placed.</param>
    /// <param name="Reason">In a few words, for finance.</param>
    /// <param name="Owner">Who has to see to it that something happens.</param>
    /// <param name="ReviewBy">By when something must happen.</param>
    /// <param name="Source">The feed message that told it, when one did.</param>
    public sealed record HoldPlaced(
        IncidentId Incident, long HeldAsOf, IncidentKind Kind, string? Place, Instant OccurredAt, Instant Since, string Reason,
        string Owner, Instant ReviewBy, SourceMessage? Source) : LedgerEvent
    {
        /// <summary>The branch of the incident, for whoever has to be told.</summary>
        public string? Branch { get; init; }

        /// <summary>The customer's account manager, for the same.</summary>
        public string? AccountManager { get; init; }
    }

    /// <summary>Nothing has happened by the date by which something must; finance and the manager are told.</summary>
    /// <param name="Incident">Whose hold.</param>
    /// <param name="ReviewBy">The date that has passed.</param>
    /// <param name="At">When it was noticed.</param>
    /// <param name="RemindAt">When they are told again.</param>
    /// <param name="Held">What the hold keeps from being collected, one amount for each currency.</param>
    public sealed record HoldOverdue(
        IncidentId Incident, Instant ReviewBy, Instant At, Instant RemindAt, ImmutableArray<Money> Held) : LedgerEvent;

    /// <summary>Finance and the customer agreed which part is in dispute; the rest of the invoice is payable.</summary>
    public sealed record HoldNarrowed(
        IncidentId Incident, InvoiceRef Invoice, Money Disputed, [property: Personal] string ConsentBy, [property: Personal] string Evidence,
        Instant At, string By) : LedgerEvent;

    /// <summary>The incident was settled at that version of its stream; what was agreed comes off the invoices.</summary>
    public sealed record HoldReleased(
        IncidentId Incident, long SettledAt, Instant At, ImmutableArray<InvoiceCredit> Credits) : LedgerEvent
    {
        /// <summary>Shares of the freight that were agreed: they also come off freight that is billed later.</summary>
        public ImmutableArray<AgreedShare> Shares { get; init; } = [];
    }

    /// <summary>What was agreed earlier came off an invoice that was billed later.</summary>
    public sealed record CreditApplied(InvoiceCredit Credit) : LedgerEvent
    {
        /// <summary>True when it had found no invoice before; false for a share of the freight.</summary>
        public bool WasUnplaced { get; init; }
    }

    /// <summary>An agreed amount found no invoice in its currency to come off: the next one takes it, or finance pays it.</summary>
    public sealed record CreditUnplaced(IncidentId Incident, Money Amount, string Reason) : LedgerEvent;

    /// <summary>The invoice was wrong and is billed anew under another reference; this one is credited in full.</summary>
    /// <param name="Invoice">The wrong one.</param>
    /// <param name="Replacement">The right one.</param>
    /// <param name="Amount">What the right one bills.</param>
    /// <param name="Incident">The incident that called for it.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="CarriedOver">What was collected on the wrong one and counts for the right one; null when nothing was.</param>
    /// <param name="At">When.</param>
    /// <param name="By">Who.</param>
    public sealed record InvoiceReissued(
        InvoiceRef Invoice, InvoiceRef Replacement, Money Amount, IncidentId Incident, string Reason, Receipt? CarriedOver, Instant At,
        string By) : LedgerEvent;

    /// <summary>A collected invoice cannot be lowered any more: finance is to credit this.</summary>
    public sealed record CreditProposed(IncidentId Incident, InvoiceRef Invoice, Money Amount, string Reason) : LedgerEvent;

    /// <summary>Finance gave back all that was proposed and not yet given back.</summary>
    public sealed record CreditConfirmed(InvoiceRef Invoice, Guid CreditNote, Money Amount, Instant At, string By) : LedgerEvent;

    /// <summary>What nobody disputes was collected; the rest waits.</summary>
    public sealed record InvoicePartCollected(InvoiceRef Invoice, Guid Receipt, Money Amount, Instant At, string By) : LedgerEvent;

    /// <summary>The invoice was collected: all of it, or what parts had left.</summary>
    public sealed record InvoiceCollected(InvoiceRef Invoice, Guid Receipt, Money Amount, Instant At, string By) : LedgerEvent;

    /// <summary>A finance user asks to collect in spite of the holds.</summary>
    public sealed record OverrideAsked(InvoiceRef Invoice, string Reason, string By, Instant At) : LedgerEvent;

    /// <summary>A second finance user agreed; the holds of these incidents no longer bar this invoice.</summary>
    public sealed record OverrideConfirmed(
        InvoiceRef Invoice, string Reason, string AskedBy, string By, Instant At, ImmutableArray<IncidentId> Incidents) : LedgerEvent;

    /// <summary>A finance user asks to write off more than one person may.</summary>
    public sealed record WriteOffAsked(InvoiceRef Invoice, string Reason, string By, Instant At) : LedgerEvent;

    /// <summary>What is outstanding of the invoice will never be collected.</summary>
    public sealed record InvoiceWrittenOff(InvoiceRef Invoice, string Reason, Instant At, string By) : LedgerEvent
    {
        /// <summary>What was given up.</summary>
        public Money? Amount { get; init; }

        /// <summary>Who asked for it, when it took two.</summary>
        public string? AskedBy { get; init; }
    }
}

/// <summary>A message of a feed: a second copy of it is the same event.</summary>
public sealed record SourceMessage(string Feed, string MessageId);

/// <summary>An amount that comes off one invoice.</summary>
public sealed record InvoiceCredit(InvoiceRef Invoice, IncidentId Incident, Money Amount, string Reason);

/// <summary>A share of the freight that was agreed to come off, in percent.</summary>
public sealed record AgreedShare(decimal Percent, string Reason);
