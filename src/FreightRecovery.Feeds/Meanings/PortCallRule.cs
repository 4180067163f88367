using FreightRecovery.Domain;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>A port call that departs from the published schedule.</summary>
internal static class PortCallRule
{
    public static Meaning Of(PortCallStatus status, TradeFact fact, BookedShipment shipment, Concern concern, FeedPolicy policy)
    {
        var atEnd = fact.Location == shipment.Facts.Origin || fact.Location == shipment.Facts.Destination;
        var aboard = shipment.IsAboard && fact.Location != shipment.Facts.Destination;
        return status switch
        {
            PortCallStatus.Omitted => atEnd && !aboard ? Rolled("is omitted") : OffSchedule("is omitted"),
            PortCallStatus.Blanked => aboard ? OffSchedule("is blanked") : Rolled("is blanked"),
            PortCallStatus.Slid => aboard ? OffSchedule("slides to a later position") : Rolled("slides to a later position"),
            PortCallStatus.CutAndRun when aboard => new Meaning.Nothing("Cargo was left behind, but this shipment's is on board."),
            PortCallStatus.CutAndRun when !atEnd && concern is Concern.Sailing =>
                new Meaning.Nothing("Cargo was left behind at a port that is neither origin nor destination."),
            PortCallStatus.CutAndRun => Rolled("is cut short, and cargo is left behind"),
            PortCallStatus.RotationChanged => OffSchedule("moves in the order of ports"),
            PortCallStatus.AdHoc => new Meaning.Nothing("An extra call leaves the booked ones as they are."),
            PortCallStatus.PhasedIn or PortCallStatus.PhasedOut =>
                new Meaning.Nothing("A vessel that joins or leaves the service shows in the booking as another vessel."),
        };

        string Told(string what) => $"The call of {Telling.Sailing(fact)} at {Telling.Place(fact)} {what}.";

        Meaning Rolled(string what) => RolledRule.Rolled(
            Told(what), fact, shipment, policy, shipment.NotLoaded is { IsEmpty: false } left ? left : Comparing.ContainersNamed(fact, shipment));

        Meaning OffSchedule(string what) => Meaning.Propose(
            IncidentKind.CarrierNotOnSchedule, DelayReason.Of(fact, policy).Cause is null ? Fault.Carrier : Fault.Nobody,
            policy.CarrierNotOnSchedule, fact, shipment, policy, Telling.Of(shipment, Told(what), fact), containers: Comparing.ContainersNamed(fact, shipment));
    }
}
