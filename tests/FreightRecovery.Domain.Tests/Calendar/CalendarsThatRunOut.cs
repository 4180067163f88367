using FreightRecovery.Domain.Calendar;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Tests.Incidents;
using NodaTime;

namespace FreightRecovery.Domain.Tests.Calendar;

/// <summary>A calendar says until when its holidays are entered; whoever counts past that day says so.</summary>
public class CalendarsThatRunOut
{
    private static readonly LocalDate Until = new(2026, 12, 31);

    [Theory]
    [InlineData("2026-11-16T15:59:59Z", null)]
    [InlineData("2026-11-16T16:00:00Z", false)]
    [InlineData("2026-12-31T15:59:59Z", false)]
    [InlineData("2026-12-31T16:00:00Z", true)]
    public void It_is_told_in_time_by_the_branchs_own_day(string now, bool? over) => Assert.Equal(
        over, RunningOut.Of(Shanghai(Until), NodaTime.Text.InstantPattern.ExtendedIso.Parse(now).Value).SingleOrDefault()?.Over);

    [Fact]
    public void The_usual_calendar_runs_out_too_by_the_clock_of_the_world_where_it_has_no_zone()
    {
        var calendars = new CalendarPolicy { Usual = BusinessCalendar.Plain with { HolidaysUntil = Until } };
        Assert.False(Assert.Single(RunningOut.Of(calendars, Instant.FromUtc(2026, 12, 31, 23, 59))).Over);

        var over = Assert.Single(RunningOut.Of(calendars, Instant.FromUtc(2027, 1, 1, 0, 0)));
        Assert.True(over.Over);
        Assert.Contains("were entered until 2026-12-31", over.Advice, StringComparison.Ordinal);
        Assert.Contains("are entered until 2026-12-31", (over with { Over = false }).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_calendar_that_does_not_say_never_runs_out() => Assert.Empty(RunningOut.Of(Shanghai(null), Instant.FromUtc(2099, 1, 1, 0, 0)));

    [Fact]
    public void A_clock_says_so_when_it_counts_past_the_last_day_and_else_says_nothing()
    {
        // Monday the 5th of January 2026 at 16:00; the first response is due on Tuesday, the resolution a fortnight later.
        var life = Life.Reported();

        Assert.Equal([null, new LocalDate(2026, 1, 6)], Past(new LocalDate(2026, 1, 6)));
        Assert.Equal([new LocalDate(2026, 1, 5), new LocalDate(2026, 1, 5)], Past(new LocalDate(2026, 1, 5)));
        Assert.Equal([null, null], Past(Until));
        Assert.Equal([null, null], Past(null));

        LocalDate?[] Past(LocalDate? until)
        {
            var readings = new IncidentClocks(life.Incident, Policy.Default with { Calendars = Shanghai(until) }).Readings();
            return [.. ((ClockKind[])[ClockKind.FirstResponse, ClockKind.Resolution]).Select(c => readings.Single(r => r.Clock == c).PastHolidays)];
        }
    }

    private static CalendarPolicy Shanghai(LocalDate? until) => new()
    {
        OfBranches = [BusinessCalendar.Plain with { Name = "Tsingtao", Branches = ["TAO"], Zone = "Asia/Shanghai", HolidaysUntil = until }],
    };
}
