using System.Collections.Concurrent;
using NodaTime;
using NodaTime.TimeZones;

namespace FreightRecovery.Domain.Calendar;

/// <summary>
/// Working time by a calendar: how much of it lies between two instants, and which instant lies so much of it away. It goes
/// by days and never by minutes. The laws: what lies between adds up, later is never less, and adding what lies between two
/// instants leads from the one to the other as far as work goes.
/// </summary>
public sealed class WorkingTime
{
    // A calendar that works at least once a week reaches any target long before; this bounds one that was never checked.
    private const int MostDays = 366 * 40;

    private const int MostRemembered = 4096;

    private static readonly ZoneLocalMappingResolver DayBegins =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private readonly ConcurrentDictionary<LocalDate, (Instant From, Instant To)[]> counted = new();
    private readonly DayHours hours;
    private readonly ZoneLocalMappingResolver resolve;

    /// <param name="calendar">A calendar without faults.</param>
    /// <param name="zone">The zone of its local times.</param>
    public WorkingTime(BusinessCalendar calendar, DateTimeZone zone)
    {
        (hours, Zone) = (DayHours.Of(calendar), zone);
        resolve = Resolvers.CreateMappingResolver(
            calendar.AmbiguousTime switch
            {
                AmbiguousTime.Earlier => Resolvers.ReturnEarlier,
                AmbiguousTime.Later => Resolvers.ReturnLater,
            },
            calendar.SkippedTime switch
            {
                SkippedTime.EndOfGap => Resolvers.ReturnStartOfIntervalAfter,
                SkippedTime.ShiftForward => Resolvers.ReturnForwardShifted,
            });
    }

    /// <summary>The zone of the calendar's local times.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>The working time from one instant to another; negative when the second lies before the first.</summary>
    public Duration Between(Instant from, Instant to)
    {
        if (to < from)
            return -Between(to, from);
        var sum = Duration.Zero;
        foreach (var span in Spans(from, to))
            sum += span.Duration;
        return sum;
    }

    /// <summary>The stretches of work within [from, to), in order.</summary>
    public IEnumerable<Interval> Spans(Instant from, Instant to)
    {
        if (to <= from)
            yield break;
        var last = to.InZone(Zone).Date;
        for (var day = from.InZone(Zone).Date; day <= last; day = day.PlusDays(1))
            foreach (var (start, end) in Day(day))
                if (start < to && end > from)
                    yield return new Interval(Instant.Max(start, from), Instant.Min(end, to));
    }

    /// <summary>
    /// The earliest instant before which so much working time has passed since the start: the end of the working day, not the
    /// beginning of the next one. A negative time leads back, to the latest such instant.
    /// </summary>
    public Instant Add(Instant start, Duration work)
    {
        if (work < Duration.Zero)
            return Back(start, -work);
        var left = work;
        var day = start.InZone(Zone).Date;
        for (var days = 0; left > Duration.Zero; days++, day = day.PlusDays(1))
        {
            Bound(days);
            foreach (var (from, to) in Day(day))
            {
                var begin = Instant.Max(from, start);
                if (to <= begin)
                    continue;
                if (to - begin >= left)
                    return begin + left;
                left -= to - begin;
            }
        }

        return start;
    }

    /// <summary>The instant itself when work goes on then, else the next one at which it begins.</summary>
    public Instant Next(Instant at)
    {
        var day = at.InZone(Zone).Date;
        for (var days = 0; ; days++, day = day.PlusDays(1))
        {
            Bound(days);
            foreach (var (from, to) in Day(day))
                if (to > at)
                    return Instant.Max(from, at);
        }
    }

    private Instant Back(Instant start, Duration work)
    {
        var left = work;
        var day = start.InZone(Zone).Date;
        for (var days = 0; ; days++, day = day.PlusDays(-1))
        {
            Bound(days);
            foreach (var (from, to) in Enumerable.Reverse(Day(day)))
            {
                var end = Instant.Min(to, start);
                if (end <= from)
                    continue;
                if (end - from >= left)
                    return end - left;
                left -= end - from;
            }
        }
    }

    // The same few days are counted for every clock of every incident, and to resolve a local time is most of the work.
    private (Instant From, Instant To)[] Day(LocalDate day)
    {
        if (counted.TryGetValue(day, out var known))
            return known;
        if (counted.Count >= MostRemembered)
            counted.Clear();
        return counted[day] = [.. Resolve(day)];
    }

    // A day goes from its first instant to that of the next; where a zone leaves a whole day out, that day has none. What is
    // moved on over a gap may come out of order by its length: no time counts twice, and none leaves its day.
    private List<(Instant From, Instant To)> Resolve(LocalDate day)
    {
        var stretches = hours.On(day);
        var spans = new List<(Instant, Instant)>(stretches.Length);
        if (stretches.IsEmpty)
            return spans;
        var (done, over) = (First(day), First(day.PlusDays(1)));
        foreach (var (from, to) in stretches)
        {
            var start = from == 0 ? done : Instant.Max(At(day, from), done);
            var end = to == NodaConstants.TicksPerDay ? over : Instant.Min(At(day, to), over);
            if (end <= start)
                continue;
            spans.Add((start, end));
            done = end;
        }

        return spans;
    }

    private Instant First(LocalDate day) => Zone.ResolveLocal(day.AtMidnight(), DayBegins).ToInstant();

    private Instant At(LocalDate day, long ticks) =>
        Zone.ResolveLocal(day.At(LocalTime.FromTicksSinceMidnight(ticks)), resolve).ToInstant();

    private static void Bound(int days)
    {
        if (days > MostDays)
            throw new InvalidOperationException("This calendar has no working time. A checked one has.");
    }
}
