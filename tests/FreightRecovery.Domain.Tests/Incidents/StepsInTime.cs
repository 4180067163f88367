using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Recovery;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Incidents;

/// <summary>
/// The steps of a confirmed recovery by examples. The customer confirms on Monday the 5th of January 2026 at 16:00 in Shanghai; the
/// discount is due within two working days, and the branch works from 9:00 to 17:30 with an hour's lunch.
/// </summary>
public class StepsInTime
{
    private static readonly Instant Agreed = At(5, 16, 0);

    [Fact]
    public void A_step_is_due_after_so_many_working_days_and_its_owner_is_reminded_in_working_hours()
    {
        var life = Life.At(IncidentStatus.Confirmed);
        var step = Assert.Single(life.Incident.Steps);
        Assert.Equal((Agreed, At(7, 16, 0)), (life.Now, step.Plan.DueAt));

        To(life, At(7, 14, 0)).Do(new DeadlinePassed(null));
        var reminder = Assert.Single(life.Last.OfType<ReminderGiven>(), r => r.Step is not null);
        Assert.Equal((step.Plan.Id, step.Plan.DueAt), (reminder.Step, reminder.DueAt));
        Assert.Empty(life.Do(new DeadlinePassed(null)).Last);
    }

    [Fact]
    public void An_overdue_step_raises_the_incident_by_one_level_and_names_itself_once()
    {
        var life = To(Life.At(IncidentStatus.Confirmed), At(7, 16, 0)).Do(new DeadlinePassed(null));

        var overdue = Assert.Single(life.Last.OfType<StepOverdue>());
        var escalated = Assert.Single(life.Last.OfType<Escalated>());
        Assert.Equal((EscalationCause.OverdueStep, Authority.Supervisor), (escalated.Cause!.Value, escalated.To));
        Assert.Contains(overdue.What, escalated.Reason, StringComparison.Ordinal);
        Assert.Equal(life.Now, Assert.Single(life.Incident.Steps).OverdueAt);
        Assert.DoesNotContain(life.Last, e => e is ReminderGiven { Step: not null });
        Assert.Empty(life.Do(new DeadlinePassed(null)).Last);
        Assert.True(life.Incident.NextDeadline(Policy.Default) > life.Now);
    }

    [Fact]
    public void A_step_that_is_done_or_taken_back_with_its_incident_is_never_overdue()
    {
        var done = To(Life.At(IncidentStatus.Confirmed), At(6, 9, 0)).CarriedOut();
        Assert.Empty(To(done, At(9, 9, 0)).Do(new DeadlinePassed(null)).Last.OfType<StepOverdue>());

        var reopened = To(Life.At(IncidentStatus.Confirmed).Do(new Withdraw("A mistake.")), At(6, 9, 0)).Reopened();
        Assert.Empty(To(reopened, At(9, 9, 0)).Do(new DeadlinePassed(null)).Last.OfType<StepOverdue>());
    }

    [Fact]
    public void A_weekend_is_no_time_to_carry_anything_out()
    {
        // Confirmed on Friday at 17:00; two working days on is Tuesday at 17:00, and a day by the clock would be a Sunday.
        var life = Life.At(IncidentStatus.Offered);
        To(life, At(9, 17, 0)).Answered(true);
        Assert.Equal(At(13, 17, 0), Assert.Single(life.Incident.Steps).Plan.DueAt);
        Assert.Empty(To(life, At(11, 17, 0)).Do(new DeadlinePassed(null)).Last.OfType<StepOverdue>());
        Assert.Single(To(life, At(13, 17, 0)).Do(new DeadlinePassed(null)).Last.OfType<StepOverdue>());
    }

    [Fact]
    public void Of_several_steps_each_goes_by_itself()
    {
        // The discount is due on Wednesday at 16:00, the visit on Monday the 12th at 16:00.
        var life = Confirmed(Agreed, OptionKind.FreightDiscount, OptionKind.JointVisit);
        var (discount, visit) = (life.Incident.Steps[0].Plan, life.Incident.Steps[1].Plan);
        Assert.Equal((At(7, 16, 0), At(12, 16, 0)), (discount.DueAt, visit.DueAt));

        // One that is overdue hides no word of another that comes near.
        To(life, At(12, 14, 0)).Do(new DeadlinePassed(null));
        Assert.Equal([discount.Id], life.Last.OfType<StepOverdue>().Select(o => o.Step));
        Assert.Equal([visit.Id], life.Last.OfType<ReminderGiven>().Where(r => r.Step is not null).Select(r => r.Step!.Value));

        // Nor is one that is done ever overdue while another is not.
        var done = Confirmed(Agreed, OptionKind.FreightDiscount, OptionKind.JointVisit);
        done.Do(new CompleteStep(done.Incident.Steps[0].Plan.Id, null));
        Assert.Empty(To(done, At(12, 14, 0)).Do(new DeadlinePassed(null)).Last.OfType<StepOverdue>());
    }

    [Fact]
    public void A_step_that_ends_on_a_free_day_is_overdue_when_somebody_is_there()
    {
        // The report is promised for five days on, a Saturday.
        var life = Confirmed(Agreed, OptionKind.ExplainAndReport);
        var report = life.Incident.Steps[1].Plan;
        Assert.Equal(At(10, 16, 0), report.DueAt);

        Assert.DoesNotContain(To(life, At(11, 23, 0)).Do(new DeadlinePassed(null)).Last, e => e is StepOverdue o && o.Step == report.Id);
        Assert.Contains(To(life, At(12, 9, 0)).Do(new DeadlinePassed(null)).Last, e => e is StepOverdue o && o.Step == report.Id);
    }

    [Fact]
    public void Of_a_step_that_is_due_two_hours_after_the_confirmation_nobody_is_reminded()
    {
        var life = Confirmed(At(6, 9, 30), OptionKind.RebookNext);
        var booking = life.Incident.Steps[0].Plan;

        Assert.Equal(At(6, 11, 30), booking.DueAt);
        Assert.DoesNotContain(
            Agenda.Until(Instant.MaxValue, life.Incident, Policy.Default), a => a is Appointment.RemindOfStep r && r.Step.Id == booking.Id);
    }

    // The next departure is today, the next report in five days.
    private static Life Confirmed(Instant at, params OptionKind[] parts)
    {
        var option = Option() with
        {
            Parts = [.. parts.Select(kind => new OptionPart(kind, new Terms("As said.") { Days = kind == OptionKind.RebookNext ? 0 : 5 }))],
        };
        return To(Life.At(IncidentStatus.Assessed).Do(new MakeOffer(option)), at).Answered(true);
    }

    private static Life To(Life life, Instant at) => life.After(at - life.Now);

    private static Instant At(int day, int hour, int minute) =>
        new LocalDateTime(2026, 1, day, hour, minute).InZoneStrictly(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).ToInstant();
}
