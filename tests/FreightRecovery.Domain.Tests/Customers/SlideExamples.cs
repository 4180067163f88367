using FreightRecovery.Domain.Customers;
using static FreightRecovery.Domain.Customers.SignalKind;

namespace FreightRecovery.Domain.Tests.Customers;

/// <summary>Every arrow of the table, and what must not be one.</summary>
public class SlideExamples
{
    [Fact]
    public void A_customer_without_signals_is_content_and_nothing_is_due()
    {
        var view = new Story().After(1000);
        Assert.Equal(Stage.Content, view.Stage);
        Assert.Null(view.Since);
        Assert.Null(view.NextChangeAt);
    }

    [Fact]
    public void A_minor_incident_makes_a_content_customer_grumble() =>
        Assert.Equal(Stage.Grumble, new Story().Reports(0, 1, Severity.Minor).StageAfter(1));

    [Fact]
    public void A_mild_remark_makes_a_content_customer_grumble() =>
        Assert.Equal(Stage.Grumble, new Story().On(0, Remark).StageAfter(1));

    [Theory]
    [InlineData(Severity.Major)]
    [InlineData(Severity.Critical)]
    public void A_serious_incident_makes_a_complaint(Severity severity) =>
        Assert.Equal(Stage.Complaint, new Story().Reports(0, 1, severity).StageAfter(1));

    [Fact]
    public void An_incident_assessed_as_worse_than_reported_makes_a_complaint()
    {
        var story = new Story().Reports(0, 1, Severity.Minor).On(1, IncidentAssessed, 1, Severity.Major);
        Assert.Equal(Stage.Grumble, story.StageAfter(0.5));
        Assert.Equal(Stage.Complaint, story.StageAfter(1));
    }

    [Fact]
    public void Two_minor_incidents_within_90_days_make_a_complaint() =>
        Assert.Equal(Stage.Complaint,
            new Story().Books(0, 80).Reports(0, 1, Severity.Minor).Reports(90, 2, Severity.Minor).StageAfter(90));

    [Fact]
    public void Two_minor_incidents_more_than_90_days_apart_do_not()
    {
        var story = new Story().Books(0, 30, 60, 90).Reports(0, 1, Severity.Minor).Reports(91, 2, Severity.Minor);
        Assert.Equal(Stage.Grumble, story.StageAfter(91));
    }

    [Fact]
    public void A_withdrawn_incident_is_not_the_first_of_two() =>
        Assert.Equal(Stage.Grumble, new Story()
            .Reports(0, 1, Severity.Minor).On(1, IncidentClosed, 1).Reports(2, 2, Severity.Minor).StageAfter(3));

    [Fact]
    public void The_same_incident_told_twice_is_not_two() =>
        Assert.Equal(Stage.Grumble, new Story().Reports(0, 1, Severity.Minor).Reports(1, 1, Severity.Minor).StageAfter(2));

    [Theory]
    [InlineData(SignalKind.Complaint)]
    [InlineData(Threat)]
    [InlineData(PromiseBroken)]
    public void A_complaint_a_threat_and_a_broken_promise_make_a_complaint_of_content_and_of_grumble(SignalKind kind)
    {
        Assert.Equal(Stage.Complaint, new Story().On(0, kind).StageAfter(1));
        Assert.Equal(Stage.Complaint, new Story().On(0, Remark).On(1, kind).StageAfter(2));
    }

    [Fact]
    public void A_grumble_ends_after_30_calm_days_once_its_incident_is_resolved_within_promise()
    {
        var story = new Story().Reports(0, 1, Severity.Minor).Resolves(5, 1);
        Assert.Equal(Stage.Grumble, story.StageAfter(34.9));
        Assert.Equal(Stage.Content, story.StageAfter(35));
        Assert.Equal(Story.Day(35), story.After(40).Since);
    }

    [Fact]
    public void A_grumble_goes_on_while_its_incident_is_open_or_was_resolved_late()
    {
        Assert.Equal(Stage.Grumble, new Story().Reports(0, 1, Severity.Minor).StageAfter(44));
        Assert.Equal(Stage.Grumble, new Story().Reports(0, 1, Severity.Minor).Resolves(5, 1, withinPromise: false).StageAfter(44));
    }

    [Fact]
    public void A_new_remark_lets_the_30_calm_days_begin_again()
    {
        var story = new Story().On(0, Remark).On(20, Remark);
        Assert.Equal(Stage.Grumble, story.StageAfter(49));
        Assert.Equal(Stage.Content, story.StageAfter(50));
    }

    [Fact]
    public void A_complaint_falls_silent_after_two_fruitless_attempts_and_its_own_horizon()
    {
        var story = Story.FallsSilentOnDay45();
        Assert.Equal(Stage.Complaint, story.StageAfter(44.9));
        var view = story.After(45);
        Assert.Equal(Stage.Silence, view.Stage);
        Assert.False(view.Quiet);
        Assert.Contains("2 fruitless attempts, then no word for 45 days", view.Reasons[0]);
    }

    [Fact]
    public void One_fruitless_attempt_is_not_enough_to_fall_silent() =>
        Assert.Equal(Stage.Complaint, new Story().On(0, SignalKind.Complaint).On(1, PromiseBroken).StageAfter(1000));

    [Fact]
    public void Complaining_again_and_declining_every_option_are_fruitless_attempts() =>
        Assert.Equal(Stage.Silence, new Story()
            .On(0, SignalKind.Complaint).On(0, SignalKind.Complaint).On(0, OptionsExhausted).StageAfter(45));

    [Fact]
    public void A_withdrawn_incident_is_settled_without_a_fruitless_attempt() =>
        Assert.Equal(Stage.Grumble, new Story().Reports(0, 1, Severity.Major).On(3, IncidentClosed, 1).StageAfter(4));

    [Fact]
    public void A_booking_is_not_a_word_and_does_not_break_the_silence_of_a_complaint()
    {
        var story = Story.FallsSilentOnDay45().Books(20, 40, 60);
        Assert.Equal(Story.Day(45), story.After(59).Since);
        Assert.Equal(Stage.Silence, story.StageAfter(61));
    }

    [Fact]
    public void A_silent_customer_that_books_is_captive()
    {
        Assert.False(Story.FallsSilentOnDay45().After(50).Captive);
        var captive = Story.FallsSilentOnDay45().Books(50).After(51);
        Assert.True(captive.Captive);
        Assert.Equal(Stage.Silence, captive.Stage);
        Assert.True(captive.Risk > Story.FallsSilentOnDay45().After(51).Risk);
        Assert.Contains(captive.Reasons, reason => reason.StartsWith("Captive: 1 booking since it fell silent"));
    }

    [Fact]
    public void A_captive_whose_bookings_have_stopped_is_captive_no_longer()
    {
        var story = Story.FallsSilentOnDay45().Books(50, 57, 64, 71);
        Assert.True(story.After(72).Captive);
        Assert.False(story.After(150).Captive);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void A_complaint_resolved_to_satisfaction_makes_a_recovered_customer(int mark)
    {
        var view = new Story().Reports(0, 1, Severity.Critical).Resolves(5, 1, mark).After(6);
        Assert.Equal(Stage.Content, view.Stage);
        Assert.True(view.Recovered);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(null)]
    public void A_complaint_resolved_without_satisfaction_leaves_a_grumble(int? mark) =>
        Assert.Equal(Stage.Grumble, new Story().Reports(0, 1, Severity.Major).Resolves(5, 1, mark).StageAfter(6));

    [Fact]
    public void A_low_mark_settles_nothing_and_is_a_complaint_again()
    {
        var story = new Story().Reports(0, 1, Severity.Major).Resolves(5, 1, mark: 2);
        Assert.Equal(Stage.Complaint, story.StageAfter(6));
        Assert.Contains(story.After(6).Reasons, reason => reason.StartsWith("1 fruitless attempt"));
        Assert.Equal(Stage.Content, story.Resolves(9, 1, mark: 5).StageAfter(9));
    }

    [Fact]
    public void The_worst_mark_decides_when_several_incidents_are_resolved()
    {
        var story = new Story().Reports(0, 1, Severity.Major).Reports(0, 2, Severity.Minor).Resolves(1, 1, 3);
        Assert.Equal(Stage.Complaint, story.StageAfter(1));
        Assert.Equal(Stage.Grumble, story.Resolves(2, 2, 5).StageAfter(2));
    }

    [Fact]
    public void What_was_settled_before_a_complaint_does_not_settle_it()
    {
        var story = new Story().Reports(0, 1, Severity.Minor).Resolves(1, 1, 5).On(2, SignalKind.Complaint).On(3, SignalKind.Contact);
        Assert.Equal(Stage.Complaint, story.StageAfter(40));
    }

    [Fact]
    public void A_content_customer_that_stays_away_past_its_horizon_goes_quiet()
    {
        var view = Story.GoesQuietOnDay45().After(45);
        Assert.Equal(Stage.Silence, view.Stage);
        Assert.True(view.Quiet);
        Assert.Equal(Stage.Content, Story.GoesQuietOnDay45().StageAfter(44.9));
    }

    [Fact]
    public void A_grumbling_customer_that_stays_away_past_its_horizon_goes_quiet()
    {
        var view = new Story().Reports(0, 1, Severity.Minor).After(45);
        Assert.Equal((Stage.Silence, true), (view.Stage, view.Quiet));
    }

    [Fact]
    public void A_recovered_customer_that_stays_away_is_quiet_like_any_other()
    {
        var view = new Story().Books(0, 7, 14).Reports(15, 1, Severity.Major).Resolves(20, 1, 5).After(250);
        Assert.True(view.History.Any(move => move is { From: Stage.Content, To: Stage.Silence }));
    }

    [Fact]
    public void A_frequent_customer_has_a_shorter_horizon_than_a_rare_one()
    {
        var weekly = new Story().Books(0, 7, 14, 21, 28, 35, 42).After(42);
        var monthly = new Story().Books(0, 30, 60, 90, 120).After(120);
        Assert.InRange(weekly.HorizonDays, 14, 59);
        Assert.InRange(monthly.HorizonDays, weekly.HorizonDays + 1, 180);
    }

    [Fact]
    public void A_silent_customer_that_speaks_is_back_to_its_complaint() =>
        Assert.Equal(Stage.Complaint, Story.FallsSilentOnDay45().On(50, SignalKind.Contact).StageAfter(51));

    [Fact]
    public void A_quiet_customer_that_books_is_content_and_one_that_speaks_complains()
    {
        Assert.Equal(Stage.Content, Story.GoesQuietOnDay45().Books(50).StageAfter(51));
        Assert.Equal(Stage.Complaint, Story.GoesQuietOnDay45().On(50, Remark).StageAfter(51));
    }

    [Fact]
    public void A_good_mark_given_out_of_silence_leads_over_the_complaint_to_content()
    {
        var story = new Story().Reports(0, 1, Severity.Major).On(0, PromiseBroken, 1).On(0, PromiseBroken, 1).Resolves(60, 1, 5);
        var view = story.After(60);
        Assert.True(view.Recovered);
        Assert.Equal([Stage.Complaint, Stage.Silence, Stage.Complaint, Stage.Content], view.History.Select(move => move.To));
    }

    [Fact]
    public void What_was_settled_in_silence_counts_when_the_customer_speaks_unless_it_complains()
    {
        Story Silent() => new Story().Reports(0, 1, Severity.Major)
            .On(0, PromiseBroken, 1).On(0, PromiseBroken, 1).Resolves(60, 1);
        Assert.Equal(Stage.Silence, Silent().StageAfter(61));
        Assert.Equal(Stage.Grumble, Silent().On(62, Praise).StageAfter(62));
        Assert.Equal(Stage.Complaint, Silent().On(62, SignalKind.Complaint).StageAfter(62));
    }

    [Fact]
    public void A_silent_customer_whose_bookings_stop_is_lost_when_P_alive_falls_below_5_percent()
    {
        var story = new Story().Books(0, 7, 14, 21, 28, 35, 42, 49);
        var lost = story.After(400);
        Assert.Equal(Stage.Lost, lost.Stage);
        Assert.Equal([Stage.Silence, Stage.Lost], lost.History.Select(move => move.To));
        var fell = lost.History[^1].At;
        Assert.True(Relationship.Of(story.Signals, fell, new RelationshipPolicy(), null).PAlive < 0.05);
        Assert.True(Relationship.Of(story.Signals, fell - NodaTime.Duration.FromDays(1), new RelationshipPolicy(), null).PAlive >= 0.05);
    }

    [Fact]
    public void A_silent_customer_that_never_booked_is_lost_after_a_year()
    {
        Assert.Equal(Stage.Silence, Story.FallsSilentOnDay45().StageAfter(45 + 364));
        Assert.Equal(Stage.Lost, Story.FallsSilentOnDay45().StageAfter(45 + 365));
    }

    [Fact]
    public void A_farewell_loses_the_customer_from_every_stage()
    {
        Assert.Equal(Stage.Lost, new Story().On(0, Farewell).StageAfter(0));
        Assert.Equal(Stage.Lost, new Story().On(0, Remark).On(1, Farewell).StageAfter(1));
        Assert.Equal(Stage.Lost, new Story().On(0, SignalKind.Complaint).On(1, Farewell).StageAfter(1));
        Assert.Equal(Stage.Lost, Story.FallsSilentOnDay45().On(50, Farewell).StageAfter(50));
    }

    [Fact]
    public void A_lost_customer_that_books_is_won_back_and_nothing_else_brings_it_back()
    {
        var lost = new Story().On(0, Farewell).On(1, SignalKind.Contact).On(2, Praise).Reports(3, 1, Severity.Major).Resolves(4, 1, 5);
        Assert.Equal(Stage.Lost, lost.StageAfter(5));
        Assert.Equal(1, lost.After(5).Risk);
        var back = lost.Books(6).After(6);
        Assert.Equal((Stage.Content, true), (back.Stage, back.WonBack));
    }

    [Fact]
    public void A_signal_dated_ahead_waits_for_its_time()
    {
        var story = new Story().On(0, SignalKind.Contact).On(10, SignalKind.Complaint);
        Assert.Equal(Stage.Content, story.StageAfter(9));
        Assert.Equal(Story.Day(10), story.After(9).NextChangeAt);
        Assert.Equal(Stage.Complaint, story.StageAfter(10));
    }

    [Fact]
    public void A_customer_on_the_slide_is_looked_at_every_week()
    {
        var story = new Story().On(0, SignalKind.Complaint);
        Assert.Equal(Story.Day(7), story.After(0).NextChangeAt);
        Assert.Equal(Story.Day(7), story.After(6.9).NextChangeAt);
        Assert.Equal(Story.Day(14), story.After(7).NextChangeAt);
    }

    [Fact]
    public void A_word_at_the_very_instant_the_horizon_ends_is_in_time() =>
        Assert.Equal(Stage.Complaint, Assert.Single(Story.FallsSilentOnDay45().On(45, SignalKind.Contact).After(46).History).To);

    [Fact]
    public void At_one_instant_an_incident_is_reported_before_it_is_resolved() =>
        Assert.True(new Story().Resolves(0, 1, 5).Reports(0, 1, Severity.Major).After(0).Recovered);

    [Fact]
    public void Speaking_again_with_nothing_settled_does_not_let_the_attempts_be_forgotten()
    {
        var story = Story.FallsSilentOnDay45().On(50, SignalKind.Contact);
        Assert.Equal(Stage.Silence, story.StageAfter(50 + story.After(50).HorizonDays));
    }

    [Fact]
    public void A_customer_that_has_long_ceased_to_book_is_lost_at_the_instant_it_also_ceases_to_speak()
    {
        var story = new Story().Books(0, 7, 14, 21, 28, 35, 42, 49);
        for (var day = 60; day <= 300; day += 20)
            story.On(day, SignalKind.Contact);
        var view = story.After(500);
        Assert.Equal([Stage.Silence, Stage.Lost], view.History.Select(move => move.To));
        Assert.Equal(view.History[0].At, view.History[1].At);
        Assert.True(view.History[0].At > Story.Day(300));
    }
}
