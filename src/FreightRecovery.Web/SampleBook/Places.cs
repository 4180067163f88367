using System.Collections.Immutable;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Web.SampleBook;

/// <summary>A place of loading or discharge, by its UN/LOCODE.</summary>
internal sealed record Place(string Code, string Name, string TimeZone)
{
    public string Country => Code[..2];

    /// <summary>The instant as the place's clocks show it, with its offset, as carriers write it.</summary>
    public OffsetDateTime Local(Instant at) => at.InZone(DateTimeZoneProviders.Tzdb[TimeZone]).ToOffsetDateTime();
}

/// <summary>A way that cargo goes, with the days under way and the freight it usually costs.</summary>
/// <param name="Mode">Sea, air, road or rail.</param>
/// <param name="From">Where it is loaded.</param>
/// <param name="To">Where it is discharged.</param>
/// <param name="Days">Days from departure to arrival.</param>
/// <param name="Rate">Freight in US dollars: per container (sea, rail), per kilogram (air), per load (road).</param>
internal sealed record Lane(TransportMode Mode, Place From, Place To, int Days, decimal Rate)
{
    /// <summary>Ships going west or north carry W, the others E, as liner voyages do.</summary>
    public char Direction => To.TimeZone.StartsWith("Europe", StringComparison.Ordinal) ? 'W' : 'E';
}

internal static class Places
{
    public static readonly Place Shanghai = new("CNSHA", "Shanghai", "Asia/Shanghai");
    public static readonly Place Qingdao = new("CNTAO", "Qingdao", "Asia/Shanghai");
    public static readonly Place Ningbo = new("CNNGB", "Ningbo", "Asia/Shanghai");
    public static readonly Place Yantian = new("CNYTN", "Yantian", "Asia/Shanghai");
    public static readonly Place Pudong = new("CNPVG", "Shanghai Pudong", "Asia/Shanghai");
    public static readonly Place Chongqing = new("CNCKG", "Chongqing", "Asia/Shanghai");
    public static readonly Place Chengdu = new("CNCTU", "Chengdu", "Asia/Shanghai");
    public static readonly Place HongKong = new("HKHKG", "Hong Kong", "Asia/Hong_Kong");
    public static readonly Place Kaohsiung = new("TWKHH", "Kaohsiung", "Asia/Taipei");
    public static readonly Place Taipei = new("TWTPE", "Taipei", "Asia/Taipei");
    public static readonly Place Busan = new("KRPUS", "Busan", "Asia/Seoul");
    public static readonly Place Yokohama = new("JPYOK", "Yokohama", "Asia/Tokyo");
    public static readonly Place Osaka = new("JPOSA", "Osaka", "Asia/Tokyo");
    public static readonly Place Singapore = new("SGSIN", "Singapore", "Asia/Singapore");
    public static readonly Place Hamburg = new("DEHAM", "Hamburg", "Europe/Berlin");
    public static readonly Place Frankfurt = new("DEFRA", "Frankfurt", "Europe/Berlin");
    public static readonly Place Duisburg = new("DEDUI", "Duisburg", "Europe/Berlin");
    public static readonly Place Munich = new("DEMUC", "Munich", "Europe/Berlin");
    public static readonly Place Rotterdam = new("NLRTM", "Rotterdam", "Europe/Amsterdam");
    public static readonly Place Amsterdam = new("NLAMS", "Amsterdam", "Europe/Amsterdam");
    public static readonly Place Felixstowe = new("GBFXT", "Felixstowe", "Europe/London");
    public static readonly Place Warsaw = new("PLWAW", "Warsaw", "Europe/Warsaw");
    public static readonly Place Milan = new("ITMIL", "Milan", "Europe/Rome");
    public static readonly Place StPetersburg = new("RULED", "St Petersburg", "Europe/Moscow");
    public static readonly Place Moscow = new("RUMOW", "Moscow", "Europe/Moscow");
    public static readonly Place Vladivostok = new("RUVVO", "Vladivostok", "Asia/Vladivostok");
    public static readonly Place Almaty = new("KZALA", "Almaty", "Asia/Almaty");
    public static readonly Place NewYork = new("USNYC", "New York", "America/New_York");
    public static readonly Place LosAngeles = new("USLAX", "Los Angeles", "America/Los_Angeles");
    public static readonly Place Savannah = new("USSAV", "Savannah", "America/New_York");
    public static readonly Place Chicago = new("USCHI", "Chicago", "America/Chicago");
    public static readonly Place Atlanta = new("USATL", "Atlanta", "America/New_York");

    public static readonly Lane QingdaoNewYork = new(TransportMode.Sea, Qingdao, NewYork, 36, 3_900m);
    public static readonly Lane QingdaoYokohama = new(TransportMode.Sea, Qingdao, Yokohama, 5, 650m);
    public static readonly Lane QingdaoHamburg = new(TransportMode.Sea, Qingdao, Hamburg, 38, 2_700m);
    public static readonly Lane ShanghaiHamburg = new(TransportMode.Sea, Shanghai, Hamburg, 35, 2_600m);
    public static readonly Lane HongKongFrankfurtByAir = new(TransportMode.Air, HongKong, Frankfurt, 2, 4.5m);

    /// <summary>The lanes on which a branch sells, from the first place or to it.</summary>
    public static ImmutableArray<Lane> Of(string branch) => branch switch
    {
        "SHA" =>
        [
            ShanghaiHamburg, QingdaoNewYork, QingdaoYokohama, QingdaoHamburg,
            Sea(Shanghai, Rotterdam, 33, 2_550m), Sea(Ningbo, LosAngeles, 17, 2_900m), Sea(Qingdao, Osaka, 5, 620m),
            Sea(Shanghai, Vladivostok, 8, 1_450m), Sea(Ningbo, Singapore, 9, 780m), Sea(Shanghai, Savannah, 34, 3_800m),
            Air(Pudong, Frankfurt, 4.2m), Air(Pudong, Chicago, 5.1m), Rail(Chongqing, Duisburg, 17, 6_100m),
        ],
        "HKG" =>
        [
            Sea(HongKong, Hamburg, 33, 2_650m), Sea(Yantian, LosAngeles, 16, 2_950m), Sea(Kaohsiung, NewYork, 33, 3_850m),
            Sea(HongKong, Rotterdam, 32, 2_600m), Sea(Yantian, Felixstowe, 34, 2_700m), Sea(Kaohsiung, Singapore, 7, 700m),
            HongKongFrankfurtByAir, Air(Taipei, LosAngeles, 4.8m), Air(HongKong, Amsterdam, 4.4m),
        ],
        "HAM" =>
        [
            Sea(Hamburg, Shanghai, 37, 1_150m), Sea(Hamburg, NewYork, 14, 2_200m), Sea(Rotterdam, Singapore, 29, 1_250m),
            Sea(Felixstowe, HongKong, 36, 1_100m), Sea(Rotterdam, Savannah, 16, 2_350m), Air(Frankfurt, Pudong, 3.1m),
            Air(Amsterdam, Chicago, 3.4m), Road(Hamburg, Warsaw, 2, 1_350m), Road(Rotterdam, Milan, 3, 1_900m),
            Rail(Duisburg, Chengdu, 18, 3_300m),
        ],
        "LED" =>
        [
            Sea(Shanghai, StPetersburg, 44, 3_900m), Sea(Qingdao, Vladivostok, 6, 1_350m), Sea(Ningbo, Vladivostok, 8, 1_500m),
            Sea(Busan, Vladivostok, 4, 1_200m), Rail(Chengdu, Moscow, 19, 5_400m), Rail(Chongqing, Almaty, 12, 4_100m),
            Air(Pudong, Moscow, 5.6m), Road(StPetersburg, Moscow, 1, 900m),
        ],
        "NYC" =>
        [
            Sea(Shanghai, NewYork, 35, 3_950m), QingdaoNewYork, Sea(NewYork, Hamburg, 13, 1_300m), Sea(Savannah, Rotterdam, 15, 1_250m),
            Sea(LosAngeles, Yokohama, 13, 1_050m), Air(Chicago, Frankfurt, 3.6m), Air(NewYork, Pudong, 3.9m),
            Road(NewYork, Chicago, 2, 2_600m), Road(Atlanta, NewYork, 2, 2_300m),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(branch), branch, "No such branch in the sample book."),
    };

    private static Lane Sea(Place from, Place to, int days, decimal rate) => new(TransportMode.Sea, from, to, days, rate);

    private static Lane Air(Place from, Place to, decimal rate) => new(TransportMode.Air, from, to, 2, rate);

    private static Lane Rail(Place from, Place to, int days, decimal rate) => new(TransportMode.Rail, from, to, days, rate);

    private static Lane Road(Place from, Place to, int days, decimal rate) => new(TransportMode.Road, from, to, days, rate);
}
