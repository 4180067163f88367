using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using Outcome = FreightRecovery.Domain.Decision<FreightRecovery.Domain.Incidents.IncidentEvent>;

namespace FreightRecovery.Domain.Incidents;

/// <summary>What the clock brings about: reminders, missed targets, overdue steps, broken promises, a hold whose report or reopening never came.</summary>
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

        var (events, reasons) = (new List<IncidentEvent>(), new List<string>());
        var late = Agenda.Until(context.At, incident, context.Policy).ToList();
        var reminded = incident;
        foreach (var appointment in late)
        {
            switch (appointment)
            {
                case Appointment.Broken { Promise: var promise }:
                    events.Add(new PromiseBroken(promise.Id, promise.DueAt));
                    reasons.Add($"A promise was broken: {promise.What}.");
                    break;
                case Appointment.Missed missed:
                    events.Add(new TargetMissed(missed.Clock, missed.DueAt, context.At));
                    reasons.Add(Words.Missed(missed.Clock));
                    break;
                case Appointment.Overdue { Step: var step }:
                    events.Add(new StepOverdue(step.Id, step.What, step.DueAt, context.At));
                    reasons.Add($"A step is overdue: {step.What}");
                    break;
                // A word that something is near helps nobody once it has come.
                case Appointment.Warn { Promise: var promise } when promise.DueAt > context.At:
                    events.Add(new ReminderGiven(null, promise.Id, promise.DueAt, context.At));
                    break;
                case Appointment.RemindOfStep { Step: var step } when !late.OfType<Appointment.Overdue>().Any(o => o.Step.Id == step.Id):
                    events.Add(new ReminderGiven(null, null, step.DueAt, context.At) { Step = step.Id });
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
            events.Add(Escalations.Up(incident, Gravest(late), string.Join(' ', reasons), context));
        return Outcome.Accept(events);
    }

    private static EscalationCause Gravest(List<Appointment> late) =>
        late.Any(a => a is Appointment.Broken) ? EscalationCause.BrokenPromise
        : late.Any(a => a is Appointment.Missed) ? EscalationCause.MissedTarget
        : EscalationCause.OverdueStep;
}
