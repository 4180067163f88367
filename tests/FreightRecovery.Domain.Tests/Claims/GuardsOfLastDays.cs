using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Tests.Incidents;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Claims;

/// <summary>
/// The watch on last days at the edges where it turns: of cargo by air that was delivered damaged on Monday the 5th of January 2026, with
/// a fortnight for notice and two years for suit.
/// </summary>
public class GuardsOfLastDays
{
    private static readonly LocalDate Monday = new(2026, 1, 5);
    private static readonly LocalDate Notice = Monday.PlusDays(14);
    private static readonly LocalDate Suit = Monday.PlusYears(2);

    private static CargoFacts Cargo => new() { AsOf = 1, Mode = TransportMode.Air, Origin = "CNTAO", Destination = "DEFRA", DeliveredAt = Start };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_last_day_is_missed_when_it_has_ended_everywhere_and_not_before(bool claimed)
    {
        var life = claimed ? Claimed(ClaimDirection.OnCarrier) : Damaged();

        Assert.DoesNotContain(To(life, LegalDays.Over(Notice) - Duration.Epsilon).Last, e => e is CarrierBarMissed or TimeBarMissed);
        Assert.Contains(To(life, LegalDays.Over(Notice)).Last, e => e is CarrierBarMissed or TimeBarMissed);
    }

    [Fact]
    public void Of_several_warnings_that_are_due_at_once_the_last_one_is_given()
    {
        var late = LegalDays.Begins(Notice.PlusDays(-2));

        Assert.Equal([(2, Authority.Manager)], To(Damaged(), late).Last.OfType<CarrierBarNear>().Select(e => (e.WarnDays, e.To)));
        Assert.Equal([2], To(Claimed(ClaimDirection.OnCarrier), late).Last.OfType<TimeBarNear>().Select(e => e.WarnDays));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_delivery_put_right_brings_another_day_that_is_watched_anew(bool claimed)
    {
        var life = RunUntil(claimed ? Claimed(ClaimDirection.OnCarrier) : Damaged(), Notice.PlusDays(1));
        life.Do(new ReviewClaims(Cargo with { AsOf = 4, DeliveredAt = Start + Duration.FromDays(30) }));
        RunUntil(life, Notice.PlusDays(31));

        Assert.Equal(
            [Notice, Notice.PlusDays(30)],
            claimed ? life.Events.OfType<TimeBarMissed>().Select(e => e.By) : life.Events.OfType<CarrierBarMissed>().Select(e => e.By));
    }

    [Fact]
    public void Two_last_days_on_one_day_are_two()
    {
        var policy = Policy.Default with
        {
            Legal = LegalRules.Shipped with
            {
                Rows = [.. LegalRules.Shipped.Rows.Select(r => r is { Regime: LiabilityRegime.Montreal, Subject: LegalSubject.Suit }
                    ? r with { Period = new LegalPeriod(0, 0, 14, false), Start = StartDay.Delivery }
                    : r)],
            },
        };
        var unclaimed = IncidentState.Evolve(Damaged().Incident, new CarrierBarMissed(TimeBar.Notice, Notice, Start));
        var claimed = Claimed(ClaimDirection.OnCarrier).Incident;
        claimed = IncidentState.Evolve(claimed, new TimeBarMissed(claimed.Claims[0].Id, ClaimSide.Carrier, TimeBar.Notice, Notice, Start));

        Assert.Equal(LegalDays.Begins(Notice.PlusDays(-90)), ClaimWatch.NextDeadline(unclaimed, policy));
        Assert.Equal(LegalDays.Begins(Notice.PlusDays(-90)), ClaimWatch.NextDeadline(claimed, policy));
    }

    [Fact]
    public void A_resolved_incident_is_watched_up_to_the_policys_last_day_and_on_it()
    {
        // Resolved on the 5th of January 2026 and watched for 24 months: the last day for suit is the very last that counts.
        var life = RunUntil(Life.At(IncidentStatus.Resolved).Do(new ReviewClaims(Cargo with { AsOf = 4 })), Suit.PlusDays(1));

        Assert.Contains(life.Events.OfType<CarrierBarMissed>(), e => e.Bar == TimeBar.Suit && e.By == Suit);
    }

    [Fact]
    public void What_the_carrier_won_by_our_silence_the_customer_may_lose_the_same_day_and_both_are_kept()
    {
        var life = Open(RunUntil(Damaged(), Suit.PlusDays(1)), ClaimDirection.FromCustomer).Do(new DeadlinePassed(null));

        Assert.Equal([(ClaimSide.Customer, TimeBar.Suit, Suit)], life.Last.OfType<TimeBarMissed>().Select(e => (e.Side, e.Bar, e.By)));
    }

    [Fact]
    public void Of_the_customers_own_last_days_nobody_is_warned_and_the_passing_is_kept()
    {
        var life = RunUntil(Claimed(ClaimDirection.FromCustomer), Suit.PlusDays(1));

        Assert.DoesNotContain(life.Events, e => e is TimeBarNear { Side: ClaimSide.Customer });
        Assert.Single(life.Events, e => e is TimeBarMissed { Side: ClaimSide.Customer, Bar: TimeBar.Suit });
    }

    [Fact]
    public void Two_claims_of_the_customers_on_one_loss_have_one_watch_on_the_carrier() => Assert.Single(
        RunUntil(Open(Claimed(ClaimDirection.FromCustomer), ClaimDirection.FromCustomer), Notice.PlusDays(1)).Events,
        e => e is TimeBarMissed { Side: ClaimSide.Carrier, Bar: TimeBar.Notice });

    [Fact]
    public void A_claim_on_the_insurer_beside_the_customers_leaves_the_carriers_clock_running_and_one_on_the_agent_does_not()
    {
        var insured = Open(Claimed(ClaimDirection.FromCustomer), ClaimDirection.OnInsurer).Incident;
        Assert.Equal([ClaimSide.Customer, ClaimSide.Carrier], ClaimWatch.Sides(insured, insured.Claims[0]));
        var agent = Open(Claimed(ClaimDirection.FromCustomer), ClaimDirection.OnAgent).Incident;
        Assert.Equal([ClaimSide.Customer], ClaimWatch.Sides(agent, agent.Claims[0]));
    }

    [Fact]
    public void A_claim_that_is_settled_has_no_last_day_any_more()
    {
        var life = Claimed(ClaimDirection.OnCarrier);
        Assert.Equal(Notice, Next(life, 0));

        life.Do(new SettleClaim(life.Incident.Claims[0].Id, Dollars(900m), Monday, "Paid."));
        Assert.Equal((null, null), (Next(life, 0), ClaimWatch.NextDeadline(life.Incident, Policy.Default)));
    }

    [Fact]
    public void Notice_leaves_the_time_for_recourse_as_it_is_and_suit_ends_it()
    {
        var sea = Cargo with { Mode = TransportMode.Sea, Destination = "KRPUS" };
        var life = Life.Reported().Do(new OpenClaim(ClaimDirection.FromCustomer, Dollars(900m), LiabilityRegime.FiataFbl, new ClaimTerms(), null, sea));
        Assert.Null(life.Try(new SettleClaim(life.Incident.Claims[0].Id, Dollars(400m), Monday, "Fair."), Authority.Manager));
        life.Do(new OpenClaim(ClaimDirection.OnCarrier, Dollars(900m), LiabilityRegime.HagueVisby, new ClaimTerms(), Monday, sea));
        Assert.Equal((null, Monday.PlusDays(90)), (Next(life, 0), Next(life, 1)));

        life.Do(new FileSuit(life.Incident.Claims[1].Id, Monday, "Busan"));
        Assert.Null(Next(life, 1));
    }

    [Fact]
    public void Whoever_claims_for_what_is_no_loss_of_cargo_has_a_clock_that_follows_the_shipment()
    {
        var life = Open(new Life().Do(new Report(IncidentFacts(IncidentKind.PriceDiffersFromQuote) with { Cargo = Cargo })), ClaimDirection.OnCarrier);
        var later = Cargo with { AsOf = 2, DeliveredAt = Start + Duration.FromDays(3) };

        Assert.Equal(later, life.Do(new ReviewClaims(later)).Incident.Cargo);
    }

    private static Life Damaged() => new Life().Do(new Report(IncidentFacts(IncidentKind.CargoDamaged) with { Cargo = Cargo }));

    private static Life Claimed(ClaimDirection direction) => Open(Damaged(), direction);

    private static Life Open(Life life, ClaimDirection direction) =>
        life.Do(new OpenClaim(direction, Dollars(900m), LiabilityRegime.Montreal, new ClaimTerms(), null, Cargo));

    private static LocalDate? Next(Life life, int claim) => ClaimWatch.NextBar(life.Incident, life.Incident.Claims[claim], Policy.Default);

    private static Life To(Life life, Instant at) => life.After(at - life.Now).Do(new DeadlinePassed(null));

    // The clock goes from one deadline to the next, as the sweep would.
    private static Life RunUntil(Life life, LocalDate day)
    {
        while (ClaimWatch.NextDeadline(life.Incident, Policy.Default) is { } next && next <= LegalDays.Over(day))
            life.After(Duration.Max(next - life.Now, Duration.Zero)).Do(new DeadlinePassed(null));
        return life;
    }
}
