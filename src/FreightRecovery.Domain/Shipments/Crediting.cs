
namespace FreightRecovery.Domain.Shipments;

/// <summary>Spreads what was agreed in a recovery over the shipment's invoices.</summary>
internal static class Crediting
{
    /// <summary>
    /// A share of the freight comes off each freight invoice. A fixed amount comes off the invoices of its currency in
    /// order, freight first, none below nought; what a collected invoice would have been lowered by is to be credited.
    /// </summary>
    public static List<(InvoiceCredit Credit, bool Collected)> Apply(LedgerState ledger, LedgerCommand.ReleaseHold release)
    {
        var credits = new List<(InvoiceCredit Credit, bool Collected)>();
        foreach (var adjustment in release.Adjustments)
        {
            if (adjustment.FreightPercent is { } percent)
                foreach (var invoice in ledger.Invoices.Where(i => i.Kind == InvoiceKind.Freight && !i.WrittenOff))
                    Add(invoice, invoice.Amount.Share(percent / 100m));
            if (adjustment.Amount is { } amount)
            {
                var left = amount;
                foreach (var invoice in ledger.Invoices.Where(i => !i.WrittenOff && i.Amount.Currency == amount.Currency)
                             .OrderBy(i => i.Closed).ThenBy(i => i.Kind != InvoiceKind.Freight))
                    left -= Add(invoice, left);
            }

            Money Add(Invoice invoice, Money wanted)
            {
                var payable = invoice.Payable - (invoice.Proposed ?? Money.Zero(invoice.Amount.Currency));
                foreach (var (credit, _) in credits)
                    if (credit.Invoice == invoice.Ref)
                        payable -= credit.Amount;
                var off = Money.Max(Money.Min(wanted, payable), Money.Zero(wanted.Currency));
                if (!off.IsZero)
                    credits.Add((new InvoiceCredit(invoice.Ref, release.Incident, off, adjustment.Reason), invoice.Closed));
                return off;
            }
        }

        return credits;
    }
}
