using System.Collections.Immutable;
using FreightRecovery.Domain.Calendar;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FreightRecovery.Testing;

/// <summary>Calendars without faults, of any kind and in zones with every oddity, and instants around their changes.</summary>
internal static class CalendarGenerators
{
    // An hour forward, half an hour, at midnight, a whole day left out, offsets of quarters, and none of it.
    private static readonly DateTimeZone[] Zones =
    [
        .. ((string[])["America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu", "Europe/Berlin", "UTC"])
            .Select(id => DateTimeZoneProviders.Tzdb[id]),
    ];

    // The weeks in which those zones change, and some in which none does.
    private static readonly LocalDate[] Around =
    [
        new(2026, 3, 6), new(2026, 10, 30), new(2026, 4, 3), new(2026, 10, 2), new(2018, 11, 2), new(2019, 2, 15), new(2011, 12, 28),
        new(2026, 3, 27), new(2026, 1, 5),
    ];

    private static readonly Gen<ImmutableArray<WorkSpan>> Hours = Gen.Frequency(
        (2, Gen.Constant<ImmutableArray<WorkSpan>>([])),
        (1, Gen.Constant<ImmutableArray<WorkSpan>>([Span(0, (24 * 60) - 1)])),
        (5, from cuts in Gen.ArrayOf(Gen.Choose(0, 95), 4)
            let at = cuts.Select(c => c * 15).Distinct().Order().ToArray()
            select at.Length < 4
                ? ImmutableArray.Create(Span(540, 1050, (720, 780)))
                : ImmutableArray.Create(Span(at[0], at[3], (at[1], at[2])))),
        (2, from cuts in Gen.ArrayOf(Gen.Choose(0, 95), 4)
            let at = cuts.Select(c => c * 15).Distinct().Order().ToArray()
            select at.Length < 4 ? [Span(60, 150), Span(150, 240)] : ImmutableArray.Create(Span(at[0], at[1]), Span(at[2], at[3]))));

    private static readonly Gen<BusinessCalendar> AnyCalendar =
        from days in Gen.ArrayOf(Hours, 7)
        from free in Gen.Choose(0, 8)
        from special in Hours
        from skipped in Gen.Elements(Enum.GetValues<SkippedTime>())
        from ambiguous in Gen.Elements(Enum.GetValues<AmbiguousTime>())
        let start = Around[free]
        select new BusinessCalendar
        {
            Name = "any",
            Week = new WorkingWeek
            {
                Monday = days[0], Tuesday = days[1], Wednesday = [Span(60, 210)], Thursday = days[3], Friday = days[4], Saturday = days[5],
                Sunday = days[6],
            },
            Holidays = [new Holiday(start.PlusDays(2), "a feast") { To = start.PlusDays(4) }],
            WorkingDays = special.IsEmpty ? [] : [new WorkingDay(start.PlusDays(6), "made up for") { Hours = special }],
            SkippedTime = skipped,
            AmbiguousTime = ambiguous,
        };

    /// <summary>The working time of any calendar in any zone.</summary>
    public static readonly Gen<WorkingTime> Working =
        from calendar in AnyCalendar from zone in Gen.Elements(Zones) select new WorkingTime(calendar, zone);

    /// <summary>An instant near a change of the clocks, to the minute.</summary>
    public static readonly Gen<Instant> Instants =
        from day in Gen.Elements(Around)
        from minutes in Gen.Choose(0, 8 * 24 * 60)
        select day.AtMidnight().InUtc().ToInstant() + Duration.FromMinutes(minutes);

    /// <summary>Up to two weeks of work, to the second.</summary>
    public static readonly Gen<Duration> Work = Gen.Choose(0, 80 * 3600).Select(s => Duration.FromSeconds(s));

    /// <summary>Calendars and where they count, for what looks at the calendar itself.</summary>
    public static readonly Gen<(BusinessCalendar Calendar, DateTimeZone Zone)> Calendars =
        from calendar in AnyCalendar from zone in Gen.Elements(Zones) select (calendar, zone);

    public static WorkSpan Span(int from, int to, params (int From, int To)[] breaks) =>
        new(Time(from), Time(to)) { Breaks = [.. breaks.Select(b => new Break(Time(b.From), Time(b.To)))] };

    private static LocalTime Time(int minutes) => LocalTime.FromMinutesSinceMidnight(minutes);
}
