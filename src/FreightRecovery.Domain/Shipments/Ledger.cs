using System.Collections.Immutable;
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
        TellPlan c => TellingPlans.Decide(ledger, c, context),
        IssueInvoice c => Issue(ledger, c, context),
        PlaceHold c => Hold(ledger, c, context),
        ReleaseHold c => Release(ledger, c, context),
        ReviewHolds => Review(ledger, context),
        NarrowHold c => Collecting.Narrow(ledger, c, context),
        Reissue c => Reissuing.Decide(ledger, c, context),
        ConfirmCredit c => Collecting.ConfirmCredit(ledger, c, context),
        Collect c => Collecting.Collect(ledger, c, context),
        Override c => Collecting.Override(ledger, c, context),
        WriteOff c => Collecting.WriteOff(ledger, c, context),
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
        var issued = new InvoiceIssued(c.Invoice, c.Amount, c.Kind, c.DueOn);
        if (ledger.Find(c.Invoice) is not { } invoice)
        {
            if (context.IfMatch is not null)
                return new Refusal.Stale("There is no such invoice yet. Leave If-Match out to create it.");
            return Reissuing.IsDerived(c.Invoice)
                ? new Refusal.Invalid("", Reissuing.Reserved)
                : Decision<LedgerEvent>.Accept([issued, .. Crediting.OnArrival(ledger, issued)]);
        }

        if (context.IfMatch is { } seen && seen != invoice.ChangedIn)
            return Collecting.Stale;
        if (invoice.Amount == c.Amount && invoice.Kind == c.Kind && invoice.DueOn == c.DueOn)
            return Decision<LedgerEvent>.Accept();
        if (invoice.ReplacedBy is { } right)
            return new Refusal.NotAllowedInState($"The invoice was re-issued as {right} and no longer changes.");
        if (invoice.Closed)
            return new Refusal.NotAllowedInState(
                $"The invoice is {(invoice.WrittenOff ? "written off" : "collected")} and no longer changes. Issue a new one.");
        if (invoice.CreditedInFull)
            return new Refusal.NotAllowedInState("The invoice is credited in full and no longer changes. Issue a new one.");
        if (invoice.Amount.Currency != c.Amount.Currency && !(invoice.Credits.IsEmpty && invoice.Parts.IsEmpty))
            return new Refusal.CurrencyMismatch("/amount/currency",
                $"Credits in {invoice.Amount.Currency} were agreed, or a part collected; the invoice's currency can no longer change.");
        if (invoice.Amount.Currency == c.Amount.Currency && invoice.Amount - invoice.Outstanding is var done && c.Amount < done)
            return new Refusal.Invalid("/amount/amount",
                $"Of this invoice {done} was credited or collected already; bill that much at the least.");
        return Decision<LedgerEvent>.Accept(issued);
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
            context.At + context.Policy.HoldTarget, c.Source) { Branch = c.Branch, AccountManager = c.AccountManager });
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
        return Decision<LedgerEvent>.Accept(Crediting.Settle(ledger, c, context));
    }

    // A hold whose time has come is told of, and again until something happens.
    private static Decision<LedgerEvent> Review(LedgerState ledger, CommandContext context) => Decision<LedgerEvent>.Accept([
        .. ledger.Holds.Where(h => h.Stands && h.RemindAt <= context.At).Select(h => new HoldOverdue(
            h.Incident, h.ReviewBy, context.At, context.At + context.Policy.Ledger.RemindEvery, HeldBy(ledger, h))),
    ]);

    private static ImmutableArray<Money> HeldBy(LedgerState ledger, IncidentHold hold) =>
    [
        .. ledger.Invoices.Where(i => !i.Closed && !i.Overridden.Contains(hold.Incident))
            .Select(i => i.DisputedWith(hold.Incident) is { } disputed ? Money.Min(disputed, i.Outstanding) : i.Outstanding)
            .Where(amount => !amount.IsZero)
            .GroupBy(amount => amount.Currency).OrderBy(g => g.Key.Code, StringComparer.Ordinal)
            .Select(g => g.Aggregate((a, b) => a + b)),
    ];
}
