using System.Collections.Immutable;
using static FreightRecovery.Domain.Shipments.LedgerEvent;

namespace FreightRecovery.Domain.Shipments;

// The events that change more than one thing.
public sealed partial record LedgerState
{
    private LedgerState Issue(InvoiceIssued issued)
    {
        var held = Holds.Any(h => h.Stands);
        return Find(issued.Invoice) is null
            ? this with
            {
                Invoices = Invoices.Add(new Invoice
                {
                    Ref = issued.Invoice, Amount = issued.Amount, Kind = issued.Kind, DueOn = issued.DueOn,
                    EverHeld = held, ChangedIn = Version,
                }),
            }
            : Change(issued.Invoice, i => i with
            {
                Amount = issued.Amount,
                Kind = issued.Kind,
                DueOn = issued.DueOn,
                // The customer consented to a part of what was billed then; a write-off was asked of that amount.
                Narrowings = i.Amount == issued.Amount ? i.Narrowings : [],
                WriteOff = i.Amount == issued.Amount ? i.WriteOff : null,
            });
    }

    // A hold counts from a version of its incident and is settled at one, so late, doubled and reordered delivery of
    // placing and releasing always ends in the same state: the larger of the two wins.
    private LedgerState Hold(HoldPlaced placed) =>
        Put((HoldOf(placed.Incident) ?? new IncidentHold { Incident = placed.Incident }).PlacedAnew(placed))
            // An override lifts the hold that two people saw, and a narrowing the one that the customer knew; not one placed later.
            .ChangeUncollected(i => i with
            {
                EverHeld = true,
                Override = null,
                Overridden = i.Overridden.Remove(placed.Incident),
                Narrowings = i.Narrowings.RemoveAll(n => n.Incident == placed.Incident),
            });

    private LedgerState Release(HoldReleased released)
    {
        var known = HoldOf(released.Incident) ?? new IncidentHold { Incident = released.Incident };
        var settled = known with
        {
            SettledAt = Math.Max(known.SettledAt, released.SettledAt), Releases = known.Releases.Add(released.SettledAt),
        };
        var state = Put(settled).ChangeUncollected(i => i) with
        {
            Shares = [.. Shares, .. released.Shares.Select(s => new StandingShare(released.Incident, s.Percent, s.Reason))],
        };
        foreach (var credit in released.Credits)
            state = state.Change(credit.Invoice, i => i with { Credits = i.Credits.Add(credit) });
        return state;
    }

    private LedgerState Apply(CreditApplied applied)
    {
        var credit = applied.Credit;
        var state = Change(credit.Invoice, i => i with { Credits = i.Credits.Add(credit) });
        var left = applied.WasUnplaced ? credit.Amount : Money.Zero(credit.Amount.Currency);
        foreach (var waiting in Unplaced)
        {
            if (left.IsZero || waiting.Incident != credit.Incident || waiting.Reason != credit.Reason || waiting.Amount.Currency != left.Currency)
                continue;
            var off = Money.Min(left, waiting.Amount);
            left -= off;
            state = state with
            {
                Unplaced = off == waiting.Amount
                    ? state.Unplaced.Remove(waiting)
                    : state.Unplaced.Replace(waiting, waiting with { Amount = waiting.Amount - off }),
            };
        }

        return state;
    }

    private LedgerState Reissue(InvoiceReissued reissued)
    {
        var wrong = Find(reissued.Invoice)!;
        var credits = ImmutableArray.CreateBuilder<InvoiceCredit>();
        var left = reissued.Amount;
        foreach (var credit in wrong.Credits)
        {
            // What came off the wrong one comes off the right one, as far as that reaches.
            var off = Money.Min(credit.Amount, left);
            left -= off;
            if (!off.IsZero)
                credits.Add(credit with { Invoice = reissued.Replacement, Amount = off });
        }

        var right = new Invoice
        {
            Ref = reissued.Replacement, Amount = reissued.Amount, Kind = wrong.Kind, DueOn = wrong.DueOn, Replaces = wrong.Ref,
            EverHeld = wrong.EverHeld || Holds.Any(h => h.Stands), Credits = credits.ToImmutable(), ChangedIn = Version,
        };
        if (reissued.CarriedOver is { } carried)
            right = carried.Amount >= right.Payable ? right with { Receipt = carried } : right with { Parts = [carried] };
        var state = Change(wrong.Ref, i => i with
        {
            ReplacedBy = right.Ref,
            Credits = i.Payable.IsZero
                ? i.Credits
                : i.Credits.Add(new InvoiceCredit(i.Ref, reissued.Incident, i.Payable, $"Re-issued as {right.Ref}.")),
            Override = null,
            WriteOff = null,
        });
        return state with { Invoices = state.Invoices.Add(right) };
    }

    private LedgerState Put(IncidentHold hold)
    {
        for (var i = 0; i < Holds.Length; i++)
            if (Holds[i].Incident == hold.Incident)
                return this with { Holds = Holds.SetItem(i, hold) };
        return this with { Holds = Holds.Add(hold) };
    }

    private LedgerState ChangeUncollected(Func<Invoice, Invoice> change) => this with
    {
        Invoices = [.. Invoices.Select(i => i.Closed ? i : change(i) with { ChangedIn = Version })],
    };

    private LedgerState Change(InvoiceRef invoice, Func<Invoice, Invoice> change) => this with
    {
        Invoices = [.. Invoices.Select(i => i.Ref == invoice ? change(i) with { ChangedIn = Version } : i)],
    };
}
