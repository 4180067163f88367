using static FreightRecovery.Domain.Shipments.LedgerCommand;
using static FreightRecovery.Domain.Shipments.LedgerEvent;

namespace FreightRecovery.Domain.Shipments;

/// <summary>What finance does with an invoice: collect it, narrow or override what holds it, credit it, give it up.</summary>
internal static class Collecting
{
    /// <summary>The caller has seen an older version of the invoice.</summary>
    public static Refusal Stale => new Refusal.Stale("The invoice has changed since you read it. Read it again and repeat your change.");

    /// <summary>There is no such invoice.</summary>
    public static Refusal NoSuchInvoice(InvoiceRef invoice) => new Refusal.NotFound($"There is no invoice {invoice} on this shipment.");

    public static Decision<LedgerEvent> Collect(LedgerState ledger, Collect c, CommandContext context)
    {
        if (ledger.Find(c.Invoice) is not { } invoice)
            return NoSuchInvoice(c.Invoice);
        if (invoice.ReplacedBy is { } right)
            return new Refusal.NotAllowedInState($"The invoice was re-issued as {right}. Collect that one.");
        if (invoice.PaidInFull)
            return Decision<LedgerEvent>.Accept();
        if (IsStale(invoice, context))
            return Stale;
        if (invoice.WrittenOff)
            return new Refusal.NotAllowedInState("The invoice is written off; there is nothing to collect.");
        var (barring, collectable) = (ledger.Barring(invoice), ledger.Collectable(invoice));
        if (!barring.IsEmpty && collectable.IsZero)
        {
            // The undisputed part asked for once more is answered with the receipt it has.
            return !invoice.Parts.IsEmpty && barring.All(h => invoice.DisputedWith(h.Incident) is not null)
                ? Decision<LedgerEvent>.Accept()
                : new Refusal.InvoiceHeld(
                    "An incident on this shipment is unresolved. Resolve it, or let two finance users override the hold.",
                    [.. barring.Select(h => h.View(invoice.DisputedWith(h.Incident)))]);
        }

        if (collectable.IsZero)
            return new Refusal.NotAllowedInState("The invoice is credited in full; there is nothing to collect.");
        var receipt = context.Id.Child("receipt");
        return Decision<LedgerEvent>.Accept(barring.IsEmpty
            ? new InvoiceCollected(c.Invoice, receipt, collectable, context.At, context.By.Name)
            : new InvoicePartCollected(c.Invoice, receipt, collectable, context.At, context.By.Name));
    }

    public static Decision<LedgerEvent> Narrow(LedgerState ledger, NarrowHold c, CommandContext context)
    {
        if (ledger.Find(c.Invoice) is not { } invoice)
            return NoSuchInvoice(c.Invoice);
        if (invoice.Narrowings.Any(n => (n.Incident, n.Disputed, n.ConsentBy, n.Evidence) == (c.Incident, c.Disputed, c.ConsentBy, c.Evidence)))
            return Decision<LedgerEvent>.Accept();
        if (IsStale(invoice, context))
            return Stale;
        if (invoice.Closed || !ledger.Barring(invoice).Any(h => h.Incident == c.Incident))
            return new Refusal.NotAllowedInState("This incident does not hold the invoice; there is nothing to narrow.");
        if (c.Disputed.Currency != invoice.Amount.Currency)
            return new Refusal.CurrencyMismatch("/disputed/currency", $"The invoice is in {invoice.Amount.Currency}; name the disputed part in the same.");
        if (c.Disputed.Amount <= 0m)
            return new Refusal.Invalid("/disputed/amount", "Something stays in dispute. When nothing does, resolve the incident: that frees all of it.");
        if (c.Disputed > invoice.Outstanding)
            return new Refusal.Invalid("/disputed/amount", $"Only {invoice.Outstanding} is outstanding; more cannot be in dispute.");
        return Decision<LedgerEvent>.Accept(
            new HoldNarrowed(c.Incident, c.Invoice, c.Disputed, c.ConsentBy, c.Evidence, context.At, context.By.Name));
    }

    public static Decision<LedgerEvent> Override(LedgerState ledger, Override c, CommandContext context)
    {
        if (ledger.Find(c.Invoice) is not { } invoice)
            return NoSuchInvoice(c.Invoice);
        if (IsStale(invoice, context))
            return Stale;
        var barring = ledger.Barring(invoice);
        if (invoice.Closed || barring.IsEmpty)
            return new Refusal.NotAllowedInState("The invoice is not held; an override has nothing to lift.");
        if (invoice.Override is not { } asked)
            return Decision<LedgerEvent>.Accept(new OverrideAsked(c.Invoice, c.Reason, context.By.Name, context.At));
        if (asked.By == context.By.Name)
            return new Refusal.Forbidden("You asked for this override yourself. A second, different finance user confirms it.");
        return Decision<LedgerEvent>.Accept(new OverrideConfirmed(
            c.Invoice, c.Reason, asked.By, context.By.Name, context.At, [.. barring.Select(h => h.Incident)]));
    }

    public static Decision<LedgerEvent> ConfirmCredit(LedgerState ledger, ConfirmCredit c, CommandContext context)
    {
        if (ledger.Find(c.Invoice) is not { } invoice)
            return NoSuchInvoice(c.Invoice);
        if (invoice.Proposed is not { } proposed)
            return invoice.GivenBack is not null
                ? Decision<LedgerEvent>.Accept()
                : new Refusal.NotAllowedInState(
                    "No credit is proposed on this invoice. One is when an incident is resolved with something agreed after it was collected.");
        if (IsStale(invoice, context))
            return Stale;
        return Decision<LedgerEvent>.Accept(
            new CreditConfirmed(c.Invoice, context.Id.Child("credit-note"), proposed, context.At, context.By.Name));
    }

    public static Decision<LedgerEvent> WriteOff(LedgerState ledger, WriteOff c, CommandContext context)
    {
        if (ledger.Find(c.Invoice) is not { } invoice)
            return NoSuchInvoice(c.Invoice);
        if (invoice.WrittenOff)
            return Decision<LedgerEvent>.Accept();
        if (IsStale(invoice, context))
            return Stale;
        if (invoice.ReplacedBy is { } right)
            return new Refusal.NotAllowedInState($"The invoice was re-issued as {right}. Write off that one.");
        if (invoice.PaidInFull)
            return new Refusal.NotAllowedInState("The invoice is collected; what was paid cannot be written off.");
        if (invoice.Outstanding.IsZero)
            return new Refusal.NotAllowedInState("The invoice is credited in full; there is nothing to write off.");
        var written = new InvoiceWrittenOff(c.Invoice, c.Reason, context.At, context.By.Name) { Amount = invoice.Outstanding };
        if (context.Policy.Ledger.MayWriteOffAlone(invoice.Outstanding))
            return Decision<LedgerEvent>.Accept(written);
        if (invoice.WriteOff is not { } asked)
            return Decision<LedgerEvent>.Accept(new WriteOffAsked(c.Invoice, c.Reason, context.By.Name, context.At));
        return asked.By == context.By.Name
            ? new Refusal.Forbidden("You asked for this write-off yourself. A second, different finance user confirms it.")
            : Decision<LedgerEvent>.Accept(written with { AskedBy = asked.By });
    }

    private static bool IsStale(Invoice invoice, CommandContext context) =>
        context.IfMatch is { } seen && seen != invoice.ChangedIn;
}
