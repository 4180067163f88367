using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>
/// A plan that a feed tells of a shipment that was put without one: the first time that is told for the booked departure or arrival, before
/// anybody speaks of a delay. What is told later is compared with it.
/// </summary>
public static class PlanRule
{
    /// <summary>The point and the time that a fact plans; null when it plans nothing, or the shipment has a plan for it.</summary>
    public static (PlanPoint Point, Instant At)? Of(TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        if (fact is not { IsRetracted: false, IsZoneUnknown: false, IsDayOnly: false, Classifier: Classifier.Planned or Classifier.Estimated }
            || !fact.DelayReasonCodes.IsEmpty || fact.Mode is not (null or MeansOfTransport.Vessel or MeansOfTransport.Air))
        {
            return null;
        }

        PlanPoint? point = fact.Kind switch
        {
            FactKind.Departure or FactKind.Handling { Move: CargoMove.Booked or CargoMove.Confirmed } when
                shipment.PlannedDeparture is null && Places.IsAt(fact, shipment.Facts.Origin, policy) => PlanPoint.Departure,
            FactKind.Arrival when shipment.PlannedArrival is null && Places.IsAt(fact, shipment.Facts.Destination, policy) => PlanPoint.Arrival,
            _ => null,
        };
        return point is { } planned && IsOfTheBooking(fact, shipment, policy) ? (planned, fact.OccurredAt) : null;
    }

    // Of a flight alone a plan cannot be taken: only near a plan is it known to be the booked one's day.
    private static bool IsOfTheBooking(TradeFact fact, BookedShipment shipment, FeedPolicy policy) =>
        Comparing.ConcernOf(fact, shipment, policy) is not Concern.None
        && !Flights.IsAnother(fact, shipment) && !Comparing.IsAnotherSailing(fact, shipment);
}
