using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Domain.Shipments;

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

    /// <summary>The parts collected while the rest was in dispute, oldest first.</summary>
    public ImmutableArray<Receipt> Parts { get; init; } = [];

    /// <summary>The receipt of what was left, once collected.</summary>
    public Receipt? Receipt { get; init; }

    /// <summary>What was agreed to come off after it was collected: finance gives it back.</summary>
    public ImmutableArray<CreditProposal> Proposals { get; init; } = [];

    /// <summary>True once written off.</summary>
    public bool WrittenOff { get; init; }

    /// <summary>A write-off that waits for its second finance user.</summary>
    public WriteOffRequest? WriteOff { get; init; }

    /// <summary>An override that waits for its second finance user.</summary>
    public OverrideRequest? Override { get; init; }

    /// <summary>Incidents whose hold was overridden for this invoice.</summary>
    public ImmutableArray<IncidentId> Overridden { get; init; } = [];

    /// <summary>The disputed parts that holds were narrowed to.</summary>
    public ImmutableArray<Narrowing> Narrowings { get; init; } = [];

    /// <summary>The invoice that it was re-issued as; null while it stands for itself.</summary>
    public InvoiceRef? ReplacedBy { get; init; }

    /// <summary>The invoice that it was re-issued from.</summary>
    public InvoiceRef? Replaces { get; init; }

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
            return Money.Max(payable, Nought);
        }
    }

    /// <summary>What was collected of it, in parts and whole.</summary>
    public Money Collected
    {
        get
        {
            var collected = Receipt?.Amount ?? Nought;
            foreach (var part in Parts)
                collected += part.Amount;
            return collected;
        }
    }

    /// <summary>What is still to be collected; nought once it is closed.</summary>
    public Money Outstanding => Closed ? Nought : Payable - Collected;

    /// <summary>What finance was asked to give back and has not yet; null when nothing.</summary>
    public Money? Proposed => Sum(confirmed: false);

    /// <summary>What finance has given back; null when nothing.</summary>
    public Money? GivenBack => Sum(confirmed: true);

    /// <summary>What was collected and not promised back.</summary>
    public Money Kept => Collected - (Proposed ?? Nought) - (GivenBack ?? Nought);

    /// <summary>True when all of it has come off.</summary>
    public bool CreditedInFull => Payable.IsZero && !Credits.IsEmpty;

    /// <summary>True when nothing of it is left to collect, since it was collected: at once, or in parts and the rest came off.</summary>
    public bool PaidInFull => Receipt is not null || (!Parts.IsEmpty && Payable <= Collected);

    /// <summary>True when it can no longer be collected or billed anew: collected, written off or re-issued.</summary>
    public bool Closed => PaidInFull || WrittenOff || ReplacedBy is not null;

    /// <summary>The part in dispute with an incident; null when its hold was not narrowed here.</summary>
    public Money? DisputedWith(IncidentId incident)
    {
        foreach (var narrowing in Narrowings)
            if (narrowing.Incident == incident)
                return narrowing.Disputed;
        return null;
    }

    private Money Nought => Money.Zero(Amount.Currency);

    private Money? Sum(bool confirmed)
    {
        Money? sum = null;
        foreach (var proposal in Proposals)
            if (proposal.CreditNote is not null == confirmed)
                sum = (sum ?? Nought) + proposal.Amount;
        return sum;
    }
}

/// <summary>The proof of a collection.</summary>
public sealed record Receipt(Guid Id, Money Amount, Instant At, string By);

/// <summary>An override waiting for its second finance user.</summary>
public sealed record OverrideRequest(string Reason, string By, Instant At);

/// <summary>A write-off waiting for its second finance user.</summary>
public sealed record WriteOffRequest(string Reason, string By, Instant At);

/// <summary>A hold's disputed part on one invoice, with the customer's consent to it.</summary>
/// <param name="Incident">Whose hold was narrowed.</param>
/// <param name="Disputed">The part that stays held.</param>
/// <param name="ConsentBy">Who consented at the customer's.</param>
/// <param name="Evidence">How the consent can be shown: a mail, a recorded call.</param>
/// <param name="By">Who of finance narrowed it.</param>
/// <param name="At">When, UTC.</param>
public sealed record Narrowing(
    IncidentId Incident, Money Disputed, [property: Personal] string ConsentBy, [property: Personal] string Evidence, string By, Instant At);

/// <summary>An amount to be given back of a collected invoice.</summary>
public sealed record CreditProposal(IncidentId Incident, Money Amount, string Reason)
{
    /// <summary>The credit note by which finance gave it back; null while it waits.</summary>
    public Guid? CreditNote { get; init; }
}
