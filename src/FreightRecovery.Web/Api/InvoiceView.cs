using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine.Rows;
using NodaTime;

namespace FreightRecovery.Web.Api;

/// <summary>An invoice as the contract shows it.</summary>
/// <param name="Payable">The amount less agreed credits.</param>
/// <param name="Holds">What bars it from being collected, and the part that a hold was narrowed to.</param>
/// <param name="Receipt">The proof of its collection.</param>
/// <param name="Override">An override that waits for its second finance user.</param>
/// <param name="PayableNow">What may be collected now: nought while it is held, unless every hold was narrowed.</param>
/// <param name="HeldAmount">What is outstanding and may not be collected now.</param>
/// <param name="Parts">The proofs of parts collected while the rest was in dispute.</param>
/// <param name="Narrowings">The parts that holds were narrowed to, with the customer's consent.</param>
/// <param name="Credits">What was agreed to come off.</param>
/// <param name="Proposals">What is to be given back of what was collected; with the credit note once it was.</param>
/// <param name="ReplacedBy">The invoice it was re-issued as.</param>
/// <param name="Replaces">The invoice it was re-issued from.</param>
/// <param name="WriteOff">A write-off that waits for its second finance user.</param>
public sealed record InvoiceView(
    InvoiceRef Ref, ShipmentRef Shipment, CustomerRef Customer, Money Amount, InvoiceKind Kind, LocalDate DueOn, InvoiceStatus Status,
    Money Payable, IReadOnlyList<HoldView> Holds, Receipt? Receipt, OverrideRequest? Override, Money PayableNow, Money HeldAmount,
    IReadOnlyList<Receipt>? Parts, IReadOnlyList<Narrowing>? Narrowings, IReadOnlyList<InvoiceCredit>? Credits,
    IReadOnlyList<CreditProposal>? Proposals, InvoiceRef? ReplacedBy, InvoiceRef? Replaces, WriteOffRequest? WriteOff)
{
    internal static InvoiceView Of(InvoiceRow row) => new(
        row.Ref, row.Shipment, row.Customer, row.Amount, row.Kind, row.DueOn, row.Status, row.Payable, row.Holds, row.Receipt, row.Override,
        row.PayableNow, row.HeldAmount, row.Details.Parts, row.Details.Narrowings, row.Details.Credits, row.Details.Proposals,
        row.Details.ReplacedBy, row.Details.Replaces, row.Details.WriteOff);

    internal static Versioned<InvoiceView> Of(LedgerState ledger, InvoiceRef invoice, ShipmentRef shipment)
    {
        var row = LedgerRows.Row(ledger, ledger.Find(invoice)!, shipment, ledger.Shipment!.Customer);
        return new(Of(row), row.Version);
    }
}
