using FreightRecovery.Domain.Claims;
using FreightRecovery.Testing;
using NodaTime;
using NodaTime.Text;
using static FreightRecovery.Testing.ClaimGenerators;

namespace FreightRecovery.Domain.Tests.Claims;

/// <summary>Every cell of the table of regimes, for cargo delivered on Friday 5 June 2026 after an event on Monday 1 June.</summary>
public class LegalTable
{
    [Theory]
    [InlineData(LiabilityRegime.HagueVisby, "2026-06-05", "2026-06-08", null, "2027-06-05")]
    [InlineData(LiabilityRegime.Hamburg, "2026-06-06", "2026-06-20", "2026-08-04", "2028-06-05")]
    [InlineData(LiabilityRegime.Rotterdam, "2026-06-05", "2026-06-13", "2026-06-26", "2028-06-05")]
    [InlineData(LiabilityRegime.Cogsa, "2026-06-05", "2026-06-08", null, "2027-06-05")]
    [InlineData(LiabilityRegime.ChinaMaritime, "2026-06-05", "2026-06-12", "2026-08-04", "2027-06-05")]
    [InlineData(LiabilityRegime.Montreal, "2026-06-19", "2026-06-19", "2026-06-26", "2028-06-05")]
    [InlineData(LiabilityRegime.Warsaw, "2026-06-19", "2026-06-19", "2026-06-26", "2028-06-05")]
    [InlineData(LiabilityRegime.Cmr, "2026-06-05", "2026-06-13", "2026-06-26", "2027-06-05")]
    [InlineData(LiabilityRegime.Cim, "2026-06-05", "2026-06-12", "2026-08-04", "2027-06-05")]
    [InlineData(LiabilityRegime.Carmack, "2027-03-05", "2027-03-05", "2027-03-05", null)]
    [InlineData(LiabilityRegime.FiataFbl, "2026-06-05", "2026-06-11", null, "2027-03-05")]
    [InlineData(LiabilityRegime.UnctadIcc, "2026-06-05", "2026-06-11", null, "2027-03-05")]
    [InlineData(LiabilityRegime.Bifa, "2026-06-15", "2026-06-15", "2026-06-15", "2027-03-01")]
    public void A_regime_has_these_last_days(LiabilityRegime regime, string? apparent, string? hidden, string? delay, string? suit)
    {
        Assert.Equal(apparent, Iso(Clock(regime, LossKind.ApparentDamage).NoticeBy));
        Assert.Equal(hidden, Iso(Clock(regime, LossKind.HiddenDamage).NoticeBy));
        Assert.Equal(delay, Iso(Clock(regime, LossKind.Delay).NoticeBy));
        Assert.All(Enum.GetValues<LossKind>(), loss => Assert.Equal(suit, Iso(Clock(regime, loss).SueBy)));
    }

    [Theory]
    [InlineData(LiabilityRegime.HagueVisby, "2000")]
    [InlineData(LiabilityRegime.Hamburg, "2500")]
    [InlineData(LiabilityRegime.Rotterdam, "3000")]
    [InlineData(LiabilityRegime.ChinaMaritime, "2000")]
    [InlineData(LiabilityRegime.Montreal, "26000")]
    [InlineData(LiabilityRegime.Warsaw, "17000")]
    [InlineData(LiabilityRegime.Cmr, "8330")]
    [InlineData(LiabilityRegime.Cim, "17000")]
    [InlineData(LiabilityRegime.FiataFbl, "2000")]
    [InlineData(LiabilityRegime.UnctadIcc, "2000")]
    [InlineData(LiabilityRegime.Bifa, "2000")]
    public void A_regime_limits_a_ton_in_two_packages_to_these_SDR(LiabilityRegime regime, string sdr) =>
        Assert.Equal(decimal.Parse(sdr, System.Globalization.CultureInfo.InvariantCulture), Limit(Case(regime)).Sdr);

    [Theory]
    [InlineData(LiabilityRegime.HagueVisby, 100, 2, "1333.34")]
    [InlineData(LiabilityRegime.HagueVisby, 667, 2, "1334")]
    [InlineData(LiabilityRegime.Hamburg, 100, 2, "1670")]
    [InlineData(LiabilityRegime.Rotterdam, 100, 2, "1750")]
    [InlineData(LiabilityRegime.ChinaMaritime, 100, 2, "1333.34")]
    public void The_higher_of_mass_and_packages_counts(LiabilityRegime regime, int mass, int packages, string sdr) => Assert.Equal(
        decimal.Parse(sdr, System.Globalization.CultureInfo.InvariantCulture),
        Limit(Case(regime) with { Terms = new ClaimTerms { Mass = new Mass(mass), Packages = packages } }).Sdr);

    [Fact]
    public void COGSA_gives_500_dollars_for_each_package() => Assert.Equal(Generators.Dollars(1000m), Limit(Case(LiabilityRegime.Cogsa)).Amount);

    [Fact]
    public void Carmack_gives_the_actual_loss() => Assert.True(Limit(Case(LiabilityRegime.Carmack)).Unlimited);

    [Fact]
    public void UNCTAD_ICC_without_a_sea_leg_counts_by_mass_alone() =>
        Assert.Equal(8330m, Limit(Case(LiabilityRegime.UnctadIcc, mode: TransportMode.Road)).Sdr);

    [Fact]
    public void BIFA_bounds_errors_by_75_000_and_other_claims_by_the_least()
    {
        var heavy = Case(LiabilityRegime.Bifa, LossKind.Other) with { Terms = new ClaimTerms { Mass = new Mass(50_000m) } };
        Assert.Equal(75_000m, Limit(heavy).Sdr);
        Assert.Equal(2000m, Limit(Case(LiabilityRegime.Bifa, LossKind.Other)).Sdr);
        Assert.Equal(75_000m, Limit(Case(LiabilityRegime.Bifa, LossKind.Other) with { Error = true }).Sdr);
        // 100 dollars lost of a limit of 2,000 SDR: the loss itself is the least.
        var small = Case(LiabilityRegime.Bifa, LossKind.Other) with { Value = Generators.Dollars(100m) };
        Assert.Equal(Generators.Dollars(100m), Limit(small, Rated).Amount);
        // So it is under terms of our own that count in money.
        var dollars = LegalRules.Shipped with
        {
            Rows = [.. LegalRules.Shipped.Rows.Select(r => r.Limit is { } limit ? r with { Limit = limit with { Unit = "USD" } } : r)],
        };
        Assert.Equal(Generators.Dollars(100m), Limit(small, dollars).Amount);
        Assert.Equal(Generators.Dollars(2000m), Limit(small with { Value = Generators.Dollars(2001m) }, dollars).Amount);
    }

    [Theory]
    [InlineData(LiabilityRegime.Hamburg, 500, "3000.00")] // 2.5 x 1500 is 3750, capped at the whole freight
    [InlineData(LiabilityRegime.Hamburg, 200, "1500.00")]
    [InlineData(LiabilityRegime.ChinaMaritime, 500, "1500.00")]
    [InlineData(LiabilityRegime.Cmr, 500, "1500.00")]
    [InlineData(LiabilityRegime.Cim, 500, "6000.00")]
    public void Delay_is_bounded_by_the_freight(LiabilityRegime regime, int mass, string amount) => Assert.Equal(
        amount, Limit(Case(regime, LossKind.Delay) with { Terms = new ClaimTerms { Mass = new Mass(mass) } }).Amount?.AmountText);

    [Theory]
    [InlineData("2009-12-29", 17)]
    [InlineData("2009-12-30", 19)]
    [InlineData("2019-12-27", 19)]
    [InlineData("2019-12-28", 22)]
    [InlineData("2024-12-27", 22)]
    [InlineData("2024-12-28", 26)]
    public void Montreal_limits_go_by_the_day_of_the_event(string eventOn, int perKg) => Assert.Equal(
        perKg * 1000m, Limit(Case(LiabilityRegime.Montreal) with { EventOn = LocalDatePattern.Iso.Parse(eventOn).Value }).Sdr);

    [Fact]
    public void Chinese_containers_have_fifteen_days_for_hidden_damage()
    {
        var boxed = Case(LiabilityRegime.ChinaMaritime, LossKind.HiddenDamage);
        Assert.Equal("2026-06-20", Iso(Clock(boxed with { Cargo = boxed.Cargo with { Containers = true } }).NoticeBy));
    }

    [Fact]
    public void The_revised_Chinese_code_counts_from_May_2026_and_is_mandatory_in_Chinese_ports()
    {
        var now = Clock(LiabilityRegime.ChinaMaritime, LossKind.Delay);
        Assert.All(now.Basis, b => Assert.StartsWith("chinaMaritime.2026", b.Rule, StringComparison.Ordinal));
        Assert.True(now.ConfirmWithCounsel);
        Assert.Contains(now.Notes, n => n.Contains("mandatory", StringComparison.Ordinal));
        var elsewhere = Case(LiabilityRegime.ChinaMaritime);
        Assert.Contains(Clock(elsewhere with { Cargo = elsewhere.Cargo with { Origin = "KRPUS" } }).Notes,
            n => n.Contains("only where agreed", StringComparison.Ordinal));
        var before = Clock(Case(LiabilityRegime.ChinaMaritime) with { EventOn = new LocalDate(2026, 4, 30) });
        Assert.All(before.Basis, b => Assert.StartsWith("chinaMaritime.1992", b.Rule, StringComparison.Ordinal));
        Assert.False(before.ConfirmWithCounsel);
    }

    [Theory]
    [InlineData(LiabilityRegime.HagueVisby, "2027-02-01")]
    [InlineData(LiabilityRegime.ChinaMaritime, "2027-01-30")]
    [InlineData(LiabilityRegime.Cmr, null)]
    public void Recourse_begins_with_the_settlement(LiabilityRegime regime, string? by) =>
        Assert.Equal(by, Iso(Clock(Case(regime) with { SettledOn = new LocalDate(2026, 11, 1) }).RecourseBy));

    [Fact]
    public void A_Carmack_carrier_acknowledges_decides_and_reports() => Assert.Equal(
        [
            new CarrierDuty(LegalSubject.Acknowledge, new LocalDate(2026, 7, 31)), new CarrierDuty(LegalSubject.Decide, new LocalDate(2026, 10, 29)),
            new CarrierDuty(LegalSubject.Report, new LocalDate(2026, 12, 28)),
        ],
        Clock(Case(LiabilityRegime.Carmack) with { ClaimedOn = new LocalDate(2026, 7, 1) }).Duties);

    [Fact]
    public void Every_regime_has_rules_on_notice_suit_and_limit_each_with_its_source() => Assert.All(Enum.GetValues<LiabilityRegime>(), regime =>
    {
        var rows = LegalRules.Shipped.Rows.Where(r => r.Regime == regime).ToList();
        Assert.Contains(rows, r => r.Subject is LegalSubject.Notice or LegalSubject.NoticeApparent);
        Assert.Contains(rows, r => r.Subject is LegalSubject.Notice or LegalSubject.NoticeHidden);
        Assert.Contains(rows, r => r.Subject is LegalSubject.Notice or LegalSubject.NoticeDelay);
        Assert.Contains(rows, r => r.Subject == LegalSubject.Suit && r.Period is not null);
        Assert.Contains(rows, r => r.Subject == LegalSubject.Limit && r.Limit is not null);
    });

    [Theory]
    [InlineData(LiabilityRegime.HagueVisby, Confidence.Text, Confidence.Secondary)]
    [InlineData(LiabilityRegime.Hamburg, Confidence.Secondary, Confidence.Secondary)]
    [InlineData(LiabilityRegime.Rotterdam, Confidence.Memory, Confidence.Memory)]
    [InlineData(LiabilityRegime.Cogsa, Confidence.Text, Confidence.Text)]
    [InlineData(LiabilityRegime.ChinaMaritime, Confidence.Secondary, Confidence.Secondary)]
    [InlineData(LiabilityRegime.Montreal, Confidence.Text, Confidence.Text)]
    [InlineData(LiabilityRegime.Warsaw, Confidence.Text, Confidence.Secondary)]
    [InlineData(LiabilityRegime.Cmr, Confidence.Text, Confidence.Text)]
    [InlineData(LiabilityRegime.Cim, Confidence.Text, Confidence.Secondary)]
    [InlineData(LiabilityRegime.Carmack, Confidence.Text, Confidence.Text)]
    [InlineData(LiabilityRegime.FiataFbl, Confidence.Memory, Confidence.Memory)]
    [InlineData(LiabilityRegime.UnctadIcc, Confidence.Memory, Confidence.Memory)]
    [InlineData(LiabilityRegime.Bifa, Confidence.Text, Confidence.Text)]
    public void A_clock_and_a_limit_say_how_sure_they_are(LiabilityRegime regime, Confidence clock, Confidence limit)
    {
        Assert.Equal(clock, Clock(regime, LossKind.HiddenDamage).Confidence);
        Assert.Equal(limit, Limit(Case(regime)).Basis!.Confidence);
    }

    internal static readonly LegalRules Rated = LegalRules.Shipped with { Sdr = [new SdrRate(new LocalDate(2026, 6, 30), Generators.Usd, 1.25m)] };

    internal static LegalLimit Limit(LegalCase @case, LegalRules? rules = null) =>
        LegalLimit.Of(rules ?? LegalRules.Shipped, @case, Generators.Usd, new LocalDate(2026, 7, 1), new ClaimPolicy());

    internal static LegalClock Clock(LegalCase @case) => LegalClock.Of(LegalRules.Shipped, @case);

    private static LegalClock Clock(LiabilityRegime regime, LossKind loss) => Clock(Case(regime, loss));

    private static string? Iso(LocalDate? day) => day is { } known ? LocalDatePattern.Iso.Format(known) : null;
}
