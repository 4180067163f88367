using FreightRecovery.Domain.Calendar;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static FreightRecovery.Testing.CalendarGenerators;

namespace FreightRecovery.Domain.Tests.Calendar;

/// <summary>What holds for working time by every calendar, also on the days on which the clocks change.</summary>
public class WorkingTimeLaws
{
    [Fact]
    public void What_lies_between_adds_up() => Hold((work, a, b, c) => work.Between(a, b) + work.Between(b, c) == work.Between(a, c));

    [Fact]
    public void Later_is_never_less() => Hold((work, a, b, c) =>
    {
        var (early, late) = (Instant.Min(b, c), Instant.Max(b, c));
        return work.Between(a, early) <= work.Between(a, late) && work.Next(early) <= work.Next(late);
    });

    [Fact]
    public void More_work_never_ends_sooner_nor_does_a_later_start() => Check((work, a, more) =>
    {
        var some = more / 3;
        return work.Add(a, some) <= work.Add(a, more) && work.Add(a, more) <= work.Add(a + Duration.FromMinutes(37), more)
            && work.Add(a, -more) <= work.Add(a, -some);
    });

    [Fact]
    public void Adding_leads_to_the_earliest_instant_with_so_much_work_before_it() => Check((work, a, time) =>
    {
        var then = work.Add(a, time);
        return work.Between(a, then) == time && (time == Duration.Zero ? then == a : work.Between(a, then - Tick) < time);
    });

    [Fact]
    public void Taking_away_leads_to_the_latest_instant_with_so_much_work_after_it() => Check((work, a, time) =>
    {
        var then = work.Add(a, -time);
        return work.Between(then, a) == time && (time == Duration.Zero ? then == a : work.Between(then + Tick, a) < time);
    });

    [Fact]
    public void Adding_what_lies_between_leads_as_far_as_work_goes() => Hold((work, a, b, _) =>
    {
        var (early, late) = (Instant.Min(a, b), Instant.Max(a, b));
        var reached = work.Add(early, work.Between(early, late));
        return reached <= late && work.Between(reached, late) == Duration.Zero;
    });

    [Fact]
    public void The_next_working_instant_is_the_first_one_at_which_work_goes_on() => Hold((work, a, _, _) =>
    {
        var next = work.Next(a);
        return next >= a && work.Between(a, next) == Duration.Zero && work.Between(next, next + Tick) == Tick && work.Next(next) == next;
    });

    [Fact]
    public void A_later_start_or_more_working_days_never_end_sooner() => Hold((work, a, b, _) =>
    {
        var (early, late) = (Instant.Min(a, b), Instant.Max(a, b));
        return Enumerable.Range(0, 4).All(days => work.AddDays(early, days) <= work.AddDays(late, days))
            && Enumerable.Range(1, 3).All(days => work.AddDays(early, days) < work.AddDays(early, days + 1))
            && work.AddDays(early, 1) > early;
    });

    [Fact]
    public void So_many_days_with_work_lie_between_as_were_added() => Prop.ForAll(
        Calendars.ToArbitrary(), Instants.ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), (given, start, days) =>
        {
            var work = new WorkingTime(given.Calendar, DateTimeZone.Utc);
            var day = work.Next(start).InUtc().Date;
            for (var left = days; left > 0;)
            {
                day = day.PlusDays(1);
                var midnight = day.AtMidnight().InUtc().ToInstant();
                if (work.Between(midnight, midnight + Duration.FromDays(1)) > Duration.Zero)
                    left--;
            }

            var (from, then) = (day.AtMidnight().InUtc().ToInstant(), work.AddDays(start, days));
            return then >= from && then <= from + Duration.FromDays(1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void The_stretches_lie_in_order_within_the_bounds_and_come_to_the_sum() => Hold((work, a, b, _) =>
    {
        var spans = work.Spans(Instant.Min(a, b), Instant.Max(a, b)).ToList();
        return spans.Zip(spans.Skip(1)).All(pair => pair.First.End <= pair.Second.Start)
            && spans.All(s => s.Start >= Instant.Min(a, b) && s.End <= Instant.Max(a, b) && s.Duration > Duration.Zero)
            && spans.Aggregate(Duration.Zero, (sum, s) => sum + s.Duration) == Duration.Max(work.Between(a, b), work.Between(b, a));
    });

    // The model: one minute after the other, by the words of the calendar. It knows nothing of skipped and doubled times.
    [Fact]
    public void Where_the_clocks_do_not_change_it_is_what_counting_minutes_gives() => Prop.ForAll(
        Calendars.ToArbitrary(), Instants.ToArbitrary(), (given, start) =>
        {
            var work = new WorkingTime(given.Calendar, DateTimeZone.Utc);
            var minutes = Enumerable.Range(0, 3 * 24 * 60)
                .Count(m => Works(given.Calendar, (start + Duration.FromMinutes(m)).InUtc().LocalDateTime));
            return work.Between(start, start + Duration.FromDays(3)) == Duration.FromMinutes(minutes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void What_is_generated_has_no_faults() =>
        Prop.ForAll(Calendars.ToArbitrary(), given => given.Calendar.Faults().Count == 0).QuickCheckThrowOnFailure();

    private static Duration Tick => Duration.FromTicks(1);

    private static bool Works(BusinessCalendar calendar, LocalDateTime at)
    {
        var (date, time) = (at.Date, at.TimeOfDay);
        if (calendar.Holidays.Any(h => date >= h.From && date <= (h.To ?? h.From)))
            return false;
        var hours = calendar.WorkingDays.FirstOrDefault(d => d.On == date)?.Hours ?? calendar.Week.On(date.DayOfWeek);
        return hours.Any(span => time >= span.From && (time < span.To || span.To == new LocalTime(23, 59))
            && !span.Breaks.Any(pause => time >= pause.From && time < pause.To));
    }

    private static void Hold(Func<WorkingTime, Instant, Instant, Instant, bool> law) => Prop.ForAll(
        Working.ToArbitrary(), Gen.CollectToArray([Instants, Instants, Instants]).ToArbitrary(),
        (work, at) => law(work, at[0], at[1], at[2])).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static void Check(Func<WorkingTime, Instant, Duration, bool> law) => Prop.ForAll(
        Working.ToArbitrary(), Instants.ToArbitrary(), Work.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
