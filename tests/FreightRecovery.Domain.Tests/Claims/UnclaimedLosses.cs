using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Tests.Incidents;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Claims;

/// <summary>The carrier's last days are watched though nobody has claimed: of the two clocks it is the one that gets missed.</summary>
public class UnclaimedLosses
{
    private static readonly LocalDate Monday = new(2026, 1, 5);
    private static readonly LocalDate Notice = Monday.PlusDays(14);
    private static readonly LocalDate Suit = Monday.PlusYears(2);

    private static CargoFacts Cargo => new() { Mode = TransportMode.Air, Origin = "CNTAO", Destination = "DEFRA", DeliveredAt = Start };

    [Fact]
    public void The_person_in_charge_is_warned_then_the_manager_and_what_is_missed_is_kept_each_once()
    {
        var life = RunUntil(Damaged(), Suit.PlusDays(9));
        Assert.Equal(
            [
                (TimeBar.Notice, Notice, 5, Authority.Sales), (TimeBar.Notice, Notice, 2, Authority.Manager),
                (TimeBar.Suit, Suit, 90, Authority.Sales), (TimeBar.Suit, Suit, 30, Authority.Manager), (TimeBar.Suit, Suit, 7, Authority.Manager),
            ],
            life.Events.OfType<CarrierBarNear>().Select(e => (e.Bar, e.By, e.WarnDays, e.To)));
        Assert.Equal([(TimeBar.Notice, Notice), (TimeBar.Suit, Suit)], life.Events.OfType<CarrierBarMissed>().Select(e => (e.Bar, e.By)));
        Assert.All(life.Events.OfType<CarrierBarNear>(), e => Assert.True(e.At <= LegalDays.Begins(e.By.PlusDays(-e.WarnDays))));
        Assert.All(life.Events.OfType<CarrierBarMissed>(), e => Assert.True(e.At >= LegalDays.Over(e.By)));
        Assert.Null(ClaimWatch.NextDeadline(life.Incident, Policy.Default));
    }

    [Theory]
    [InlineData(ClaimDirection.OnCarrier)]
    [InlineData(ClaimDirection.FromCustomer)]
    public void A_claim_takes_the_clock_over_and_repeats_nothing(ClaimDirection direction)
    {
        var life = RunUntil(Damaged(), Notice.PlusDays(-5));
        Assert.Single(life.Events.OfType<CarrierBarNear>());
        life.Do(new OpenClaim(direction, Dollars(900m), null, new ClaimTerms(), null, Cargo with { AsOf = 1 }));
        RunUntil(life, Notice.PlusDays(30));
        Assert.Single(life.Events.OfType<CarrierBarNear>());
        Assert.Empty(life.Events.OfType<CarrierBarMissed>());
        Assert.Equal([2], life.Events.OfType<TimeBarNear>().Where(e => e is { Side: ClaimSide.Carrier, Bar: TimeBar.Notice }).Select(e => e.WarnDays));
        Assert.Single(life.Events.OfType<TimeBarMissed>(), e => e is { Side: ClaimSide.Carrier, Bar: TimeBar.Notice });
    }

    [Fact]
    public void What_was_missed_before_anybody_claimed_is_not_missed_again()
    {
        var life = RunUntil(Damaged(), Notice.PlusDays(9)).Do(new OpenClaim(ClaimDirection.OnCarrier, Dollars(900m), null, new ClaimTerms(), null, Cargo with { AsOf = 1 }));
        RunUntil(life, Notice.PlusDays(30));
        Assert.Single(life.Events.OfType<CarrierBarMissed>());
        Assert.Empty(life.Events.OfType<TimeBarMissed>());
    }

    [Fact]
    public void A_claim_on_the_insurer_leaves_the_carriers_clock_running()
    {
        var life = Damaged().Do(new OpenClaim(ClaimDirection.OnInsurer, Dollars(900m), null, new ClaimTerms(), null, Cargo with { AsOf = 1 }));
        Assert.NotEmpty(RunUntil(life, Notice).Events.OfType<CarrierBarNear>());
    }

    [Fact]
    public void Cargo_under_way_has_no_last_day_until_its_delivery_is_known_and_the_same_word_again_says_nothing()
    {
        var life = Damaged(Cargo with { DeliveredAt = null });
        Assert.Null(ClaimWatch.NextDeadline(life.Incident, Policy.Default));
        life.Do(new ReviewClaims(Cargo with { AsOf = 4, Carrier = "CA", Freight = Dollars(7m) }));
        Assert.Single(life.Last);
        Assert.NotNull(ClaimWatch.NextDeadline(life.Incident, Policy.Default));
        life.Do(new ReviewClaims(Cargo with { AsOf = 5, Packages = 3 }));
        Assert.Empty(life.Last);
        life.Do(new ReviewClaims(Cargo with { AsOf = 3, DeliveredAt = null }));
        Assert.Empty(life.Last);
    }

    [Fact]
    public void What_runs_no_clock_of_the_law_is_left_alone()
    {
        var life = new Life().Do(new Report(IncidentFacts(IncidentKind.PriceDiffersFromQuote) with { Cargo = Cargo }));
        Assert.Null(ClaimWatch.NextDeadline(life.Incident, Policy.Default));
        life.Do(new ReviewClaims(Cargo with { AsOf = 4, Origin = "CNSHA" }));
        Assert.Empty(life.Last);
        Assert.Null(CargoFacts.OfReport(IncidentKind.CustomerMisled, ShipmentFacts()));
        Assert.Equal("USNYC", CargoFacts.OfReport(IncidentKind.CargoRolled, ShipmentFacts())!.Destination);
    }

    [Theory]
    [InlineData(IncidentStatus.Resolved, true)]
    [InlineData(IncidentStatus.Unfounded, false)]
    [InlineData(IncidentStatus.Withdrawn, false)]
    [InlineData(IncidentStatus.Reopened, true)]
    public void A_settled_incident_is_watched_only_where_a_claim_of_ours_is_possible(IncidentStatus status, bool watched)
    {
        var life = Life.At(status).Do(new ReviewClaims(Cargo with { AsOf = 4 }));
        Assert.Equal(watched, ClaimWatch.NextDeadline(life.Incident, Policy.Default) is not null);
    }

    [Fact]
    public void A_resolved_incident_is_watched_as_long_and_with_such_a_fault_as_the_policy_says()
    {
        var life = Life.At(IncidentStatus.Resolved).Do(new ReviewClaims(Cargo with { AsOf = 4 }));
        Assert.Null(ClaimWatch.NextDeadline(life.Incident, With(new UnclaimedPolicy { MonthsAfterResolution = 0 })));
        Assert.Null(ClaimWatch.NextDeadline(life.Incident, With(new UnclaimedPolicy { ClaimableFaults = [Fault.Agent] })));
        Assert.NotNull(ClaimWatch.NextDeadline(life.Incident, With(new UnclaimedPolicy { MonthsAfterResolution = 1 })));

        static Policy With(UnclaimedPolicy unclaimed) => Policy.Default with { Claims = new ClaimPolicy { Unclaimed = unclaimed } };
    }

    [Fact]
    public void Warnings_that_make_no_sense_are_told_by_their_place()
    {
        Assert.Empty(new ClaimPolicy().Faults());
        Assert.Equal("/unclaimed/notice", Fault(new UnclaimedPolicy { Notice = [] }));
        Assert.Equal("/unclaimed/suit", Fault(new UnclaimedPolicy { Suit = [new(7, Authority.Sales), new(30, Authority.Manager)] }));
        Assert.Equal("/unclaimed/suit", Fault(new UnclaimedPolicy { Suit = [new(30, Authority.Manager), new(7, Authority.Sales)] }));
        Assert.Equal("/unclaimed/notice", Fault(new UnclaimedPolicy { Notice = [new(-1, Authority.Sales)] }));
        Assert.Equal("/unclaimed/monthsAfterResolution", Fault(new UnclaimedPolicy { MonthsAfterResolution = -1 }));

        static string Fault(UnclaimedPolicy policy) => Assert.Single(new ClaimPolicy { Unclaimed = policy }.Faults()).Pointer;
    }

    private static Life Damaged(CargoFacts? cargo = null) =>
        new Life().Do(new Report(IncidentFacts(IncidentKind.CargoDamaged) with { Cargo = cargo ?? Cargo }));

    // The clock goes from one deadline to the next, as the sweep would.
    private static Life RunUntil(Life life, LocalDate day)
    {
        while (ClaimWatch.NextDeadline(life.Incident, Policy.Default) is { } next && next <= LegalDays.Over(day))
            life.After(Duration.Max(next - life.Now, Duration.Zero)).Do(new DeadlinePassed(null));
        return life;
    }
}
