using FreightRecovery.Domain.Shipments;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>Compares flights. Their numbers are written with and without leading zeros, blanks and the airline before them.</summary>
internal static class Flights
{
    /// <summary>Whether the fact tells of another flight than booked; false when either side names none.</summary>
    public static bool IsAnother(TradeFact fact, BookedShipment shipment) =>
        fact.Flight is { } told && shipment.Facts.Flight is { } booked && !AreSame(TradeNames.Flight(told), TradeNames.Flight(booked));

    /// <summary>Whether the fact tells of the flight that is booked.</summary>
    public static bool IsBooked(TradeFact fact, BookedShipment shipment) =>
        fact.Flight is { } told && shipment.Facts.Flight is { } booked && AreSame(TradeNames.Flight(told), TradeNames.Flight(booked));

    // A booking may tell the number alone.
    private static bool AreSame(string told, string booked) => told == booked || TradeNames.FlightNumber(told) == booked;
}
