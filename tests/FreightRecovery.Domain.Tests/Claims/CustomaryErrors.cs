using FreightRecovery.Domain.Calendar;
using FreightRecovery.Domain.Claims;
using NodaTime;
using static FreightRecovery.Domain.Tests.Claims.LegalTable;
using static FreightRecovery.Testing.ClaimGenerators;

namespace FreightRecovery.Domain.Tests.Claims;

/// <summary>What is customarily got wrong about the law's periods.</summary>
public class CustomaryErrors
{
    [Theory]
    [InlineData("2026-05-30", "2027-02-28")]
    [InlineData("2026-05-31", "2027-02-28")]
    [InlineData("2027-05-31", "2028-02-29")]
    [InlineData("2026-05-28", "2027-02-28")]
    [InlineData("2026-01-31", "2026-10-31")]
    public void Nine_months_are_calendar_months_and_not_270_days(string from, string to)
    {
        var (start, end) = (Day(from), Day(to));
        Assert.Equal(end, new LegalPeriod(0, 9, 0, false).LastDay(start));
        Assert.NotEqual(start.PlusDays(270), end);
    }

    [Fact]
    public void A_year_from_a_leap_day_ends_on_the_last_of_February() =>
        Assert.Equal(new LocalDate(2029, 2, 28), new LegalPeriod(1, 0, 0, false).LastDay(new LocalDate(2028, 2, 29)));

    [Fact]
    public void Carmacks_two_years_and_a_day_run_from_the_written_disallowance_and_not_from_delivery()
    {
        var delivered = Case(LiabilityRegime.Carmack);
        var clock = Clock(delivered);
        Assert.Null(clock.SueBy);
        Assert.Contains(clock.Missing, m => m.Contains("disallowed", StringComparison.Ordinal));
        Assert.Equal(new LocalDate(2029, 1, 16), Clock(delivered with { DisallowedOn = new LocalDate(2027, 1, 15) }).SueBy);
    }

    [Fact]
    public void A_tariff_may_lengthen_the_nine_months_and_never_shorten_them()
    {
        LocalDate? With(int months) => Clock(Case(LiabilityRegime.Carmack) with { Terms = new ClaimTerms { TariffMonths = months } }).NoticeBy;
        Assert.Equal(new LocalDate(2027, 3, 5), With(6));
        Assert.Equal(new LocalDate(2027, 3, 5), With(9));
        Assert.Equal(new LocalDate(2027, 6, 5), With(12));
    }

    [Fact]
    public void A_rules_file_cannot_shorten_a_statutory_minimum_either()
    {
        var (rules, faults) = LegalFile.Read(
            """
            {"version": 2, "rules": [{"id": "carmack.notice", "regime": "carmack", "subject": "notice", "instrument": "Our tariff", "cite": "Item 5",
             "confidence": "text", "period": {"months": 6}, "start": "deliveryOrDue"}]}
            """, LegalRules.Shipped);
        Assert.Null(rules);
        Assert.Equal("/rules/0/period", Assert.Single(faults).Pointer);
    }

    [Fact]
    public void No_limit_goes_without_its_effective_date() => Assert.Equal(
        [17_000m, 19_000m, 22_000m, 26_000m],
        new[] { 2005, 2012, 2021, 2025 }.Select(year => Limit(Case(LiabilityRegime.Montreal) with { EventOn = new LocalDate(year, 6, 1) }).Sdr!.Value));

    [Fact]
    public void The_CMR_week_leaves_out_Sundays_and_public_holidays()
    {
        var hidden = Case(LiabilityRegime.Cmr, LossKind.HiddenDamage, TransportMode.Road);
        Assert.Equal(new LocalDate(2026, 6, 13), Clock(hidden).NoticeBy);
        // With two holidays in that week it ends two working days later: not on the Sunday between.
        LocalDate[] holidays = [new(2026, 6, 9), new(2026, 6, 11)];
        Assert.Equal(new LocalDate(2026, 6, 16), LegalClock.Of(LegalRules.Shipped, hidden, new PublicHolidays("DE", holidays)).NoticeBy);
    }

    [Fact]
    public void The_day_of_delivery_does_not_count() =>
        Assert.Equal(Friday.PlusDays(3), Clock(Case(LiabilityRegime.HagueVisby, LossKind.HiddenDamage)).NoticeBy);

    [Fact]
    public void A_last_day_on_a_Sunday_stays_where_it_is()
    {
        var by = Clock(Case(LiabilityRegime.FiataFbl) with { Terms = new ClaimTerms { DeliveryDueOn = new LocalDate(2026, 5, 28) } }).SueBy;
        Assert.Equal(new LocalDate(2027, 2, 28), by);
        Assert.Equal(IsoDayOfWeek.Sunday, by!.Value.DayOfWeek);
    }

    [Fact]
    public void A_missed_notice_under_COGSA_does_not_bar_suit() => Assert.Contains(
        Clock(Case(LiabilityRegime.Cogsa)).Notes, n => n.Contains("does not bar suit", StringComparison.Ordinal));

    [Fact]
    public void Damage_counts_as_apparent_until_somebody_says_it_was_hidden()
    {
        Assert.Equal(LossKind.ApparentDamage, LegalCase.LossOf(IncidentKind.CargoDamaged, delivered: true));
        Assert.Equal(LossKind.Loss, LegalCase.LossOf(IncidentKind.CargoLost, delivered: false));
    }

    [Fact]
    public void A_delivery_late_in_the_day_counts_by_the_earliest_day_it_can_have_been()
    {
        // 02:00 UTC on 6 June is still 5 June in New York, and on all of the American coast.
        Assert.Equal(Friday, LegalDays.Earliest(Instant.FromUtc(2026, 6, 6, 2, 0), "USNYC"));
        Assert.Equal(Friday.PlusDays(1), LegalDays.Earliest(Instant.FromUtc(2026, 6, 6, 2, 0), "CNTAO"));
        Assert.Equal(Friday, LegalDays.Earliest(Instant.FromUtc(2026, 6, 6, 2, 0), null));
    }

    private static LocalDate Day(string iso) => NodaTime.Text.LocalDatePattern.Iso.Parse(iso).Value;
}
