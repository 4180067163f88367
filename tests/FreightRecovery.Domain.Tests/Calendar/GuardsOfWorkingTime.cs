using FreightRecovery.Domain.Calendar;
using NodaTime;
using NodaTime.Text;
using static FreightRecovery.Testing.CalendarGenerators;

namespace FreightRecovery.Domain.Tests.Calendar;

/// <summary>
/// Working time at the edges where it turns, counted by hand: nine to six with an hour's lunch, Monday to Friday; the 5th of January 2026 is
/// a Monday. The laws hold it for any calendar, and these say which edge it was.
/// </summary>
public class GuardsOfWorkingTime
{
    private static readonly WorkSpan Hours = Span(9 * 60, 18 * 60, (12 * 60, 13 * 60));

    private static readonly BusinessCalendar Office = new()
    {
        Name = "Office", Zone = "Asia/Shanghai",
        Week = new WorkingWeek { Monday = [Hours], Tuesday = [Hours], Wednesday = [Hours], Thursday = [Hours], Friday = [Hours] },
    };

    [Fact]
    public void Nothing_lies_between_an_instant_and_itself_nor_before_work_begins_nor_after_it_ends()
    {
        var work = Of(Office);
        Assert.Empty(work.Spans(At("2026-01-05T10:00"), At("2026-01-05T10:00")));
        Assert.Empty(work.Spans(At("2026-01-05T11:00"), At("2026-01-05T10:00")));
        Assert.Empty(work.Spans(At("2026-01-05T08:00"), At("2026-01-05T09:00")));
        Assert.Empty(work.Spans(At("2026-01-05T18:00"), At("2026-01-05T20:00")));
        Assert.Equal(-Duration.FromHours(1), work.Between(At("2026-01-05T11:00"), At("2026-01-05T10:00")));
    }

    [Theory]
    [InlineData("2026-01-05T20:00", 0, "2026-01-05T20:00")]
    [InlineData("2026-01-07T11:00", -2, "2026-01-07T09:00")]
    [InlineData("2026-01-07T10:00", -2, "2026-01-06T17:00")]
    [InlineData("2026-01-07T14:00", -2, "2026-01-07T11:00")]
    [InlineData("2026-01-05T08:00", -1, "2026-01-02T17:00")]
    public void Time_leads_back_as_it_leads_on(string start, int hours, string end) =>
        Assert.Equal(At(end), Of(Office).Add(At(start), Duration.FromHours(hours)));

    [Theory]
    [InlineData("2026-01-05T10:00", "2026-01-05T10:00")]
    [InlineData("2026-01-05T09:00", "2026-01-05T09:00")]
    [InlineData("2026-01-05T12:00", "2026-01-05T13:00")]
    [InlineData("2026-01-09T18:00", "2026-01-12T09:00")]
    public void Work_goes_on_now_or_when_it_begins_again(string at, string next) => Assert.Equal(At(next), Of(Office).Next(At(at)));

    [Theory]
    [InlineData("2026-01-09T20:00", 0, "2026-01-09T20:00")]
    [InlineData("2026-01-09T10:00", 1, "2026-01-12T10:00")]
    [InlineData("2026-01-09T20:00", 1, "2026-01-13T09:00")]
    [InlineData("2026-01-10T10:00", 2, "2026-01-14T09:00")]
    [InlineData("2026-01-07T16:00", 1, "2026-01-08T12:00")]
    public void A_working_day_on_is_as_far_into_the_next_one_or_its_end(string start, int days, string end)
    {
        // Thursday the 8th ends at noon.
        var half = Office with { WorkingDays = [new WorkingDay(new LocalDate(2026, 1, 8), "A half day") { Hours = [Span(9 * 60, 12 * 60)] }] };
        Assert.Equal(At(end), Of(half).AddDays(At(start), days));
    }

    [Fact]
    public void Hours_and_breaks_count_in_whatever_order_they_are_written()
    {
        var mixed = Office with
        {
            Week = new WorkingWeek { Monday = [Span(14 * 60, 18 * 60, (16 * 60, 17 * 60), (15 * 60, 16 * 60)), Span(8 * 60, 12 * 60, (8 * 60, 9 * 60))] },
        };
        Assert.Equal(
            [("2026-01-05T09:00", "2026-01-05T12:00"), ("2026-01-05T14:00", "2026-01-05T15:00"), ("2026-01-05T17:00", "2026-01-05T18:00")],
            Of(mixed).Spans(At("2026-01-05T00:00"), At("2026-01-06T00:00")).Select(s => (Local(s.Start), Local(s.End))));
    }

    [Theory]
    [InlineData("America/Havana", "2024-11-03", 25)] // one o'clock is midnight once more
    [InlineData("America/Sao_Paulo", "2018-11-04", 23)] // midnight is one o'clock
    [InlineData("America/Toronto", "1919-03-31", 23.5)] // half past eleven of the day before is half past midnight
    public void A_whole_day_begins_with_its_first_instant_wherever_midnight_is_skipped_or_comes_twice(string zone, string day, double hours)
    {
        var on = LocalDatePattern.Iso.Parse(day).Value;
        foreach (var ambiguous in Enum.GetValues<AmbiguousTime>())
            foreach (var skipped in Enum.GetValues<SkippedTime>())
            {
                var once = Office with
                {
                    Zone = zone, AmbiguousTime = ambiguous, SkippedTime = skipped, Week = new WorkingWeek(),
                    WorkingDays = [new WorkingDay(on, "Once") { Hours = [Span(0, (24 * 60) - 1)] }],
                };
                var midday = on.At(LocalTime.Noon).InUtc().ToInstant();
                Assert.Equal(Duration.FromHours(hours), Of(once).Between(midday - Duration.FromDays(3), midday + Duration.FromDays(3)));
            }
    }

    [Fact]
    public void What_is_moved_on_over_a_gap_counts_no_time_twice()
    {
        // On that Sunday the clocks of New York go from two to three: work from one until half past three, and then on until four.
        var shifted = Office with
        {
            Zone = "America/New_York", SkippedTime = SkippedTime.ShiftForward, Week = new WorkingWeek { Sunday = [Span(60, 150), Span(180, 240)] },
        };
        Assert.Equal(
            Duration.FromHours(2), Of(shifted).Between(Instant.FromUtc(2026, 3, 8, 0, 0), Instant.FromUtc(2026, 3, 9, 0, 0)));
    }

    [Fact]
    public void A_calendar_that_nobody_checked_and_nobody_works_by_is_told_and_not_counted_for_ever()
    {
        var never = Of(Office with { Week = new WorkingWeek() });
        foreach (var count in (Func<Instant>[])[
            () => never.Next(At("2026-01-05T10:00")), () => never.Add(At("2026-01-05T10:00"), Duration.FromHours(1)),
            () => never.Add(At("2026-01-05T10:00"), -Duration.FromHours(1)), () => never.AddDays(At("2026-01-05T10:00"), 1)])
            Assert.Throws<InvalidOperationException>(() => count());
    }

    [Fact]
    public void Each_weekday_has_its_own_hours()
    {
        var days = Enumerable.Range(1, 7).Select(day => Span(day * 60, (day + 1) * 60)).ToArray();
        var week = new WorkingWeek
        {
            Monday = [days[0]], Tuesday = [days[1]], Wednesday = [days[2]], Thursday = [days[3]], Friday = [days[4]], Saturday = [days[5]],
            Sunday = [days[6]],
        };
        Assert.Equal(days.Select(d => d.From), Enumerable.Range(1, 7).Select(day => Assert.Single(week.On((IsoDayOfWeek)day)).From));
    }

    [Fact]
    public void What_is_no_place_has_no_holidays()
    {
        var calendars = new CalendarPolicy { Usual = Office with { Countries = ["CN"], Holidays = [new Holiday(new LocalDate(2026, 1, 1), "New Year")] } };
        Assert.Equal((true, null, null), (PublicHolidays.At(calendars, "CNTAO") is not null, PublicHolidays.At(calendars, "C"), PublicHolidays.At(calendars, "")));
    }

    private static WorkingTime Of(BusinessCalendar calendar) => new(calendar, DateTimeZoneProviders.Tzdb[calendar.Zone!]);

    private static Instant At(string local) => Pattern.Parse(local).Value.InZoneStrictly(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).ToInstant();

    private static string Local(Instant at) => Pattern.Format(at.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).LocalDateTime);

    private static LocalDateTimePattern Pattern => LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd'T'HH:mm");
}
