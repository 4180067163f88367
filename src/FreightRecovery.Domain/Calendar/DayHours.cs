using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using NodaTime;

namespace FreightRecovery.Domain.Calendar;

/// <summary>A calendar's days as plain stretches of local time, in order and with the breaks taken out; made once for each calendar.</summary>
internal sealed class DayHours
{
    // Keyed by the very instance: a calendar that is changed with "with" is another one.
    private static readonly ConditionalWeakTable<BusinessCalendar, DayHours> Made = [];

    private readonly ImmutableArray<(long From, long To)>[] week;
    private readonly Dictionary<LocalDate, ImmutableArray<(long From, long To)>> exceptions = [];

    private DayHours(BusinessCalendar calendar)
    {
        week = [.. Enumerable.Range(0, 8).Select(day => Stretches(calendar.Week.On((IsoDayOfWeek)day)))];
        foreach (var holiday in calendar.Holidays)
            for (var day = holiday.From; day <= (holiday.To ?? holiday.From); day = day.PlusDays(1))
                exceptions[day] = [];
        foreach (var day in calendar.WorkingDays)
            exceptions[day.On] = day.Like is { } like ? week[(int)like] : Stretches(day.Hours);
    }

    public static DayHours Of(BusinessCalendar calendar) => Made.GetValue(calendar, c => new DayHours(c));

    /// <summary>The stretches of a day, in ticks since local midnight.</summary>
    public ImmutableArray<(long From, long To)> On(LocalDate day) =>
        exceptions.TryGetValue(day, out var special) ? special : week[(int)day.DayOfWeek];

    /// <summary>An end in ticks: 23:59 stands for the whole of the last minute.</summary>
    public static long End(LocalTime to) => to == new LocalTime(23, 59) ? NodaConstants.TicksPerDay : to.TickOfDay;

    private static ImmutableArray<(long From, long To)> Stretches(ImmutableArray<WorkSpan> spans)
    {
        var stretches = ImmutableArray.CreateBuilder<(long, long)>();
        foreach (var span in spans.OrderBy(s => s.From))
        {
            var from = span.From.TickOfDay;
            // A break that begins or ends with the hours leaves a stretch of nothing, which whoever counts leaves out.
            foreach (var pause in span.Breaks.OrderBy(b => b.From))
            {
                stretches.Add((from, pause.From.TickOfDay));
                from = End(pause.To);
            }

            stretches.Add((from, End(span.To)));
        }

        return stretches.ToImmutable();
    }
}
