using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;

namespace FreightRecovery.Engine.Rows;

/// <summary>The read rows of a shipment and its invoices.</summary>
public static class LedgerRows
{
    internal static void Add(StreamId stream, LedgerState before, LedgerState after, List<ReadRow> rows)
    {
        if (after.Shipment is not { } facts)
            return;
        var shipment = new ShipmentRef(stream.Key);
        if (before.ShipmentChangedIn != after.ShipmentChangedIn)
            rows.Add(new ShipmentRow(shipment, facts, after.ShipmentChangedIn));
        ShipmentWayRow.Add(shipment, before, after, rows);
        // A shipment handed to another customer before it had invoices changes none of their rows, so comparing an
        // invoice by its entity tag is enough.
        for (var i = 0; i < after.Invoices.Length; i++)
            if (i >= before.Invoices.Length || before.Invoices[i].ChangedIn != after.Invoices[i].ChangedIn)
                rows.Add(WithoutPersons(Row(after, after.Invoices[i], shipment, facts.Customer)));
    }

    /// <summary>One invoice as finance sees it.</summary>
    public static InvoiceRow Row(LedgerState ledger, Invoice invoice, ShipmentRef shipment, CustomerRef customer)
    {
        var status = ledger.StatusOf(invoice);
        var barring = status == InvoiceStatus.Held ? ledger.Barring(invoice) : [];
        var now = ledger.Collectable(invoice);
        return new InvoiceRow(
            invoice.Ref, shipment, customer, invoice.Amount, invoice.Payable, invoice.Kind, invoice.DueOn, status,
            barring.IsEmpty ? null : barring.Min(h => h.Since), [.. barring.Select(h => h.View(invoice.DisputedWith(h.Incident)))],
            invoice.Receipt, invoice.Override, invoice.ChangedIn)
        {
            PayableNow = now,
            HeldAmount = status == InvoiceStatus.Held ? invoice.Outstanding - now : Money.Zero(now.Currency),
            Details = Details(invoice),
        };
    }

    // Who consented stands, sealed, in the ledger's events alone.
    private static InvoiceRow WithoutPersons(InvoiceRow row) => row.Details.Narrowings is not { } narrowings ? row : row with
    {
        Details = row.Details with
        {
            Narrowings = [.. narrowings.Select(n => n with { ConsentBy = Personal.Sealed, Evidence = Personal.Sealed })],
        },
    };

    private static readonly InvoiceDetails Nothing = new();

    private static InvoiceDetails Details(Invoice invoice) =>
        invoice is
        {
            Parts.IsEmpty: true, Narrowings.IsEmpty: true, Credits.IsEmpty: true, Proposals.IsEmpty: true, ReplacedBy: null, Replaces: null,
            WriteOff: null,
        }
            ? Nothing
            : new InvoiceDetails
            {
                Parts = Some(invoice.Parts),
                Narrowings = Some(invoice.Narrowings),
                Credits = Some(invoice.Credits),
                Proposals = Some(invoice.Proposals),
                ReplacedBy = invoice.ReplacedBy,
                Replaces = invoice.Replaces,
                WriteOff = invoice.WriteOff,
            };

    private static IReadOnlyList<T>? Some<T>(System.Collections.Immutable.ImmutableArray<T> items) => items.IsEmpty ? null : items;
}
