using System.Diagnostics;
using NodaTime;
using static FreightRecovery.Domain.Shipments.LedgerCommand;
using static FreightRecovery.Domain.Shipments.LedgerEvent;

namespace FreightRecovery.Domain.Shipments;

/// <summary>
/// The ledger of one shipment decides what happens to its invoices. The law of the house lives here: no invoice of a
/// shipment is collected while an incident on it is unresolved.
/// </summary>
public static class Ledger
{
    /// <summary>The ledger's behaviour.</summary>
    public static Decider<LedgerState, LedgerCommand, LedgerEvent> Decider { get; } =
        new(LedgerState.Initial, Decide, LedgerState.Evolve);

    private static Decision<LedgerEvent> Decide(LedgerState ledger, LedgerCommand command, CommandContext context) => command switch
    {
        RecordShipment c => Record(ledger, c, context),
        IssueInvoice c => Issue(ledger, c, context),
        PlaceHold c => Hold(ledger, c, context),
        ReleaseHold c => Release(ledger, c, context),
        Collect c => CollectInvoice(ledger, c, context),
        Override c => OverrideHold(ledger, c, context),
        WriteOff c => WriteOffInvoice(ledger, c, context),
        _ => throw new UnreachableException(),
    };

    private static Decision<LedgerEvent> Record(LedgerState ledger, RecordShipment c, CommandContext context)
    {
        if (context.IfMatch is { } seen && seen != ledger.ShipmentChangedIn)
            return new Refusal.Stale("The shipment has changed since you read it. Read it again and repeat your change.");
        if (ledger.Shipment is { } known && known.Customer != c.Facts.Customer && (!ledger.Holds.IsEmpty || !ledger.Invoices.IsEmpty))
            return new Refusal.Invalid("/customer",
                $"The shipment belongs to customer {known.Customer} and already has invoices or incidents. Book it under a new reference.");
        return ledger.Shipment is { } same && same.SameAs(c.Facts)
            ? Decision<LedgerEvent>.Accept()
            : Decision<LedgerEvent>.Accept(new ShipmentRecorded(c.Facts));
    }

    private static Decision<LedgerEvent> Issue(LedgerState ledger, IssueInvoice c, CommandContext context)
    {
        if (ledger.Shipment is null)
            return new Refusal.Unknown("/shipment", "No such shipment. Put the shipment first, then its invoices.");
        if (c.Amount.Amount <= 0m)
            return new Refusal.Invalid("/amount/amount", "An invoice's amount is above nought.");
        if (ledger.Find(c.Invoice) is not { } invoice)
            return context.IfMatch is null
                ? Decision<LedgerEvent>.Accept(new InvoiceIssued(c.Invoice, c.Amount, c.Kind, c.DueOn))
                : new Refusal.Stale("There is no such invoice yet. Leave If-Match out to create it.");
        if (context.IfMatch is { } seen && seen != invoice.ChangedIn)
            return new Refusal.Stale("The invoice has changed since you read it. Read it again and repeat your change.");
        if (invoice.Amount == c.Amount && invoice.Kind == c.Kind && invoice.DueOn == c.DueOn)
            return Decision<LedgerEvent>.Accept();
        if (invoice.Closed)
            return new Refusal.NotAllowedInState(
                $"The invoice is {(invoice.WrittenOff ? "written off" : "collected")} and no longer changes. Issue a new one.");
        if (invoice.CreditedInFull)
            return new Refusal.NotAllowedInState("The invoice is credited in full and no longer changes. Issue a new one.");
        if (invoice.Amount.Currency != c.Amount.Currency && !invoice.Credits.IsEmpty)
            return new Refusal.CurrencyMismatch("/amount/currency",
                $"Credits in {invoice.Amount.Currency} were agreed on this invoice; its currency can no longer change.");
        if (!invoice.Credits.IsEmpty && c.Amount < invoice.Amount - invoice.Payable)
            return new Refusal.Invalid("/amount/amount",
                $"Credits of {invoice.Amount - invoice.Payable} were agreed on this invoice; bill that much at the least.");
        return Decision<LedgerEvent>.Accept(new InvoiceIssued(c.Invoice, c.Amount, c.Kind, c.DueOn));
    }

    private static Decision<LedgerEvent> Hold(LedgerState ledger, PlaceHold c, CommandContext context)
    {
        if (ledger.Shipment is null)
            return new Refusal.Unknown("/shipment", "No such shipment. Put the shipment first, then report its incident.");
        if (ledger.HoldOf(c.Incident) is { } own)
        {
            if (own.SettledAt >= c.HeldAsOf || own.HeldAsOf >= c.HeldAsOf)
                return Decision<LedgerEvent>.Accept();
        }
        else if (Standing(ledger, c, context.Policy) is { } standing)
            return new Refusal.AlreadyReported(standing.Incident, "The same event was reported before; this is its incident.");
        return Decision<LedgerEvent>.Accept(new HoldPlaced(
            c.Incident, c.HeldAsOf, c.Kind, c.Place, c.OccurredAt, context.At, c.Reason, c.Owner,
            context.At + context.Policy.HoldTarget, c.Source));
    }

    // The same message always tells of the same incident, settled or not; the same kind at the same place within the
    // window tells of it while it stands. A place that is not known could be any.
    private static IncidentHold? Standing(LedgerState ledger, PlaceHold c, Policy policy) =>
        ledger.Holds.FirstOrDefault(h =>
            (c.Source is { } source && h.Sources.Contains(source) && !h.NeverReported)
            || (h.Stands && h.Kind == c.Kind && (h.Place is null || c.Place is null || h.Place == c.Place)
                && Distance(h.OccurredAt, c.OccurredAt) <= policy.SameIncidentWindow));

    private static Duration Distance(Instant a, Instant b) => a > b ? a - b : b - a;

    private static Decision<LedgerEvent> Release(LedgerState ledger, ReleaseHold c, CommandContext context)
    {
        // One that a later one has overtaken frees nothing any more, yet what was agreed then still comes off, once.
        if (ledger.HoldOf(c.Incident) is { } hold
            && (hold.Releases.Contains(c.SettledAt) || (hold.SettledAt >= c.SettledAt && c.Adjustments.IsEmpty)))
            return Decision<LedgerEvent>.Accept();
        var credits = Crediting.Apply(ledger, c);
        var released = new HoldReleased(c.Incident, c.SettledAt, context.At, [.. credits.Where(x => !x.Collected).Select(x => x.Credit)]);
        return Decision<LedgerEvent>.Accept([
            released,
            .. credits.Where(x => x.Collected)
                .Select(x => new CreditProposed(c.Incident, x.Credit.Invoice, x.Credit.Amount, x.Credit.Reason)),
        ]);
    }

    private static Decision<LedgerEvent> CollectInvoice(LedgerState ledger, Collect c, CommandContext context)
    {
        if (ledger.Find(c.Invoice) is not { } invoice)
            return NoSuchInvoice(c.Invoice);
        if (invoice.Receipt is not null)
            return Decision<LedgerEvent>.Accept();
        if (invoice.WrittenOff)
            return new Refusal.NotAllowedInState("The invoice is written off; there is nothing to collect.");
        var barring = ledger.Barring(invoice);
        if (!barring.IsEmpty)
            return new Refusal.InvoiceHeld(
                "An incident on this shipment is unresolved. Resolve it, or let two finance users override the hold.",
                [.. barring.Select(h => h.View())]);
        if (invoice.Payable.IsZero)
            return new Refusal.NotAllowedInState("The invoice is credited in full; there is nothing to collect.");
        return Decision<LedgerEvent>.Accept(
            new InvoiceCollected(c.Invoice, context.Id.Child("receipt"), invoice.Payable, context.At, context.By.Name));
    }

    private static Decision<LedgerEvent> OverrideHold(LedgerState ledger, Override c, CommandContext context)
    {
        if (ledger.Find(c.Invoice) is not { } invoice)
            return NoSuchInvoice(c.Invoice);
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

    private static Decision<LedgerEvent> WriteOffInvoice(LedgerState ledger, WriteOff c, CommandContext context)
    {
        if (ledger.Find(c.Invoice) is not { } invoice)
            return NoSuchInvoice(c.Invoice);
        if (invoice.WrittenOff)
            return Decision<LedgerEvent>.Accept();
        return invoice.Receipt is not null
            ? new Refusal.NotAllowedInState("The invoice is collected; what was paid cannot be written off.")
            : Decision<LedgerEvent>.Accept(new InvoiceWrittenOff(c.Invoice, c.Reason, context.At, context.By.Name));
    }

    private static Refusal NoSuchInvoice(InvoiceRef invoice) =>
        new Refusal.NotFound($"There is no invoice {invoice} on this shipment.");
}
