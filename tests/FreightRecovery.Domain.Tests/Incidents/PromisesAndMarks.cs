using FreightRecovery.Domain.Incidents;
using FreightRecovery.Testing;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;

namespace FreightRecovery.Domain.Tests.Incidents;

/// <summary>The life of an incident by examples.</summary>
public class PromisesAndMarks
{
    private static readonly Duration Hour = Duration.FromHours(1);

    [Fact]
    public void A_promise_can_be_kept_up_to_the_instant_it_falls_due()
    {
        var life = WithPromise(Hour).After(Hour);

        Assert.Null(life.Try(new KeepPromise(ThePromise(life).Id, "Called.")));
        Assert.Equal(life.Now, ThePromise(life).KeptAt);
    }

    [Fact]
    public void A_promise_past_due_cannot_be_kept_even_before_the_clock_has_come_by()
    {
        var life = WithPromise(Hour).After(Hour + Duration.Epsilon);

        Assert.IsType<Refusal.NotAllowedInState>(life.Try(new KeepPromise(ThePromise(life).Id, "Called.")));
    }

    [Fact]
    public void The_clock_breaks_a_promise_that_is_past_due_and_it_goes_up_a_level()
    {
        var life = WithPromise(Hour).After(2 * Hour).Do(new DeadlinePassed(null));

        Assert.Equal(ThePromise(life).DueAt, ThePromise(life).BrokenAt);
        Assert.Equal(Authority.Supervisor, life.Incident.Level);
        Assert.True(life.Incident.NextDeadline(Policy.Default) > life.Now);
    }

    [Fact]
    public void The_clock_leaves_a_promise_alone_that_is_not_due()
    {
        var life = WithPromise(2 * Hour).After(Hour).Do(new DeadlinePassed(null));

        Assert.True(ThePromise(life).Open);
    }

    [Fact]
    public void A_promise_is_renewed_before_it_falls_due_with_the_customer_told()
    {
        var life = WithPromise(2 * Hour).After(Hour);

        Assert.Null(life.Try(new RenewPromise(ThePromise(life).Id, life.Now + (5 * Hour), life.Now)));
        life.After(2 * Hour).Do(new DeadlinePassed(null));
        Assert.True(ThePromise(life).Open);
    }

    [Fact]
    public void A_promise_past_due_is_not_renewed()
    {
        var life = WithPromise(Hour).After(2 * Hour);

        Assert.IsType<Refusal.NotAllowedInState>(life.Try(new RenewPromise(ThePromise(life).Id, life.Now + Hour, life.Now - (2 * Hour))));
    }

    [Fact]
    public void A_promise_is_not_renewed_on_the_word_that_the_customer_will_be_told_later()
    {
        var life = WithPromise(3 * Hour).After(Hour);

        Assert.IsType<Refusal.Invalid>(life.Try(new RenewPromise(ThePromise(life).Id, life.Now + (9 * Hour), life.Now + Hour)));
    }

    [Fact]
    public void A_promise_that_is_not_due_yet_is_not_called_broken_for_a_word_that_the_customer_will_be_told_after_it()
    {
        var life = WithPromise(3 * Hour).After(Hour);
        var promise = ThePromise(life);

        Assert.Equal("/customerToldAt", Invalid(life, new RenewPromise(promise.Id, promise.DueAt + (2 * Hour), promise.DueAt + Hour)));
    }

    [Fact]
    public void A_promise_may_be_renewed_in_the_very_instant_in_which_it_falls_due()
    {
        var life = WithPromise(Hour).After(Hour);

        Assert.Null(life.Try(new RenewPromise(ThePromise(life).Id, life.Now + Hour, life.Now)));
    }

    [Fact]
    public void Whoever_renews_a_promise_names_a_later_time_and_has_told_the_customer_since_it_was_made()
    {
        var life = WithPromise(3 * Hour).After(Hour);
        var (id, due) = (ThePromise(life).Id, ThePromise(life).DueAt);

        Assert.Equal("/customerToldAt", Invalid(life, new RenewPromise(id, due + Hour, Generators.Start - Duration.Epsilon)));
        Assert.Equal("/dueAt", Invalid(life, new RenewPromise(id, due, life.Now)));
        Assert.Equal("/dueAt", Invalid(life, new RenewPromise(id, due - Hour, life.Now)));
    }

    [Fact]
    public void A_promise_lies_in_the_future_and_not_in_this_instant() =>
        Assert.Equal("/dueAt", Invalid(Life.Reported(), new Promise("A call", Generators.Start)));

    [Fact]
    public void A_promise_that_is_kept_stays_kept_when_it_was_and_is_not_renewed()
    {
        var life = WithPromise(2 * Hour).After(Hour);
        life.Do(new KeepPromise(ThePromise(life).Id, "Called."));
        var kept = ThePromise(life);

        Assert.Empty(life.After(Hour / 2).Do(new KeepPromise(kept.Id, "Called again.")).Last);
        Assert.Contains("is kept", Detail(life, new RenewPromise(kept.Id, life.Now + (3 * Hour), life.Now)), StringComparison.Ordinal);
        Assert.Equal(kept, ThePromise(life));
    }

    [Fact]
    public void Whoever_comes_too_late_hears_whether_the_promise_is_broken_or_has_lapsed()
    {
        var broken = WithPromise(Hour).After(2 * Hour);
        SaysOf(broken, "broken");
        SaysOf(broken.Do(new DeadlinePassed(null)), "broken");
        // Broken while it was open, it stays so in a settled incident and in one that is open again.
        SaysOf(broken.Do(new Withdraw("A mistake.")), "broken");
        SaysOf(broken.Reopened(), "broken");

        var lapsed = WithPromise(Hour).Do(new Withdraw("A mistake.")).After(2 * Hour);
        SaysOf(lapsed, "lapsed");
        SaysOf(lapsed.Reopened(), "lapsed");

        static void SaysOf(Life life, string what)
        {
            var id = ThePromise(life).Id;
            Assert.Contains(what, Detail(life, new KeepPromise(id, "Called.")), StringComparison.Ordinal);
            Assert.Contains(what, Detail(life, new RenewPromise(id, life.Now + Hour, Generators.Start)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_promise_past_due_when_its_incident_is_settled_is_broken_though_the_clock_has_not_come_by()
    {
        var resolved = Promised(Life.At(IncidentStatus.CarriedOut)).After(Hour + Duration.Epsilon).Resolved();
        Assert.False(resolved.Incident.Resolution!.WithinPromise);
        Lost(resolved);
        Lost(Promised(Life.Reported()).After(2 * Hour).Do(new Withdraw("A mistake.")));
        Lost(Promised(Life.Reported().Told()).After(2 * Hour).Do(new Assess(Generators.Assessment(Finding.Unfounded))));

        // Up to the instant in which it falls due it could have been kept, and who has kept it has broken nothing.
        var inTime = Promised(Life.At(IncidentStatus.CarriedOut)).After(Hour).Resolved();
        Assert.True(inTime.Incident.Resolution!.WithinPromise);
        var kept = Promised(Life.Reported());
        Assert.Single(kept.Do(new KeepPromise(ThePromise(kept).Id, "Called.")).After(2 * Hour).Do(new Withdraw("A mistake.")).Last);
        // An assessment that settles nothing leaves it to the clock.
        Assert.DoesNotContain(Promised(Life.Reported().Told()).After(2 * Hour).Assessed().Last, e => e is PromiseBroken);

        static Life Promised(Life life) => life.Do(new Promise("A call", life.Now + Hour));

        static void Lost(Life life)
        {
            var promise = life.Incident.Promises[^1];
            Assert.Equal([promise.Id], life.Last.OfType<PromiseBroken>().Select(e => e.Promise));
            Assert.Equal((promise.DueAt, true), (promise.BrokenAt!.Value, life.Incident.Settled));
        }
    }

    [Fact]
    public void A_broken_promise_weighs_more_than_a_target_that_is_missed_at_the_same_time()
    {
        var life = Life.Reported().Do(new Promise("A call", Generators.Start + Hour));
        life.After(life.Incident.FirstResponseDueAt - life.Now).Do(new DeadlinePassed(null));

        Assert.Single(life.Last.OfType<TargetMissed>());
        Assert.Equal(EscalationCause.BrokenPromise, Assert.Single(life.Last.OfType<Escalated>()).Cause);
    }

    [Fact]
    public void Of_a_promise_that_falls_due_now_nobody_is_warned_any_more()
    {
        var life = WithPromise(Duration.FromDays(2));
        life.After(ThePromise(life).DueAt - life.Now).Do(new DeadlinePassed(null));

        Assert.Single(life.Last.OfType<PromiseBroken>());
        Assert.DoesNotContain(life.Last, e => e is ReminderGiven { Promise: not null });
    }

    [Fact]
    public void A_broken_promise_does_not_hide_a_first_response_that_is_missed_later()
    {
        var life = Life.Reported().Do(new Promise("A call", Generators.Start + Hour)).After(2 * Hour).Do(new DeadlinePassed(null));

        Assert.False(life.Incident.FirstResponseMissed);
        life.After(life.Incident.FirstResponseDueAt - life.Now).Do(new DeadlinePassed(null));
        Assert.True(life.Incident.FirstResponseMissed);
        Assert.Equal(Authority.Manager, life.Incident.Level);
    }

    [Fact]
    public void Declining_the_last_option_escalates_and_leaves_the_incident_open()
    {
        var life = Life.At(IncidentStatus.Offered).Answered(accepted: false, optionsLeft: false);

        Assert.True(life.Incident.Exhausted);
        Assert.Equal(Authority.Supervisor, life.Incident.Level);
        Assert.False(life.Incident.Settled);
    }

    [Fact]
    public void A_low_mark_opens_a_resolved_incident_again()
    {
        var life = Life.At(IncidentStatus.Resolved);

        Assert.Null(life.Try(new FollowUp(2, null, life.Incident.Version + 1)));
        Assert.Equal(IncidentStatus.Reopened, life.Incident.Status);
    }

    [Fact]
    public void A_low_mark_whose_hold_was_placed_before_the_last_settlement_is_turned_back()
    {
        var life = Life.At(IncidentStatus.Resolved);

        Assert.IsType<Refusal.Stale>(life.Try(new FollowUp(1, null, life.Incident.SettledAt)));
        Assert.True(life.Incident.Settled);
    }

    [Fact]
    public void An_incident_withdrawn_before_the_customer_was_told_is_not_assessed_after_reopening_either_before_that()
    {
        var life = Life.At(IncidentStatus.Withdrawn).Reopened();

        Assert.IsType<Refusal.NotAllowedInState>(life.Try(new Assess(Generators.Assessment())));
        Assert.Equal(IncidentStatus.Acknowledged, life.Told().Incident.Status);
        Assert.Null(life.Try(new Assess(Generators.Assessment())));
    }

    [Fact]
    public void What_was_agreed_comes_off_once_although_the_incident_is_resolved_twice()
    {
        var life = Life.At(IncidentStatus.Resolved).Reopened().Offered(option: 1).Answered(true).CarriedOut().Resolved();

        Assert.Equal([1, 1], life.Events.OfType<IncidentResolved>().Select(e => e.Adjustments.Length));
    }

    [Fact]
    public void An_option_beyond_the_reps_authority_waits_for_its_approval()
    {
        var life = Life.At(IncidentStatus.Assessed);
        var option = Generators.Option(7, authority: Authority.Manager);

        Assert.IsType<Refusal.ApprovalNeeded>(life.Try(new MakeOffer(option)));
        Assert.IsType<Refusal.ApprovalNeeded>(life.Try(new DecideOption(option, true, "Fine."), Authority.Supervisor));
        Assert.Null(life.Try(new DecideOption(option, true, "Fine."), Authority.Manager));
        Assert.Null(life.Try(new MakeOffer(option)));
    }

    [Fact]
    public void A_hold_that_was_placed_to_reopen_and_never_used_is_given_up_by_the_clock()
    {
        var life = Life.At(IncidentStatus.Resolved);
        var heldAsOf = life.Incident.Version + 1;

        life.Do(new DeadlinePassed(Generators.Shipment));

        Assert.True(life.Incident.Settled && life.Incident.SettledAt >= heldAsOf);
        Assert.IsType<Refusal.Stale>(life.Try(new Reopen("Late.", heldAsOf)));
    }

    [Fact]
    public void A_hold_whose_report_never_came_is_given_up_once()
    {
        var life = new Life().Do(new DeadlinePassed(Generators.Shipment));

        Assert.IsType<ReportAbandoned>(Assert.Single(life.Last));
        Assert.Empty(life.Do(new DeadlinePassed(Generators.Shipment)).Last);
    }

    private static string Invalid(Life life, IncidentCommand command) => Assert.IsType<Refusal.Invalid>(life.Try(command)).Pointer;

    private static string Detail(Life life, IncidentCommand command) => Assert.IsType<Refusal.NotAllowedInState>(life.Try(command)).Detail;

    private static Life WithPromise(Duration due) => Life.Reported().Told().Do(new Promise("A call", Generators.Start + due));

    private static PromiseState ThePromise(Life life) => Assert.Single(life.Incident.Promises);
}
