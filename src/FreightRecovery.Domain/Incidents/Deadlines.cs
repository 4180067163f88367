using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using Outcome = FreightRecovery.Domain.Decision<FreightRecovery.Domain.Incidents.IncidentEvent>;

namespace FreightRecovery.Domain.Incidents;

/// <summary>What the clock brings about: reminders, missed targets, broken promises, a hold whose report or reopening never came.</summary>
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

        var (events, reasons, cause) = (new List<IncidentEvent>(), new List<string>(), EscalationCause.MissedTarget);
        var late = Agenda.Until(context.At, incident, context.Policy).ToList();
        var reminded = incident;
        foreach (var appointment in late)
        {
            switch (appointment)
            {
                case Appointment.Broken { Promise: var promise }:
                    events.Add(new PromiseBroken(promise.Id, promise.DueAt));
                    reasons.Add($"A promise was broken: {promise.What}.");
                    cause = EscalationCause.BrokenPromise;
                    break;
                case Appointment.Missed missed:
                    events.Add(new TargetMissed(missed.Clock, missed.DueAt, context.At));
                    reasons.Add(Words.Missed(missed.Clock));
                    break;
                // A word that something is near helps nobody once it has come.
                case Appointment.Warn { Promise: var promise } when promise.DueAt > context.At:
                    events.Add(new ReminderGiven(null, promise.Id, promise.DueAt, context.At));
                    break;
                case Appointment.Remind remind when !late.OfType<Appointment.Missed>().Any(m => m.Clock == remind.Clock):
                    var reminder = new ReminderGiven(remind.Clock, null, remind.DueAt, context.At);
                    if (!reminded.Reminded(remind.Clock))
                        events.Add(reminder);
                    reminded = IncidentState.Evolve(reminded, reminder);
                    break;
            }
        }

        // One word of the clock raises it by one level, however much has come due at once: nobody could act in between.
        if (reasons.Count > 0)
            events.Add(Escalations.Up(incident, cause, string.Join(' ', reasons), context));
        return Outcome.Accept(events);
    }
}
