using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using NodaTime;

namespace FreightRecovery.Domain.Calendar;

/// <summary>
/// The public holidays of a country, as far as the house's calendars know them. A day too many would make a period of the law too
/// long, so where several calendars name a country a day counts when all of them say so, and a free day that is marked as local
/// never does.
/// </summary>
public sealed class PublicHolidays
{
    // Keyed by the very instance: calendars that are changed with "with" are others.
    private static readonly ConditionalWeakTable<CalendarPolicy, FrozenDictionary<string, PublicHolidays>> Made = [];

    private readonly FrozenSet<LocalDate> days;
    private readonly FrozenSet<int> years;

    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="days">Its public holidays.</param>
    public PublicHolidays(string country, IEnumerable<LocalDate> days)
    {
        (Country, this.days) = (country, days.ToFrozenSet());
        years = this.days.Select(day => day.Year).ToFrozenSet();
    }

    /// <summary>The country, ISO 3166-1 alpha-2.</summary>
    public string Country { get; }

    /// <summary>Those of the country that a place (UN/LOCODE) lies in; null when no calendar knows them.</summary>
    public static PublicHolidays? At(CalendarPolicy calendars, string place) =>
        place.Length < 2 ? null : Made.GetValue(calendars, ByCountry).GetValueOrDefault(place[..2]);

    /// <summary>Whether a day is one of them.</summary>
    public bool Contains(LocalDate day) => days.Contains(day);

    /// <summary>Whether any of a year are known; a calendar is written year by year.</summary>
    public bool Knows(int year) => years.Contains(year);

    private static FrozenDictionary<string, PublicHolidays> ByCountry(CalendarPolicy calendars) =>
        calendars.OfBranches.Append(calendars.Usual)
            .SelectMany(calendar => calendar.Countries.Select(country => (Country: country, Days: DaysOf(calendar))))
            .GroupBy(named => named.Country, named => named.Days)
            .ToFrozenDictionary(
                group => group.Key,
                group => new PublicHolidays(group.Key, group.Aggregate((all, more) => [.. all.Intersect(more)])), StringComparer.Ordinal);

    private static HashSet<LocalDate> DaysOf(BusinessCalendar calendar)
    {
        var found = new HashSet<LocalDate>();
        foreach (var holiday in calendar.Holidays.Where(h => !h.Local))
            for (var day = holiday.From; day <= (holiday.To ?? holiday.From); day = day.PlusDays(1))
                found.Add(day);
        return found;
    }
}
