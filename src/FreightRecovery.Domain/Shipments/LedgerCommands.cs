using System.Collections.Immutable;
using FreightRecovery.Domain.Recovery;
using NodaTime;

namespace FreightRecovery.Domain.Shipments;

/// <summary>What can be asked of a shipment's ledger.</summary>
public abstract record LedgerCommand
{
    private LedgerCommand() { }

    /// <summary>Puts the shipment's facts.</summary>
    public sealed record RecordShipment(ShipmentFacts Facts) : LedgerCommand;

    /// <summary>Puts an invoice. A collected, credited or written-off one no longer changes.</summary>
    public sealed record IssueInvoice(InvoiceRef Invoice, Money Amount, InvoiceKind Kind, LocalDate DueOn) : LedgerCommand;

    /// <summary>
    /// Holds the shipment's invoices for an incident. Refused as already reported when the same message, or the same
    /// kind at the same place within the policy's window, stands for another incident.
    /// </summary>
    public sealed record PlaceHold(
        IncidentId Incident, long HeldAsOf, IncidentKind Kind, string? Place, Instant OccurredAt, string Reason, string Owner,
        SourceMessage? Source) : LedgerCommand;

    /// <summary>Frees the invoices of an incident settled at that version, and applies what was agreed.</summary>
    public sealed record ReleaseHold(IncidentId Incident, long SettledAt, ImmutableArray<Adjustment> Adjustments) : LedgerCommand;

    /// <summary>Collects an invoice, unless a hold stands.</summary>
    public sealed record Collect(InvoiceRef Invoice) : LedgerCommand;

    /// <summary>Asks for an override, or confirms the one that another finance user asked for.</summary>
    public sealed record Override(InvoiceRef Invoice, string Reason) : LedgerCommand;

    /// <summary>Writes the invoice off.</summary>
    public sealed record WriteOff(InvoiceRef Invoice, string Reason) : LedgerCommand;
}
