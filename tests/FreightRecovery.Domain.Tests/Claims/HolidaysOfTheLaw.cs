using FreightRecovery.Domain.Calendar;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Tests.Incidents;
using FreightRecovery.Testing;
using NodaTime;
using static FreightRecovery.Testing.ClaimGenerators;

namespace FreightRecovery.Domain.Tests.Claims;

/// <summary>The CMR week and other working days leave public holidays out as far as a calendar knows them, and never one too many.</summary>
public class HolidaysOfTheLaw
{
    private static readonly LocalDate Tuesday = new(2026, 6, 9);
    private static readonly LegalCase Hidden = Case(LiabilityRegime.Cmr, LossKind.HiddenDamage, TransportMode.Road);

    [Fact]
    public void A_holiday_of_the_place_of_delivery_lengthens_the_CMR_week()
    {
        var clock = By(Calendar("DE", new Holiday(Tuesday, "A"), new Holiday(Tuesday.PlusDays(2), "B")));
        Assert.Equal(new LocalDate(2026, 6, 16), clock.NoticeBy);
        Assert.Contains(clock.Notes, n => n.Contains("public holidays of DE are left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_gives_notice_within_the_week_so_lengthened_is_in_time_in_the_reports_too()
    {
        var policy = Policy.Default with { Calendars = Calendar("DE", new Holiday(Tuesday, "A"), new Holiday(Tuesday.PlusDays(2), "B")) };
        var claim = new ClaimState
        {
            Id = Generators.Id("claim"), Direction = ClaimDirection.OnCarrier, Regime = LiabilityRegime.Cmr, Amount = Generators.Dollars(900m),
            Terms = new ClaimTerms { Loss = LossKind.HiddenDamage }, OpenedAt = Generators.Start, NoticeOn = new LocalDate(2026, 6, 15),
        };
        Assert.Equal(
            new BarOutcome(ClaimSide.Carrier, TimeBar.Notice, new LocalDate(2026, 6, 16), BarStatus.Met),
            BarOutcome.Of(Life.Reported().Incident, claim, Hidden.Cargo, policy).Single(o => o.Bar == TimeBar.Notice));
    }

    [Fact]
    public void Hamburgs_next_working_day_is_the_one_after_the_holiday()
    {
        var apparent = Case(LiabilityRegime.Hamburg);
        var saturday = Calendar("DE", new Holiday(Friday.PlusDays(1), "A"));
        Assert.Equal(Friday.PlusDays(3), LegalClock.Of(Policy.Default with { Calendars = saturday }, apparent).NoticeBy);
    }

    [Fact]
    public void Holidays_of_several_days_count_day_by_day() => Assert.Equal(
        new LocalDate(2026, 6, 17), By(Calendar("DE", new Holiday(Tuesday, "A") { To = Tuesday.PlusDays(2) })).NoticeBy);

    [Fact]
    public void Where_the_holidays_are_not_known_the_day_stays_early_and_the_clock_says_so()
    {
        var elsewhere = By(Calendar("FR", new Holiday(Tuesday, "A")));
        Assert.Equal(new LocalDate(2026, 6, 13), elsewhere.NoticeBy);
        Assert.Contains(elsewhere.Notes, n => n.Contains("holidays of DE in 2026 are not known", StringComparison.Ordinal));
        var lastYear = By(Calendar("DE", new Holiday(Tuesday.PlusYears(-1), "A")));
        Assert.Equal(new LocalDate(2026, 6, 13), lastYear.NoticeBy);
        Assert.Contains(lastYear.Notes, n => n.Contains("holidays of DE in 2026 are not known", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_free_in_a_part_of_the_country_or_in_the_house_alone_lengthens_nothing() => Assert.Equal(
        new LocalDate(2026, 6, 13),
        By(Calendar("DE", new Holiday(Tuesday, "The house's outing") { Local = true }, new Holiday(new LocalDate(2026, 1, 1), "New Year"))).NoticeBy);

    [Fact]
    public void Where_two_calendars_name_a_country_both_must_say_so()
    {
        var one = BusinessCalendar.Plain with { Name = "HAM", Countries = ["DE"], Holidays = [new(Tuesday, "A"), new(Tuesday.PlusDays(2), "B")] };
        var both = new CalendarPolicy { OfBranches = [one, one with { Name = "MUC", Holidays = [new(Tuesday, "A")] }] };
        Assert.Equal(new LocalDate(2026, 6, 15), By(both).NoticeBy);
    }

    [Fact]
    public void A_half_day_is_a_day() => Assert.Equal(
        new LocalDate(2026, 6, 13),
        By(new CalendarPolicy
        {
            Usual = BusinessCalendar.Plain with
            {
                Countries = ["DE"], Holidays = [new(new LocalDate(2026, 1, 1), "New Year")],
                WorkingDays = [new(Tuesday, "A half day") { Hours = [new(new LocalTime(9, 0), new LocalTime(12, 0))] }],
            },
        }).NoticeBy);

    [Fact]
    public void A_country_is_two_capital_letters() => Assert.Equal(
        "/countries/1", Assert.Single((BusinessCalendar.Plain with { Countries = ["DE", "Germany"] }).Faults()).Pointer);

    private static LegalClock By(CalendarPolicy calendars) => LegalClock.Of(Policy.Default with { Calendars = calendars }, Hidden);

    private static CalendarPolicy Calendar(string country, params Holiday[] holidays) =>
        new() { Usual = BusinessCalendar.Plain with { Countries = [country], Holidays = [.. holidays] } };
}
