using FreightRecovery.Domain.Incidents;
using NodaTime;

namespace FreightRecovery.Domain.Claims;

/// <summary>Everything that the rules ask about one loss, seen from one side.</summary>
public sealed record LegalCase
{
    /// <summary>The regime, or null when it is not known.</summary>
    public LiabilityRegime? Regime { get; init; }

    /// <summary>True when nobody named the regime and it follows from the mode and the countries.</summary>
    public bool Assumed { get; init; }

    /// <summary>Who demands from whom: the customer from us, or we from somebody.</summary>
    public ClaimSide Side { get; init; } = ClaimSide.Carrier;

    /// <summary>Why it is held that the loss was caused wilfully; null when nobody says so.</summary>
    public string? Wilful { get; init; }

    /// <summary>What the cargo suffered.</summary>
    public required LossKind Loss { get; init; }

    /// <summary>True for an error or omission of ours, such as in documents: some terms bound those by the year.</summary>
    public bool Error { get; init; }

    /// <summary>The day of the event, at the earliest that it can have been.</summary>
    public required LocalDate EventOn { get; init; }

    /// <summary>The shipment.</summary>
    public required CargoFacts Cargo { get; init; }

    /// <summary>What the claim itself says.</summary>
    public ClaimTerms Terms { get; init; } = new();

    /// <summary>The day of the written claim or notice.</summary>
    public LocalDate? ClaimedOn { get; init; }

    /// <summary>The day of the written disallowance.</summary>
    public LocalDate? DisallowedOn { get; init; }

    /// <summary>The day on which the customer's claim was settled, for recourse.</summary>
    public LocalDate? SettledOn { get; init; }

    /// <summary>The last day for suit that the other side granted in writing.</summary>
    public LocalDate? ExtendedUntil { get; init; }

    /// <summary>What is demanded.</summary>
    public Money? Value { get; init; }

    /// <summary>The day of delivery, at the earliest that it can have been; null while under way.</summary>
    public LocalDate? DeliveredOn => Cargo.DeliveredAt is { } at ? LegalDays.Earliest(at, Cargo.Destination) : null;

    /// <summary>Whether any leg goes by sea.</summary>
    public bool SeaLeg => Cargo.Mode == TransportMode.Sea;

    /// <summary>The mass that is concerned, or null.</summary>
    public Mass? Mass => Terms.Mass ?? Cargo.GrossMass;

    /// <summary>The packages that are concerned, or null.</summary>
    public int? Packages => Terms.Packages ?? Cargo.Packages;

    /// <summary>What the cargo suffered, as far as the incident tells. Damage counts as apparent until somebody says it was hidden: that has less time.</summary>
    public static LossKind LossOf(IncidentKind kind, bool delivered) => kind switch
    {
        IncidentKind.CargoLost => delivered ? LossKind.ApparentDamage : LossKind.Loss,
        IncidentKind.CargoDamaged or IncidentKind.PackingDamaged => LossKind.ApparentDamage,
        IncidentKind.ForceMajeure or IncidentKind.TransitDelay or IncidentKind.CargoRolled or IncidentKind.CarrierNotOnSchedule => LossKind.Delay,
        IncidentKind.ChargeableMassWrong or IncidentKind.DocumentsDefective or IncidentKind.DeclarationWrong
            or IncidentKind.CustomsPapersLate or IncidentKind.CustomsPapersLost or IncidentKind.PriceDiffersFromQuote
            or IncidentKind.ServiceNotDelivered or IncidentKind.ShipmentNotTracked or IncidentKind.CustomerMisled
            or IncidentKind.InstructionNotFollowed or IncidentKind.AgentServicePoor or IncidentKind.CustomerError
            or IncidentKind.NominatedCustomerObstructs => LossKind.Other,
    };

    /// <summary>The case of an incident, before anybody claims.</summary>
    public static LegalCase Of(IncidentFacts facts, CargoFacts cargo, ClaimSide side, ClaimTerms? terms = null, LiabilityRegime? named = null)
    {
        var (regime, assumed) = DefaultRegime.Of(side, cargo, named);
        return new LegalCase
        {
            Side = side, Regime = regime, Assumed = assumed, Cargo = cargo, Loss = terms?.Loss ?? LossOf(facts.Kind, cargo.DeliveredAt is not null),
            Error = facts.Kind is IncidentKind.DocumentsDefective or IncidentKind.DeclarationWrong or IncidentKind.CustomsPapersLate
                or IncidentKind.CustomsPapersLost or IncidentKind.ChargeableMassWrong,
            EventOn = LegalDays.Earliest(facts.OccurredAt, facts.Place),
            Terms = (terms ?? new ClaimTerms()) with
            {
                Mass = terms?.Mass ?? (facts.Kind == IncidentKind.ChargeableMassWrong ? null : facts.Extent?.Mass),
                Packages = terms?.Packages ?? facts.Extent?.Packages,
            },
        };
    }
}

/// <summary>What a claim says beside its amount; whatever is left out follows from the incident and its shipment.</summary>
public sealed record ClaimTerms
{
    /// <summary>What the cargo suffered.</summary>
    public LossKind? Loss { get; init; }

    /// <summary>The packages concerned.</summary>
    public int? Packages { get; init; }

    /// <summary>The gross mass concerned.</summary>
    public Mass? Mass { get; init; }

    /// <summary>The day on which the cargo should have been delivered.</summary>
    public LocalDate? DeliveryDueOn { get; init; }

    /// <summary>The day on which it arrived at destination, when that was before its delivery.</summary>
    public LocalDate? ArrivedOn { get; init; }

    /// <summary>Months for a claim by the carrier's tariff, where terms may give more than the law.</summary>
    public int? TariffMonths { get; init; }
}
