namespace FreightRecovery.Feeds.Meanings;

/// <summary>
/// Cargo that does not fly as booked. A flight is its number and its day: the same number much later is the flight of another day, and
/// cargo moved to it is left behind like cargo moved to another number. Only the flight from the origin was booked.
/// </summary>
internal static class FlightRule
{
    /// <summary>Cargo that an airline books, prepares or manifests for a flight.</summary>
    public static Meaning OfPlan(CargoMove move, TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        if (!Places.IsAt(fact, shipment.Facts.Origin, policy))
            return new Meaning.Nothing("It is for a flight from elsewhere than the origin, and that is the airline's own plan.");
        var late = DelayRule.Lateness(fact, shipment, policy);
        if (Flights.IsAnother(fact, shipment) || late >= policy.NextFlightAfter)
        {
            // A customer confirms an incident too: this one has a sentence of its own, to be told in other languages.
            var (place, flight, time) = (Telling.Place(fact), Telling.Flight(fact), Telling.Time(fact.OccurredAt));
            return RolledRule.Rolled(
                move == CargoMove.Confirmed
                    ? $"At {place} it is confirmed for {flight}, {time}, instead."
                    : $"At {place} it is {Telling.Spaced(move.ToString())} for {flight}, {time}, instead.",
                fact, shipment, policy, null);
        }

        return late >= policy.DelaysOf(shipment.Facts).WorthTelling
            ? DelayRule.Late(late.Value, Telling.Departure(fact), fact, shipment, policy)
            : new Meaning.Nothing("The flight is as booked.");
    }

    /// <summary>A departure by air; null when nothing was left behind by it.</summary>
    public static Meaning? OfDeparture(TradeFact fact, BookedShipment shipment, FeedPolicy policy) =>
        fact.Mode is MeansOfTransport.Air && fact.Classifier is not Classifier.Requested
        && Places.IsAt(fact, shipment.Facts.Origin, policy) && Flights.IsAnother(fact, shipment)
            ? RolledRule.Rolled(
                $"{Telling.Moved(Telling.Departure(fact), fact)} on {Telling.Flight(fact)} instead.",
                fact, shipment, policy, null)
            : null;
}
