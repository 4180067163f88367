using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using Outcome = FreightRecovery.Domain.Decision<FreightRecovery.Domain.Incidents.IncidentEvent>;

namespace FreightRecovery.Domain.Incidents;

/// <summary>What the clock brings about: broken promises, a missed first response, a hold whose report or reopening never came.</summary>
internal static class Deadlines
{
    public static Outcome Passed(IncidentState incident, DeadlinePassed c, CommandContext context)
    {
        if (incident.Facts is null)
            return c.OrphanOf is { } shipment && !incident.Abandoned
                ? Outcome.Accept(new ReportAbandoned(shipment))
                : Outcome.Accept();
        if (incident.Settled)
            return c.OrphanOf is { } held ? Outcome.Accept(new HoldAbandoned(held)) : Outcome.Accept();

        var events = new List<IncidentEvent>();
        var level = incident.Level;
        if (incident.CustomerToldAt is null && !incident.FirstResponseMissed && incident.FirstResponseDueAt <= context.At)
            Escalate("The customer was not told within the time for a first response.");
        foreach (var promise in incident.Promises)
        {
            if (!promise.Open || promise.DueAt > context.At)
                continue;
            events.Add(new PromiseBroken(promise.Id, promise.DueAt));
            Escalate($"A promise was broken: {promise.What}.");
        }

        return Outcome.Accept([.. events]);

        void Escalate(string reason)
        {
            level = Higher(level) ?? level;
            events.Add(new Escalated(level, reason, context.At));
        }
    }

    /// <summary>The next level up, or null at the top.</summary>
    public static Authority? Higher(Authority level) => level == Authority.Executive ? null : level + 1;
}
