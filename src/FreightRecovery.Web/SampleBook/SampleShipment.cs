using System.Collections.Immutable;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Web.SampleBook;

/// <summary>A shipment of the sample book, with the plan that its carrier's messages follow.</summary>
internal sealed record SampleShipment(string Ref, SampleCustomer Customer, Lane Lane)
{
    /// <summary>The shipping line (sea only).</summary>
    public Line? Line { get; init; }

    /// <summary>The carrier's code or name.</summary>
    public required string Carrier { get; init; }

    public Vessel? Vessel { get; init; }

    public string? Voyage { get; init; }

    public string? Flight { get; init; }

    public required string Incoterm { get; init; }

    public required int Packages { get; init; }

    public required decimal GrossKilograms { get; init; }

    public required decimal ChargeableKilograms { get; init; }

    public required decimal CubicMetres { get; init; }

    public bool? Insured { get; init; }

    public required LiabilityRegime Regime { get; init; }

    public required Instant BookedAt { get; init; }

    public required Instant DepartsAt { get; init; }

    public required Instant ArrivesAt { get; init; }

    /// <summary>When the consignee has it, or is to have it.</summary>
    public required Instant DeliversAt { get; init; }

    /// <summary>Null while under way.</summary>
    public Instant? DeliveredAt { get; init; }

    public required string MasterReference { get; init; }

    public ImmutableArray<string> Containers { get; init; } = [];

    /// <summary>The freight, in the customer's currency.</summary>
    public required decimal Freight { get; init; }

    public bool UnderWay => DeliveredAt is null;

    /// <summary>True for cargo that a shipping line tells of container by container.</summary>
    public bool FullContainers => Lane.Mode == TransportMode.Sea && Containers.Length > 0;
}
