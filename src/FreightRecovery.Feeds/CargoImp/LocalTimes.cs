using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Feeds.CargoImp;

/// <summary>
/// Turns local days and times into instants. Messages tell neither year nor zone: the year is the one that brings the day nearest to
/// when the message came, the zone is the airport's. A time that a clock change skips is moved on by its length, of one that
/// comes twice the earlier is meant. Where the airport's zone is not known, its time counts as UTC and the fact says so.
/// </summary>
internal sealed class LocalTimes(FeedContext context)
{
    private const int HalfAYear = 183, LongestGapOfLeapDays = 8, Remembered = 16, DaysOfMonth = 32;

    private readonly ImmutableDictionary<string, string>? _zones = context.Codes.Lists.GetValueOrDefault("zone");
    private readonly LocalDate _received = context.ReceivedAt.InUtc().Date;
    private readonly KnownDay[] _days = new KnownDay[Remembered];

    /// <summary>
    /// The airport of a code. What the partner's map (list <c>zone</c>) says of its zone goes before the table, and the map's
    /// <c>default</c> is for airports of which neither says anything.
    /// </summary>
    public Airport AirportOf(ReadOnlySpan<byte> code)
    {
        var airport = Airports.Find(code);
        if (_zones is null) return airport;
        if (!_zones.TryGetValue(airport.Code, out var id) && (airport.Zone is not null || !_zones.TryGetValue("default", out id))) return airport;
        return airport with { Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? airport.Zone };
    }

    /// <summary>The instant; null when there is no such day. Without a day it is the nearest, without either it is when the message came.</summary>
    /// <param name="moment">The day and time as told; without a time the day counts from its beginning.</param>
    /// <param name="airport">Where.</param>
    public Instant? Resolve(in Moment moment, in Airport airport)
    {
        if (moment is { HasDay: false, HasTime: false }) return context.ReceivedAt;
        var zone = airport.Zone ?? DateTimeZone.Utc;
        if (!moment.HasDay) return Nearest(moment, zone);
        ref readonly var known = ref DayOf(moment.Day, moment.Month, zone);
        var minute = Math.Max(0, moment.Minute);
        if (known.IsPlain && moment.Change == 0) return known.Start + Duration.FromMinutes(minute);
        return known.Date is { } day ? In(zone, day.PlusDays(moment.Change), minute) : null;
    }

    // The days of a file are few, and finding their year and their zone's offset is most of the work.
    private ref readonly KnownDay DayOf(int day, int month, DateTimeZone zone)
    {
        var key = (month * DaysOfMonth) + day;
        ref var known = ref _days[(zone.GetHashCode() ^ key) & (Remembered - 1)];
        if (known.Key != key || known.Zone != zone) known = KnownDay.Of(key, zone, Nearest(day, month));
        return ref known;
    }

    private static Instant In(DateTimeZone zone, LocalDate day, int minute) =>
        zone.AtLeniently(day + LocalTime.FromMinutesSinceMidnight(minute)).ToInstant();

    private Instant Nearest(in Moment moment, DateTimeZone zone)
    {
        var today = context.ReceivedAt.InZone(zone).Date;
        var best = In(zone, today, moment.Minute);
        foreach (var other in (ReadOnlySpan<int>)[-1, 1])
        {
            var at = In(zone, today.PlusDays(other), moment.Minute);
            if (Distance(at) < Distance(best)) best = at;
        }

        return best + Duration.FromDays(moment.Change);
    }

    private Duration Distance(Instant at) => at > context.ReceivedAt ? at - context.ReceivedAt : context.ReceivedAt - at;

    /// <summary>A day of a zone.</summary>
    /// <param name="Key">Its month and day; 0 of none.</param>
    /// <param name="Zone">The zone.</param>
    /// <param name="Date">The day with its year; null when there is no such day.</param>
    /// <param name="Start">When it begins there.</param>
    /// <param name="IsPlain">Whether no clock is changed on it, so that each minute follows its beginning by as many.</param>
    private readonly record struct KnownDay(int Key, DateTimeZone Zone, LocalDate? Date, Instant Start, bool IsPlain)
    {
        public static KnownDay Of(int key, DateTimeZone zone, LocalDate? date)
        {
            if (date is not { } day) return new(key, zone, null, default, false);
            var midnight = zone.MapLocal(day.AtMidnight());
            if (midnight.Count != 1) return new(key, zone, day, default, false);
            var start = midnight.Single().ToInstant();
            var same = midnight.EarlyInterval;
            return new(key, zone, day, start, !same.HasEnd || same.End >= start + Duration.FromDays(1));
        }
    }

    private LocalDate? Nearest(int day, int month)
    {
        if (Date(_received.Year, month, day) is { } thisYear && Math.Abs(Period.DaysBetween(_received, thisYear)) < HalfAYear) return thisYear;
        LocalDate? best = null;
        // Only the 29th of February needs more than one year each way.
        for (var years = -LongestGapOfLeapDays; years <= LongestGapOfLeapDays; years++)
        {
            if (Date(_received.Year + years, month, day) is not { } date) continue;
            if (best is not { } other || Math.Abs(Period.DaysBetween(_received, date)) < Math.Abs(Period.DaysBetween(_received, other))) best = date;
        }

        return best;
    }

    private static LocalDate? Date(int year, int month, int day) =>
        day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;
}
