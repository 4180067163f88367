using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Tests.Incidents;
using FreightRecovery.Testing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Claims;

/// <summary>A claim from its opening to its end, with the clock that watches it.</summary>
public class ClaimLife
{
    private static readonly LocalDate Monday = new(2026, 1, 5);

    [Fact]
    public void A_claim_on_the_carrier_is_warned_of_before_each_last_day_and_missed_after_it()
    {
        var life = Claimed(ClaimDirection.OnCarrier, LiabilityRegime.Montreal);
        var by = Monday.PlusDays(14);
        RunUntil(life, by.PlusYears(3));

        Assert.Equal(
            [(TimeBar.Notice, by, 5), (TimeBar.Notice, by, 2), (TimeBar.Suit, Monday.PlusYears(2), 90), (TimeBar.Suit, Monday.PlusYears(2), 30), (TimeBar.Suit, Monday.PlusYears(2), 7)],
            life.Events.OfType<TimeBarNear>().Select(e => (e.Bar, e.By, e.WarnDays)));
        Assert.Equal([(TimeBar.Notice, by), (TimeBar.Suit, Monday.PlusYears(2))], life.Events.OfType<TimeBarMissed>().Select(e => (e.Bar, e.By)));
        Assert.All(life.Events.OfType<TimeBarNear>(), e => Assert.True(e.At <= LegalDays.Begins(e.By.PlusDays(-e.WarnDays))));
        Assert.All(life.Events.OfType<TimeBarMissed>(), e => Assert.True(e.At >= LegalDays.Over(e.By)));
    }

    [Fact]
    public void Who_has_given_notice_and_sued_is_left_alone()
    {
        var life = Claimed(ClaimDirection.OnCarrier, LiabilityRegime.Montreal);
        life.Do(new GiveNotice(Claim(life), Monday, "mail 8")).Do(new FileSuit(Claim(life), Monday, "Frankfurt"));
        Assert.Null(ClaimWatch.NextDeadline(life.Incident, Policy.Default));
        Assert.IsType<Refusal.NotAllowedInState>(life.Try(new GiveNotice(Claim(life), Monday, "mail 9")));
        Assert.IsType<Refusal.NotAllowedInState>(life.Try(new FileSuit(Claim(life), Monday, "Frankfurt")));
    }

    [Fact]
    public void A_customers_claim_starts_the_watch_on_the_carriers_clock_until_we_claim_ourselves()
    {
        var life = Claimed(ClaimDirection.FromCustomer, LiabilityRegime.FiataFbl);
        life.After(Duration.FromHours(1)).Do(new DeadlinePassed(null));
        RunUntil(life, Monday.PlusDays(40));
        // The carrier's apparent damage was to be told at delivery: that day has passed.
        Assert.Contains(life.Events.OfType<TimeBarMissed>(), e => e is { Side: ClaimSide.Carrier, Bar: TimeBar.Notice });
        Assert.DoesNotContain(life.Events.OfType<TimeBarNear>(), e => e.Side == ClaimSide.Customer);

        var ours = Claimed(ClaimDirection.FromCustomer, LiabilityRegime.FiataFbl).Do(Open(ClaimDirection.OnCarrier, LiabilityRegime.HagueVisby));
        Assert.Equal([ClaimSide.Customer], ClaimWatch.Sides(ours.Incident, ours.Incident.Claims[0]));
    }

    [Fact]
    public void Settling_with_the_customer_opens_the_time_for_recourse()
    {
        var life = Claimed(ClaimDirection.FromCustomer, LiabilityRegime.FiataFbl);
        Assert.Null(life.Try(new SettleClaim(Claim(life), Dollars(400m), Monday, "Fair."), Authority.Manager));
        var clock = LegalClock.Of(Policy.Default.Legal, life.Incident.Claims[0].Case(life.Incident, life.Incident.Cargo!, ClaimSide.Carrier));
        Assert.Equal(Monday.PlusDays(90), clock.RecourseBy);
        RunUntil(life, Monday.PlusDays(60));
        Assert.Contains(life.Events.OfType<TimeBarNear>(), e => e is { Side: ClaimSide.Carrier, Bar: TimeBar.Recourse });
    }

    [Fact]
    public void A_delivery_recorded_later_starts_the_clock_and_older_word_of_the_shipment_does_not_stop_it()
    {
        var life = Life.Reported().Do(Open(ClaimDirection.OnCarrier, LiabilityRegime.Montreal) with { Cargo = Cargo with { DeliveredAt = null } });
        Assert.Null(ClaimWatch.NextDeadline(life.Incident, Policy.Default));

        life.Do(new ReviewClaims(Cargo with { AsOf = 9 }));
        Assert.NotNull(ClaimWatch.NextDeadline(life.Incident, Policy.Default));
        life.Do(new ReviewClaims(Cargo with { AsOf = 5, DeliveredAt = null }));
        Assert.NotNull(ClaimWatch.NextDeadline(life.Incident, Policy.Default));
    }

    [Fact]
    public void Time_for_suit_is_extended_in_writing_and_never_shortened()
    {
        var life = Claimed(ClaimDirection.OnCarrier, LiabilityRegime.HagueVisby);
        Assert.IsType<Refusal.Invalid>(life.Try(new ExtendTime(Claim(life), Monday.PlusMonths(6), "Carrier", "mail 9")));
        life.Do(new ExtendTime(Claim(life), Monday.PlusMonths(18), "Carrier", "mail 9"));
        Assert.Equal(Monday.PlusMonths(18), Clock(life).SueBy);
    }

    [Fact]
    public void The_first_disallowance_starts_Carmacks_time_for_suit()
    {
        var life = Claimed(ClaimDirection.OnCarrier, LiabilityRegime.Carmack);
        Assert.Null(Clock(life).SueBy);
        life.After(Duration.FromDays(9)).Do(new DisallowClaim(Claim(life), Monday.PlusDays(9), "Inherent vice."));
        Assert.IsType<Refusal.NotAllowedInState>(life.After(Duration.FromDays(9)).Try(new DisallowClaim(Claim(life), Monday.PlusDays(18), "Again.")));
        Assert.Equal(Monday.PlusDays(9).PlusYears(2).PlusDays(1), Clock(life).SueBy);
    }

    [Fact]
    public void Beyond_the_limit_or_without_one_a_manager_settles()
    {
        // 500 dollars for each of two packages.
        var life = Claimed(ClaimDirection.FromCustomer, LiabilityRegime.Cogsa);
        var beyond = Assert.IsType<Refusal.ApprovalNeeded>(life.Try(new SettleClaim(Claim(life), Dollars(1000.01m), Monday, "")));
        Assert.Equal(Authority.Manager, beyond.Authority);
        Assert.Contains("1000.00 USD", beyond.Detail, StringComparison.Ordinal);
        Assert.Null(life.Try(new SettleClaim(Claim(life), Dollars(1000m), Monday, "")));
        Assert.IsType<Refusal.NotAllowedInState>(life.Try(new SettleClaim(Claim(life), Dollars(1m), Monday, "")));

        var unknown = Claimed(ClaimDirection.FromCustomer, LiabilityRegime.Cmr);
        Assert.Contains("SDR", Assert.IsType<Refusal.ApprovalNeeded>(unknown.Try(new SettleClaim(Claim(unknown), Dollars(1m), Monday, ""))).Detail, StringComparison.Ordinal);
        Assert.Null(unknown.Try(new SettleClaim(Claim(unknown), Dollars(0m), Monday, "Rejected.")));
    }

    [Fact]
    public void Amounts_of_a_claim_stay_in_its_currency()
    {
        var life = Claimed(ClaimDirection.OnCarrier, LiabilityRegime.Cmr);
        var yen = new Money(900m, new Currency("JPY"));
        foreach (var command in (IncidentCommand[])[new SetReserve(Claim(life), yen, null), new ReceiveRecovery(Claim(life), yen, Monday, "Carrier"), new SettleClaim(Claim(life), yen, Monday, "")])
            Assert.IsType<Refusal.CurrencyMismatch>(life.Try(command));
    }

    [Fact]
    public void Money_comes_in_on_our_own_claims_even_after_the_settlement()
    {
        var ours = Claimed(ClaimDirection.OnInsurer, null);
        ours.Do(new SettleClaim(Claim(ours), Dollars(500m), Monday, "")).Do(new ReceiveRecovery(Claim(ours), Dollars(300m), Monday, "Insurer"))
            .Do(new ReceiveRecovery(Claim(ours), Dollars(200m), Monday, "Insurer"));
        Assert.Equal(Dollars(500m), ours.Incident.Claims[0].Recovered);
        var theirs = Claimed(ClaimDirection.FromCustomer, LiabilityRegime.Cmr);
        Assert.IsType<Refusal.NotAllowedInState>(theirs.Try(new ReceiveRecovery(Claim(theirs), Dollars(1m), Monday, "Customer")));
    }

    [Fact]
    public void What_has_not_come_yet_cannot_have_happened()
    {
        var life = Claimed(ClaimDirection.OnCarrier, LiabilityRegime.Cmr);
        var nextWeek = Monday.PlusDays(7);
        foreach (var command in (IncidentCommand[])[
            Open(ClaimDirection.OnCarrier, null) with { NoticeOn = nextWeek }, new GiveNotice(Claim(life), nextWeek, "x"), new FileSuit(Claim(life), nextWeek, "x"),
            new DisallowClaim(Claim(life), nextWeek, "x"), new ReceiveRecovery(Claim(life), Dollars(1m), nextWeek, "x"), new SettleClaim(Claim(life), Dollars(1m), nextWeek, "x")])
            Assert.Contains("future", Assert.IsType<Refusal.Invalid>(life.Try(command)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_name_the_regime_follows_from_mode_and_direction_and_is_shown_as_assumed()
    {
        (LiabilityRegime?, bool) Of(ClaimSide side, TransportMode mode, string from = "CNTAO", string to = "DEHAM", LiabilityRegime? house = null) =>
            DefaultRegime.Of(side, Cargo with { Mode = mode, Origin = from, Destination = to, HouseRegime = house }, null);
        Assert.Equal((LiabilityRegime.FiataFbl, false), Of(ClaimSide.Customer, TransportMode.Sea, house: LiabilityRegime.FiataFbl));
        Assert.Equal((LiabilityRegime.ChinaMaritime, true), Of(ClaimSide.Carrier, TransportMode.Sea, house: LiabilityRegime.FiataFbl));
        Assert.Equal((LiabilityRegime.HagueVisby, true), Of(ClaimSide.Carrier, TransportMode.Sea, "KRPUS"));
        Assert.Equal((LiabilityRegime.Cogsa, true), Of(ClaimSide.Carrier, TransportMode.Sea, to: "USNYC"));
        Assert.Equal((LiabilityRegime.Montreal, true), Of(ClaimSide.Carrier, TransportMode.Air));
        Assert.Equal((LiabilityRegime.Cmr, true), Of(ClaimSide.Carrier, TransportMode.Road, "PLWAW"));
        Assert.Equal((LiabilityRegime.Carmack, true), Of(ClaimSide.Carrier, TransportMode.Road, "USCHI", "USNYC"));
        Assert.Equal((LiabilityRegime.Cim, true), Of(ClaimSide.Carrier, TransportMode.Rail));
        Assert.Equal((null, false), Of(ClaimSide.Insurer, TransportMode.Sea));
        Assert.True(LegalClock.Of(Policy.Default.Legal, LegalCase.Of(IncidentFacts(), Cargo, ClaimSide.Carrier)).ConfirmWithCounsel);
    }

    [Fact]
    public void Once_the_clock_has_spoken_it_is_quiet_until_the_next_day_comes() => Prop.ForAll(Walks, walk =>
    {
        var life = Life.Reported();
        foreach (var (type, choice, minutes) in walk)
        {
            life.After(Duration.FromHours(minutes));
            var claims = type.Name.Contains("Claim", StringComparison.Ordinal) || choice % 3 == 0;
            life.Try(claims ? ClaimGenerators.Open(choice, life.Now) : CommandFor(type, life.Incident, life.Now, choice), Authority.Executive);
            life.Do(new DeadlinePassed(null));
            if (ClaimWatch.NextDeadline(life.Incident, Policy.Default) <= life.Now)
                return false;
        }

        return life.Events.OfType<TimeBarMissed>().GroupBy(e => (e.Claim, e.Side, e.Bar, e.By)).All(g => g.Count() == 1);
    }).QuickCheckThrowOnFailure();

    private static CargoFacts Cargo => new()
    {
        AsOf = 1, Mode = TransportMode.Sea, Origin = "CNTAO", Destination = "KRPUS", GrossMass = new Mass(1000m), Packages = 2,
        DeliveredAt = Start,
    };

    private static OpenClaim Open(ClaimDirection direction, LiabilityRegime? regime) =>
        new(direction, Dollars(5000m), regime, new ClaimTerms { Loss = LossKind.ApparentDamage }, null, Cargo);

    private static Life Claimed(ClaimDirection direction, LiabilityRegime? regime) => Life.Reported().Do(Open(direction, regime));

    private static Guid Claim(Life life) => life.Incident.Claims[0].Id;

    private static LegalClock Clock(Life life)
    {
        var claim = life.Incident.Claims[0];
        return LegalClock.Of(Policy.Default.Legal, claim.Case(life.Incident, life.Incident.Cargo!, DefaultRegime.SideOf(claim.Direction)));
    }

    // The clock goes from one deadline to the next, as the sweep would.
    private static void RunUntil(Life life, LocalDate day)
    {
        while (ClaimWatch.NextDeadline(life.Incident, Policy.Default) is { } next && next <= LegalDays.Over(day))
            life.After(Duration.Max(next - life.Now, Duration.Zero)).Do(new DeadlinePassed(null));
    }
}
