using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Domain.Shipments;

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

    /// <summary>The branch of the incident; null for holds of older releases.</summary>
    public string? Branch { get; init; }

    /// <summary>The customer's account manager; null for holds of older releases.</summary>
    public string? AccountManager { get; init; }

    /// <summary>By when something must happen.</summary>
    public Instant ReviewBy { get; init; }

    /// <summary>When finance and the manager are told that nothing has happened, the next time.</summary>
    public Instant RemindAt { get; init; }

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

    /// <summary>As finance sees it on one invoice.</summary>
    /// <param name="disputed">The part that this invoice's hold was narrowed to, or null for all of it.</param>
    public HoldView View(Money? disputed = null) => new(Incident, Since, Reason)
    {
        Owner = Owner, ReviewBy = ReviewBy, Disputed = disputed,
    };

    /// <summary>The hold as a placing makes it anew; settlements and what they released stay known.</summary>
    internal IncidentHold PlacedAnew(LedgerEvent.HoldPlaced placed) => this with
    {
        Kind = placed.Kind,
        Place = placed.Place ?? Place,
        OccurredAt = placed.OccurredAt,
        Since = placed.Since,
        Reason = placed.Reason,
        Owner = placed.Owner,
        Branch = placed.Branch ?? Branch,
        AccountManager = placed.AccountManager ?? AccountManager,
        ReviewBy = placed.ReviewBy,
        RemindAt = placed.ReviewBy,
        HeldAsOf = Math.Max(HeldAsOf, placed.HeldAsOf),
        Sources = placed.Source is { } source && !Sources.Contains(source) ? Sources.Add(source) : Sources,
    };
}
