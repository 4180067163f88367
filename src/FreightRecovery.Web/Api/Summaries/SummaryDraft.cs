using System.Globalization;
using FreightRecovery.Domain.Incidents;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Api.Summaries;

/// <summary>
/// A drafted summary of what we understood, to be read back to the customer and confirmed by it, so that it never has to tell
/// it twice.
/// </summary>
/// <param name="Language">The language it is written in (BCP 47).</param>
/// <param name="Text">Plain text; times are in the customer's zone.</param>
public sealed record SummaryDraft(string Language, string Text)
{
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>Drafts the summary of an incident as it stands.</summary>
    public static SummaryDraft Of(IncidentState incident, string language)
    {
        var facts = incident.Facts!;
        var words = SummaryWords.In(language);
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(facts.TimeZone) ?? DateTimeZone.Utc;
        var when = $"{Minute.Format(facts.OccurredAt.InZone(zone).LocalDateTime)} ({zone.Id})";
        var affected = string.Join(words.Comma, new[]
        {
            facts.Extent?.Packages is { } packages ? words.Packages(packages) : null,
            facts.Extent?.Mass is { } mass ? mass.Kilograms.ToString(CultureInfo.InvariantCulture) + words.Kilograms : null,
            facts.Extent?.Amount?.ToString(),
        }.OfType<string>());
        string?[] lines =
        [
            words.Opening(facts.Shipment.Value),
            words.Happened(when, facts.Place, NoticeWords.In(language).Clause(facts.Kind, facts.ForceMajeureCause)),
            words.Told(facts.ReportedBy, facts.Description),
            affected.Length > 0 ? words.Affected(affected) : null,
            facts.Paper is { } paper ? words.Paper(paper) : null,
            facts.Wish is { } wish ? words.Wanted(words.Of(wish)) : words.NothingWanted,
            words.Question,
        ];
        return new SummaryDraft(language, string.Join("\n", lines.OfType<string>()) + "\n");
    }
}
