using FreightRecovery.Domain.Shipments;
using static FreightRecovery.Domain.Shipments.LedgerCommand;
using static FreightRecovery.Domain.Shipments.LedgerEvent;

namespace FreightRecovery.Domain.Tests.Shipments;

/// <summary>What a run of histories came across.</summary>
internal sealed record Tally
{
    public int Collected { get; set; }

    public int CollectedOverridden { get; set; }

    public int RefusedAsHeld { get; set; }

    public int Proposed { get; set; }

    public int Freed { get; set; }
}

/// <summary>The ledger as plain sets, written from the rules and not from the code, to hold the code against.</summary>
internal sealed class LedgerModel(Tally met)
{
    private readonly Dictionary<IncidentId, long> held = [], settled = [];
    private readonly Dictionary<InvoiceRef, string> asked = [];
    private readonly HashSet<(InvoiceRef, IncidentId)> lifted = [];
    private readonly Dictionary<InvoiceRef, Guid> collected = [];
    private readonly HashSet<InvoiceRef> issued = [], writtenOff = [];

    public void Check(LedgerCommand command, string by, LedgerState before, Decision<LedgerEvent> decision, LedgerState after)
    {
        switch (command)
        {
            case PlaceHold c when decision.Refusal is null:
                Place(c);
                break;
            case ReleaseHold c when decision.Refusal is null:
                Release(c, before, decision);
                break;
            case IssueInvoice c when decision.Refusal is null:
                issued.Add(c.Invoice);
                break;
            case Collect c:
                Collection(c, before, decision, after);
                break;
            case Override c:
                Overriding(c, by, decision);
                break;
            case WriteOff c when decision.Refusal is null:
                Assert.DoesNotContain(c.Invoice, collected.Keys);
                writtenOff.Add(c.Invoice);
                break;
        }

        Agree(after);
    }

    private IEnumerable<IncidentId> Standing => held.Keys.Where(i => held[i] > settled.GetValueOrDefault(i));

    private bool Barred(InvoiceRef invoice) => Standing.Any(i => !lifted.Contains((invoice, i)));

    private void Place(PlaceHold c)
    {
        // An overtaken hold is no new one; a new one asks for new overrides.
        if (c.HeldAsOf > held.GetValueOrDefault(c.Incident) && c.HeldAsOf > settled.GetValueOrDefault(c.Incident))
        {
            held[c.Incident] = c.HeldAsOf;
            asked.Clear();
            lifted.RemoveWhere(l => l.Item2 == c.Incident);
        }
    }

    private void Release(ReleaseHold c, LedgerState before, Decision<LedgerEvent> decision)
    {
        settled[c.Incident] = Math.Max(settled.GetValueOrDefault(c.Incident), c.SettledAt);
        foreach (var released in decision.Events.OfType<HoldReleased>())
            Assert.All(released.Credits, credit => Assert.False(before.Find(credit.Invoice)!.Closed));
        foreach (var proposed in decision.Events.OfType<CreditProposed>())
        {
            Assert.Contains(proposed.Invoice, collected.Keys);
            met.Proposed++;
        }
    }

    private void Collection(Collect c, LedgerState before, Decision<LedgerEvent> decision, LedgerState after)
    {
        if (!issued.Contains(c.Invoice))
            Assert.IsType<Refusal.NotFound>(decision.Refusal);
        else if (collected.TryGetValue(c.Invoice, out var receipt))
        {
            Assert.True(decision is { Refusal: null, Events.Count: 0 });
            Assert.Equal(receipt, after.Find(c.Invoice)!.Receipt!.Id);
        }
        else if (writtenOff.Contains(c.Invoice))
            Assert.IsType<Refusal.NotAllowedInState>(decision.Refusal);
        else if (Barred(c.Invoice))
        {
            var refused = Assert.IsType<Refusal.InvoiceHeld>(decision.Refusal);
            Assert.Equal(
                Standing.Where(i => !lifted.Contains((c.Invoice, i))).ToHashSet(), refused.Holds.Select(h => h.Incident).ToHashSet());
            met.RefusedAsHeld++;
        }
        else if (before.Find(c.Invoice)!.Payable.IsZero)
            Assert.IsType<Refusal.NotAllowedInState>(decision.Refusal);
        else
        {
            var done = Assert.IsType<InvoiceCollected>(Assert.Single(decision.Events));
            Assert.Equal(before.Find(c.Invoice)!.Payable, done.Amount);
            collected.Add(c.Invoice, done.Receipt);
            met.Collected++;
            met.CollectedOverridden += Standing.Any() ? 1 : 0;
            met.Freed += settled.Count > 0 ? 1 : 0;
        }
    }

    private void Overriding(Override c, string by, Decision<LedgerEvent> decision)
    {
        if (!issued.Contains(c.Invoice))
            Assert.IsType<Refusal.NotFound>(decision.Refusal);
        else if (collected.ContainsKey(c.Invoice) || writtenOff.Contains(c.Invoice) || !Barred(c.Invoice))
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

    private void Agree(LedgerState ledger)
    {
        foreach (var invoice in ledger.Invoices)
        {
            var status = ledger.StatusOf(invoice);
            Assert.Equal(collected.ContainsKey(invoice.Ref), status == InvoiceStatus.Collected);
            if (!invoice.Closed)
                Assert.Equal(Barred(invoice.Ref), status == InvoiceStatus.Held);
            Assert.True(invoice.Payable.Amount >= 0m);
            Assert.All(invoice.Credits, credit => Assert.Equal(invoice.Amount.Currency, credit.Amount.Currency));
            var off = invoice.Credits.Sum(credit => credit.Amount.Amount) + (invoice.Proposed?.Amount ?? 0m);
            Assert.True(off <= invoice.Amount.Amount, $"{off} comes off {invoice.Amount}.");
        }
    }
}
