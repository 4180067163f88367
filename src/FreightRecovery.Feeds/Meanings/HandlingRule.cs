namespace FreightRecovery.Feeds.Meanings;

/// <summary>What is done with a consignment: flights it is put on, masses and pieces that it is received with, and when.</summary>
internal static class HandlingRule
{
    public static Meaning Of(CargoMove move, TradeFact fact, BookedShipment shipment, Concern concern, FeedPolicy policy) => move switch
    {
        CargoMove.Booked or CargoMove.Confirmed or CargoMove.Prepared or CargoMove.Manifested or CargoMove.Loaded when fact.Mode is MeansOfTransport.Air =>
            FlightRule.OfPlan(move, fact, shipment, policy),
        CargoMove.Departed => FlightRule.OfDeparture(fact, shipment, policy) ?? DelayRule.Of(fact, shipment, concern, policy),
        CargoMove.Arrived => DelayRule.Of(fact, shipment, concern, policy),
        CargoMove.ReceivedFromShipper => OfReceipt(fact, shipment, policy),
        CargoMove.ReceivedFromFlight => PiecesRule.OfArrival(fact, shipment, policy) ?? DelayRule.Of(fact, shipment, concern, policy),
        CargoMove.Delivered => PiecesRule.OfArrival(fact, shipment, policy) ?? Usual,
        _ => Usual,
    };

    private static Meaning Usual => new Meaning.Nothing("The cargo took its usual course.");

    // Pieces that are not there explain a mass that is not: they come first.
    private static Meaning OfReceipt(TradeFact fact, BookedShipment shipment, FeedPolicy policy) =>
        fact.Classifier is not Classifier.Actual
            ? new Meaning.Nothing("Nothing has been received yet.")
            : PiecesRule.OfReceipt(fact, shipment, policy) ?? MassRule.OfCargo(fact, shipment, policy) ?? Usual;
}
