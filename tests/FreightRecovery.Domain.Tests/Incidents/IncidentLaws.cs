using FreightRecovery.Domain.Incidents;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Incidents;

/// <summary>What holds at every moment of every life, whatever commands come in.</summary>
public class IncidentLaws
{
    [Fact]
    public void Nothing_is_carried_out_before_the_customer_itself_has_confirmed() => Always((_, e, before) =>
        e is not StepCompleted || (before.Status is IncidentStatus.Confirmed or IncidentStatus.CarriedOut && before.ConfirmedOffer is not null));

    [Fact]
    public void Steps_come_from_a_confirmed_offer_alone() => Always((after, _, _) => after.Steps.IsEmpty || after.ConfirmedOffer is not null);

    [Fact]
    public void No_incident_is_resolved_or_even_assessed_before_the_customer_was_told() => Always((after, _, _) =>
        after.CustomerToldAt is not null || (after.Assessment is null && after.Status != IncidentStatus.Resolved));

    [Fact]
    public void A_settled_incident_has_no_deadline_and_an_open_one_has_one_while_anything_is_owed() => Always((after, _, _) =>
        after.Settled
            ? after.NextDeadline(Policy.Default) is null
            : after.NextDeadline(Policy.Default) is not null
                || !(after.Promises.Any(p => p.Open) || (after.CustomerToldAt is null && !after.FirstResponseMissed)));

    [Fact]
    public void Settling_moves_the_settled_version_on_and_nothing_ever_moves_it_back() => Always((after, _, before) =>
        after.SettledAt >= before.SettledAt && after.SettledAt <= after.Version
        && (!after.Settled || before.Settled || after.SettledAt == after.Version));

    [Fact]
    public void It_only_ever_rises_in_the_house() => Always((after, _, before) => after.Level >= before.Level);

    [Fact]
    public void A_promise_is_kept_in_time_or_broken_and_never_both() => Always((after, _, _) => after.Promises.All(p =>
        (p.KeptAt is null || p.KeptAt <= p.DueAt) && (p.BrokenAt is null || (p.BrokenAt == p.DueAt && p.KeptAt is null))));

    [Fact]
    public void A_low_mark_never_leaves_an_incident_settled() => Prop.ForAll(Walks, walk => Walk(walk, (life, command) =>
        command is not IncidentCommand.FollowUp { Satisfaction: <= 2 } || life.Incident is { Status: not IncidentStatus.Resolved }))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Once_the_clock_has_spoken_nothing_is_overdue() => Prop.ForAll(Walks, walk => Walk(walk, (life, command) =>
        command is not IncidentCommand.DeadlinePassed || life.Incident.NextDeadline(Policy.Default) is not { } next || next > life.Now))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_target_is_missed_once_until_the_incident_is_reopened_and_only_when_its_time_has_passed() => Prop.ForAll(Walks, walk =>
        Walk(walk, (life, _) => life.Events.OfType<TargetMissed>().All(m => m.DueAt <= m.At)
            && life.Incident.MissedTargets.Where(m => life.Incident.ReopenedAt is not { } reopened || m.At > reopened)
                .GroupBy(m => m.Clock).All(g => g.Count() == 1))).QuickCheckThrowOnFailure();

    [Fact]
    public void What_comes_next_is_the_earliest_of_all_that_is_to_come() => Prop.ForAll(Walks, walk => Walk(walk, (life, _) =>
        life.Incident is { Facts: null } or { Settled: true }
        || life.Incident.NextDeadline(Policy.Default)
            == Agenda.Until(Instant.MaxValue, life.Incident, Policy.Default).Select(a => (Instant?)a.At).FirstOrDefault()))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_step_is_overdue_once_while_it_is_not_done_and_reminded_of_once_before() => Prop.ForAll(Walks, walk => Walk(walk, (life, _) =>
        life.Events.OfType<StepOverdue>().All(o => o.DueAt <= o.At)
        && life.Events.OfType<StepOverdue>().GroupBy(o => o.Step).All(g => g.Count() == 1)
        && life.Events.OfType<ReminderGiven>().Where(r => r.Step is not null).GroupBy(r => r.Step).All(g => g.Count() == 1)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_the_clock_finds_late_raises_the_incident_by_one_level() => Prop.ForAll(Walks, walk =>
        Walk(walk, (life, command) =>
        {
            var late = life.Last.Count(e => e is TargetMissed or PromiseBroken or StepOverdue);
            return command is not IncidentCommand.DeadlinePassed || life.Last.OfType<Escalated>().Count() == Math.Min(late, 1);
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_lives_get_everywhere()
    {
        var seen = new HashSet<(IncidentStatus, Type)>();
        Prop.ForAll(Walks, walk => Walk(walk, (life, command) => seen.Add((life.Incident.Status, command.GetType())) || true))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400));

        Assert.Equal(Enum.GetValues<IncidentStatus>(), seen.Select(s => s.Item1).Distinct().Order());
    }

    private static void Always(Func<IncidentState, IncidentEvent, IncidentState, bool> law) => Prop.ForAll(Walks, walk =>
    {
        var state = IncidentState.Initial;
        foreach (var e in Lived(walk).Events)
        {
            var before = state;
            state = IncidentState.Evolve(before, e);
            if (!law(state, e, before))
                return false;
        }

        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static Life Lived((Type Type, int Choice, int Minutes)[] walk)
    {
        var life = new Life();
        Walk(walk, (_, _) => true, life);
        return life;
    }

    private static bool Walk(
        (Type Type, int Choice, int Minutes)[] walk, Func<Life, IncidentCommand, bool> holdsAfter, Life? given = null)
    {
        var life = given ?? new Life();
        foreach (var (type, choice, minutes) in walk)
        {
            life.After(Duration.FromMinutes(minutes));
            var command = CommandFor(type, life.Incident, life.Now, choice);
            if (life.Try(command, Authority.Executive) is null && !holdsAfter(life, command))
                return false;
        }

        return true;
    }
}
