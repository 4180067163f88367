using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using Outcome = FreightRecovery.Domain.Decision<FreightRecovery.Domain.Incidents.IncidentEvent>;

namespace FreightRecovery.Domain.Incidents;

/// <summary>
/// A feed tells the same again, otherwise. The newest telling counts, in whatever order they come; what is told twice changes nothing. In
/// a settled incident it is written down all the same, for whoever opens it again.
/// </summary>
internal static class Amending
{
    public static Outcome Decide(IncidentState incident, Amend c, CommandContext context)
    {
        var facts = incident.Facts!;
        var amended = new IncidentAmended(c.Telling, c.Severity, c.Fault, c.Description, context.At);
        return facts.Told is { } known && (!c.Telling.IsAfter(known) || SaysTheSame(facts, known, amended))
            ? Outcome.Accept()
            : Outcome.Accept(amended);
    }

    /// <summary>The facts as amended. What a person reported stays in that person's words, with the feed's figures beside it.</summary>
    public static IncidentFacts Over(IncidentFacts facts, IncidentAmended x) => facts.Channel is Channel.Feed
        ? facts with { Told = x.Telling, Severity = x.Severity, Fault = x.Fault, Description = x.Description }
        : facts with { Told = x.Telling };

    // Another event with the same figures is one more word for the same, such as the next container of many.
    private static bool SaysTheSame(IncidentFacts facts, Telling known, IncidentAmended amended) =>
        amended.Telling.SaysTheSameAs(known)
        && (amended.Telling.Source != known.Source || Over(facts, amended) with { Told = known } == facts);
}
