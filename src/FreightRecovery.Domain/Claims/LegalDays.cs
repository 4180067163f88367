using NodaTime;
using NodaTime.TimeZones;

namespace FreightRecovery.Domain.Claims;

/// <summary>
/// Instants as days of the law. Which zone of a country a place lies in is not known here, so the earliest day that it
/// can have been there is taken: a clock may warn too early, never too late.
/// </summary>
public static class LegalDays
{
    private static readonly Offset FirstToBegin = Offset.FromHours(14);
    private static readonly Offset LastToEnd = Offset.FromHours(-12);
    private static readonly ILookup<string, DateTimeZone> Zones = (TzdbDateTimeZoneSource.Default.ZoneLocations ?? [])
        .ToLookup(l => l.CountryCode, l => DateTimeZoneProviders.Tzdb[l.ZoneId], StringComparer.Ordinal);

    /// <summary>The earliest day that an instant can have been at a place (UN/LOCODE); anywhere, when the place is not known.</summary>
    public static LocalDate Earliest(Instant at, string? place)
    {
        var day = (LocalDate?)null;
        if (place is { Length: >= 2 })
            foreach (var zone in Zones[place[..2]])
                if (at.InZone(zone).Date is var there && !(there >= day))
                    day = there;
        return day ?? at.WithOffset(LastToEnd).Date;
    }

    /// <summary>The instant at which a day first begins somewhere.</summary>
    public static Instant Begins(LocalDate day) => day.AtMidnight().WithOffset(FirstToBegin).ToInstant();

    /// <summary>The instant at which a day has ended everywhere.</summary>
    public static Instant Over(LocalDate day) => day.PlusDays(1).AtMidnight().WithOffset(LastToEnd).ToInstant();
}
