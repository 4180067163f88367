using FreightRecovery.Domain.Shipments;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>Compares flights. Their numbers are written with and without leading zeros, blanks and the airline before them.</summary>
internal static class Flights
{
    private const int Designator = 2;

    /// <summary>One spelling: the airline's designator and the number without leading zeros (CX 0255 is CX255).</summary>
    public static string Spelled(string flight)
    {
        var plain = TradeNames.Reference(flight);
        var number = NumberAt(plain);
        return plain[..number] + plain[number..].TrimStart('0');
    }

    /// <summary>Whether the fact tells of another flight than booked; false when either side names none.</summary>
    public static bool IsAnother(TradeFact fact, BookedShipment shipment) =>
        fact.Flight is { } told && shipment.Facts.Flight is { } booked && !AreSame(Spelled(told), Spelled(booked));

    /// <summary>Whether the fact tells of the flight that is booked.</summary>
    public static bool IsBooked(TradeFact fact, BookedShipment shipment) =>
        fact.Flight is { } told && shipment.Facts.Flight is { } booked && AreSame(Spelled(told), Spelled(booked));

    // A booking may tell the number alone.
    private static bool AreSame(string told, string booked) => told == booked || told[NumberAt(told)..] == booked;

    // A designator has two characters, one of them a letter: a number alone has none.
    private static int NumberAt(string plain) =>
        plain.Length > Designator && (char.IsLetter(plain[0]) || char.IsLetter(plain[1])) ? Designator : 0;
}
