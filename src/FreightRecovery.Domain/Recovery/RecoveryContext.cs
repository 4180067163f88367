using System.Collections.Immutable;
using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Domain.Recovery;

/// <summary>
/// Everything the ranking needs to know, as facts. Amounts keep their own currencies; options are valued in that of the margin,
/// with the policy's rates. Call <see cref="Check"/> before ranking.
/// </summary>
public sealed record RecoveryContext
{
    /// <summary>The incident; option ids derive from it.</summary>
    public required IncidentId IncidentId { get; init; }

    /// <summary>What went wrong.</summary>
    public required IncidentKind IncidentKind { get; init; }

    /// <summary>What stood behind it, for force majeure; null when not known.</summary>
    public ForceMajeureCause? ForceMajeureCause { get; init; }

    /// <summary>With whom the fault lies.</summary>
    public required Fault Fault { get; init; }

    /// <summary>How bad it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What the customer asked for; null when it has not said.</summary>
    public Wish? Wish { get; init; }

    /// <summary>The customer's loss; for a wrong price, what was billed too much. Null when not estimated.</summary>
    public Money? LossEstimate { get; init; }

    /// <summary>The limit of the liability regime; null when not computed, then only the loss bounds compensation.</summary>
    public Money? LiabilityLimit { get; init; }

    /// <summary>The mass that should have been charged (not the difference), for a mis-weighed shipment.</summary>
    public Mass? CorrectChargeableMass { get; init; }

    /// <summary>The shipment.</summary>
    public required ShipmentFacts Shipment { get; init; }

    /// <summary>The freight invoices of the shipment; none when no one has come in yet.</summary>
    public required Amounts Freight { get; init; }

    /// <summary>The surcharge invoices of the shipment.</summary>
    public required Amounts Surcharges { get; init; }

    /// <summary>Gross margin expected of the customer over the next twelve months. Options are valued in its currency.</summary>
    public required Money ExpectedAnnualMargin { get; init; }

    /// <summary>Where the customer stands on the slide.</summary>
    public required Stage Stage { get; init; }

    /// <summary>Silent, yet still booking because it must.</summary>
    public bool Captive { get; init; }

    /// <summary>Forced on us by a third party.</summary>
    public bool Nominated { get; init; }

    /// <summary>Ids of the options the customer has declined.</summary>
    public ImmutableHashSet<Guid> Declined { get; init; } = [];

    /// <summary>Days until the next departure; null when none leaves before the customer's need-by date.</summary>
    public int? NextDepartureDays { get; init; }

    /// <summary>Whether the papers can be issued again; null when that is not known.</summary>
    public bool? PapersReissuable { get; init; }

    /// <summary>The customer's IANA time zone, in which reasons name their dates.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>When the ranking is made, UTC.</summary>
    public required Instant At { get; init; }

    /// <summary>The currency in which options are valued.</summary>
    public Currency Currency => ExpectedAnnualMargin.Currency;

    /// <summary>Null when the facts can be ranked, otherwise <see cref="Refusal.Invalid"/>, naming the first offending member.</summary>
    public Refusal? Check()
    {
        foreach (var (pointer, money) in Amounts())
        {
            if (money.Amount < 0m)
                return new Refusal.Invalid(pointer, "The amount must not be negative.");
        }

        return NextDepartureDays < 0
            ? new Refusal.Invalid("/nextDepartureDays", "The next departure must not lie in the past.")
            : null;
    }

    // The margin is not among them: some customers cost us more than they bring.
    private IEnumerable<(string Pointer, Money Money)> Amounts()
    {
        foreach (var freight in Freight.Each)
            yield return ("/freight", freight);
        foreach (var surcharge in Surcharges.Each)
            yield return ("/surcharges", surcharge);
        if (LossEstimate is { } loss)
            yield return ("/lossEstimate", loss);
        if (LiabilityLimit is { } limit)
            yield return ("/liabilityLimit", limit);
    }
}
