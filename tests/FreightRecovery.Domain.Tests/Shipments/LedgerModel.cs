using FreightRecovery.Domain.Shipments;
using NodaTime;
using static FreightRecovery.Domain.Shipments.LedgerCommand;
using static FreightRecovery.Domain.Shipments.LedgerEvent;

namespace FreightRecovery.Domain.Tests.Shipments;

/// <summary>What a run of histories came across.</summary>
internal sealed record Tally
{
    public int Collected { get; set; }

    public int CollectedInPart { get; set; }

    public int CollectedOverridden { get; set; }

    public int RefusedAsHeld { get; set; }

    public int Narrowed { get; set; }

    public int Reissued { get; set; }

    public int ReissuedPaid { get; set; }

    public int Proposed { get; set; }

    public int GivenBack { get; set; }

    public int WrittenOffByTwo { get; set; }

    public int Overdue { get; set; }

    public int Freed { get; set; }
}

/// <summary>The ledger as plain sets, written from the rules and not from the code, to hold the code against.</summary>
internal sealed class LedgerModel(Tally met)
{
    private static readonly Duration Week = Duration.FromDays(7);

    private readonly Dictionary<IncidentId, long> held = [], settled = [];
    private readonly Dictionary<IncidentId, Instant> remindAt = [];
    private readonly Dictionary<InvoiceRef, string> asked = [], writeOffAsked = [];
    private readonly HashSet<(InvoiceRef, IncidentId)> lifted = [];
    private readonly Dictionary<(InvoiceRef, IncidentId), decimal> disputed = [];
    private readonly Dictionary<InvoiceRef, decimal> taken = [], back = [];
    private readonly Dictionary<InvoiceRef, Guid> receipts = [];
    private readonly Dictionary<InvoiceRef, InvoiceRef> replaced = [];
    private readonly HashSet<InvoiceRef> issued = [], writtenOff = [];
    private LedgerState now = LedgerState.Initial;

    public void Check(LedgerCommand command, CommandContext context, LedgerState before, Decision<LedgerEvent> decision, LedgerState after)
    {
        now = before;
        switch (command)
        {
            case PlaceHold c when decision.Refusal is null:
                Place(c, context.At);
                break;
            case ReleaseHold c when decision.Refusal is null:
                Release(c, before, decision);
                break;
            case IssueInvoice c when decision.Refusal is null:
                Issue(c, before);
                break;
            case NarrowHold c:
                Narrow(c, before, decision);
                break;
            case Reissue c:
                Reissuing(c, decision);
                break;
            case ConfirmCredit c when decision.Events is [CreditConfirmed given]:
                Assert.Equal(back[c.Invoice], given.Amount.Amount);
                back[c.Invoice] = 0m;
                met.GivenBack++;
                break;
            case ConfirmCredit c:
                Assert.Equal(0m, back.GetValueOrDefault(c.Invoice));
                break;
            case ReviewHolds:
                Review(context.At, decision);
                break;
            case Collect c:
                Collection(c, before, decision, after);
                break;
            case Override c:
                Overriding(c, context.By.Name, decision);
                break;
            case WriteOff c:
                WritingOff(c, context.By.Name, before, decision);
                break;
        }

        foreach (var proposed in decision.Events.OfType<CreditProposed>())
        {
            back[proposed.Invoice] = back.GetValueOrDefault(proposed.Invoice) + proposed.Amount.Amount;
            Assert.True(taken.GetValueOrDefault(proposed.Invoice) > 0m);
            met.Proposed++;
        }

        now = after;
        Agree(after);
    }

    private IEnumerable<IncidentId> Standing => held.Keys.Where(i => held[i] > settled.GetValueOrDefault(i));

    private IEnumerable<IncidentId> BarredBy(InvoiceRef invoice) => Standing.Where(i => !lifted.Contains((invoice, i)));

    private bool PaidUp(InvoiceRef invoice) =>
        receipts.ContainsKey(invoice) || (taken.GetValueOrDefault(invoice) > 0m && now.Find(invoice)!.Payable.Amount <= taken[invoice]);

    private bool Closed(InvoiceRef invoice) => PaidUp(invoice) || writtenOff.Contains(invoice) || replaced.ContainsKey(invoice);

    private decimal Outstanding(InvoiceRef invoice) =>
        Closed(invoice) ? 0m : now.Find(invoice)!.Payable.Amount - taken.GetValueOrDefault(invoice);

    private void Place(PlaceHold c, Instant at)
    {
        // An overtaken hold is no new one; a new one asks for new overrides and a new consent.
        if (c.HeldAsOf > held.GetValueOrDefault(c.Incident) && c.HeldAsOf > settled.GetValueOrDefault(c.Incident))
        {
            held[c.Incident] = c.HeldAsOf;
            remindAt[c.Incident] = at + Week;
            asked.Clear();
            lifted.RemoveWhere(l => l.Item2 == c.Incident);
            foreach (var key in disputed.Keys.Where(k => k.Item2 == c.Incident).ToList())
                disputed.Remove(key);
        }
    }

    private void Issue(IssueInvoice c, LedgerState before)
    {
        issued.Add(c.Invoice);
        if (before.Find(c.Invoice) is not { } known || known.Amount == c.Amount)
            return;
        Assert.False(Closed(c.Invoice));
        Assert.True(c.Amount.Amount >= taken.GetValueOrDefault(c.Invoice));
        writeOffAsked.Remove(c.Invoice);
        foreach (var key in disputed.Keys.Where(k => k.Item1 == c.Invoice).ToList())
            disputed.Remove(key);
    }

    private void Release(ReleaseHold c, LedgerState before, Decision<LedgerEvent> decision)
    {
        settled[c.Incident] = Math.Max(settled.GetValueOrDefault(c.Incident), c.SettledAt);
        foreach (var reissue in decision.Events.OfType<InvoiceReissued>())
        {
            Assert.True(reissue.Amount < before.Find(reissue.Invoice)?.Amount);
            Replace(reissue);
        }

        foreach (var released in decision.Events.OfType<HoldReleased>())
            Assert.All(released.Credits, credit => Assert.False(writtenOff.Contains(credit.Invoice) || replaced.ContainsKey(credit.Invoice)));
    }

    private void Narrow(NarrowHold c, LedgerState before, Decision<LedgerEvent> decision)
    {
        if (decision.Refusal is not null || decision.Events.Count == 0)
            return;
        var invoice = before.Find(c.Invoice)!;
        Assert.False(Closed(c.Invoice));
        Assert.Contains(c.Incident, BarredBy(c.Invoice));
        Assert.Equal(invoice.Amount.Currency, c.Disputed.Currency);
        Assert.True(c.Disputed.Amount > 0m && c.Disputed.Amount <= Outstanding(c.Invoice));
        disputed[(c.Invoice, c.Incident)] = c.Disputed.Amount;
        met.Narrowed++;
    }

    private void Reissuing(Reissue c, Decision<LedgerEvent> decision)
    {
        if (decision.Events.OfType<InvoiceReissued>().SingleOrDefault() is not { } done)
            return;
        Assert.Contains(c.Incident, held.Keys.Concat(settled.Keys));
        Assert.DoesNotContain(done.Replacement, issued);
        Assert.Equal(c.Amount, done.Amount);
        Replace(done);
    }

    // Nothing that was paid is lost or counted twice: it moves to the right invoice, or is promised back.
    private void Replace(InvoiceReissued done)
    {
        Assert.DoesNotContain(done.Invoice, writtenOff);
        Assert.True(done.Amount.Amount > 0m);
        replaced.Add(done.Invoice, done.Replacement);
        issued.Add(done.Replacement);
        writeOffAsked.Remove(done.Invoice);
        var carried = done.CarriedOver?.Amount.Amount ?? 0m;
        Assert.True(carried <= taken.GetValueOrDefault(done.Invoice) && carried <= done.Amount.Amount);
        taken[done.Replacement] = carried;
        met.Reissued++;
        met.ReissuedPaid += carried > 0m ? 1 : 0;
    }

    private void Review(Instant at, Decision<LedgerEvent> decision)
    {
        var due = Standing.Where(i => remindAt[i] <= at).ToHashSet();
        Assert.Equal(due, decision.Events.Cast<HoldOverdue>().Select(o => o.Incident).ToHashSet());
        foreach (var overdue in decision.Events.Cast<HoldOverdue>())
        {
            var sum = issued.Where(i => !lifted.Contains((i, overdue.Incident)))
                .Sum(i => Math.Min(Outstanding(i), disputed.GetValueOrDefault((i, overdue.Incident), decimal.MaxValue)));
            Assert.Equal(sum, overdue.Held.Sum(m => m.Amount));
            remindAt[overdue.Incident] = at + Week;
            met.Overdue++;
        }
    }

    private void Collection(Collect c, LedgerState before, Decision<LedgerEvent> decision, LedgerState after)
    {
        if (!issued.Contains(c.Invoice))
        {
            Assert.IsType<Refusal.NotFound>(decision.Refusal);
            return;
        }

        var barring = BarredBy(c.Invoice).ToList();
        var narrowed = barring.All(i => disputed.ContainsKey((c.Invoice, i)));
        var free = Outstanding(c.Invoice) - (narrowed ? barring.Sum(i => disputed[(c.Invoice, i)]) : decimal.MaxValue / 2);
        if (replaced.ContainsKey(c.Invoice) || writtenOff.Contains(c.Invoice))
            Assert.IsType<Refusal.NotAllowedInState>(decision.Refusal);
        else if (PaidUp(c.Invoice))
        {
            Assert.True(decision is { Refusal: null, Events.Count: 0 });
            if (receipts.TryGetValue(c.Invoice, out var receipt))
                Assert.Equal(receipt, after.Find(c.Invoice)!.Receipt!.Id);
        }
        else if (barring.Count > 0 && free <= 0m)
        {
            if (narrowed && taken.GetValueOrDefault(c.Invoice) > 0m)
            {
                Assert.True(decision is { Refusal: null, Events.Count: 0 });
                return;
            }

            var refused = Assert.IsType<Refusal.InvoiceHeld>(decision.Refusal);
            Assert.Equal(barring.ToHashSet(), refused.Holds.Select(h => h.Incident).ToHashSet());
            met.RefusedAsHeld++;
        }
        else if (before.Find(c.Invoice)!.Payable.IsZero)
            Assert.IsType<Refusal.NotAllowedInState>(decision.Refusal);
        else if (barring.Count > 0)
        {
            // The law: what is in dispute stays, and no more than the rest is taken.
            var part = Assert.IsType<InvoicePartCollected>(Assert.Single(decision.Events));
            Assert.Equal(free, part.Amount.Amount);
            taken[c.Invoice] = taken.GetValueOrDefault(c.Invoice) + free;
            met.CollectedInPart++;
        }
        else
        {
            var done = Assert.IsType<InvoiceCollected>(Assert.Single(decision.Events));
            Assert.Equal(Outstanding(c.Invoice), done.Amount.Amount);
            taken[c.Invoice] = taken.GetValueOrDefault(c.Invoice) + done.Amount.Amount;
            receipts.Add(c.Invoice, done.Receipt);
            met.Collected++;
            met.CollectedOverridden += Standing.Any() ? 1 : 0;
            met.Freed += settled.Count > 0 ? 1 : 0;
        }
    }

    private void Overriding(Override c, string by, Decision<LedgerEvent> decision)
    {
        if (!issued.Contains(c.Invoice))
            Assert.IsType<Refusal.NotFound>(decision.Refusal);
        else if (Closed(c.Invoice) || !BarredBy(c.Invoice).Any())
            Assert.IsType<Refusal.NotAllowedInState>(decision.Refusal);
        else if (!asked.TryGetValue(c.Invoice, out var first))
        {
            Assert.Null(decision.Refusal);
            asked.Add(c.Invoice, by);
        }
        else if (first == by)
            Assert.IsType<Refusal.Forbidden>(decision.Refusal);
        else
        {
            Assert.Null(decision.Refusal);
            asked.Remove(c.Invoice);
            lifted.UnionWith(Standing.Select(i => (c.Invoice, i)));
        }
    }

    private void WritingOff(WriteOff c, string by, LedgerState before, Decision<LedgerEvent> decision)
    {
        if (!issued.Contains(c.Invoice))
            Assert.IsType<Refusal.NotFound>(decision.Refusal);
        else if (writtenOff.Contains(c.Invoice))
            Assert.True(decision is { Refusal: null, Events.Count: 0 });
        else if (Closed(c.Invoice) || Outstanding(c.Invoice) == 0m)
            Assert.IsType<Refusal.NotAllowedInState>(decision.Refusal);
        else if (Outstanding(c.Invoice) <= (before.Find(c.Invoice)!.Amount.Currency.Code == "USD" ? 300m : 45_000m))
            Written();
        else if (!writeOffAsked.TryGetValue(c.Invoice, out var first))
        {
            Assert.IsType<WriteOffAsked>(Assert.Single(decision.Events));
            writeOffAsked.Add(c.Invoice, by);
        }
        else if (first == by)
            Assert.IsType<Refusal.Forbidden>(decision.Refusal);
        else
        {
            Written();
            met.WrittenOffByTwo++;
        }

        void Written()
        {
            Assert.Equal(Outstanding(c.Invoice), Assert.IsType<InvoiceWrittenOff>(Assert.Single(decision.Events)).Amount!.Value.Amount);
            writtenOff.Add(c.Invoice);
        }
    }

    private void Agree(LedgerState ledger)
    {
        foreach (var invoice in ledger.Invoices)
        {
            var status = ledger.StatusOf(invoice);
            var paid = taken.GetValueOrDefault(invoice.Ref);
            Assert.Equal(paid, invoice.Collected.Amount);
            Assert.Equal(Outstanding(invoice.Ref), invoice.Outstanding.Amount);
            Assert.Equal(back.GetValueOrDefault(invoice.Ref), invoice.Proposed?.Amount ?? 0m);
            Assert.Equal(replaced.TryGetValue(invoice.Ref, out var right) ? right : null, invoice.ReplacedBy);
            if (replaced.ContainsKey(invoice.Ref))
                Assert.True(status == InvoiceStatus.Credited && invoice.Payable.IsZero);
            else if (writtenOff.Contains(invoice.Ref))
                Assert.Equal(InvoiceStatus.WrittenOff, status);
            else if (PaidUp(invoice.Ref))
                Assert.True(status == InvoiceStatus.Collected || (status == InvoiceStatus.Credited && invoice.GivenBack?.Amount == paid));
            else
                Assert.Equal(BarredBy(invoice.Ref).Any(), status == InvoiceStatus.Held);
            Assert.True(invoice.Payable.Amount >= 0m);
            Assert.All(invoice.Credits, credit => Assert.Equal(invoice.Amount.Currency, credit.Amount.Currency));
            var promisedBack = invoice.Proposals.Sum(p => p.Amount.Amount);
            Assert.True(promisedBack <= paid, $"{promisedBack} is promised back of {paid} paid.");
            var off = invoice.Credits.Sum(credit => credit.Amount.Amount) + (invoice.ReplacedBy is null ? promisedBack : 0m);
            Assert.True(off <= invoice.Amount.Amount, $"{off} comes off {invoice.Amount}.");
        }
    }
}
