using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Tests.Incidents;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Tests.Claims.LegalTable;
using static FreightRecovery.Testing.ClaimGenerators;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Claims;

/// <summary>
/// What may lengthen the time for suit: wilful misconduct, a demand that interrupts. It counts for the customer's claim on us, to which
/// we stay exposed, and never for ours. And which law counts where two may.
/// </summary>
public class LongerAndShorterTime
{
    private const string Why = "Left in the rain.";

    [Theory]
    [InlineData(LiabilityRegime.Cmr, 3)]
    [InlineData(LiabilityRegime.Cim, 2)]
    [InlineData(LiabilityRegime.HagueVisby, 1)]
    public void Wilful_misconduct_gives_the_customer_its_longer_time_and_us_none(LiabilityRegime regime, int years)
    {
        var alleged = Case(regime) with { Wilful = Why };
        Assert.Equal(Friday.PlusYears(years), Clock(alleged with { Side = ClaimSide.Customer }).SueBy);
        var ours = Clock(alleged);
        Assert.Equal(Friday.PlusYears(1), ours.SueBy);
        Assert.Equal(years > 1, ours.Notes.Any(n => n.Contains("not counted on", StringComparison.Ordinal) && n.Contains(Why, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(LiabilityRegime.HagueVisby)]
    [InlineData(LiabilityRegime.Hamburg)]
    [InlineData(LiabilityRegime.Rotterdam)]
    [InlineData(LiabilityRegime.ChinaMaritime)]
    [InlineData(LiabilityRegime.Warsaw)]
    [InlineData(LiabilityRegime.Cmr)]
    [InlineData(LiabilityRegime.Cim)]
    [InlineData(LiabilityRegime.FiataFbl)]
    [InlineData(LiabilityRegime.UnctadIcc)]
    public void Limits_fall_away_with_the_reason_and_stay_to_be_seen(LiabilityRegime regime)
    {
        var (usual, limit) = (Limit(Case(regime)), Limit(Case(regime) with { Wilful = Why }));
        Assert.Equal((true, null, null), (limit.Unlimited, limit.Amount, limit.Sdr));
        Assert.Equal(usual.Lines, limit.Lines.Take(usual.Lines.Length));
        Assert.Contains(Why, limit.Lines[^1].Sum, StringComparison.Ordinal);
        Assert.Equal(Confidence.Memory, limit.Basis!.Confidence);
    }

    [Theory]
    [InlineData(LiabilityRegime.Montreal, "stands all the same")]
    [InlineData(LiabilityRegime.Cogsa, "the limit stands. Ask counsel")]
    [InlineData(LiabilityRegime.Bifa, "the limit stands. Ask counsel")]
    public void Some_limits_stand_and_say_so(LiabilityRegime regime, string said)
    {
        var (usual, limit) = (Limit(Case(regime), Rated), Limit(Case(regime) with { Wilful = Why }, Rated));
        Assert.Equal((usual.Amount, usual.Sdr, false), (limit.Amount, limit.Sdr, limit.Unlimited));
        Assert.Contains(said, limit.Lines[^1].Sum, StringComparison.Ordinal);
    }

    [Fact]
    public void An_allegation_gives_nobody_the_authority_to_settle_beyond_the_limit()
    {
        // 500 dollars for each of two packages.
        var life = Life.Reported().Do(Open(ClaimDirection.FromCustomer, LiabilityRegime.Cogsa));
        life.Do(new DescribeClaim(life.Incident.Claims[0].Id, new ClaimParticulars { WilfulMisconduct = Why }));
        Assert.IsType<Refusal.ApprovalNeeded>(life.Try(new SettleClaim(life.Incident.Claims[0].Id, Dollars(1000.01m), Day(life.Now), "")));
        var cmr = Life.Reported().Do(Open(ClaimDirection.FromCustomer, LiabilityRegime.Cmr) with { Particulars = new ClaimParticulars { WilfulMisconduct = Why } });
        Assert.IsType<Refusal.ApprovalNeeded>(cmr.Try(new SettleClaim(cmr.Incident.Claims[0].Id, Dollars(1m), Day(cmr.Now), "")));
    }

    [Fact]
    public void Under_the_revised_Chinese_code_a_written_demand_begins_the_customers_year_anew()
    {
        var demanded = Case(LiabilityRegime.ChinaMaritime) with { ClaimedOn = new LocalDate(2026, 9, 1), Side = ClaimSide.Customer };
        Assert.Equal(new LocalDate(2027, 9, 1), Clock(demanded).SueBy);
        Assert.Equal(Friday.PlusYears(1), Clock(demanded with { Side = ClaimSide.Carrier }).SueBy);
        Assert.Contains(Clock(demanded with { Side = ClaimSide.Carrier }).Notes, n => n.Contains("2027-09-01", StringComparison.Ordinal));
        // What comes after the last day interrupts nothing, nor does a demand under the text of 1992.
        Assert.Equal(Friday.PlusYears(1), Clock(demanded with { ClaimedOn = Friday.PlusYears(1).PlusDays(1) }).SueBy);
        Assert.Equal(Friday.PlusYears(1), Clock(demanded with { EventOn = new LocalDate(2026, 4, 30) }).SueBy);
    }

    [Fact]
    public void Recourse_runs_from_the_customers_suit_when_that_comes_before_the_settlement()
    {
        var life = Life.Reported().Do(Open(ClaimDirection.FromCustomer, LiabilityRegime.FiataFbl));
        var claim = life.Incident.Claims[0].Id;
        life.Do(new FileSuit(claim, Day(Start), "Hamburg"));
        Assert.Equal(Day(Start).PlusDays(90), Master(life).RecourseBy);
        life.After(Duration.FromDays(30));
        Assert.Null(life.Try(new SettleClaim(claim, Dollars(1m), Day(life.Now), "Fair."), Authority.Manager));
        Assert.Equal(Day(Start).PlusDays(90), Master(life).RecourseBy);
    }

    [Fact]
    public void A_customers_claim_names_the_carriers_regime_for_its_clock_and_keeps_its_own()
    {
        var life = Life.Reported().Do(Open(ClaimDirection.FromCustomer, LiabilityRegime.FiataFbl));
        Assert.Equal((LiabilityRegime.ChinaMaritime, true), (Master(life).Regime, Master(life).RegimeAssumed));
        life.Do(new DescribeClaim(life.Incident.Claims[0].Id, new ClaimParticulars { MasterRegime = LiabilityRegime.Hamburg }));
        Assert.Equal((LiabilityRegime.Hamburg, false), (Master(life).Regime, Master(life).RegimeAssumed));
        Assert.Equal(LiabilityRegime.FiataFbl, LegalClock.Of(Policy.Default, life.Incident.Claims[0].Case(life.Incident, life.Incident.Cargo!, ClaimSide.Customer)).Regime);

        var refusal = Assert.IsType<Refusal.Invalid>(life.Try(Open(ClaimDirection.OnCarrier, null) with
        {
            Particulars = new ClaimParticulars { MasterRegime = LiabilityRegime.Hamburg },
        }));
        Assert.Equal("/masterRegime", refusal.Pointer);
        life.Do(Open(ClaimDirection.OnCarrier, null));
        Assert.IsType<Refusal.Invalid>(life.Try(new DescribeClaim(life.Incident.Claims[1].Id, new ClaimParticulars { MasterRegime = LiabilityRegime.Hamburg })));
        Assert.IsType<Refusal.NotFound>(life.Try(new DescribeClaim(Id("no claim"), new ClaimParticulars { WilfulMisconduct = Why })));
    }

    [Fact]
    public void What_is_left_out_stays_known_and_what_is_known_is_not_told_twice()
    {
        var maersk = new Counterparty("Maersk", "en", "claims desk");
        var life = Life.Reported().Do(Open(ClaimDirection.FromCustomer, null) with { Particulars = new ClaimParticulars { Counterparty = maersk } });
        var claim = life.Incident.Claims[0].Id;
        life.Do(new DescribeClaim(claim, new ClaimParticulars { WilfulMisconduct = Why }))
            .Do(new DescribeClaim(claim, new ClaimParticulars { MasterRegime = LiabilityRegime.Cmr }));
        Assert.Equal(
            new ClaimParticulars { Counterparty = maersk, WilfulMisconduct = Why, MasterRegime = LiabilityRegime.Cmr }, life.Incident.Claims[0].Particulars);
        life.Do(new DescribeClaim(claim, new ClaimParticulars { Counterparty = maersk }));
        Assert.Empty(life.Last);
    }

    [Fact]
    public void Cargo_from_China_for_America_keeps_the_earlier_day_of_both_laws()
    {
        var both = Case(LiabilityRegime.Cogsa, LossKind.Delay) with { Assumed = true };
        both = both with { Cargo = both.Cargo with { Destination = "USLAX" } };
        Assert.Equal(Friday.PlusDays(60), Clock(both).NoticeBy);
        Assert.Contains(Clock(both).Notes, n => n.Contains("Either law may apply", StringComparison.Ordinal));
        Assert.Equal(Friday.PlusDays(3), Clock(both with { Loss = LossKind.HiddenDamage }).NoticeBy);
        Assert.Null(Clock(both with { Assumed = false }).NoticeBy);
        Assert.Null(Clock(both with { Side = ClaimSide.Customer }).NoticeBy);
        Assert.Null(Clock(both with { EventOn = new LocalDate(2026, 4, 30) }).NoticeBy);
        Assert.Null(Clock(both with { Cargo = both.Cargo with { Origin = "KRPUS" } }).NoticeBy);
    }

    private static LegalClock Master(Life life) =>
        LegalClock.Of(Policy.Default, life.Incident.Claims[0].Case(life.Incident, life.Incident.Cargo!, ClaimSide.Carrier));

    private static OpenClaim Open(ClaimDirection direction, LiabilityRegime? regime) => new(
        direction, Dollars(5000m), regime, new ClaimTerms { Loss = LossKind.ApparentDamage }, null,
        new CargoFacts
        {
            AsOf = 1, Mode = TransportMode.Sea, Origin = "CNTAO", Destination = "KRPUS", GrossMass = new Mass(1000m), Packages = 2, DeliveredAt = Start,
        });
}
