using FreightRecovery.Domain.Calendar;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Testing;
using NodaTime;
using static FreightRecovery.Domain.Tests.Claims.LegalTable;
using static FreightRecovery.Testing.ClaimGenerators;

namespace FreightRecovery.Domain.Tests.Claims;

/// <summary>The reckoning of last days and limits at the edges where it turns, for cargo delivered on Friday 5 June 2026.</summary>
public class GuardsOfTheLaw
{
    [Fact]
    public void A_demand_interrupts_on_the_last_day_still_and_one_made_with_the_delivery_gains_nothing()
    {
        var demanded = Case(LiabilityRegime.ChinaMaritime) with { Side = ClaimSide.Customer };
        Assert.Equal(Friday.PlusYears(2), Clock(demanded with { ClaimedOn = Friday.PlusYears(1) }).SueBy);
        Assert.DoesNotContain(Clock(demanded with { ClaimedOn = Friday }).Notes, n => n.Contains("anew", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_granted_in_writing_never_ends_the_time_for_suit_sooner() =>
        Assert.Equal(Friday.PlusYears(1), Clock(Case(LiabilityRegime.Cmr) with { ExtendedUntil = Friday.PlusMonths(6) }).SueBy);

    [Fact]
    public void A_tariff_lengthens_the_time_for_a_claim_where_that_is_a_minimum_and_nothing_else()
    {
        var tariff = new ClaimTerms { TariffMonths = 48 };
        Assert.Equal(Friday.PlusYears(1), Clock(Case(LiabilityRegime.HagueVisby) with { Terms = tariff }).SueBy);
        var disallowed = Case(LiabilityRegime.Carmack) with { DisallowedOn = new LocalDate(2027, 1, 15), Terms = tariff };
        Assert.Equal((Friday.PlusMonths(48), new LocalDate(2029, 1, 16)), (Clock(disallowed).NoticeBy!.Value, Clock(disallowed).SueBy!.Value));
        // A tariff of the very nine months shortens nothing.
        Assert.DoesNotContain(
            Clock(Case(LiabilityRegime.Carmack) with { Terms = new ClaimTerms { TariffMonths = 9 } }).Notes,
            n => n.Contains("shorten", StringComparison.Ordinal));
    }

    [Fact]
    public void By_air_the_time_for_suit_runs_from_arrival_and_says_so_where_that_is_not_recorded()
    {
        var air = Case(LiabilityRegime.Montreal, mode: TransportMode.Air);
        var arrived = Clock(air with { Terms = new ClaimTerms { ArrivedOn = Friday.PlusDays(-3) } });
        Assert.Equal(Friday.PlusDays(-3).PlusYears(2), arrived.SueBy);
        Assert.False(SaysSo(arrived));
        Assert.True(SaysSo(Clock(air)));

        var underWay = Clock(air with { Cargo = air.Cargo with { DeliveredAt = null } });
        Assert.False(SaysSo(underWay));
        Assert.Contains(underWay.Missing, m => m.Contains("arrivedOn", StringComparison.Ordinal));

        static bool SaysSo(LegalClock clock) => clock.Notes.Any(n => n.Contains("arrivedOn", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_missing_is_told_once_and_only_what_is_asked_for()
    {
        // Suit and its longer time for wilful misconduct both begin with the delivery.
        var underWay = Case(LiabilityRegime.Cmr) with { Wilful = "Left in the rain." };
        underWay = underWay with { Cargo = underWay.Cargo with { DeliveredAt = null } };
        Assert.Equal(2, Clock(underWay).Missing.Length);

        Assert.Empty(Clock(Case(LiabilityRegime.HagueVisby)).Missing);
        Assert.Empty(Clock(Case(LiabilityRegime.Cmr, LossKind.Loss)).Missing);
        Assert.Contains(Clock(Case(LiabilityRegime.Cmr, LossKind.Loss)).Notes, n => n.Contains("Claim in writing", StringComparison.Ordinal));
        // No instrument needs to know a recourse, and nobody has claimed from this carrier yet.
        Assert.Empty(Clock(Case(LiabilityRegime.Cmr) with { SettledOn = Friday }).Missing);
        Assert.DoesNotContain(Clock(Case(LiabilityRegime.Carmack)).Missing, m => m.Contains("made in writing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2025, false)]
    [InlineData(2026, false)]
    [InlineData(0, true)]
    public void Over_the_end_of_a_year_the_holidays_of_both_years_must_be_known(int only, bool known)
    {
        var hidden = Case(LiabilityRegime.Cmr, LossKind.HiddenDamage, TransportMode.Road);
        hidden = hidden with { Cargo = hidden.Cargo with { DeliveredAt = Instant.FromUtc(2025, 12, 29, 10, 0) } };
        LocalDate[] days = [new(2025, 10, 3), new(2026, 10, 3)];
        var clock = LegalClock.Of(LegalRules.Shipped, hidden, new PublicHolidays("DE", days.Where(d => only is 0 || d.Year == only)));

        Assert.Equal(known, clock.Notes.Any(n => n.Contains("as the calendars know them", StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_two_laws_the_earlier_day_is_kept_for_suit_and_for_recourse_too()
    {
        var both = Case(LiabilityRegime.Cogsa) with { Assumed = true, SettledOn = Friday };
        both = both with { Cargo = both.Cargo with { Destination = "USLAX" } };
        var shorter = LegalRules.Shipped with
        {
            Rows = [.. LegalRules.Shipped.Rows.Select(r => r.Id == "chinaMaritime.2026.suit" ? r with { Period = new LegalPeriod(0, 6, 0, false) } : r)],
        };
        Assert.Equal((Friday.PlusMonths(6), Friday.PlusDays(90)), (LegalClock.Of(shorter, both).SueBy!.Value, Clock(both).RecourseBy!.Value));
    }

    [Fact]
    public void No_second_law_applies_by_air_nor_where_it_is_the_one_that_is_assumed()
    {
        var air = Case(LiabilityRegime.Montreal, mode: TransportMode.Air) with { Assumed = true };
        Assert.DoesNotContain(Clock(air).Notes, n => n.Contains("Either law", StringComparison.Ordinal));
        var sea = Case(LiabilityRegime.ChinaMaritime) with { Assumed = true };
        Assert.DoesNotContain(Clock(sea).Notes, n => n.Contains("Either law", StringComparison.Ordinal));
    }

    [Fact]
    public void A_limit_by_mass_or_package_asks_for_both_where_the_higher_one_counts()
    {
        var known = Case(LiabilityRegime.HagueVisby);
        var weightless = Limit(known with { Cargo = known.Cargo with { GrossMass = null } });
        var uncounted = Limit(known with { Cargo = known.Cargo with { Packages = null } });

        Assert.Equal((null, null), (weightless.Sdr, uncounted.Sdr));
        Assert.Contains("mass", Assert.Single(weightless.Missing), StringComparison.Ordinal);
        Assert.Contains("packages", Assert.Single(uncounted.Missing), StringComparison.Ordinal);
    }

    [Fact]
    public void The_least_of_mass_and_sum_asks_for_the_mass_and_compares_only_what_there_is()
    {
        var bifa = Case(LiabilityRegime.Bifa, LossKind.Other);
        Assert.Null(Limit(bifa with { Cargo = bifa.Cargo with { GrossMass = null } }).Sdr);
        Assert.True(Compares(bifa));
        Assert.False(Compares(bifa with { Error = true }));
        Assert.False(Compares(bifa with { Loss = LossKind.ApparentDamage }));

        static bool Compares(LegalCase c) => Limit(c).Lines.Any(l => l.Label == "Lower of the two");
    }

    [Fact]
    public void No_limit_for_delay_is_none_and_not_the_limit_for_damage() =>
        Assert.Contains("no limit for delay", Assert.Single(Limit(Case(LiabilityRegime.HagueVisby, LossKind.Delay)).Missing), StringComparison.Ordinal);

    [Fact]
    public void The_value_of_the_loss_bounds_a_limit_where_the_terms_say_so_in_its_own_currency_and_when_it_is_lower()
    {
        // 2,000 SDR are 2,500 dollars.
        Assert.Equal(Generators.Dollars(2500m), Limit(Case(LiabilityRegime.HagueVisby) with { Value = Generators.Dollars(100m) }, Rated).Amount);
        var bifa = Case(LiabilityRegime.Bifa, LossKind.Other);
        Assert.Equal(Generators.Dollars(2500m), Limit(bifa with { Value = new Money(100m, new Currency("JPY")) }, Rated).Amount);
        Assert.DoesNotContain(Limit(bifa with { Value = Generators.Dollars(2500m) }, Rated).Lines, l => l.Label == "Value of the loss");
    }

    [Theory]
    [InlineData(LiabilityRegime.Cmr, 2000, "3000.00", 1)]
    [InlineData(LiabilityRegime.Cmr, 1000, "3000.00", 1)]
    [InlineData(LiabilityRegime.Hamburg, 400, "3000.00", 2)] // 2.5 x 1200 is the whole freight, and nothing is capped
    [InlineData(LiabilityRegime.Hamburg, 401, "3000.00", 3)]
    public void A_limit_by_freight_shows_the_lines_that_it_needs(LiabilityRegime regime, int mass, string amount, int lines)
    {
        var limit = Limit(Case(regime, LossKind.Delay) with { Terms = new ClaimTerms { Mass = new Mass(mass) } });
        Assert.Equal((amount, lines), (limit.Amount?.AmountText, limit.Lines.Length));
        Assert.Equal(mass < 1000, limit.Lines[0].Sum.Contains("kg", StringComparison.Ordinal));
    }

    [Fact]
    public void A_limit_by_freight_in_another_currency_says_so()
    {
        var yen = Case(LiabilityRegime.Cmr, LossKind.Delay);
        var limit = Limit(yen with { Cargo = yen.Cargo with { Freight = new Money(3000m, new Currency("JPY")) } });
        Assert.Contains("state the claim in JPY", Assert.Single(limit.Missing), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 0, 1, false, "2 years and 1 day")]
    [InlineData(1, 1, 7, true, "1 year and 1 month and 7 working days")]
    [InlineData(0, 0, 0, false, "the same day")]
    public void A_period_reads_as_one_says_it(int years, int months, int days, bool working, string words) =>
        Assert.Equal(words, new LegalPeriod(years, months, days, working).ToString());

    [Fact]
    public void A_country_alone_is_a_place()
    {
        // 20:00 UTC is the next day all over China.
        var evening = Instant.FromUtc(2026, 6, 5, 20, 0);
        Assert.Equal((Friday.PlusDays(1), Friday), (LegalDays.Earliest(evening, "CN"), LegalDays.Earliest(evening, "C")));
    }

    [Fact]
    public void Recourse_is_warned_of_as_early_as_suit() =>
        Assert.Equal(new ClaimPolicy().SuitWarnDays, new ClaimPolicy().WarnDays(TimeBar.Recourse));
}
