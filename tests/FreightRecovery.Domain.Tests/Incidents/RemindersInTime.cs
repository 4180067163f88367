using FreightRecovery.Domain.Incidents;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Incidents;

/// <summary>
/// Who is reminded of what and when, on the days of <see cref="ClockExamples"/>: reported by phone on Monday the 5th of January 2026 at
/// 16:00, as major; a word comes two working hours before.
/// </summary>
public class RemindersInTime
{
    [Fact]
    public void Of_a_target_that_is_no_longer_than_the_word_is_early_nobody_is_reminded()
    {
        Assert.DoesNotContain(ClockKind.FirstResponse, Reminded(new Life().Do(new Report(IncidentFacts() with { Channel = Channel.SocialMedia }))));
        Assert.DoesNotContain(ClockKind.FirstResponse, Reminded(new Life().Do(new Report(IncidentFacts(IncidentKind.CustomsPapersLost)))));
        Assert.Contains(ClockKind.FirstResponse, Reminded(Life.Reported()));
    }

    [Fact]
    public void What_comes_first_is_found_though_something_else_is_known_to_come_soon()
    {
        // Four hours to find out where the cargo is, from nine on: the word of it comes at eleven, and that of the promise at one.
        var life = new Life().After(Duration.FromHours(-7)).Do(new Report(IncidentFacts(IncidentKind.ShipmentNotTracked) with { Severity = Severity.Critical }));
        life.Told().Do(new Promise("A call", At(5, 15, 0)));

        Assert.Equal(At(5, 11, 0), life.Incident.NextDeadline(Policy.Default));
    }

    [Fact]
    public void Nor_is_anybody_of_what_came_near_before_the_incident_was_opened_again()
    {
        var life = To(Life.At(IncidentStatus.CarriedOut), At(5, 9, 0) + Duration.FromDays(28)).Resolved().Reopened();
        var spared = Policy.Default with { Clocks = new ClockPolicy { ReopenGrace = Duration.FromHours(1) } };

        Assert.Contains(ClockKind.Resolution, Reminded(life));
        Assert.DoesNotContain(ClockKind.Resolution, Reminded(life, spared));
    }

    [Fact]
    public void To_tell_the_customer_is_owed_twice_and_one_word_of_it_will_do()
    {
        // Eight hours by kind and eight by severity: both end on Tuesday at 16:30.
        var life = new Life().Do(new Report(IncidentFacts(IncidentKind.DocumentsDefective) with { Channel = Channel.Email }));
        Assert.Single(To(life, At(6, 14, 30)).Do(new DeadlinePassed(null)).Last);
        Assert.Empty(life.Do(new DeadlinePassed(null)).Last);
    }

    [Theory]
    [InlineData(ClockKind.FirstResponse, ClockKind.FirstResponse, ClockKind.Acknowledgement)]
    [InlineData(ClockKind.Acknowledgement, ClockKind.FirstResponse, ClockKind.Acknowledgement)]
    [InlineData(ClockKind.Assessment, ClockKind.Assessment)]
    [InlineData(ClockKind.Resolution, ClockKind.Resolution)]
    public void A_word_of_one_clock_is_none_of_another_until_the_incident_is_opened_again(ClockKind clock, params ClockKind[] known)
    {
        var life = Life.Reported();
        var reminded = IncidentState.Evolve(life.Incident, new ReminderGiven(clock, null, At(6, 11, 30), life.Now));
        Assert.Equal(known, Enum.GetValues<ClockKind>().Where(reminded.Reminded));

        var reopened = IncidentState.Evolve(
            IncidentState.Evolve(reminded, new IncidentWithdrawn("A mistake.", life.Now)), new IncidentReopened("It came back.", life.Now));
        Assert.DoesNotContain(Enum.GetValues<ClockKind>(), reopened.Reminded);
    }

    [Fact]
    public void Who_gave_a_time_two_working_hours_ahead_needs_no_word_that_it_is_near()
    {
        var life = Life.Reported().Told().Do(new Promise("A call", At(6, 9, 30)));
        Assert.Empty(Warnings(life));
        Assert.Single(Warnings(Life.Reported().Told().Do(new Promise("A call", At(6, 9, 31)))));
    }

    [Fact]
    public void Nor_who_has_just_told_the_customer_of_a_later_time()
    {
        var life = Life.Reported().Told().Do(new Promise("A call", At(8, 12, 0)));
        To(life, At(8, 10, 30)).Do(new RenewPromise(life.Incident.Promises[0].Id, At(8, 12, 15), life.Now));

        Assert.Empty(Warnings(life));
    }

    [Fact]
    public void A_promise_that_was_kept_does_not_lapse_and_one_that_falls_due_with_the_reopening_does()
    {
        var life = Life.Reported().Told().Do(new Promise("A call", At(6, 9, 30))).Do(new Promise("A letter", At(7, 9, 30)));
        life.Do(new KeepPromise(life.Incident.Promises[0].Id, "Called.")).Do(new Withdraw("A mistake."));
        To(life, At(7, 9, 30)).Reopened();

        Assert.Equal([null, life.Now], life.Incident.Promises.Select(p => p.LapsedAt));
    }

    private static IEnumerable<ClockKind> Reminded(Life life, Policy? policy = null) =>
        Agenda.Until(Instant.MaxValue, life.Incident, policy ?? Policy.Default).OfType<Appointment.Remind>().Select(r => r.Clock);

    private static IEnumerable<Appointment.Warn> Warnings(Life life) =>
        Agenda.Until(Instant.MaxValue, life.Incident, Policy.Default).OfType<Appointment.Warn>();

    private static Life To(Life life, Instant at) => life.After(at - life.Now);

    private static Instant At(int day, int hour, int minute) =>
        new LocalDateTime(2026, 1, day, hour, minute).InZoneStrictly(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).ToInstant();
}
