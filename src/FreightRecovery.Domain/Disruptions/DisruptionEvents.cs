using NodaTime;

namespace FreightRecovery.Domain.Disruptions;

/// <summary>
/// What happened to a disruption. A storage contract: names and meanings of members never change, new ones are optional.
/// </summary>
public abstract record DisruptionEvent
{
    private DisruptionEvent()
    {
    }

    /// <summary>Somebody said that it happened and which shipments it hits.</summary>
    public sealed record DisruptionDeclared(DisruptionFacts Facts, Instant At, string By, Instant WatchUntil) : DisruptionEvent;

    /// <summary>The invoices of every shipment found so far are held.</summary>
    /// <param name="Shipments">How many there are in all.</param>
    /// <param name="At">When, UTC.</param>
    public sealed record ShipmentsHeld(int Shipments, Instant At) : DisruptionEvent;

    /// <summary>Every shipment found so far has its incident.</summary>
    /// <param name="Shipments">How many there are in all.</param>
    /// <param name="At">When, UTC.</param>
    public sealed record ShipmentsReported(int Shipments, Instant At) : DisruptionEvent;

    /// <summary>Shipments that come in from here on are no longer compared with it. The incidents stay.</summary>
    public sealed record DisruptionEnded(string Reason, Instant At) : DisruptionEvent;
}
