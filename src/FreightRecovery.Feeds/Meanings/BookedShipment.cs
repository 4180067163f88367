using System.Collections.Immutable;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>What was booked and what is known of its way, for a fact to be compared with.</summary>
/// <param name="Ref">Our own reference.</param>
/// <param name="Facts">The shipment as put by the caller.</param>
public sealed record BookedShipment(ShipmentRef Ref, ShipmentFacts Facts)
{
    /// <summary>When the carrier was to leave the origin; null when not known.</summary>
    public Instant? PlannedDeparture { get; init; } = Facts.PlannedDeparture;

    /// <summary>
    /// By when the carrier must have the papers (shipping instructions, verified mass, customs filings); null when not known. Track and
    /// Trace does not tell it: it stands in the carrier's confirmation of the booking.
    /// </summary>
    public Instant? PapersCutOff { get; init; } = Facts.PapersCutOff;

    /// <summary>When it was to reach the destination; null when not known.</summary>
    public Instant? PlannedArrival { get; init; } = Facts.PlannedArrival;

    /// <summary>
    /// The containers known to be on board, gathered from <see cref="TradeFact.LoadedContainer"/>. Null says that nobody
    /// tells us of loads, so nothing follows from a container's absence; empty says that none is on board yet.
    /// </summary>
    public ImmutableHashSet<string>? LoadedContainers { get; init; }

    /// <summary>
    /// Temperatures measured in its refrigerated containers, in any order, gathered from <see cref="TemperatureReading.Of"/>; none when nobody
    /// gathers them.
    /// </summary>
    public ImmutableArray<TemperatureReading> Temperatures { get; init; } = [];

    /// <summary>The containers not known to be on board; none when nobody tells us of loads.</summary>
    internal Texts NotLoaded
    {
        get
        {
            Texts missing = [];
            if (LoadedContainers is null) return missing;
            var loaded = LoadedContainers.Select(TradeNames.Reference).ToHashSet(StringComparer.Ordinal);
            foreach (var container in Facts.Containers)
            {
                if (!loaded.Contains(TradeNames.Reference(container))) missing = missing.With(container);
            }

            return missing;
        }
    }

    /// <summary>Whether every container is known to be on board.</summary>
    internal bool IsAboard => LoadedContainers is not null && !Facts.Containers.IsDefaultOrEmpty && NotLoaded.IsEmpty;
}
