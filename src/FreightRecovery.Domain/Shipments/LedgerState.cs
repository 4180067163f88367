using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using static FreightRecovery.Domain.Shipments.LedgerEvent;

namespace FreightRecovery.Domain.Shipments;

/// <summary>The shipment and its invoices, as all events so far have made them.</summary>
public sealed record LedgerState
{
    /// <summary>Nothing known yet.</summary>
    public static LedgerState Initial { get; } = new();

    /// <summary>How many events made this state.</summary>
    public long Version { get; init; }

    /// <summary>The shipment's facts; null until they are put.</summary>
    public ShipmentFacts? Shipment { get; init; }

    /// <summary>The version at the last change of the facts: the shipment's entity tag. Invoices and holds leave it as it is.</summary>
    public long ShipmentChangedIn { get; init; }

    /// <summary>The invoices in order of arrival.</summary>
    public ImmutableArray<Invoice> Invoices { get; init; } = [];

    /// <summary>Every incident that ever held, in order of arrival.</summary>
    public ImmutableArray<IncidentHold> Holds { get; init; } = [];

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

    /// <summary>The holds that bar this invoice from being collected: those standing and not overridden for it.</summary>
    public ImmutableArray<IncidentHold> Barring(Invoice invoice) =>
        [.. Holds.Where(h => h.Stands && !invoice.Overridden.Contains(h.Incident))];

    /// <summary>Where the invoice stands.</summary>
    public InvoiceStatus StatusOf(Invoice invoice) => invoice switch
    {
        { Receipt: not null } => InvoiceStatus.Collected,
        { WrittenOff: true } => InvoiceStatus.WrittenOff,
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
            ShipmentRecorded recorded => state with { Shipment = recorded.Facts, ShipmentChangedIn = state.Version },
            InvoiceIssued issued => state.Issue(issued),
            HoldPlaced placed => state.Hold(placed),
            HoldReleased released => state.Release(released),
            CreditProposed proposed => state.Change(proposed.Invoice, i => i with { Proposed = (i.Proposed ?? Money.Zero(proposed.Amount.Currency)) + proposed.Amount }),
            InvoiceCollected collected => state.Change(collected.Invoice, i => i with
            {
                Receipt = new Receipt(collected.Receipt, collected.Amount, collected.At, collected.By),
                Override = null,
            }),
            OverrideAsked asked => state.Change(asked.Invoice, i => i with
            {
                Override = new OverrideRequest(asked.Reason, asked.By, asked.At),
            }),
            OverrideConfirmed confirmed => state.Change(confirmed.Invoice, i => i with
            {
                Override = null,
                Overridden = [.. i.Overridden.Union(confirmed.Incidents)],
            }),
            InvoiceWrittenOff off => state.Change(off.Invoice, i => i with { WrittenOff = true, Override = null }),
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
            : Change(issued.Invoice, i => i with { Amount = issued.Amount, Kind = issued.Kind, DueOn = issued.DueOn });
    }

    // A hold counts from a version of its incident and is settled at one, so late, doubled and reordered delivery of
    // placing and releasing always ends in the same state: the larger of the two wins.
    private LedgerState Hold(HoldPlaced placed)
    {
        var known = HoldOf(placed.Incident);
        var hold = (known ?? new IncidentHold { Incident = placed.Incident }) with
        {
            Kind = placed.Kind,
            Place = placed.Place ?? known?.Place,
            OccurredAt = placed.OccurredAt,
            Since = placed.Since,
            Reason = placed.Reason,
            Owner = placed.Owner,
            ReviewBy = placed.ReviewBy,
            HeldAsOf = Math.Max(known?.HeldAsOf ?? 0, placed.HeldAsOf),
            Sources = placed.Source is { } source && known?.Sources.Contains(source) != true
                ? (known?.Sources ?? []).Add(source)
                : known?.Sources ?? [],
        };
        // An override lifts the hold that two people saw, not one that is placed later.
        return Put(hold).ChangeUncollected(
            i => i with { EverHeld = true, Override = null, Overridden = i.Overridden.Remove(placed.Incident) });
    }

    private LedgerState Release(HoldReleased released)
    {
        var known = HoldOf(released.Incident) ?? new IncidentHold { Incident = released.Incident };
        var settled = known with
        {
            SettledAt = Math.Max(known.SettledAt, released.SettledAt), Releases = known.Releases.Add(released.SettledAt),
        };
        var state = Put(settled).ChangeUncollected(i => i);
        foreach (var credit in released.Credits)
            state = state.Change(credit.Invoice, i => i with { Credits = i.Credits.Add(credit) });
        return state;
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

/// <summary>One invoice of the shipment. Its status follows from it and the ledger's holds.</summary>
public sealed record Invoice
{
    /// <summary>The caller's reference.</summary>
    public required InvoiceRef Ref { get; init; }

    /// <summary>The amount billed.</summary>
    public required Money Amount { get; init; }

    /// <summary>What it charges for.</summary>
    public required InvoiceKind Kind { get; init; }

    /// <summary>When it falls due, in the customer's calendar.</summary>
    public required LocalDate DueOn { get; init; }

    /// <summary>What has been agreed to come off.</summary>
    public ImmutableArray<InvoiceCredit> Credits { get; init; } = [];

    /// <summary>True once any incident held it.</summary>
    public bool EverHeld { get; init; }

    /// <summary>The receipt, once collected.</summary>
    public Receipt? Receipt { get; init; }

    /// <summary>True once written off.</summary>
    public bool WrittenOff { get; init; }

    /// <summary>An override that waits for its second finance user.</summary>
    public OverrideRequest? Override { get; init; }

    /// <summary>Incidents whose hold was overridden for this invoice.</summary>
    public ImmutableArray<IncidentId> Overridden { get; init; } = [];

    /// <summary>The ledger's version at the invoice's last change: its entity tag.</summary>
    public long ChangedIn { get; init; }

    /// <summary>The amount less what was agreed to come off.</summary>
    public Money Payable
    {
        get
        {
            var payable = Amount;
            foreach (var credit in Credits)
                payable -= credit.Amount;
            return Money.Max(payable, Money.Zero(Amount.Currency));
        }
    }

    /// <summary>What finance was asked to credit after it was collected; null when nothing.</summary>
    public Money? Proposed { get; init; }

    /// <summary>True when all of it has come off.</summary>
    public bool CreditedInFull => Payable.IsZero && !Credits.IsEmpty;

    /// <summary>True when nothing about it can change any more: collected or written off.</summary>
    public bool Closed => Receipt is not null || WrittenOff;
}

/// <summary>The proof of a collection.</summary>
public sealed record Receipt(Guid Id, Money Amount, Instant At, string By);

/// <summary>An override waiting for its second finance user.</summary>
public sealed record OverrideRequest(string Reason, string By, Instant At);

/// <summary>An incident's grip on the shipment's invoices.</summary>
public sealed record IncidentHold
{
    /// <summary>The incident.</summary>
    public required IncidentId Incident { get; init; }

    /// <summary>Its kind.</summary>
    public IncidentKind Kind { get; init; }

    /// <summary>Where it happened, when known.</summary>
    public string? Place { get; init; }

    /// <summary>When it happened.</summary>
    public Instant OccurredAt { get; init; }

    /// <summary>When the hold was placed.</summary>
    public Instant Since { get; init; }

    /// <summary>Why, in a few words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who sees to it that something happens.</summary>
    public string Owner { get; init; } = "";

    /// <summary>By when something must happen.</summary>
    public Instant ReviewBy { get; init; }

    /// <summary>The incident's version from which the hold counts; 0 before it was placed.</summary>
    public long HeldAsOf { get; init; }

    /// <summary>The incident's version at which it was settled; 0 while it never was.</summary>
    public long SettledAt { get; init; }

    /// <summary>The incident's versions whose release has been applied, so that each is applied once.</summary>
    public ImmutableArray<long> Releases { get; init; } = [];

    /// <summary>The messages that told of it.</summary>
    public ImmutableArray<SourceMessage> Sources { get; init; } = [];

    /// <summary>
    /// True when the report never followed: only an incident that was given up is settled at its first version. Its
    /// message may still be reported.
    /// </summary>
    public bool NeverReported => SettledAt == 1;

    /// <summary>True while the invoices may not be collected.</summary>
    public bool Stands => HeldAsOf > SettledAt;

    /// <summary>As finance sees it.</summary>
    public HoldView View() => new(Incident, Since, Reason);
}
