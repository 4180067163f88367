using System.Collections.Frozen;
using FreightRecovery.Domain.Shipments;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>
/// Compares places. Shipments name them by UN/LOCODE, airlines by IATA code. Most airports have the last three letters of their
/// city's LOCODE (HKHKG, DEFRA); for cities whose airports have other codes there is a table here, and a house adds its own
/// (<see cref="FeedPolicy.Airports"/>).
/// </summary>
internal static class Places
{
    private const int Country = 2;

    // UN/LOCODE, 2024-2: a city, and its airports that go by a code of their own.
    private static readonly (string City, string Airports)[] Cities =
    [
        ("GBLON", "LHR LGW STN LTN LCY"), ("FRPAR", "CDG ORY"), ("USNYC", "JFK EWR LGA"), ("USCHI", "ORD RFD"), ("USWAS", "IAD DCA"),
        ("USHOU", "IAH"), ("USDAL", "DFW"), ("USDTT", "DTW"), ("USDET", "DTW"), ("CATOR", "YYZ"), ("CAMTR", "YUL YMX"), ("CAVAN", "YVR"),
        ("CACAL", "YYC"), ("CAEDM", "YEG"), ("CAWNP", "YWG"), ("CAHAL", "YHZ"), ("JPTYO", "NRT HND"), ("JPOSA", "KIX ITM"), ("JPSPK", "CTS"), ("KRSEL", "ICN GMP"),
        ("KRINC", "ICN"), ("CNSHA", "PVG"), ("CNSHG", "PVG SHA"), ("CNBJS", "PEK PKX"), ("CNCTU", "TFU"), ("CNGZG", "CAN"), ("CNTAO", "TAO"), ("CNTSN", "TSN"),
        ("TWTPE", "TPE"), ("TWTYN", "TPE"), ("RUMOW", "SVO DME VKO"), ("ITMIL", "MXP LIN BGY"), ("ITROM", "FCO CIA"), ("SESTO", "ARN"),
        ("BRSAO", "GRU VCP"), ("BRRIO", "GIG"), ("ARBUE", "EZE AEP"), ("MXMEX", "NLU"), ("IDJKT", "CGK"), ("AEDXB", "DWC"), ("TRIST", "SAW ISL"),
        ("THBKK", "DMK"), ("PHMNL", "CRK"), ("UAIEV", "KBP"), ("ROBUH", "OTP"), ("ISREY", "KEF"), ("IRTHR", "IKA"), ("DEBER", "BER"), ("BEBRU", "BRU"), ("CHBSL", "BSL MLH EAP"),
        ("LKCMB", "CMB"), ("KHPNH", "KTI"), ("INBOM", "BOM"), ("AUMEL", "MEL"), ("ZAJNB", "JNB"), ("USQSF", "SFO OAK"), ("USONT", "ONT"),
    ];

    private static readonly FrozenSet<(string City, string Airport)> Pairs = Cities
        .SelectMany(row => row.Airports.Split(' '), (row, airport) => (row.City, airport)).ToFrozenSet();

    /// <summary>Whether the fact tells of this place; false when it tells no place.</summary>
    public static bool IsAt(TradeFact fact, string locode, FeedPolicy policy) =>
        fact.Location is { } location ? location == locode : fact.Airport is { } airport && IsAirportOf(airport, locode, policy);

    /// <summary>The UN/LOCODE of where the fact tells of, as far as the shipment's own places say it.</summary>
    public static string? LocodeOf(TradeFact fact, ShipmentFacts shipment, FeedPolicy policy) =>
        fact.Location is not null ? fact.Location
        : IsAt(fact, shipment.Origin, policy) ? shipment.Origin
        : IsAt(fact, shipment.Destination, policy) ? shipment.Destination
        : null;

    private static bool IsAirportOf(string airport, string locode, FeedPolicy policy) =>
        (locode.Length > Country && locode.AsSpan(Country).Equals(airport, StringComparison.OrdinalIgnoreCase))
        || Pairs.Contains((locode, airport))
        || (policy.Airports.TryGetValue(airport, out var places) && places.Contains(locode));
}
