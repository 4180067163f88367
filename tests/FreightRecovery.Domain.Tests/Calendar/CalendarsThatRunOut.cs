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
