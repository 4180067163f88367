using System.Collections.Immutable;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Web.Api.Bodies;

/// <summary>A shipment as put by the caller.</summary>
public sealed record ShipmentBody(
    string? Customer, TransportMode? Mode, string? Carrier, string? Vessel, string? Voyage, string? Flight, string? Origin,
    string? Destination, string? Incoterm, int? Packages, Mass? GrossMass, Mass? ChargeableMass, decimal? Volume, bool? Insured,
    LiabilityRegime? LiabilityRegime, Instant? BookedAt, Instant? DeliveredAt, string? MasterReference,
    IReadOnlyList<string?>? Containers, Instant? NeededBy) : IBody<ShipmentFacts>
{
    /// <summary>The overseas agent's code or name.</summary>
    public string? Agent { get; init; }

    /// <summary>When the carrier is to leave the origin, UTC; a feed that tells of a later departure is compared with it.</summary>
    public Instant? PlannedDeparture { get; init; }

    /// <summary>When it is to reach the destination, UTC.</summary>
    public Instant? PlannedArrival { get; init; }

    /// <summary>By when the carrier must have the papers, UTC.</summary>
    public Instant? PapersCutOff { get; init; }

    /// <inheritdoc/>
    public ShipmentFacts? Read(Faults faults)
    {
        if (BookedAt > DeliveredAt)
            faults.Add("/deliveredAt", "The cargo cannot have been delivered before it was booked.");
        if (BookedAt > NeededBy)
            faults.Add("/neededBy", "The cargo cannot be needed before it was booked.");
        if (PlannedDeparture > PlannedArrival)
            faults.Add("/plannedArrival", "The cargo cannot arrive before it leaves.");
        var facts = new ShipmentFacts
        {
            Customer = new CustomerRef(faults.Ref(Customer, "/customer")),
            Mode = faults.Value(Mode, "/mode"),
            Carrier = faults.OptionalLine(Carrier, "/carrier"),
            Agent = faults.OptionalLine(Agent, "/agent"),
            Vessel = faults.OptionalLine(Vessel, "/vessel"),
            Voyage = faults.OptionalLine(Voyage, "/voyage", Checks.RefLength),
            Flight = faults.OptionalLine(Flight, "/flight", Checks.RefLength),
            Origin = faults.Has(Origin, "/origin") ? faults.Locode(Origin, "/origin")! : "",
            Destination = faults.Has(Destination, "/destination") ? faults.Locode(Destination, "/destination")! : "",
            Incoterm = faults.OneOf(Incoterm, "/incoterm", Codes.Incoterms,
                "A rule of Incoterms 2020 is one of EXW, FCA, CPT, CIP, DAP, DPU, DDP, FAS, FOB, CFR, CIF."),
            Packages = faults.Packages(Packages, "/packages"),
            GrossMass = faults.Mass(GrossMass, "/grossMass"),
            ChargeableMass = faults.Mass(ChargeableMass, "/chargeableMass"),
            Volume = faults.Volume(Volume, "/volume"),
            Insured = Insured,
            LiabilityRegime = LiabilityRegime,
            BookedAt = faults.Past(BookedAt, "/bookedAt"),
            DeliveredAt = faults.Past(DeliveredAt, "/deliveredAt"),
            NeededBy = faults.ToCome(NeededBy, "/neededBy"),
            PlannedDeparture = faults.ToCome(PlannedDeparture, "/plannedDeparture"),
            PlannedArrival = faults.ToCome(PlannedArrival, "/plannedArrival"),
            PapersCutOff = faults.ToCome(PapersCutOff, "/papersCutOff"),
            MasterReference = faults.OptionalLine(MasterReference, "/masterReference", Checks.RefLength),
            Containers = ReadContainers(faults),
        };
        return faults.Any ? null : facts;
    }

    private ImmutableArray<string> ReadContainers(Faults faults)
    {
        if (Containers is null)
            return [];
        if (Containers.Count > Checks.MostContainers)
        {
            faults.Add("/containers", $"{Checks.MostContainers} containers are the most of one shipment.");
            return [];
        }

        var seen = new HashSet<string?>(StringComparer.Ordinal);
        for (var i = 0; i < Containers.Count; i++)
        {
            faults.Container(Containers[i], $"/containers/{i}");
            if (!seen.Add(Containers[i]))
                faults.Add($"/containers/{i}", "This container is listed twice.");
        }

        return [.. Containers.OfType<string>()];
    }
}
