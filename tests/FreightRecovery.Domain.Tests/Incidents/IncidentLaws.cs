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
            ? after.NextDeadline is null
            : after.Promises.Any(p => p.Open) || (after.CustomerToldAt is null && !after.FirstResponseMissed)
                ? after.NextDeadline is not null
                : after.NextDeadline is null);

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
        command is not IncidentCommand.DeadlinePassed || life.Incident.NextDeadline is not { } next || next > life.Now))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_first_response_that_was_missed_is_escalated_once_and_only_when_its_time_has_passed() => Prop.ForAll(Walks, walk =>
        Walk(walk, (life, _) =>
        {
            var escalated = life.Events.OfType<Escalated>().Where(e => e.Reason.Contains("first response", StringComparison.Ordinal)).ToList();
            return escalated.Count == (life.Incident.FirstResponseMissed ? 1 : 0)
                && escalated.All(e => e.At >= life.Incident.FirstResponseDueAt);
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
