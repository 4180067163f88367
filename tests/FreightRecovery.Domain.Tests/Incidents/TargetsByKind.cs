using System.Collections.Immutable;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Recovery;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Incidents;

/// <summary>Whose figure a clock counts to: that of the channel, of the severity, or the kind's own.</summary>
public class TargetsByKind
{
    [Theory]
    [InlineData(IncidentKind.CustomsPapersLost, Channel.Email, 2, TargetSource.Kind)]
    [InlineData(IncidentKind.CustomsPapersLost, Channel.SocialMedia, 1, TargetSource.Channel)]
    [InlineData(IncidentKind.CargoRolled, Channel.Feed, 4, TargetSource.Kind)]
    [InlineData(IncidentKind.PriceDiffersFromQuote, Channel.Email, 24, TargetSource.Channel)]
    public void The_customer_is_told_by_whichever_is_shorter(IncidentKind kind, Channel channel, int hours, TargetSource by)
    {
        var life = new Life().Do(new Report(IncidentFacts(kind) with { Channel = channel }));
        var clock = Clock(life, ClockKind.FirstResponse);

        Assert.Equal((Duration.FromHours(hours), by), (clock.Target, clock.TargetBy));
    }

    [Fact]
    public void A_target_of_the_kind_stands_in_place_of_the_severitys_and_goes_by_severity_itself()
    {
        var life = new Life().Do(new Report(IncidentFacts(IncidentKind.CargoLost)));
        Assert.Equal((Duration.FromHours(240), TargetSource.Kind), Of(Clock(life, ClockKind.Resolution)));
        Assert.Equal((Duration.FromHours(24), TargetSource.Severity), Of(Clock(life, ClockKind.Offer)));

        life.Told().Do(new Assess(Assessment() with { Severity = Severity.Critical }) { Given = new GivenFacts(4, null, null, null, null) });
        Assert.Equal((Duration.FromHours(200), TargetSource.Kind), Of(Clock(life, ClockKind.Resolution)));

        static (Duration, TargetSource) Of(ClockReading clock) => (clock.Target, clock.TargetBy);
    }

    [Fact]
    public void By_any_figures_the_first_response_is_never_slower_than_its_channel_and_the_rest_is_the_kinds_own_or_the_severitys() =>
        Prop.ForAll(Facts.ToArbitrary(), AnyTargets.ToArbitrary(), (facts, own) =>
        {
            var policy = Policy.Default with
            {
                Kinds = Policy.Default.Kinds.SetItem(facts.Kind, Policy.Default.Kinds[facts.Kind] with { Targets = own }),
            };
            return Enum.GetValues<ClockKind>().All(clock =>
            {
                var target = ClockTarget.Of(clock, facts, facts.Severity, policy);
                return clock switch
                {
                    ClockKind.FirstResponse => target.Time <= policy.Clocks.FirstResponse[facts.Channel]
                        && target.Time <= (own.FirstResponse ?? Duration.MaxValue) && (target.By == TargetSource.Channel || target.Time == own.FirstResponse),
                    ClockKind.Acknowledgement => Is(target, own.Acknowledgement, policy.Clocks.Acknowledgement),
                    ClockKind.Assessment => Is(target, own.Assessment, policy.Clocks.Assessment),
                    ClockKind.Offer => Is(target, own.Offer, policy.Clocks.Offer),
                    ClockKind.Resolution => Is(target, own.Resolution, policy.Clocks.Resolution),
                };
            });

            bool Is(ClockTarget target, BySeverity<Duration>? kinds, BySeverity<Duration> usual) =>
                target == new ClockTarget((kinds ?? usual).For(facts.Severity), kinds is null ? TargetSource.Severity : TargetSource.Kind);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_was_promised_with_the_report_stays_and_says_so_under_another_policy()
    {
        var life = new Life().Do(new Report(IncidentFacts(IncidentKind.CustomsPapersLost) with { Channel = Channel.Email }));
        var policy = Policy.Default with { Kinds = Policy.Default.Kinds.ToImmutableDictionary(k => k.Key, k => k.Value with { Targets = new() }) };
        var clock = new IncidentClocks(life.Incident, policy).Readings()[0];

        Assert.Equal((Duration.FromHours(2), TargetSource.Kind), (clock.Target, clock.TargetBy));
    }

    [Fact]
    public void An_assessment_without_a_department_goes_where_such_incidents_usually_go()
    {
        var life = Life.Reported().Told().Do(new Assess(Assessment() with { Department = "" }));
        Assert.Equal(Policy.Default.Kinds[IncidentKind.CargoRolled].Department, life.Incident.Assessment!.Department);
        Assert.Equal("sea freight", Life.Reported().Told().Do(new Assess(Assessment() with { Department = "sea freight" })).Incident.Assessment!.Department);
    }

    [Fact]
    public void Bad_targets_of_a_kind_are_told_by_their_place()
    {
        var hour = Duration.FromHours(1);
        var bad = Policy.Default.Kinds[IncidentKind.CargoRolled] with
        {
            Targets = new() { FirstResponse = Duration.Zero, Acknowledgement = new(hour, hour * 2, hour), Assessment = new(hour, hour, Duration.Zero), Offer = new(hour, hour, hour * 2), Resolution = new(hour, hour, -hour) },
        };
        Assert.Equal(
            [
                "/kinds/cargoRolled/targets/firstResponse", "/kinds/cargoRolled/targets/acknowledgement",
                "/kinds/cargoRolled/targets/assessment/critical", "/kinds/cargoRolled/targets/offer", "/kinds/cargoRolled/targets/resolution/critical",
            ],
            (Policy.Default with { Kinds = Policy.Default.Kinds.SetItem(IncidentKind.CargoRolled, bad) }).Faults().Select(f => f.Pointer));
    }

    [Fact]
    public void Bad_times_of_the_house_are_told_by_their_place()
    {
        var (hour, none) = (Duration.FromHours(1), Duration.Zero);
        Assert.Equal(
            ["/acknowledgement", "/assessment/critical", "/offer", "/resolution/critical", "/reopenGrace"],
            new ClockPolicy
            {
                Acknowledgement = new(hour, hour * 2, hour), Assessment = new(hour, hour, none), Offer = new(hour, hour, hour * 2),
                Resolution = new(hour, hour, none), ReopenGrace = none,
            }.Faults().Select(f => f.Pointer));
        Assert.Equal(
            ["/remindBefore", "/warnBefore"], new ClockPolicy { RemindBefore = none, WarnBefore = none }.Faults().Select(f => f.Pointer));
        Assert.Equal(
            ["/topTenthFrom", "/topTenthLeastCustomers", "/silentTopTenth"],
            new EscalationPolicy { TopTenthFrom = 0m, TopTenthLeastCustomers = 9, SilentTopTenth = Authority.Sales }.Faults().Select(f => f.Pointer));
        Assert.Empty(new EscalationPolicy { TopTenthLeastCustomers = 10, SilentTopTenth = Authority.Supervisor }.Faults());
    }

    private static ClockReading Clock(Life life, ClockKind clock) =>
        new IncidentClocks(life.Incident, Policy.Default).Readings().Single(r => r.Clock == clock);

    private static readonly Gen<IncidentFacts> Facts =
        from kind in Gen.Elements(Enum.GetValues<IncidentKind>())
        from channel in Gen.Elements(Enum.GetValues<Channel>())
        from severity in Gen.Elements(Enum.GetValues<Severity>())
        select IncidentFacts(kind) with { Channel = channel, Severity = severity };

    private static readonly Gen<Duration> Time = Gen.Choose(1, 300).Select(hours => Duration.FromHours(hours));

    private static readonly Gen<BySeverity<Duration>?> Times = Gen.OneOf(
        Gen.Constant<BySeverity<Duration>?>(null),
        Gen.ArrayOf(Time, 3).Select(times => (BySeverity<Duration>?)new BySeverity<Duration>(times.Max(), times.Order().ElementAt(1), times.Min())));

    private static readonly Gen<KindTargets> AnyTargets =
        from first in Gen.OneOf(Time.Select(time => (Duration?)time), Gen.Constant((Duration?)null))
        from others in Gen.ArrayOf(Times, 4)
        select new KindTargets { FirstResponse = first, Acknowledgement = others[0], Assessment = others[1], Offer = others[2], Resolution = others[3] };
}
