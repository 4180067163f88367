using System.Globalization;
using static FreightRecovery.Domain.Shipments.LedgerEvent;

namespace FreightRecovery.Domain.Shipments;

/// <summary>Bills an invoice that was wrong anew: a mis-weighed one at the lower mass, for one.</summary>
internal static class Reissuing
{
    private const char Mark = '~';

    /// <summary>Decides on a re-issue that finance asks for.</summary>
    public static Decision<LedgerEvent> Decide(LedgerState ledger, LedgerCommand.Reissue c, CommandContext context)
    {
        if (ledger.Find(c.Invoice) is not { } wrong)
            return Collecting.NoSuchInvoice(c.Invoice);
        if (wrong.ReplacedBy is { } already)
            return c.Replacement is null || c.Replacement == already ? Again(ledger.Find(already)!, c) : ReissuedAs(already);
        if (context.IfMatch is { } seen && seen != wrong.ChangedIn)
            return Collecting.Stale;
        if (wrong.WrittenOff)
            return new Refusal.NotAllowedInState("The invoice is written off; there is nothing to bill anew.");
        if (c.Amount.Currency != wrong.Amount.Currency)
            return new Refusal.CurrencyMismatch("/amount/currency", $"The invoice is in {wrong.Amount.Currency}; bill it anew in the same.");
        if (c.Amount.Amount <= 0m)
            return new Refusal.Invalid("/amount/amount", "An invoice's amount is above nought; to take all of it back, agree a credit.");
        if (c.Amount == wrong.Amount)
            return new Refusal.Invalid("/amount/amount", "This is what was billed. Give the amount that is right.");
        if (ledger.HoldOf(c.Incident) is null)
            return new Refusal.Unknown("/incident", "No such incident on this shipment. Report the wrong bill first; its incident is the reason.");
        if (c.Replacement is { } given && (ledger.Find(given) is not null || IsDerived(given)))
            return new Refusal.Invalid("/reference", IsDerived(given) ? Reserved : $"There is an invoice {given} already. Give another reference.");
        return Decision<LedgerEvent>.Accept(Events(ledger, wrong, c.Amount, c.Incident, c.Replacement, c.Reason, context));
    }

    /// <summary>
    /// The events of a re-issue. What was collected on the wrong invoice counts for the right one; what that does not
    /// need is proposed to be given back.
    /// </summary>
    public static IReadOnlyList<LedgerEvent> Events(
        LedgerState ledger, Invoice wrong, Money amount, IncidentId incident, InvoiceRef? replacement, string reason, CommandContext context)
    {
        var right = replacement ?? Derived(ledger, wrong.Ref);
        var nought = Money.Zero(amount.Currency);
        var inherited = wrong.Credits.Aggregate(nought, (sum, credit) => sum + credit.Amount);
        var carried = Money.Min(wrong.Kept, Money.Max(amount - inherited, nought));
        var reissued = new InvoiceReissued(
            wrong.Ref, right, amount, incident, reason,
            carried.IsZero ? null : new Receipt(context.Id.Child($"receipt/{right}"), carried, context.At, context.By.Name),
            context.At, context.By.Name);
        var back = wrong.Kept - carried;
        return back.IsZero ? [reissued] : [reissued, new CreditProposed(incident, wrong.Ref, back, reason)];
    }

    /// <summary>Why a caller's own reference must not look like a derived one.</summary>
    public const string Reserved = "A reference that ends in a tilde and a number is made by the house for re-issued invoices. Choose another.";

    /// <summary>
    /// True for references of the form INV-1~2. Nobody else may issue one, so that a re-issue never meets a reference
    /// taken by another shipment.
    /// </summary>
    public static bool IsDerived(InvoiceRef invoice)
    {
        var mark = invoice.Value.LastIndexOf(Mark);
        return mark > 0 && mark < invoice.Value.Length - 1 && invoice.Value.AsSpan(mark + 1).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static InvoiceRef Derived(LedgerState ledger, InvoiceRef wrong)
    {
        var stem = IsDerived(wrong) ? wrong.Value[..wrong.Value.LastIndexOf(Mark)] : wrong.Value;
        for (var number = 2; ; number++)
        {
            var candidate = new InvoiceRef(string.Create(CultureInfo.InvariantCulture, $"{stem}{Mark}{number}"));
            if (ledger.Find(candidate) is null)
                return candidate;
        }
    }

    private static Decision<LedgerEvent> Again(Invoice right, LedgerCommand.Reissue c) =>
        right.Amount == c.Amount ? Decision<LedgerEvent>.Accept() : ReissuedAs(right.Ref);

    private static Refusal ReissuedAs(InvoiceRef right) =>
        new Refusal.NotAllowedInState($"The invoice was re-issued as {right}. Work on that one.");
}
