using FreightRecovery.Domain.Recovery;
using static FreightRecovery.Domain.Shipments.LedgerEvent;

namespace FreightRecovery.Domain.Shipments;

/// <summary>Spreads what was agreed in a recovery over the shipment's invoices.</summary>
internal static class Crediting
{
    /// <summary>
    /// The events that settle an incident's hold. First comes what was billed wrongly and is billed anew, for a share of
    /// the freight is a share of the right freight. A share comes off each freight invoice in its own currency, a fixed
    /// amount off the invoices of its currency in order, open ones and freight first, none below nought. What a collected
    /// invoice would have been lowered by is proposed to be given back; what finds no invoice is kept for the next one.
    /// </summary>
    public static IReadOnlyList<LedgerEvent> Settle(LedgerState ledger, LedgerCommand.ReleaseHold release, CommandContext context)
    {
        var (reissues, rest) = Reissues(ledger, release, context);
        var spread = new Spread(reissues.Aggregate(ledger, LedgerState.Evolve), release.Incident);
        foreach (var adjustment in rest)
        {
            if (adjustment.FreightPercent is { } percent)
                spread.Share(percent, adjustment.Reason);
            if (adjustment.Amount is { } amount)
                spread.Fixed(amount, adjustment.Reason);
        }

        return
        [
            .. reissues,
            new HoldReleased(release.Incident, release.SettledAt, context.At, [.. spread.Credits])
            {
                Shares =
                [
                    .. release.Adjustments.Where(a => a.FreightPercent is not null)
                        .Select(a => new AgreedShare(a.FreightPercent!.Value, a.Reason)),
                ],
            },
            .. spread.Proposed,
            .. spread.Unplaced,
        ];
    }

    /// <summary>What was agreed before and comes off an invoice that is billed only now.</summary>
    public static IEnumerable<LedgerEvent> OnArrival(LedgerState ledger, InvoiceIssued issued)
    {
        var left = issued.Amount;
        if (issued.Kind == InvoiceKind.Freight)
            foreach (var share in ledger.Shares)
                if (Take(issued.Amount.Share(share.Percent / 100m)) is { IsZero: false } off)
                    yield return new CreditApplied(new InvoiceCredit(issued.Invoice, share.Incident, off, share.Reason));
        foreach (var waiting in ledger.Unplaced.Where(u => u.Amount.Currency == issued.Amount.Currency))
            if (Take(waiting.Amount) is { IsZero: false } off)
                yield return new CreditApplied(new InvoiceCredit(issued.Invoice, waiting.Incident, off, waiting.Reason)) { WasUnplaced = true };

        Money Take(Money wanted)
        {
            var off = Money.Max(Money.Min(wanted, left), Money.Zero(left.Currency));
            left -= off;
            return off;
        }
    }

    // The re-issues, one for an invoice however many corrections it takes, and of the adjustments what they leave to be credited.
    private static (IReadOnlyList<LedgerEvent> Events, List<Adjustment> Left) Reissues(
        LedgerState ledger, LedgerCommand.ReleaseHold release, CommandContext context)
    {
        var (corrections, rest) = (new List<(Invoice Invoice, Money Off, string Reason)>(), new List<Adjustment>());
        foreach (var adjustment in release.Adjustments)
        {
            if (adjustment is not { Reissue: true, Amount: { } left })
            {
                rest.Add(adjustment);
                continue;
            }

            foreach (var invoice in Candidates(ledger, left.Currency))
            {
                // One that would come to nothing is credited instead: nobody sends a bill of nought.
                var remaining = corrections.Where(c => c.Invoice == invoice).Aggregate(invoice.Amount, (amount, c) => amount - c.Off);
                var off = Money.Min(left, remaining);
                if (off.Amount <= 0m || off == remaining)
                    continue;
                corrections.Add((invoice, off, adjustment.Reason));
                left -= off;
            }

            rest.Add(adjustment with { Amount = left });
        }

        var events = new List<LedgerEvent>();
        foreach (var wrong in corrections.GroupBy(c => c.Invoice))
        {
            var amount = wrong.Aggregate(wrong.Key.Amount, (sum, c) => sum - c.Off);
            var reissue = Reissuing.Events(
                ledger, wrong.Key, amount, release.Incident, null, string.Join(" ", wrong.Select(c => c.Reason).Distinct()), context);
            ledger = reissue.Aggregate(ledger, LedgerState.Evolve);
            events.AddRange(reissue);
        }

        return (events, rest);
    }

    private static IEnumerable<Invoice> Candidates(LedgerState ledger, Currency currency) => ledger.Invoices
        .Where(i => i is { WrittenOff: false, ReplacedBy: null } && i.Amount.Currency == currency)
        .OrderBy(i => i.Closed).ThenBy(i => i.Kind != InvoiceKind.Freight);

    private sealed class Spread(LedgerState ledger, IncidentId incident)
    {
        public List<InvoiceCredit> Credits { get; } = [];

        public List<CreditProposed> Proposed { get; } = [];

        public List<CreditUnplaced> Unplaced { get; } = [];

        public void Share(decimal percent, string reason)
        {
            foreach (var invoice in ledger.Invoices)
                if (invoice is { Kind: InvoiceKind.Freight, WrittenOff: false, ReplacedBy: null })
                    TakeOff(invoice, invoice.Amount.Share(percent / 100m), reason);
        }

        public void Fixed(Money amount, string reason)
        {
            foreach (var invoice in Candidates(ledger, amount.Currency))
                amount -= TakeOff(invoice, amount, reason);
            if (amount.Amount > 0m)
                Unplaced.Add(new CreditUnplaced(incident, amount, reason));
        }

        // Off what is still to be paid as far as that reaches; the rest is given back of what was paid.
        private Money TakeOff(Invoice invoice, Money wanted, string reason)
        {
            var (payable, kept) = (invoice.Outstanding, invoice.Kept);
            foreach (var credit in Credits)
                payable -= credit.Invoice == invoice.Ref ? credit.Amount : Money.Zero(payable.Currency);
            foreach (var proposed in Proposed)
                kept -= proposed.Invoice == invoice.Ref ? proposed.Amount : Money.Zero(kept.Currency);
            var off = AtMost(wanted, payable);
            if (!off.IsZero)
                Credits.Add(new InvoiceCredit(invoice.Ref, incident, off, reason));
            var back = AtMost(wanted - off, kept);
            if (!back.IsZero)
                Proposed.Add(new CreditProposed(incident, invoice.Ref, back, reason));
            return off + back;
        }

        private static Money AtMost(Money wanted, Money most) => Money.Max(Money.Min(wanted, most), Money.Zero(wanted.Currency));
    }
}
