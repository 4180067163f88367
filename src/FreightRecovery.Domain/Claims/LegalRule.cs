using System.Globalization;
using NodaTime;

namespace FreightRecovery.Domain.Claims;

/// <summary>
/// One rule of law or of terms: a row of the rules file. A row with neither period nor limit says that the instrument
/// knows none, which is not the same as a row that is missing.
/// </summary>
public sealed record LegalRule
{
    /// <summary>Its own name, such as <c>cmr.noticeHidden</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The regime it belongs to.</summary>
    public required LiabilityRegime Regime { get; init; }

    /// <summary>What it is about.</summary>
    public required LegalSubject Subject { get; init; }

    /// <summary>The instrument, as a letter names it in English.</summary>
    public required string Instrument { get; init; }

    /// <summary>The place in the instrument: the rule's source.</summary>
    public required string Cite { get; init; }

    /// <summary>How sure it is.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>The first day of events it applies to; null for all before <see cref="Until"/>.</summary>
    public LocalDate? From { get; init; }

    /// <summary>The last day of events it applies to; null while it is in force.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>True when it is for containerised cargo alone; it then goes before the general row.</summary>
    public bool? Containers { get; init; }

    /// <summary>True when it needs a sea leg, false when it needs that there is none.</summary>
    public bool? SeaLeg { get; init; }

    /// <summary>The country (ISO 3166-1 alpha-2) whose ports make it mandatory; elsewhere it applies where agreed.</summary>
    public string? MandatoryIn { get; init; }

    /// <summary>The period, or null.</summary>
    public LegalPeriod? Period { get; init; }

    /// <summary>The day on which the period begins; it does not count itself.</summary>
    public StartDay? Start { get; init; }

    /// <summary>The limit, or null.</summary>
    public LimitRule? Limit { get; init; }

    /// <summary>True for a statutory minimum: terms may give more time and never less.</summary>
    public bool Minimum { get; init; }

    /// <summary>True when a written demand interrupts the period, which then begins anew with it.</summary>
    public bool DemandInterrupts { get; init; }

    /// <summary>What else there is to say.</summary>
    public string? Note { get; init; }

    /// <summary>True for events of a day.</summary>
    public bool InForce(LocalDate day) => !(day < From) && !(day > Until);
}

/// <summary>
/// A period of the calendar: nine months are no 270 days. Its last day is not moved when it falls on a Sunday or a
/// holiday: no rule here says so, and the earlier day warns in time.
/// </summary>
/// <param name="Years">Calendar years.</param>
/// <param name="Months">Calendar months.</param>
/// <param name="Days">Days, after the years and months.</param>
/// <param name="Working">True when Sundays and public holidays are left out of the days.</param>
public sealed record LegalPeriod(int Years, int Months, int Days, bool Working)
{
    /// <summary>The last day of the period. The day it begins on does not count.</summary>
    /// <param name="start">The day it begins on.</param>
    /// <param name="isHoliday">Public holidays of the place; null when they are not known, which never gives a later day.</param>
    public LocalDate LastDay(LocalDate start, Func<LocalDate, bool>? isHoliday = null)
    {
        // 30 May and nine months: there is no 30 February, so it is the month's last day.
        var day = start.PlusMonths((Years * 12) + Months);
        if (!Working)
            return day.PlusDays(Days);
        for (var left = Days; left > 0;)
        {
            day = day.PlusDays(1);
            if (day.DayOfWeek != IsoDayOfWeek.Sunday && isHoliday?.Invoke(day) != true)
                left--;
        }

        return day;
    }

    /// <summary>In words, such as "2 years and 1 day".</summary>
    public override string ToString()
    {
        var parts = new[] { Part(Years, "year"), Part(Months, "month"), Part(Days, Working ? "working day" : "day") }.OfType<string>().ToList();
        return parts.Count == 0 ? "the same day" : string.Join(" and ", parts);
    }

    private static string? Part(int number, string unit) =>
        number == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{number} {unit}{(number == 1 ? "" : "s")}");
}

/// <summary>How far liability goes.</summary>
/// <param name="Form">How it is worked out.</param>
/// <param name="Unit"><c>SDR</c> or an ISO 4217 code; the freight's own currency for a limit by freight.</param>
public sealed record LimitRule(LimitForm Form, string Unit)
{
    /// <summary>Units for each kilogram.</summary>
    public decimal? PerKg { get; init; }

    /// <summary>Units for each package.</summary>
    public decimal? PerPackage { get; init; }

    /// <summary>Units in all.</summary>
    public decimal? Total { get; init; }

    /// <summary>Times the freight of what is concerned.</summary>
    public decimal? Times { get; init; }

    /// <summary>Whether the whole freight bounds it.</summary>
    public bool CapAtFreight { get; init; }

    /// <summary>Whether the value of the loss bounds it.</summary>
    public bool OfValue { get; init; }

    /// <summary>The day whose SDR counts; null where no SDR comes in.</summary>
    public ValuationDay? ValuedOn { get; init; }
}
