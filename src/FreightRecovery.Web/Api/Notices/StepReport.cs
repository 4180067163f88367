using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Recovery;
using NodaTime;

namespace FreightRecovery.Web.Api;

/// <summary>
/// Each finished step is reported to the customer (DOMAIN 3.4): what has been done, and by when the next step follows. The one
/// who did it adds what only a person knows, and sends it.
/// </summary>
internal static class StepReport
{
    /// <summary>The report in the customer's language, times in its zone; null while the step is not done, or when its kind was not kept.</summary>
    public static string? Of(IncidentState incident, StepState step)
    {
        if (step is not { DoneAt: not null, Plan.Kind: { } kind })
            return null;
        var facts = incident.Facts!;
        var (words, steps) = (NoticeWords.In(facts.Language), StepWords.In(facts.Language));
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(facts.TimeZone) ?? DateTimeZone.Utc;
        var next = incident.Steps.Where(s => s.DoneAt is null).Select(s => (Instant?)s.Plan.DueAt).Min();
        return string.Join("\n\n",
            words.Greeting,
            steps.Done(facts.Shipment.Value, kind),
            next is { } due ? steps.Next(NoticeDraft.Local(due, zone)) : steps.AllDone,
            $"{words.Closing}\n{facts.SalesRep}") + "\n";
    }
}

/// <summary>The words of such a report in one language.</summary>
internal abstract class StepWords
{
    public abstract string AllDone { get; }

    public static StepWords In(string language) => language switch
    {
        "zh-Hans" => SimplifiedChineseSteps.Words,
        "zh-Hant" => TraditionalChineseSteps.Words,
        "ru" => RussianSteps.Words,
        _ => EnglishSteps.Words,
    };

    public abstract string Next(string when);

    public abstract string Done(string shipment, StepKind step);
}
