using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Domain;

/// <summary>Durations as ISO 8601 has them, such as <c>PT4H</c> or <c>P7D</c>. A day is 24 hours; months and years have no fixed length.</summary>
public static class DurationText
{
    /// <summary>What a duration looks like, for people who wrote another thing.</summary>
    public const string Form = "Write an ISO 8601 duration of weeks, days, hours, minutes and seconds, such as PT4H or P7D.";

    /// <summary>Writes a duration: whole days from a week on as days, all else as hours, for 24 hours of work are no day.</summary>
    public static string Write(Duration duration)
    {
        var ticks = duration.BclCompatibleTicks;
        return Math.Abs(ticks) >= NodaConstants.TicksPerWeek && ticks % NodaConstants.TicksPerDay == 0
            ? PeriodPattern.NormalizingIso.Format(Period.FromDays((int)(ticks / NodaConstants.TicksPerDay)))
            : PeriodPattern.Roundtrip.Format(new PeriodBuilder
            {
                Hours = ticks / NodaConstants.TicksPerHour,
                Minutes = ticks % NodaConstants.TicksPerHour / NodaConstants.TicksPerMinute,
                Seconds = ticks % NodaConstants.TicksPerMinute / NodaConstants.TicksPerSecond,
                Milliseconds = ticks % NodaConstants.TicksPerSecond / NodaConstants.TicksPerMillisecond,
            }.Build());
    }

    /// <summary>Reads a duration; null when the text is none.</summary>
    public static Duration? Parse(string text)
    {
        var period = PeriodPattern.NormalizingIso.Parse(text);
        if (!period.Success || period.Value.Months != 0 || period.Value.Years != 0)
            return null;
        try
        {
            return period.Value.ToDuration();
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
