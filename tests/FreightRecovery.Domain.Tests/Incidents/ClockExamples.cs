using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Recovery;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Incidents;

/// <summary>
/// The clocks of an incident by examples. It is reported by phone on Monday the 5th of January 2026 at 16:00 in Shanghai, as
/// major; the branch has no calendar of its own and works from 9:00 to 17:30 with an hour's lunch, 7.5 hours a day.
/// </summary>
public class ClockExamples
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    [Fact]
    public void The_first_response_to_a_call_late_in_the_afternoon_is_due_in_the_next_morning_and_shows_its_sum()
    {
        var clock = Clock(Life.Reported(), ClockKind.FirstResponse);

        Assert.Equal(At(6, 11, 30), clock.DueAt);
        Assert.Equal((Duration.FromHours(4), Duration.FromHours(4)), (clock.Target, clock.Counted));
        Assert.Equal([(At(5, 16, 0), At(5, 17, 30)), (At(6, 9, 0), At(6, 11, 30))], clock.Spans.Select(s => (s.Start, s.End)));
    }

    [Fact]
    public void A_clock_stands_while_an_offer_is_with_the_customer_and_keeps_what_it_has_run()
    {
        var life = Life.Reported();
        To(life, At(6, 10, 0)).Told().Do(new Assess(Assessment()));
        Assert.Equal(At(7, 17, 0), Clock(life, ClockKind.Offer).DueAt);

        To(life, At(6, 11, 0)).Offered(1);
        Assert.Equal((ClockStatus.Paused, null), (Clock(life, ClockKind.Offer).Status, Clock(life, ClockKind.Offer).DueAt));
        Assert.Equal(Duration.FromHours(3.5), Clock(life, ClockKind.Offer).Counted);

        // Three days later; 3.5 of the 16 hours for rolled cargo have run.
        To(life, At(9, 11, 0)).Answered(accepted: false);
        var offer = Clock(life, ClockKind.Offer);
        Assert.Equal((ClockStatus.Running, Duration.FromHours(16)), (offer.Status, offer.Counted));
        Assert.Equal(At(12, 17, 0), offer.DueAt);
        Assert.Equal(PauseReason.WithCustomer, Assert.Single(offer.Pauses).Reason);
    }

    [Fact]
    public void The_clocks_stand_while_the_customer_owes_an_answer_and_go_on_where_they_were()
    {
        var life = Life.Reported();
        To(life, At(6, 10, 0)).Told();
        var (due, whole) = (Clock(life, ClockKind.Assessment).DueAt!.Value, Clock(life, ClockKind.Resolution).DueAt!.Value);

        To(life, At(6, 11, 0)).Do(new AskCustomer("The weight slip"));
        Assert.All(
            (ClockKind[])[ClockKind.Assessment, ClockKind.Offer, ClockKind.Resolution],
            clock => Assert.Equal((ClockStatus.Paused, null), (Clock(life, clock).Status, Clock(life, clock).DueAt)));
        Assert.Equal(ClockStatus.Met, Clock(life, ClockKind.FirstResponse).Status);

        // From Tuesday at eleven to Wednesday at eleven 7.5 hours were worked.
        To(life, At(7, 11, 0)).Do(new HearCustomer("Sent."));
        var work = new IncidentClocks(life.Incident, Policy.Default).Work;
        Assert.Equal(work.Add(due, Duration.FromHours(7.5)), Clock(life, ClockKind.Assessment).DueAt);
        Assert.Equal(work.Add(whole, Duration.FromHours(7.5)), Clock(life, ClockKind.Resolution).DueAt);
        Assert.Equal(PauseReason.Asked, Assert.Single(Clock(life, ClockKind.Assessment).Pauses).Reason);
    }

    [Fact]
    public void Whoever_makes_an_offer_or_settles_the_incident_waits_for_no_answer_any_more()
    {
        var offered = Life.At(IncidentStatus.Assessed).Do(new AskCustomer("A photograph")).Offered(1);
        Assert.Null(offered.Incident.Question);
        Assert.Equal([PauseReason.Asked, PauseReason.WithCustomer], offered.Incident.Pauses.Select(p => p.Reason));
        Assert.NotNull(offered.Incident.Pauses[0].Until);

        var withdrawn = Life.At(IncidentStatus.Acknowledged).Do(new AskCustomer("A photograph")).Do(new Withdraw("A mistake."));
        Assert.Null(withdrawn.Incident.Question);
        Assert.All(withdrawn.Incident.Pauses.Where(p => p.Reason == PauseReason.Asked), p => Assert.NotNull(p.Until));
    }

    [Fact]
    public void The_same_question_twice_is_one_and_another_waits_for_the_first_answer()
    {
        var life = Life.At(IncidentStatus.Acknowledged).Do(new AskCustomer("The weight slip"));
        var version = life.Incident.Version;
        Assert.Equal(version, life.Do(new AskCustomer("The weight slip")).Incident.Version);
        Assert.Contains("The weight slip", Assert.IsType<Refusal.NotAllowedInState>(life.Try(new AskCustomer("A photograph"))).Detail, StringComparison.Ordinal);
        Assert.Null(life.Do(new HearCustomer(null)).Try(new AskCustomer("A photograph")));
    }

    [Fact]
    public void A_clock_keeps_what_it_has_run_when_the_severity_changes()
    {
        var life = Life.Reported();
        var major = Clock(life, ClockKind.Resolution);
        To(life, At(6, 10, 0)).Told().Do(new Assess(Assessment() with { Severity = Severity.Critical }));
        var critical = Clock(life, ClockKind.Resolution);

        Assert.Equal((Duration.FromHours(80), Duration.FromHours(40)), (major.Target, critical.Target));
        Assert.Equal(major.StartedAt, critical.StartedAt);
        Assert.Equal(At(13, 10, 0), critical.DueAt);
    }

    [Fact]
    public void What_is_missed_at_the_end_of_a_working_day_is_told_when_the_next_one_begins()
    {
        var life = new Life().After(Duration.FromHours(-7)).Do(new Report(IncidentFacts()));

        // Reported at 9:00 by phone, major: told by 14:00 for the channel, by Tuesday at 9:30 for the severity.
        Assert.Equal((At(5, 14, 0), At(6, 9, 30)), (Clock(life, ClockKind.FirstResponse).DueAt, Clock(life, ClockKind.Acknowledgement).DueAt));
        To(life, At(5, 13, 0)).Told();
        var policy = Policy.Default with { Clocks = new ClockPolicy { Assessment = Each(Duration.FromHours(7.5)) } };
        Assert.Equal(At(5, 17, 30), new IncidentClocks(life.Incident, policy).Readings().Single(r => r.Clock == ClockKind.Assessment).DueAt);
        Assert.Equal(At(6, 9, 0), Agenda.Until(Instant.MaxValue, life.Incident, policy).OfType<Appointment.Missed>()
            .Single(m => m.Clock == ClockKind.Assessment).At);
    }

    [Fact]
    public void A_missed_target_raises_the_incident_with_its_history_and_is_told_once()
    {
        var life = To(Life.Reported(), At(6, 11, 30)).Do(new DeadlinePassed(null));

        Assert.Equal([ClockKind.FirstResponse], life.Last.OfType<TargetMissed>().Select(m => m.Clock));
        var escalated = Assert.Single(life.Last.OfType<Escalated>());
        Assert.Equal(
            (Authority.Sales, Authority.Supervisor, EscalationCause.MissedTarget), (escalated.From!.Value, escalated.To, escalated.Cause!.Value));
        Assert.Equal([escalated], life.Incident.Escalations);
        // A word that it is near helps nobody once it has come.
        Assert.DoesNotContain(life.Last, e => e is ReminderGiven { Clock: ClockKind.FirstResponse });

        Assert.Empty(life.Do(new DeadlinePassed(null)).Last);
        Assert.True(Clock(life.Told(), ClockKind.FirstResponse).Missed);
        Assert.False(Clock(life, ClockKind.Acknowledgement).Missed);
    }

    [Fact]
    public void Whoever_has_it_is_reminded_once_and_in_working_hours()
    {
        var life = Life.Reported();
        Assert.Equal(At(6, 9, 30), life.Incident.NextDeadline(Policy.Default));

        var reminder = Assert.IsType<ReminderGiven>(Assert.Single(To(life, At(6, 9, 30)).Do(new DeadlinePassed(null)).Last));
        Assert.Equal((ClockKind.FirstResponse, At(6, 11, 30)), (reminder.Clock!.Value, reminder.DueAt));
        Assert.Equal(Authority.Sales, life.Incident.Level);
        Assert.Equal(At(6, 11, 30), life.Incident.NextDeadline(Policy.Default));
    }

    [Fact]
    public void A_promise_for_the_night_is_warned_of_before_the_branch_closes()
    {
        var life = Life.Reported().Told().Do(new Promise("The survey", At(8, 3, 0)));
        Assert.Equal(At(7, 15, 30), Warning(life));

        To(life, At(7, 15, 30)).Do(new DeadlinePassed(null));
        Assert.Equal(Assert.Single(life.Incident.Promises).Id, Assert.Single(life.Last.OfType<ReminderGiven>(), r => r.Promise is not null).Promise);
        Assert.Null(Warning(life));

        // A later time is warned of again.
        life.Do(new RenewPromise(life.Incident.Promises[0].Id, At(12, 12, 0), life.Now));
        Assert.Equal(At(12, 10, 0), Warning(life));
    }

    [Fact]
    public void Of_a_promise_that_is_due_within_the_hour_nobody_is_warned() =>
        Assert.Null(Warning(Life.Reported().Told().Do(new Promise("A call", Start + Duration.FromHours(1)))));

    [Fact]
    public void A_reopened_incident_is_spared_at_first_and_then_held_to_its_targets()
    {
        var life = To(Life.At(IncidentStatus.CarriedOut), At(7, 10, 0)).Resolved();
        var resolved = Clock(life, ClockKind.Resolution);
        Assert.Equal((ClockStatus.Met, Duration.FromHours(10)), (resolved.Status, resolved.Counted));

        // Its clocks stood while it was settled: two months later nothing is late.
        To(life, At(5, 16, 0) + Duration.FromDays(60)).Reopened();
        var clock = Clock(life, ClockKind.Resolution);
        Assert.Equal(ClockStatus.Running, clock.Status);
        Assert.Equal(Duration.FromHours(70), new IncidentClocks(life.Incident, Policy.Default).Work.Between(life.Now, clock.DueAt!.Value));
        Assert.True(clock.GraceUntil > life.Now);
        Assert.Empty(life.Do(new DeadlinePassed(null)).Last.OfType<Escalated>());
    }

    [Fact]
    public void A_reopened_incident_whose_time_is_used_up_escalates_after_the_grace_and_not_before()
    {
        var life = To(Life.At(IncidentStatus.CarriedOut), At(5, 9, 0) + Duration.FromDays(28)).Do(new DeadlinePassed(null));
        Assert.Contains(life.Last, e => e is TargetMissed { Clock: ClockKind.Resolution });
        life.Resolved().Reopened();
        var level = life.Incident.Level;

        // Monday the 2nd of February at 9:00, and 8 hours of 7.5 a day on: Tuesday at 9:30.
        var grace = At(5, 9, 30) + Duration.FromDays(29);
        Assert.Equal((grace, grace), (Clock(life, ClockKind.Resolution).GraceUntil, Clock(life, ClockKind.Resolution).DueAt));
        Assert.Empty(To(life, grace - Duration.FromMinutes(1)).Do(new DeadlinePassed(null)).Last.OfType<TargetMissed>());
        Assert.Equal(level, life.Incident.Level);
        Assert.Contains(To(life, grace).Do(new DeadlinePassed(null)).Last, e => e is TargetMissed { Clock: ClockKind.Resolution });
        Assert.True(life.Incident.Level > level);
    }

    [Fact]
    public void A_promise_that_fell_due_while_the_incident_was_settled_has_lapsed_and_breaks_nothing()
    {
        var life = Life.At(IncidentStatus.Resolved);
        var due = Assert.Single(life.Incident.Promises).DueAt;
        To(life, due + Duration.FromDays(1)).Reopened().Do(new DeadlinePassed(null));

        var promise = Assert.Single(life.Incident.Promises);
        Assert.Equal((false, life.Incident.ReopenedAt), (promise.Open, promise.LapsedAt));
        Assert.Empty(life.Events.OfType<PromiseBroken>());
        Assert.IsType<Refusal.NotAllowedInState>(life.Try(new KeepPromise(promise.Id, "Late.")));
    }

    [Fact]
    public void A_promise_that_is_still_to_come_stands_when_the_incident_is_reopened()
    {
        var life = To(Life.At(IncidentStatus.Resolved), At(6, 9, 0)).Reopened();

        Assert.True(Assert.Single(life.Incident.Promises).Open);
        To(life, life.Incident.Promises[0].DueAt).Do(new DeadlinePassed(null));
        Assert.Single(life.Events.OfType<PromiseBroken>());
    }

    [Fact]
    public void The_customer_may_ask_for_somebody_higher_up_until_the_executive_has_it()
    {
        var life = Life.Reported();
        foreach (var level in (Authority[])[Authority.Supervisor, Authority.Manager, Authority.Executive])
        {
            Assert.Null(life.Try(new Escalate("I want your boss.")));
            Assert.Equal(level, life.Incident.Level);
        }

        Assert.IsType<Refusal.NotAllowedInState>(life.Try(new Escalate("Higher still.")));
        Assert.Equal(["li", "li", "li"], life.Incident.Escalations.Select(e => e.By));
    }

    [Theory]
    [InlineData(20_000, null)]
    [InlineData(20_001, Authority.Supervisor)]
    [InlineData(150_000, Authority.Manager)]
    [InlineData(600_000, Authority.Executive)]
    public void An_amount_goes_to_whom_it_belongs(int amount, Authority? level)
    {
        var reported = new Life().Do(new Report(IncidentFacts() with { Extent = new Extent(null, null, Dollars(amount)) }));
        Assert.Equal(level ?? Authority.Sales, reported.Incident.Level);

        var assessed = Life.Reported().Told().Do(new Assess(Assessment() with { LossEstimate = Dollars(amount) }));
        Assert.Equal(level is null ? [] : [EscalationCause.Amount], assessed.Incident.Escalations.Select(e => e.Cause!.Value));
    }

    [Fact]
    public void The_incident_of_a_silent_customer_among_the_largest_goes_straight_to_the_executive_once()
    {
        var life = Life.Reported().Do(new CustomerFellSilent("Silent.") { TopTenthFrom = Dollars(80_000m) });
        Assert.Equal(Authority.Executive, life.Incident.Level);
        Assert.Equal(Dollars(80_000m), Assert.Single(life.Incident.Escalations).TopTenthFrom);
        Assert.Empty(life.Do(new CustomerFellSilent("Silent.")).Last);

        // One that is settled has nothing left to do for anybody.
        Assert.Empty(Life.At(IncidentStatus.Resolved).Do(new CustomerFellSilent("Silent.")).Last);
    }

    [Fact]
    public void A_matter_of_communication_owes_no_offer()
    {
        var life = Life.Reported().Told().Do(new Assess(Assessment(Finding.Communication)));

        Assert.DoesNotContain(new IncidentClocks(life.Incident, Policy.Default).Readings(), r => r.Clock == ClockKind.Offer);
    }

    private static ClockReading Clock(Life life, ClockKind clock) =>
        new IncidentClocks(life.Incident, Policy.Default).Readings().Single(r => r.Clock == clock);

    private static Instant? Warning(Life life) => Agenda.Until(Instant.MaxValue, life.Incident, Policy.Default)
        .OfType<Appointment.Warn>().SingleOrDefault()?.At;

    private static Life To(Life life, Instant at) => life.After(at - life.Now);

    private static Instant At(int day, int hour, int minute) =>
        new LocalDateTime(2026, 1, day, hour, minute).InZoneStrictly(Shanghai).ToInstant();

    private static BySeverity<Duration> Each(Duration time) => new(time, time, time);
}
