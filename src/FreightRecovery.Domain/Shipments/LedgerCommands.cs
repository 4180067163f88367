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

    /// <summary>A feed tells when the carrier is to leave or to arrive. Taken only while no plan is known for that point.</summary>
    public sealed record TellPlan(PlanPoint Point, Instant PlannedAt, SourceMessage Source, Instant ToldAt) : LedgerCommand;

    /// <summary>Puts an invoice. A collected, credited or written-off one no longer changes.</summary>
    public sealed record IssueInvoice(InvoiceRef Invoice, Money Amount, InvoiceKind Kind, LocalDate DueOn) : LedgerCommand;

    /// <summary>
    /// Holds the shipment's invoices for an incident. Refused as already reported when the same message, or the same
    /// kind at the same place within the policy's window, stands for another incident.
    /// </summary>
    public sealed record PlaceHold(
        IncidentId Incident, long HeldAsOf, IncidentKind Kind, string? Place, Instant OccurredAt, string Reason, string Owner,
        SourceMessage? Source) : LedgerCommand
    {
        /// <summary>The branch of the incident.</summary>
        public string? Branch { get; init; }

        /// <summary>The customer's account manager.</summary>
        public string? AccountManager { get; init; }
    }

    /// <summary>Frees the invoices of an incident settled at that version, and applies what was agreed.</summary>
    public sealed record ReleaseHold(IncidentId Incident, long SettledAt, ImmutableArray<Adjustment> Adjustments) : LedgerCommand;

    /// <summary>The clock says that a hold may be overdue.</summary>
    public sealed record ReviewHolds : LedgerCommand;

    /// <summary>
    /// Narrows a hold to the disputed part of one invoice: finance asks for it, and the customer has consented. The rest
    /// becomes payable. Said again with another part it replaces the first.
    /// </summary>
    public sealed record NarrowHold(InvoiceRef Invoice, IncidentId Incident, Money Disputed, string ConsentBy, string Evidence) : LedgerCommand;

    /// <summary>Bills an invoice that was wrong anew, under a reference that is given or derived, and credits the wrong one.</summary>
    public sealed record Reissue(InvoiceRef Invoice, Money Amount, IncidentId Incident, InvoiceRef? Replacement, string Reason) : LedgerCommand;

    /// <summary>Gives back what was proposed to be credited of a collected invoice.</summary>
    public sealed record ConfirmCredit(InvoiceRef Invoice) : LedgerCommand;

    /// <summary>Collects an invoice, unless a hold stands; of one whose holds were narrowed, what nobody disputes.</summary>
    public sealed record Collect(InvoiceRef Invoice) : LedgerCommand;

    /// <summary>Asks for an override, or confirms the one that another finance user asked for.</summary>
    public sealed record Override(InvoiceRef Invoice, string Reason) : LedgerCommand;

    /// <summary>Writes off what is outstanding; above the policy's amount a second, different finance user confirms it.</summary>
    public sealed record WriteOff(InvoiceRef Invoice, string Reason) : LedgerCommand;
}
