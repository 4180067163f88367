using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using static FreightRecovery.Domain.Shipments.LedgerEvent;

namespace FreightRecovery.Domain.Shipments;

/// <summary>The shipment and its invoices, as all events so far have made them.</summary>
public sealed partial record LedgerState
{
    /// <summary>Nothing known yet.</summary>
    public static LedgerState Initial { get; } = new();

    /// <summary>How many events made this state.</summary>
    public long Version { get; init; }

    /// <summary>The shipment's facts; null until they are put.</summary>
    public ShipmentFacts? Shipment { get; init; }

    /// <summary>The version at the last change of the shipment's own facts: its entity tag.</summary>
    public long ShipmentChangedIn { get; init; }

    /// <summary>The invoices in order of arrival.</summary>
    public ImmutableArray<Invoice> Invoices { get; init; } = [];

    /// <summary>Every incident that ever held, in order of arrival.</summary>
    public ImmutableArray<IncidentHold> Holds { get; init; } = [];

    /// <summary>Shares of the freight that were agreed, for freight that is billed later.</summary>
    public ImmutableArray<StandingShare> Shares { get; init; } = [];

    /// <summary>Agreed amounts that found no invoice yet to come off.</summary>
    public ImmutableArray<UnplacedCredit> Unplaced { get; init; } = [];

    /// <summary>The branch that the latest hold named; null when none did.</summary>
    public string? Branch => Holds.LastOrDefault(h => h.Branch is not null)?.Branch;

    /// <summary>When the clock next has something to say about a hold; null while none stands.</summary>
    public Instant? NextReview
    {
        get
        {
            Instant? next = null;
            foreach (var hold in Holds)
                if (hold.Stands && !(next <= hold.RemindAt))
                    next = hold.RemindAt;
            return next;
        }
    }

    /// <summary>The invoice, or null.</summary>
    public Invoice? Find(InvoiceRef invoice)
    {
        foreach (var candidate in Invoices)
            if (candidate.Ref == invoice)
                return candidate;
        return null;
    }

    /// <summary>The hold of an incident, standing or not, or null.</summary>
    public IncidentHold? HoldOf(IncidentId incident)
    {
        foreach (var hold in Holds)
            if (hold.Incident == incident)
                return hold;
        return null;
    }

    /// <summary>The holds that bar this invoice, or a part of it, from being collected: those standing and not overridden for it.</summary>
    public ImmutableArray<IncidentHold> Barring(Invoice invoice) =>
        [.. Holds.Where(h => h.Stands && !invoice.Overridden.Contains(h.Incident))];

    /// <summary>
    /// What may be collected now: what is outstanding, less the disputed part of each hold that bars it; nothing as long
    /// as one of them was not narrowed. Disputes of two incidents add up, for nobody has said that they are one.
    /// </summary>
    public Money Collectable(Invoice invoice)
    {
        var nought = Money.Zero(invoice.Amount.Currency);
        var collectable = invoice.Outstanding;
        foreach (var hold in Holds)
        {
            if (!hold.Stands || invoice.Overridden.Contains(hold.Incident))
                continue;
            if (invoice.DisputedWith(hold.Incident) is not { } disputed)
                return nought;
            collectable -= disputed;
        }

        return Money.Max(collectable, nought);
    }

    /// <summary>Where the invoice stands.</summary>
    public InvoiceStatus StatusOf(Invoice invoice) => invoice switch
    {
        { ReplacedBy: not null } => InvoiceStatus.Credited,
        { WrittenOff: true } => InvoiceStatus.WrittenOff,
        { PaidInFull: true } => invoice.GivenBack == invoice.Collected ? InvoiceStatus.Credited : InvoiceStatus.Collected,
        _ when IsHeld(invoice) => InvoiceStatus.Held,
        { CreditedInFull: true } => InvoiceStatus.Credited,
        { EverHeld: true } => InvoiceStatus.Released,
        _ => InvoiceStatus.Open,
    };

    /// <summary>What an event changes.</summary>
    public static LedgerState Evolve(LedgerState state, LedgerEvent e)
    {
        state = state with { Version = state.Version + 1 };
        return e switch
        {
            ShipmentRecorded x => state with { Shipment = x.Facts, ShipmentChangedIn = state.Version },
            PlanTold x => state.Plan(x),
            InvoiceIssued x => state.Issue(x),
            HoldPlaced x => state.Hold(x),
            HoldOverdue x => state.Put(state.HoldOf(x.Incident)! with { RemindAt = x.RemindAt }),
            HoldNarrowed x => state.Change(x.Invoice, i => i with
            {
                Narrowings = i.Narrowings.RemoveAll(n => n.Incident == x.Incident)
                    .Add(new Narrowing(x.Incident, x.Disputed, x.ConsentBy, x.Evidence, x.By, x.At)),
            }),
            HoldReleased x => state.Release(x),
            CreditApplied x => state.Apply(x),
            CreditUnplaced x => state with { Unplaced = state.Unplaced.Add(new UnplacedCredit(x.Incident, x.Amount, x.Reason)) },
            CreditProposed x => state.Change(x.Invoice, i => i with
            {
                Proposals = i.Proposals.Add(new CreditProposal(x.Incident, x.Amount, x.Reason)),
            }),
            CreditConfirmed x => state.Change(x.Invoice, i => i with
            {
                Proposals = [.. i.Proposals.Select(p => p.CreditNote is null ? p with { CreditNote = x.CreditNote } : p)],
            }),
            InvoiceReissued x => state.Reissue(x),
            InvoicePartCollected x => state.Change(x.Invoice, i => i with
            {
                Parts = i.Parts.Add(new Receipt(x.Receipt, x.Amount, x.At, x.By)),
            }),
            InvoiceCollected x => state.Change(x.Invoice, i => i with
            {
                Receipt = new Receipt(x.Receipt, x.Amount, x.At, x.By), Override = null, WriteOff = null,
            }),
            OverrideAsked x => state.Change(x.Invoice, i => i with { Override = new OverrideRequest(x.Reason, x.By, x.At) }),
            OverrideConfirmed x => state.Change(x.Invoice, i => i with
            {
                Override = null,
                Overridden = [.. i.Overridden.Union(x.Incidents)],
            }),
            WriteOffAsked x => state.Change(x.Invoice, i => i with { WriteOff = new WriteOffRequest(x.Reason, x.By, x.At) }),
            InvoiceWrittenOff x => state.Change(x.Invoice, i => i with { WrittenOff = true, Override = null, WriteOff = null }),
            _ => throw new UnreachableException(),
        };
    }

    private bool IsHeld(Invoice invoice)
    {
        foreach (var hold in Holds)
            if (hold.Stands && !invoice.Overridden.Contains(hold.Incident))
                return true;
        return false;
    }
}

/// <summary>A share of the freight that an incident's recovery took off, in percent.</summary>
public sealed record StandingShare(IncidentId Incident, decimal Percent, string Reason);

/// <summary>An agreed amount without an invoice to come off.</summary>
public sealed record UnplacedCredit(IncidentId Incident, Money Amount, string Reason);
