using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Domain.Calendar;

/// <summary>A calendar whose holidays are entered for a short time yet, or for none any more.</summary>
/// <param name="Calendar">The calendar.</param>
/// <param name="Until">The last day for which its holidays are entered.</param>
/// <param name="Over">Whether that day has passed.</param>
public sealed record RunningOut(BusinessCalendar Calendar, LocalDate Until, bool Over)
{
    private const string Then =
        "Enter those that follow and raise holidaysUntil: past that day clocks take every holiday for a working day, and end too early.";

    /// <summary>What to do about it, in a sentence or two.</summary>
    public string Advice => Over
        ? $"The holidays of the calendar '{Calendar.Name}' were entered until {LocalDatePattern.Iso.Format(Until)}. {Then}"
        : $"The holidays of the calendar '{Calendar.Name}' are entered until {LocalDatePattern.Iso.Format(Until)}. {Then}";

    /// <summary>Those of the house's calendars that run out within the policy's time, the usual one first.</summary>
    public static IEnumerable<RunningOut> Of(CalendarPolicy calendars, Instant now)
    {
        foreach (var calendar in calendars.OfBranches.Prepend(calendars.Usual))
        {
            if (calendar.HolidaysUntil is not { } until)
                continue;
            var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(calendar.Zone ?? "UTC") ?? DateTimeZone.Utc;
            if ((now + calendars.WarnBefore).InZone(zone).Date > until)
                yield return new RunningOut(calendar, until, now.InZone(zone).Date > until);
        }
    }
}
