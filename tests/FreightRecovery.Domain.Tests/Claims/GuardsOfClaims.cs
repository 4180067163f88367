using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Tests.Incidents;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Claims;

/// <summary>Each rule of what may be done with a claim, at the edge where it turns; it is Monday the 5th of January 2026.</summary>
public class GuardsOfClaims
{
    private static readonly LocalDate Monday = new(2026, 1, 5);

    private static CargoFacts Cargo => new()
    {
        AsOf = 1, Mode = TransportMode.Sea, Origin = "CNTAO", Destination = "KRPUS", GrossMass = new Mass(1000m), Packages = 2, DeliveredAt = Start,
    };

    [Fact]
    public void Only_a_claim_on_a_carrier_has_a_tariff()
    {
        var tariff = new ClaimTerms { TariffMonths = 12 };
        Assert.Equal("/tariffMonths", Assert.IsType<Refusal.Invalid>(Life.Reported().Try(Open(ClaimDirection.OnInsurer) with { Terms = tariff })).Pointer);
        Assert.Null(Life.Reported().Try(Open(ClaimDirection.OnCarrier) with { Terms = tariff }));
    }

    [Fact]
    public void A_customers_claim_is_notice_by_itself_on_the_customers_own_day_and_ours_is_not()
    {
        // 17:00 UTC on the 5th is one in the morning of the 6th in Shanghai.
        var night = Life.Reported().After(Duration.FromHours(9));
        Assert.Equal(Monday.PlusDays(1), night.Do(Open(ClaimDirection.FromCustomer)).Incident.Claims[^1].NoticeOn);
        Assert.Equal(Monday, night.Do(Open(ClaimDirection.FromCustomer) with { NoticeOn = Monday }).Incident.Claims[^1].NoticeOn);
        Assert.Null(night.Do(Open(ClaimDirection.OnCarrier)).Incident.Claims[^1].NoticeOn);
    }

    [Fact]
    public void Where_nothing_else_is_known_of_a_claim_nothing_is_written_down()
    {
        Assert.Null(Assert.IsType<ClaimOpened>(Assert.Single(Life.Reported().Do(Open(ClaimDirection.OnCarrier)).Last)).Particulars);
    }

    [Fact]
    public void A_day_has_come_when_it_first_begins_anywhere()
    {
        var tomorrow = Monday.PlusDays(1);
        var life = Claimed(ClaimDirection.OnCarrier);
        life.After(LegalDays.Begins(tomorrow) - Duration.Epsilon - life.Now);

        Assert.IsType<Refusal.Invalid>(life.Try(new GiveNotice(Claim(life), tomorrow, "mail 8")));
        Assert.Null(life.After(Duration.Epsilon).Try(new GiveNotice(Claim(life), tomorrow, "mail 8")));
    }

    [Fact]
    public void An_earlier_disallowance_that_comes_to_light_counts_and_the_same_one_again_does_not()
    {
        var life = Claimed(ClaimDirection.OnCarrier).Do(new OpenClaim(ClaimDirection.OnCarrier, Dollars(1m), null, new ClaimTerms(), null, Cargo));
        life.Do(new DisallowClaim(Claim(life), Monday, "Inherent vice."));
        Assert.IsType<Refusal.NotAllowedInState>(life.Try(new DisallowClaim(Claim(life), Monday, "Again.")));
        life.Do(new DisallowClaim(Claim(life), Monday.PlusDays(-1), "The letter came on Sunday."));

        // What happens to one claim happens to no other.
        Assert.Equal([Monday.PlusDays(-1), null], life.Incident.Claims.Select(c => c.DisallowedOn));
    }

    [Fact]
    public void An_extension_ends_a_day_later_at_least()
    {
        var life = Claimed(ClaimDirection.OnCarrier, LiabilityRegime.HagueVisby);
        Assert.Equal("/until", Assert.IsType<Refusal.Invalid>(life.Try(new ExtendTime(Claim(life), Monday.PlusYears(1), "Carrier", "mail 9"))).Pointer);
        Assert.Null(life.Try(new ExtendTime(Claim(life), Monday.PlusYears(1).PlusDays(1), "Carrier", "mail 9")));
    }

    [Fact]
    public void The_same_reserve_twice_is_one()
    {
        var life = Claimed(ClaimDirection.OnCarrier);
        life.Do(new SetReserve(Claim(life), Dollars(500m), null));
        Assert.Equal(Dollars(500m), life.Incident.Claims[0].Reserve);
        Assert.Empty(life.Do(new SetReserve(Claim(life), Dollars(500m), "Again.")).Last);
    }

    [Fact]
    public void Once_somebody_claims_whatever_is_newer_of_the_shipment_is_taken_and_nothing_else()
    {
        var life = Claimed(ClaimDirection.OnCarrier);
        Assert.Empty(life.Do(new ReviewClaims(Cargo with { Freight = Dollars(900m) })).Last);
        Assert.Single(life.Do(new ReviewClaims(Cargo with { AsOf = 2, Freight = Dollars(900m) })).Last);
    }

    [Fact]
    public void Where_the_actual_loss_is_owed_anybody_settles()
    {
        var life = Claimed(ClaimDirection.FromCustomer, LiabilityRegime.Carmack);
        Assert.Null(life.Try(new SettleClaim(Claim(life), Dollars(5000m), Monday, "In full.")));
    }

    [Fact]
    public void A_limit_in_another_currency_than_the_claims_is_not_known()
    {
        // 500 dollars for each package, and a claim in euros.
        var life = Life.Reported().Do(Open(ClaimDirection.FromCustomer, LiabilityRegime.Cogsa) with { Amount = new Money(900m, new Currency("EUR")) });
        var refusal = Assert.IsType<Refusal.ApprovalNeeded>(life.Try(new SettleClaim(Claim(life), new Money(1m, new Currency("EUR")), Monday, "Fair.")));
        Assert.Contains("state the claim in USD", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limit_goes_by_the_day_of_the_settlement()
    {
        var rated = Policy.Default with { Legal = LegalRules.Shipped with { Sdr = [new SdrRate(Monday, Usd, 1.25m)] } };
        var life = Claimed(ClaimDirection.FromCustomer, LiabilityRegime.Cmr);

        Assert.Null(Settle(Monday));
        Assert.IsType<Refusal.ApprovalNeeded>(Settle(Monday.PlusDays(-1)));

        Refusal? Settle(LocalDate on) => Domain.Incidents.Incident.Decider.Decide(
            life.Incident, new SettleClaim(Claim(life), Dollars(5000m), on, "Fair."),
            Context(900, life.Now, "li", Authority.Sales) with { Policy = rated }).Refusal;
    }

    [Fact]
    public void What_was_settled_with_the_carrier_or_the_insurer_opens_no_time_for_recourse()
    {
        var life = Claimed(ClaimDirection.OnInsurer);
        Assert.Null(life.Do(new SettleClaim(Claim(life), Dollars(500m), Monday, "Paid.")).Incident.RecourseFrom);

        // Nor is the day of a customer's claim lost when another one is opened.
        var two = Claimed(ClaimDirection.FromCustomer);
        Assert.Null(two.Try(new SettleClaim(Claim(two), Dollars(1m), Monday, "Fair."), Authority.Manager));
        Assert.Equal(Monday, two.Do(Open(ClaimDirection.OnCarrier)).Incident.RecourseFrom);
    }

    [Fact]
    public void What_was_said_and_granted_on_the_customers_claim_counts_on_its_own_clock_alone()
    {
        var life = Claimed(ClaimDirection.FromCustomer, LiabilityRegime.FiataFbl);
        life.Do(new DisallowClaim(Claim(life), Monday, "No.")).Do(new ExtendTime(Claim(life), Monday.PlusYears(2), "li", "mail 9"))
            .Do(new DescribeClaim(Claim(life), new ClaimParticulars { WilfulMisconduct = "Left in the rain." }));
        Assert.Null(life.Try(new SettleClaim(Claim(life), Dollars(1m), Monday, "Fair."), Authority.Manager));

        var claim = life.Incident.Claims[0];
        var (own, carriers) = (claim.Case(life.Incident, Cargo, ClaimSide.Customer), claim.Case(life.Incident, Cargo, ClaimSide.Carrier));
        Assert.Equal((Monday, Monday, Monday.PlusYears(2), null), (own.ClaimedOn!.Value, own.DisallowedOn!.Value, own.ExtendedUntil!.Value, own.SettledOn));
        Assert.Equal((null, null, null, Monday), (carriers.ClaimedOn, carriers.DisallowedOn, carriers.ExtendedUntil, carriers.SettledOn!.Value));
        Assert.Equal(("Left in the rain.", null), (own.Wilful, carriers.Wilful));
    }

    [Fact]
    public void What_the_clock_says_of_one_last_day_is_kept_beside_what_it_says_of_others()
    {
        var incident = Claimed(ClaimDirection.FromCustomer).Incident;
        IncidentEvent[] said =
        [
            new TimeBarNear(incident.Claims[0].Id, ClaimSide.Carrier, TimeBar.Suit, Monday, 90, Start),
            new TimeBarMissed(incident.Claims[0].Id, ClaimSide.Carrier, TimeBar.Notice, Monday, Start),
            new TimeBarMissed(incident.Claims[0].Id, ClaimSide.Customer, TimeBar.Suit, Monday, Start),
            new TimeBarNear(incident.Claims[0].Id, ClaimSide.Carrier, TimeBar.Suit, Monday, 30, Start),
        ];
        Assert.Equal(
            [
                new BarMark(ClaimSide.Carrier, TimeBar.Notice, Monday, null, true), new BarMark(ClaimSide.Customer, TimeBar.Suit, Monday, null, true),
                new BarMark(ClaimSide.Carrier, TimeBar.Suit, Monday, 30, false),
            ],
            said.Aggregate(incident, IncidentState.Evolve).Claims[0].Marks.AsEnumerable());
    }

    [Fact]
    public void What_a_claim_says_goes_before_what_the_incident_and_the_shipment_tell()
    {
        var facts = IncidentFacts(IncidentKind.CargoDamaged) with { Extent = new Extent(7, new Mass(70m), null) };
        var terms = new ClaimTerms { Loss = LossKind.HiddenDamage, Packages = 1, Mass = new Mass(10m) };

        Assert.Equal((LossKind.HiddenDamage, 1, new Mass(10m)), Of(LegalCase.Of(facts, Cargo, ClaimSide.Carrier, terms)));
        Assert.Equal((LossKind.ApparentDamage, 7, new Mass(70m)), Of(LegalCase.Of(facts, Cargo, ClaimSide.Carrier)));
        Assert.Equal((LossKind.ApparentDamage, 2, new Mass(1000m)), Of(LegalCase.Of(facts with { Extent = null }, Cargo, ClaimSide.Carrier)));
        // With a wrong chargeable mass, the mass says what is right and not how much is concerned.
        var weighed = LegalCase.Of(facts with { Kind = IncidentKind.ChargeableMassWrong }, Cargo, ClaimSide.Carrier);
        Assert.Equal((LossKind.Other, 7, new Mass(1000m)), Of(weighed));
        Assert.True(weighed.Error);
        // What was lost and then delivered is damaged at most.
        Assert.Equal(LossKind.ApparentDamage, LegalCase.LossOf(IncidentKind.CargoLost, delivered: true));

        static (LossKind, int, Mass) Of(LegalCase c) => (c.Loss, c.Packages!.Value, c.Mass!.Value);
    }

    private static OpenClaim Open(ClaimDirection direction, LiabilityRegime? regime = LiabilityRegime.Montreal) =>
        new(direction, Dollars(5000m), regime, new ClaimTerms { Loss = LossKind.ApparentDamage }, null, Cargo);

    private static Life Claimed(ClaimDirection direction, LiabilityRegime? regime = LiabilityRegime.Montreal) =>
        Life.Reported().Do(Open(direction, regime));

    private static Guid Claim(Life life) => life.Incident.Claims[0].Id;
}
