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
        string Owner, Instant ReviewBy, SourceMessage? Source) : LedgerEvent;

    /// <summary>The incident was settled at that version of its stream; what was agreed comes off the invoices.</summary>
    public sealed record HoldReleased(
        IncidentId Incident, long SettledAt, Instant At, ImmutableArray<InvoiceCredit> Credits) : LedgerEvent;

    /// <summary>A collected invoice cannot be lowered any more: finance is to credit this.</summary>
    public sealed record CreditProposed(IncidentId Incident, InvoiceRef Invoice, Money Amount, string Reason) : LedgerEvent;

    /// <summary>The invoice was collected.</summary>
    public sealed record InvoiceCollected(InvoiceRef Invoice, Guid Receipt, Money Amount, Instant At, string By) : LedgerEvent;

    /// <summary>A finance user asks to collect in spite of the holds.</summary>
    public sealed record OverrideAsked(InvoiceRef Invoice, string Reason, string By, Instant At) : LedgerEvent;

    /// <summary>A second finance user agreed; the holds of these incidents no longer bar this invoice.</summary>
    public sealed record OverrideConfirmed(
        InvoiceRef Invoice, string Reason, string AskedBy, string By, Instant At, ImmutableArray<IncidentId> Incidents) : LedgerEvent;

    /// <summary>The invoice will never be collected.</summary>
    public sealed record InvoiceWrittenOff(InvoiceRef Invoice, string Reason, Instant At, string By) : LedgerEvent;
}

/// <summary>A message of a feed: a second copy of it is the same event.</summary>
public sealed record SourceMessage(string Feed, string MessageId);

/// <summary>An amount that comes off one invoice.</summary>
public sealed record InvoiceCredit(InvoiceRef Invoice, IncidentId Incident, Money Amount, string Reason);
