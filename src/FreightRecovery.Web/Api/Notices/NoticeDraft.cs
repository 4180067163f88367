using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Api;

/// <summary>
/// A drafted notice to the customer: what happened, insured or not, what we do next, and when the next word comes. The
/// sales rep reads it over, adds what only a person knows, and sends it.
/// </summary>
/// <param name="Language">The language it is written in (BCP 47).</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text; times are in the customer's zone.</param>
public sealed record NoticeDraft(string Language, string Subject, string Body)
{
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>Drafts the notice of an incident as it stands.</summary>
    public static NoticeDraft Of(IncidentState incident, string language)
    {
        var facts = incident.Facts!;
        var words = NoticeWords.In(language);
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(facts.TimeZone) ?? DateTimeZone.Utc;
        var nextWord = incident.Promises.Where(p => p.Open).Select(p => (Instant?)p.DueAt).Min();
        string[] paragraphs =
        [
            words.Greeting,
            words.Happened(facts.Shipment.Value, Local(facts.OccurredAt), words.Clause(facts.Kind, facts.ForceMajeureCause)),
            words.Insurance(facts.Insured),
            words.NextStep(incident.Status),
            incident.Settled ? "" : words.NothingCollected,
            incident.Settled ? "" : nextWord is { } due ? words.NextWord(Local(due)) : words.NextWordOpen,
            $"{words.Closing}\n{facts.SalesRep}",
        ];
        return new NoticeDraft(language, words.Subject(facts.Shipment.Value), string.Join("\n\n", paragraphs.Where(p => p.Length > 0)) + "\n");

        string Local(Instant at) => NoticeDraft.Local(at, zone);
    }

    /// <summary>An instant as the customer reads it.</summary>
    internal static string Local(Instant at, DateTimeZone zone) => $"{Minute.Format(at.InZone(zone).LocalDateTime)} ({zone.Id})";
}

/// <summary>The words of a notice in one language.</summary>
internal abstract class NoticeWords
{
    public abstract string Greeting { get; }

    public abstract string NothingCollected { get; }

    public abstract string NextWordOpen { get; }

    public abstract string Closing { get; }

    public static NoticeWords In(string language) => language switch
    {
        "zh-Hans" => SimplifiedChinese.Words,
        "zh-Hant" => TraditionalChinese.Words,
        "ru" => Russian.Words,
        _ => English.Words,
    };

    public abstract string Subject(string shipment);

    public abstract string Happened(string shipment, string when, string clause);

    public abstract string Insurance(bool? insured);

    public abstract string NextStep(IncidentStatus status);

    public abstract string NextWord(string when);

    public abstract string Clause(IncidentKind kind, ForceMajeureCause? cause);
}
