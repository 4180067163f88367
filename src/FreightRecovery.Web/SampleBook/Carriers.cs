using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace FreightRecovery.Web.SampleBook;

/// <summary>A ship. Name and number are our own invention; the number's check digit is right.</summary>
internal sealed record Vessel(string Name, int FirstSix)
{
    public string ImoNumber => string.Create(CultureInfo.InvariantCulture, $"{FirstSix}{CheckDigits.OfVessel(FirstSix)}");
}

/// <summary>A shipping line, with the prefix of its containers.</summary>
internal sealed record Line(string Code, string Name, string ContainerOwner, ImmutableArray<Vessel> Fleet)
{
    /// <summary>The ship that leaves in a week. All cargo of a line and week goes on one ship, so one mishap hits many.</summary>
    public Vessel Sailing(Lane lane, Instant departsAt) => Fleet[(Week(departsAt) + Ordinal(lane)) % Fleet.Length];

    /// <summary>The voyage number: year, week and direction, such as 2614W.</summary>
    public static string Voyage(Lane lane, Instant departsAt)
    {
        var date = departsAt.InUtc().Date;
        return string.Create(CultureInfo.InvariantCulture, $"{date.Year % 100:D2}{date.DayOfYear / 7 + 1:D2}{lane.Direction}");
    }

    private static int Week(Instant at) => (int)((at - NodaConstants.UnixEpoch).TotalDays / 7);

    private static int Ordinal(Lane lane) => lane.From.Code[3] + lane.To.Code[3];
}

/// <summary>An airline, with the three digits of its air waybills.</summary>
internal sealed record Airline(string Code, string Name, string Prefix);

/// <summary>Carriers of our own invention: no real company is blamed for anything in the sample book.</summary>
internal static class Carriers
{
    public static readonly Line Halyard = new("HLYO", "Halyard Ocean", "ZZHU", Fleet(999_100,
        "Halyard Petrel", "Halyard Curlew", "Halyard Plover", "Halyard Avocet", "Halyard Dunlin", "Halyard Godwit"));

    public static readonly Line JadeStraits = new("JDST", "Jade Straits Line", "ZZJU", Fleet(999_200,
        "Jade Lantern", "Jade Harbour", "Jade Meridian", "Jade Compass", "Jade Monsoon"));

    public static readonly Line Northbridge = new("NBRG", "Northbridge Container Line", "ZZNU", Fleet(999_300,
        "Northbridge Amber", "Northbridge Basalt", "Northbridge Cobalt", "Northbridge Flint", "Northbridge Garnet"));

    public static readonly Line TernAndSwallow = new("TRSW", "Tern and Swallow Shipping", "ZZTU", Fleet(999_400,
        "Arctic Tern Spirit", "Barn Swallow Spirit", "Sand Martin Spirit", "Sooty Tern Spirit"));

    public static readonly ImmutableArray<Line> Lines = [Halyard, JadeStraits, Northbridge, TernAndSwallow];

    public static readonly Airline Meridian = new("ZM", "Meridian Lift", "991");

    public static readonly ImmutableArray<Airline> Airlines =
        [Meridian, new("ZV", "Volant Cargo", "992"), new("ZK", "Kestrel Air Freight", "993")];

    public static readonly ImmutableArray<string> Hauliers = ["Brennerpfad Haulage", "Ostkai Transport", "Prairie Lantern Trucking"];

    public static readonly ImmutableArray<string> Railways = ["Steppe Bridge Rail", "Silk Span Intermodal"];

    private static ImmutableArray<Vessel> Fleet(int first, params ReadOnlySpan<string> names)
    {
        var fleet = ImmutableArray.CreateBuilder<Vessel>(names.Length);
        foreach (var name in names)
        {
            fleet.Add(new Vessel(name, first + fleet.Count * 7));
        }

        return fleet.MoveToImmutable();
    }
}
