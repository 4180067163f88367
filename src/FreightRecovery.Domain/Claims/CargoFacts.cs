using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Domain.Claims;

/// <summary>What a shipment tells of the law that governs it: as known now, and brought up to date when it changes.</summary>
public sealed record CargoFacts
{
    /// <summary>The version of the ledger that told it: word of an older one comes too late to count.</summary>
    public long AsOf { get; init; }

    /// <summary>Sea, air, road or rail.</summary>
    public required TransportMode Mode { get; init; }

    /// <summary>UN/LOCODE of the place of loading.</summary>
    public required string Origin { get; init; }

    /// <summary>UN/LOCODE of the place of discharge.</summary>
    public required string Destination { get; init; }

    /// <summary>Who carries it.</summary>
    public string? Carrier { get; init; }

    /// <summary>The carrier's bill of lading, air waybill or consignment note.</summary>
    public string? MasterReference { get; init; }

    /// <summary>The regime of the house terms.</summary>
    public LiabilityRegime? HouseRegime { get; init; }

    /// <summary>Whether it travels in containers.</summary>
    public bool Containers { get; init; }

    /// <summary>Number of packages.</summary>
    public int? Packages { get; init; }

    /// <summary>Gross mass.</summary>
    public Mass? GrossMass { get; init; }

    /// <summary>When it was handed over; null while under way.</summary>
    public Instant? DeliveredAt { get; init; }

    /// <summary>The freight of the shipment; null when none was billed, or in several currencies.</summary>
    public Money? Freight { get; init; }

    /// <summary>Draws them from a shipment and its freight.</summary>
    public static CargoFacts Of(ShipmentFacts shipment, Money? freight) => new()
    {
        Mode = shipment.Mode, Origin = shipment.Origin, Destination = shipment.Destination, Carrier = shipment.Carrier,
        MasterReference = shipment.MasterReference, HouseRegime = shipment.LiabilityRegime, Containers = !shipment.Containers.IsEmpty,
        Packages = shipment.Packages, GrossMass = shipment.GrossMass, DeliveredAt = shipment.DeliveredAt, Freight = freight,
    };

    /// <summary>Draws them from a ledger; null while the shipment is not recorded.</summary>
    public static CargoFacts? Of(LedgerState ledger) => ledger.Shipment is { } shipment
        ? Of(shipment, SumOf(ledger.Invoices.Where(i => i is { Kind: InvoiceKind.Freight, WrittenOff: false }).Select(i => i.Amount))) with { AsOf = ledger.Version }
        : null;

    /// <summary>What a report keeps of a shipment: that from which last days follow. Null for kinds that run no clock of the law.</summary>
    public static CargoFacts? OfReport(IncidentKind kind, ShipmentFacts shipment) =>
        LegalCase.LossOf(kind, false) == LossKind.Other ? null : new CargoFacts
        {
            Mode = shipment.Mode, Origin = shipment.Origin, Destination = shipment.Destination, HouseRegime = shipment.LiabilityRegime,
            Containers = !shipment.Containers.IsEmpty, DeliveredAt = shipment.DeliveredAt,
        };

    /// <summary>Whether the same last days follow.</summary>
    internal bool SaysTheSame(CargoFacts? other) => other is not null
        && (Mode, Origin, Destination, HouseRegime, Containers, DeliveredAt)
            == (other.Mode, other.Origin, other.Destination, other.HouseRegime, other.Containers, other.DeliveredAt);

    /// <summary>The sum of amounts of one currency; null when there are none, or several currencies.</summary>
    public static Money? SumOf(IEnumerable<Money> amounts)
    {
        Money? sum = null;
        foreach (var amount in amounts)
            if (sum is not { } so)
                sum = amount;
            else if (so.Currency != amount.Currency)
                return null;
            else
                sum = so + amount;
        return sum;
    }
}
