using FreightRecovery.Domain.Calendar;
using FreightRecovery.Domain.Recovery;
using NodaTime;

namespace FreightRecovery.Domain.Incidents;

/// <summary>Something that the clock brings about.</summary>
internal abstract record Appointment(Instant At)
{
    /// <summary>A target is used up. What ends with the working day is missed when work goes on, so that somebody is there to hear it.</summary>
    public sealed record Missed(ClockKind Clock, Instant DueAt, Instant At) : Appointment(At);

    /// <summary>A target will be used up soon.</summary>
    public sealed record Remind(ClockKind Clock, Instant DueAt, Instant At) : Appointment(At);

    /// <summary>A promise falls due.</summary>
    public sealed record Broken(PromiseState Promise) : Appointment(Promise.DueAt);

    /// <summary>A promise will fall due soon.</summary>
    public sealed record Warn(PromiseState Promise, Instant At) : Appointment(At);

    /// <summary>A step is not done in time; as with a target, this shows when somebody is there.</summary>
    public sealed record Overdue(PlannedStep Step, Instant At) : Appointment(At);

    /// <summary>A step will fall due soon.</summary>
    public sealed record RemindOfStep(PlannedStep Step, Instant At) : Appointment(At);
}

/// <summary>What is to come for an open incident. The same function says when the clock comes next and what it does then.</summary>
internal static class Agenda
{
    /// <summary>When the clock next has something to do; null when never.</summary>
    public static Instant? Next(IncidentState incident, Policy policy)
    {
        if (incident.Facts is null || incident.Settled)
            return null;
        var clocks = new IncidentClocks(incident, policy);
        Instant? next = null;
        foreach (var appointment in OfPromises(incident, policy.Clocks, clocks.Work))
            next = Earlier(next, appointment.At);
        foreach (var appointment in OfSteps(incident, policy.Clocks, clocks.Work))
            next = Earlier(next, appointment.At);
        foreach (var clock in clocks.Watched())
        {
            // Most clocks end long after the next one: what a sum of weeks comes to is then nobody's question yet.
            if (next is { } known && clocks.NotBefore(clock) > known)
                continue;
            foreach (var appointment in OfClock(incident, policy.Clocks, clocks, clock))
                next = Earlier(next, appointment.At);
        }

        return next;
    }

    /// <summary>All that has come by an instant, earliest first.</summary>
    public static IEnumerable<Appointment> Until(Instant now, IncidentState incident, Policy policy)
    {
        var clocks = new IncidentClocks(incident, policy);
        return OfPromises(incident, policy.Clocks, clocks.Work)
            .Concat(OfSteps(incident, policy.Clocks, clocks.Work))
            .Concat(clocks.Watched().SelectMany(clock => OfClock(incident, policy.Clocks, clocks, clock)))
            .Where(a => a.At <= now)
            .OrderBy(a => a.At);
    }

    private static IEnumerable<Appointment> OfPromises(IncidentState incident, ClockPolicy policy, WorkingTime work)
    {
        foreach (var promise in incident.Promises)
        {
            if (!promise.Open)
                continue;
            yield return new Appointment.Broken(promise);
            if (promise.WarnedFor == promise.DueAt)
                continue;
            var warn = work.Add(promise.DueAt, -policy.WarnBefore);
            // Who gave the time a moment ago needs no word that it is near.
            if (warn > (promise.RenewedAt ?? promise.MadeAt))
                yield return new Appointment.Warn(promise, warn);
        }
    }

    // They are owed while the recovery is carried out; a new confirmation brings steps of its own.
    private static IEnumerable<Appointment> OfSteps(IncidentState incident, ClockPolicy policy, WorkingTime work)
    {
        if (incident.Status != IncidentStatus.Confirmed)
            yield break;
        foreach (var step in incident.Steps)
        {
            if (step is not { DoneAt: null, OverdueAt: null, Plan: var plan })
                continue;
            yield return new Appointment.Overdue(plan, work.Next(plan.DueAt));
            var remind = work.Add(plan.DueAt, -policy.RemindBefore);
            if (step.RemindedAt is null && remind > incident.ConfirmedOffer?.AnsweredAt)
                yield return new Appointment.RemindOfStep(plan, remind);
        }
    }

    private static IEnumerable<Appointment> OfClock(IncidentState incident, ClockPolicy policy, IncidentClocks clocks, ClockKind clock)
    {
        if (clocks.Due(clock) is not { } due)
            yield break;
        yield return new Appointment.Missed(clock, due, clocks.Work.Next(due));
        if (incident.Reminded(clock))
            yield break;
        var remind = clocks.Work.Add(due, -policy.RemindBefore);
        if (remind > (incident.ReopenedAt ?? incident.ReportedAt))
            yield return new Appointment.Remind(clock, due, remind);
    }

    private static Instant Earlier(Instant? known, Instant other) => known is { } at ? Instant.Min(at, other) : other;
}
