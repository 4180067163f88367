using FreightRecovery.Domain.Calendar;
using NodaTime;
using NodaTime.Text;
using static FreightRecovery.Testing.CalendarGenerators;

namespace FreightRecovery.Domain.Tests.Calendar;

/// <summary>Working time by examples that were counted by hand.</summary>
public class WorkingTimeExamples
{
    private static readonly WorkSpan Office = Span(9 * 60, 18 * 60, (12 * 60, 13 * 60));

    private static readonly BusinessCalendar Shanghai = new()
    {
        Name = "Shanghai", Zone = "Asia/Shanghai", Week = Weekdays(Office),
        Holidays = [new Holiday(new LocalDate(2026, 2, 15), "Spring Festival") { To = new LocalDate(2026, 2, 23) }],
        WorkingDays = [new WorkingDay(new LocalDate(2026, 2, 14), "For Spring Festival") { Like = IsoDayOfWeek.Monday }],
    };

    [Theory]
    [InlineData("2026-02-13T16:00", 2, "2026-02-13T18:00")]
    [InlineData("2026-02-13T16:00", 8, "2026-02-14T16:00")]
    [InlineData("2026-02-13T16:00", 12, "2026-02-24T11:00")]
    [InlineData("2026-02-18T10:00", 1, "2026-02-24T10:00")]
    public void In_China_a_Saturday_is_worked_for_the_Spring_Festival(string start, int hours, string end) =>
        Ends(Shanghai, start, hours, end);

    [Theory]
    [InlineData("2026-01-08T15:00", 2, "2026-01-11T09:00")]
    [InlineData("2026-01-09T10:00", 8, "2026-01-11T16:00")]
    public void Where_the_weekend_is_Friday_and_Saturday_the_week_begins_on_Sunday(string start, int hours, string end)
    {
        var day = Span(8 * 60, 16 * 60);
        var riyadh = new BusinessCalendar
        {
            Name = "Riyadh", Zone = "Asia/Riyadh",
            Week = new WorkingWeek { Sunday = [day], Monday = [day], Tuesday = [day], Wednesday = [day], Thursday = [day] },
        };

        Ends(riyadh, start, hours, end);
    }

    [Theory]
    [InlineData("2026-12-23T17:00", 1, "2026-12-23T18:00")]
    [InlineData("2026-12-23T17:00", 3, "2026-12-24T11:00")]
    [InlineData("2026-12-23T17:00", 5, "2026-12-28T10:00")]
    public void On_a_half_day_work_ends_at_noon(string start, int hours, string end)
    {
        var hamburg = new BusinessCalendar
        {
            Name = "Hamburg", Zone = "Europe/Berlin", Week = Weekdays(Office),
            Holidays = [new Holiday(new LocalDate(2026, 12, 25), "Christmas")],
            WorkingDays = [new WorkingDay(new LocalDate(2026, 12, 24), "Christmas Eve") { Hours = [Span(9 * 60, 12 * 60)] }],
        };

        Ends(hamburg, start, hours, end);
    }

    [Fact]
    public void Nothing_counts_in_the_lunch_break() =>
        Assert.Equal(Duration.FromMinutes(30), Of(Shanghai).Between(At(Shanghai, "2026-03-03T11:30"), At(Shanghai, "2026-03-03T13:00")));

    [Theory]
    [InlineData("2026-03-08", 23)]
    [InlineData("2026-11-01", 25)]
    [InlineData("2026-06-07", 24)]
    public void From_midnight_to_a_minute_before_it_is_the_whole_day_however_long_that_is_in_New_York(string day, int hours)
    {
        var always = NewYork(Span(0, (24 * 60) - 1));

        Assert.Equal(Duration.FromHours(hours), Of(always).Between(At(always, day + "T00:00"), At(always, day + "T00:00").Plus(Duration.FromHours(hours))));
        Assert.Equal(Duration.FromHours(7 * 24), Of(always).Between(
            Instant.FromUtc(2026, 3, 5, 0, 0), Instant.FromUtc(2026, 3, 12, 0, 0)));
    }

    [Theory]
    [InlineData(SkippedTime.EndOfGap, "2026-03-08T07:00:00Z")]
    [InlineData(SkippedTime.ShiftForward, "2026-03-08T07:30:00Z")]
    public void Work_that_begins_at_a_time_the_clocks_skip_begins_as_the_calendar_names_it(SkippedTime policy, string begin)
    {
        var calendar = NewYork(Span(150, 300)) with { SkippedTime = policy };

        Assert.Equal(InstantPattern.ExtendedIso.Parse(begin).Value, Of(calendar).Next(Instant.FromUtc(2026, 3, 8, 5, 0)));
    }

    [Theory]
    [InlineData(AmbiguousTime.Earlier, "2026-11-01T05:30:00Z")]
    [InlineData(AmbiguousTime.Later, "2026-11-01T06:30:00Z")]
    public void Work_that_begins_at_a_time_that_comes_twice_begins_as_the_calendar_names_it(AmbiguousTime policy, string begin)
    {
        var calendar = NewYork(Span(90, 300)) with { AmbiguousTime = policy };

        Assert.Equal(InstantPattern.ExtendedIso.Parse(begin).Value, Of(calendar).Next(Instant.FromUtc(2026, 11, 1, 4, 0)));
    }

    [Fact]
    public void A_day_that_Samoa_left_out_was_not_worked()
    {
        var always = NewYork(Span(9 * 60, 17 * 60)) with { Zone = "Pacific/Apia", SkippedTime = SkippedTime.ShiftForward };

        // The 29th and the 31st of December 2011, with nothing between them.
        Assert.Equal(Duration.FromHours(16), Of(always).Between(At(always, "2011-12-29T00:00"), At(always, "2012-01-01T00:00")));
    }

    [Fact]
    public void Office_hours_are_as_long_as_ever_on_the_Monday_after_the_clocks_changed() => Assert.Equal(
        Duration.FromHours(16),
        Of(NewYork(Office)).Between(Instant.FromUtc(2026, 3, 6, 0, 0), Instant.FromUtc(2026, 3, 10, 0, 0))
        - Of(NewYork(Office)).Between(Instant.FromUtc(2026, 3, 7, 0, 0), Instant.FromUtc(2026, 3, 9, 0, 0)));

    private static WorkingWeek Weekdays(WorkSpan hours) =>
        new() { Monday = [hours], Tuesday = [hours], Wednesday = [hours], Thursday = [hours], Friday = [hours] };

    private static BusinessCalendar NewYork(WorkSpan hours) => new()
    {
        Name = "New York", Zone = "America/New_York", Week = Weekdays(hours) with { Saturday = [hours], Sunday = [hours] },
    };

    private static void Ends(BusinessCalendar calendar, string start, int hours, string end) =>
        Assert.Equal(At(calendar, end), Of(calendar).Add(At(calendar, start), Duration.FromHours(hours)));

    private static WorkingTime Of(BusinessCalendar calendar) => new(calendar, DateTimeZoneProviders.Tzdb[calendar.Zone!]);

    private static Instant At(BusinessCalendar calendar, string local) => LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd'T'HH:mm")
        .Parse(local).Value.InZoneStrictly(DateTimeZoneProviders.Tzdb[calendar.Zone!]).ToInstant();
}
