using FreightRecovery.Domain.Incidents;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Incidents;

/// <summary>
/// What a clock must not do, on the days of <see cref="ClockExamples"/>: reported by phone on Monday the 5th of January 2026 at 16:00,
/// as major; the branch works from 9:00 to 17:30 with an hour's lunch.
/// </summary>
public class GuardsOfClocks
{
    [Fact]
    public void A_clock_that_is_met_falls_due_no_more_and_keeps_the_instant_in_which_the_customer_was_first_told()
    {
        var life = To(Life.Reported(), At(6, 10, 0)).Told();
        To(life, At(6, 14, 0)).Do(new Withdraw("A mistake.")).Reopened().Told();

        Assert.All(
            (ClockKind[])[ClockKind.FirstResponse, ClockKind.Acknowledgement],
            clock => Assert.Equal(
                (ClockStatus.Met, At(6, 10, 0), null), (Clock(life, clock).Status, Clock(life, clock).MetAt!.Value, Clock(life, clock).DueAt)));
    }

    [Fact]
    public void What_was_found_out_first_meets_its_clock_however_often_it_is_assessed()
    {
        var life = To(Life.Reported(), At(6, 10, 0)).Told().Assessed();
        To(life, At(6, 14, 0)).Assessed();
        Assert.Equal(At(6, 10, 0), Clock(life, ClockKind.Assessment).MetAt);

        To(life, At(7, 14, 0)).Do(new Assess(Assessment(Finding.Unfounded)));
        Assert.Equal(At(6, 10, 0), Clock(life, ClockKind.Assessment).MetAt);
        Assert.DoesNotContain(Readings(life), r => r.Clock == ClockKind.Offer);
    }

    [Fact]
    public void In_a_withdrawn_incident_every_clock_is_stopped_whatever_it_has_run_and_none_falls_due_or_is_met() => Assert.All(
        Readings(To(Life.Reported(), At(30, 9, 0)).Do(new Withdraw("A mistake."))),
        clock => Assert.Equal((ClockStatus.Stopped, null, null), (clock.Status, clock.DueAt, clock.MetAt)));

    [Fact]
    public void Told_in_the_last_instant_is_in_time_and_later_is_missed_before_anybody_has_said_so()
    {
        Assert.False(Clock(To(Life.Reported(), At(6, 11, 30)).Told(), ClockKind.FirstResponse).Missed);
        Assert.True(Clock(To(Life.Reported(), At(6, 11, 30) + Duration.Epsilon).Told(), ClockKind.FirstResponse).Missed);
    }

    [Fact]
    public void A_target_that_is_used_up_when_the_clock_comes_to_stand_is_used_up()
    {
        var life = To(Life.Reported(), At(6, 10, 0)).Told().Assessed();
        var due = Clock(life, ClockKind.Offer).DueAt!.Value;
        To(life, due).Offered(1);

        Assert.Equal(due, Clock(life, ClockKind.Offer).DueAt);
        Assert.Contains(life.Do(new DeadlinePassed(null)).Last, e => e is TargetMissed { Clock: ClockKind.Offer });
    }

    [Fact]
    public void A_clock_shows_the_times_in_which_it_stood_itself_and_no_others()
    {
        var life = To(Life.Reported(), At(6, 10, 0)).Told().Assessed().Offered(1);

        Assert.Equal(ClockStatus.Paused, Clock(life, ClockKind.Resolution).Status);
        Assert.Equal(
            [ClockKind.Offer, ClockKind.Resolution], Readings(life).Where(r => !r.Pauses.IsEmpty).Select(r => r.Clock));
    }

    [Fact]
    public void What_a_met_clock_has_run_ends_there_though_the_incident_is_settled_and_opened_again_later()
    {
        var life = To(Life.Reported(), At(6, 10, 0)).Told().Assessed();
        To(life, At(7, 10, 0)).Do(new Withdraw("A mistake."));
        To(life, At(8, 10, 0)).Reopened();

        Assert.Equal(Duration.FromHours(2.5), Clock(life, ClockKind.Assessment).Counted);
    }

    [Fact]
    public void No_time_runs_twice_where_the_clocks_of_two_machines_differ()
    {
        var life = To(Life.Reported(), At(6, 10, 0)).Told();
        var due = Clock(life, ClockKind.Resolution).DueAt!.Value;
        life.Do(new AskCustomer("The weight slip"));
        To(life, At(6, 11, 0)).Do(new HearCustomer("Sent."));
        // Another machine, half an hour behind.
        To(life, At(6, 10, 30)).Do(new AskCustomer("A photograph"));
        To(life, At(6, 10, 40)).Do(new HearCustomer("Sent."));

        Assert.Equal(due + Duration.FromHours(1), Clock(life, ClockKind.Resolution).DueAt);
    }

    [Fact]
    public void An_agreement_holds_while_the_customer_is_asked_and_in_a_resolved_incident_and_no_longer_when_it_is_reopened()
    {
        var life = To(Life.At(IncidentStatus.Confirmed), At(6, 10, 0)).Do(new AskCustomer("An address"));
        To(life, At(6, 11, 0)).Do(new HearCustomer("Sent."));
        Assert.Equal((ClockStatus.Met, Start), (Clock(life, ClockKind.Offer).Status, Clock(life, ClockKind.Offer).MetAt!.Value));

        life.CarriedOut().Resolved();
        Assert.Equal((ClockStatus.Met, Start), (Clock(life, ClockKind.Offer).Status, Clock(life, ClockKind.Offer).MetAt!.Value));

        life.Reopened();
        Assert.Equal((ClockStatus.Running, null), (Clock(life, ClockKind.Offer).Status, Clock(life, ClockKind.Offer).MetAt));
    }

    [Fact]
    public void Whoever_withdraws_what_was_offered_waits_for_no_answer_from_then_on()
    {
        var life = To(Life.At(IncidentStatus.Offered), At(7, 10, 0)).Do(new Withdraw("A mistake."));
        To(life, At(8, 10, 0)).Reopened();

        Assert.Equal(
            [(PauseReason.WithCustomer, At(7, 10, 0)), (PauseReason.Settled, At(8, 10, 0))],
            life.Incident.Pauses.Select(p => (p.Reason, p.Until!.Value)));
    }

    [Fact]
    public void Who_was_never_told_before_it_was_withdrawn_is_waited_for_again_once_it_is_reopened()
    {
        var life = To(Life.Reported(), At(6, 11, 30)).Do(new DeadlinePassed(null)).Do(new Withdraw("A mistake."));
        To(life, At(7, 9, 0)).Reopened();
        Assert.False(Clock(life, ClockKind.FirstResponse).Missed);

        To(life, At(8, 10, 0)).Do(new DeadlinePassed(null));
        Assert.Contains(life.Last, e => e is TargetMissed { Clock: ClockKind.FirstResponse });
    }

    [Fact]
    public void Before_causes_were_recorded_to_rise_after_its_time_had_passed_in_silence_was_to_miss_the_first_response()
    {
        var (silent, due) = (Life.Reported().Incident, At(6, 11, 30));
        var rose = new Escalated(Authority.Supervisor, "Nobody told the customer.", due);

        var missed = new IncidentClocks(IncidentState.Evolve(silent, rose), Policy.Default);
        Assert.Equal([ClockKind.FirstResponse], missed.Readings().Where(r => r.Missed).Select(r => r.Clock));
        Assert.DoesNotContain(ClockKind.FirstResponse, missed.Watched());

        Assert.False(IncidentState.Evolve(silent, rose with { At = due - Duration.Epsilon }).FirstResponseMissed);
        Assert.False(IncidentState.Evolve(silent, rose with { Cause = EscalationCause.CustomerDemand }).FirstResponseMissed);
        Assert.False(IncidentState.Evolve(Life.Reported().Told().Incident, rose).FirstResponseMissed);
        Assert.False(IncidentState.Evolve(silent, new TargetMissed(ClockKind.Assessment, due, due)).FirstResponseMissed);
    }

    private static ClockReading[] Readings(Life life) => [.. new IncidentClocks(life.Incident, Policy.Default).Readings()];

    private static ClockReading Clock(Life life, ClockKind clock) => Readings(life).Single(r => r.Clock == clock);

    private static Life To(Life life, Instant at) => life.After(at - life.Now);

    private static Instant At(int day, int hour, int minute) =>
        new LocalDateTime(2026, 1, day, hour, minute).InZoneStrictly(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).ToInstant();
}
