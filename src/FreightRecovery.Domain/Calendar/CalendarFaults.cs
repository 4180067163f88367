using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Domain.Calendar;

/// <summary>Finds what makes a calendar impossible.</summary>
internal static class CalendarFaults
{
    private const int LongestHoliday = 92;

    public static IReadOnlyList<PolicyFault> Of(BusinessCalendar calendar)
    {
        var check = new PolicyCheck()
            .That(!string.IsNullOrWhiteSpace(calendar.Name), "/name", "A calendar has a name.")
            .That(calendar.Zone is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(calendar.Zone) is not null, "/zone",
                $"'{calendar.Zone}' is no time zone of the IANA database; write it like Asia/Shanghai.");
        for (var i = 0; i < calendar.Branches.Length; i++)
            check.That(!string.IsNullOrWhiteSpace(calendar.Branches[i]), $"/branches/{i}", "A branch has a name.");
        foreach (var day in Weekdays)
            Hours(check, calendar.Week.On(day), $"/week/{Lower(day)}");
        for (var i = 0; i < calendar.Countries.Length; i++)
            check.That(calendar.Countries[i] is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'], $"/countries/{i}",
                "A country is two capital letters (ISO 3166-1), such as DE.");
        check.That(Weekdays.Any(day => Works(calendar.Week.On(day))), "/week",
            "Nobody ever works in such a week; give hours to one weekday at least.");
        var free = Holidays(check, calendar.Holidays);
        Days(check, calendar, free);
        return check.Found;
    }

    private static IEnumerable<IsoDayOfWeek> Weekdays => Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day);

    private static void Hours(PolicyCheck check, ImmutableArray<WorkSpan> spans, string pointer)
    {
        for (var i = 0; i < spans.Length; i++)
        {
            var (span, at) = (spans[i], $"{pointer}/{i}");
            Order(check, span.From, span.To, at);
            check.That(!spans.Take(i).Any(other => Meet(span.From, span.To, other.From, other.To)), at,
                "These hours overlap others of the same day; join them.");
            for (var j = 0; j < span.Breaks.Length; j++)
            {
                var (pause, where) = (span.Breaks[j], $"{at}/breaks/{j}");
                Order(check, pause.From, pause.To, where);
                check.That(pause.From >= span.From && DayHours.End(pause.To) <= DayHours.End(span.To), where,
                    $"This break lies outside its hours, {Time(span.From)} to {Time(span.To)}.");
                check.That(!span.Breaks.Take(j).Any(other => Meet(pause.From, pause.To, other.From, other.To)), where,
                    "This break overlaps another one; join them.");
            }
        }
    }

    private static HashSet<LocalDate> Holidays(PolicyCheck check, ImmutableArray<Holiday> holidays)
    {
        var free = new HashSet<LocalDate>();
        for (var i = 0; i < holidays.Length; i++)
        {
            var (first, last) = (holidays[i].From, holidays[i].To ?? holidays[i].From);
            if (last < first)
                check.That(false, $"/holidays/{i}/to", $"The holiday ends on {Date(last)}, before it begins on {Date(first)}.");
            else if (Period.DaysBetween(first, last) >= LongestHoliday)
                check.That(false, $"/holidays/{i}/to", $"The holiday goes on for more than {LongestHoliday} days; look at the year.");
            else
                for (var day = first; day <= last; day = day.PlusDays(1))
                    check.That(free.Add(day), $"/holidays/{i}",
                        $"{Date(day)} is a holiday already; name each day once.");
        }

        return free;
    }

    private static void Days(PolicyCheck check, BusinessCalendar calendar, HashSet<LocalDate> free)
    {
        var seen = new HashSet<LocalDate>();
        for (var i = 0; i < calendar.WorkingDays.Length; i++)
        {
            var (day, at) = (calendar.WorkingDays[i], $"/workingDays/{i}");
            check.That(!free.Contains(day.On), $"{at}/on", $"{Date(day.On)} is both a holiday and a working day; it is one of the two.")
                .That(seen.Add(day.On), $"{at}/on", $"{Date(day.On)} has hours of its own already; name each day once.")
                .That(day.Like is null == !day.Hours.IsEmpty, at, "Give the day its hours, or say like which weekday it is worked: one of the two.")
                .That(day.Like is not { } like || Works(calendar.Week.On(like)), $"{at}/like", "That weekday is free itself.");
            Hours(check, day.Hours, $"{at}/hours");
        }
    }

    private static void Order(PolicyCheck check, LocalTime from, LocalTime to, string pointer) => check.That(
        DayHours.End(to) > from.TickOfDay, pointer,
        $"{Time(to)} does not lie after {Time(from)}; hours end on the day on which they begin, and 23:59 means its end.");

    private static bool Meet(LocalTime from, LocalTime to, LocalTime otherFrom, LocalTime otherTo) =>
        from.TickOfDay < DayHours.End(otherTo) && otherFrom.TickOfDay < DayHours.End(to);

    // Hours that are nothing but breaks are no hours.
    private static bool Works(ImmutableArray<WorkSpan> spans) => spans.Any(s =>
        DayHours.End(s.To) - s.From.TickOfDay - s.Breaks.Sum(b => DayHours.End(b.To) - b.From.TickOfDay) > 0);

    private static string Lower(IsoDayOfWeek day) => day.ToString().ToLowerInvariant();

    private static string Time(LocalTime time) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(time);

    private static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
