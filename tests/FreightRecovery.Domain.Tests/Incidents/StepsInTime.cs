using FreightRecovery.Domain.Incidents;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;

namespace FreightRecovery.Domain.Tests.Incidents;

/// <summary>
/// The steps of a confirmed recovery by examples. The customer confirms on Monday the 5th of January 2026 at 16:00 in Shanghai; the
/// discount is due within two working days, and the branch works from 9:00 to 17:30 with an hour's lunch.
/// </summary>
public class StepsInTime
{
    private static readonly Instant Confirmed = At(5, 16, 0);

    [Fact]
    public void A_step_is_due_after_so_many_working_days_and_its_owner_is_reminded_in_working_hours()
    {
        var life = Life.At(IncidentStatus.Confirmed);
        var step = Assert.Single(life.Incident.Steps);
        Assert.Equal((Confirmed, At(7, 16, 0)), (life.Now, step.Plan.DueAt));

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

    private static Life To(Life life, Instant at) => life.After(at - life.Now);

    private static Instant At(int day, int hour, int minute) =>
        new LocalDateTime(2026, 1, day, hour, minute).InZoneStrictly(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).ToInstant();
}
