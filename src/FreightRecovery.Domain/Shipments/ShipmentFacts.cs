using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Domain.Shipments;

/// <summary>One job, as put by the caller.</summary>
public sealed record ShipmentFacts
{
    /// <summary>Whose cargo it is.</summary>
    public required CustomerRef Customer { get; init; }

    /// <summary>Sea, air, road or rail.</summary>
    public required TransportMode Mode { get; init; }

    /// <summary>The carrier's code or name, such as a SCAC or an airline designator.</summary>
    public string? Carrier { get; init; }

    /// <summary>The overseas agent who serves the other end, by its code or name.</summary>
    public string? Agent { get; init; }

    /// <summary>The vessel's name (sea).</summary>
    public string? Vessel { get; init; }

    /// <summary>The carrier's export voyage number (sea).</summary>
    public string? Voyage { get; init; }

    /// <summary>The flight number (air).</summary>
    public string? Flight { get; init; }

    /// <summary>UN/LOCODE of the place of loading.</summary>
    public required string Origin { get; init; }

    /// <summary>UN/LOCODE of the place of discharge.</summary>
    public required string Destination { get; init; }

    /// <summary>The Incoterms 2020 rule, such as FOB.</summary>
    public string? Incoterm { get; init; }

    /// <summary>Number of packages.</summary>
    public int? Packages { get; init; }

    /// <summary>Gross mass.</summary>
    public Mass? GrossMass { get; init; }

    /// <summary>The mass the freight is charged on.</summary>
    public Mass? ChargeableMass { get; init; }

    /// <summary>Volume in cubic metres.</summary>
    public decimal? Volume { get; init; }

    /// <summary>Whether the cargo is insured; null when not known.</summary>
    public bool? Insured { get; init; }

    /// <summary>The regime that bounds our liability.</summary>
    public LiabilityRegime? LiabilityRegime { get; init; }

    /// <summary>When the customer booked.</summary>
    public Instant? BookedAt { get; init; }

    /// <summary>When the cargo was handed to the consignee; null while under way.</summary>
    public Instant? DeliveredAt { get; init; }

    /// <summary>By when the customer must have the cargo, UTC; null when it has not said.</summary>
    public Instant? NeededBy { get; init; }

    /// <summary>When the carrier was to leave the origin, UTC; null when not known.</summary>
    public Instant? PlannedDeparture { get; init; }

    /// <summary>When it was to reach the destination, UTC; null when not known.</summary>
    public Instant? PlannedArrival { get; init; }

    /// <summary>By when the carrier must have the papers (shipping instructions, verified mass, customs filings), UTC; null when not known.</summary>
    public Instant? PapersCutOff { get; init; }

    /// <summary>The carrier's booking or master bill of lading or air waybill.</summary>
    public string? MasterReference { get; init; }

    /// <summary>Container numbers (ISO 6346).</summary>
    public ImmutableArray<string> Containers { get; init; } = [];

    /// <summary>True when both say the same; records compare arrays by reference, this compares their content.</summary>
    public bool SameAs(ShipmentFacts other) =>
        Containers.SequenceEqual(other.Containers) && this with { Containers = other.Containers } == other;
}
