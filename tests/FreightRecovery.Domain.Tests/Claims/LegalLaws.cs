using FreightRecovery.Domain.Calendar;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Testing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static FreightRecovery.Domain.Tests.Claims.LegalTable;
using static FreightRecovery.Testing.ClaimGenerators;

namespace FreightRecovery.Domain.Tests.Claims;

/// <summary>What holds for every case: above all, a clock may warn too early and never too late.</summary>
public class LegalLaws
{
    [Fact]
    public void No_last_day_lies_after_the_statutory_one() => Prop.ForAll(Cases.ToArbitrary(), Holidays.ToArbitrary(), (c, holidays) =>
    {
        var clock = LegalClock.Of(LegalRules.Shipped, c, new PublicHolidays("XX", holidays));
        // The statute as somebody at the place of delivery counts it, day by day, with the day and the holidays there.
        var there = c.Cargo.DeliveredAt!.Value.InZone(ZoneOf(c.Cargo.Destination)).Date;
        return !(clock.NoticeBy > Statutory(c, there, holidays, notice: true)) && !(clock.SueBy > Statutory(c, there, holidays, notice: false));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Knowing_the_holidays_never_brings_an_earlier_day() => Prop.ForAll(Cases.ToArbitrary(), Holidays.ToArbitrary(), (c, holidays) =>
        !(LegalClock.Of(LegalRules.Shipped, c, new PublicHolidays("XX", holidays)).NoticeBy < Clock(c).NoticeBy)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_later_delivery_never_brings_an_earlier_last_day() => Prop.ForAll(Cases.ToArbitrary(), Gen.Choose(0, 200).ToArbitrary(), (c, days) =>
    {
        var later = c with { Cargo = c.Cargo with { DeliveredAt = c.Cargo.DeliveredAt + Duration.FromDays(days) } };
        return !(Clock(later).NoticeBy < Clock(c).NoticeBy) && !(Clock(later).SueBy < Clock(c).SueBy);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_mass_or_more_packages_never_lower_the_limit() => Prop.ForAll(
        Cases.Where(c => c.Loss != LossKind.Delay).ToArbitrary(), Gen.Choose(0, 9000).ToArbitrary(), (c, more) =>
        {
            var heavier = c with { Cargo = c.Cargo with { GrossMass = new Mass(c.Cargo.GrossMass!.Value.Kilograms + more) } };
            var many = c with { Cargo = c.Cargo with { Packages = c.Cargo.Packages + more } };
            var (limit, sdr) = (Limit(c, Rated).Amount, Limit(c).Sdr);
            return !(Limit(heavier, Rated).Amount < limit) && !(Limit(many, Rated).Amount < limit) && !(Limit(heavier).Sdr < sdr) && !(Limit(many).Sdr < sdr);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_higher_of_two_is_at_least_each_of_them() => Prop.ForAll(Cases.Where(c => c.Loss != LossKind.Delay).ToArbitrary(), c =>
    {
        var rule = LegalRules.Shipped.Find(c.Regime!.Value, LegalSubject.Limit, c.EventOn, c.Cargo.Containers, c.SeaLeg)?.Limit;
        return rule is not { Form: LimitForm.HigherOf }
            || (Limit(c).Sdr >= rule.PerKg * c.Mass!.Value.Kilograms && Limit(c).Sdr >= rule.PerPackage * c.Packages!.Value);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_rule_with_a_later_effective_date_changes_nothing_for_an_earlier_event() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var amended = LegalRules.Shipped with
        {
            Rows =
            [
                .. LegalRules.Shipped.Rows,
                .. LegalRules.Shipped.Rows.Select(r => r with
                {
                    Id = r.Id + ".amended", From = c.EventOn.PlusDays(1), Until = null,
                    Period = r.Period is { } p ? p with { Days = p.Days + 11 } : null,
                    Limit = r.Limit is { } l ? l with { PerKg = l.PerKg * 3, PerPackage = l.PerPackage * 3, Total = l.Total * 3 } : null,
                }),
            ],
        };
        var (now, before) = (LegalClock.Of(amended, c), Clock(c));
        return (now.NoticeBy, now.SueBy) == (before.NoticeBy, before.SueBy) && Limit(c, amended).Sdr == Limit(c).Sdr
            && Limit(c, amended).Amount == Limit(c).Amount;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_cannot_be_computed_says_what_is_missing() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var bare = c with { Cargo = c.Cargo with { DeliveredAt = null, GrossMass = null, Packages = null, Freight = null } };
        var (clock, limit) = (Clock(bare), Limit(bare));
        return (clock.SueBy is not null || clock.Missing.Length > 0) && (limit.Amount is not null || limit.Unlimited || limit.Missing.Length > 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_unknown_regime_has_no_days_and_says_so()
    {
        var clock = Clock(Case(LiabilityRegime.Cmr) with { Regime = null });
        Assert.Equal((null, null), (clock.NoticeBy, clock.SueBy));
        Assert.Contains("regime", Assert.Single(clock.Missing), StringComparison.Ordinal);
        Assert.Contains("regime", Assert.Single(Limit(Case(LiabilityRegime.Cmr) with { Regime = null }).Missing), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_value_of_the_SDR_is_named_and_the_SDR_stay()
    {
        var limit = Limit(Case(LiabilityRegime.Cmr));
        Assert.Equal((8330m, null), (limit.Sdr, limit.Amount));
        Assert.Contains("SDR in USD for 2026-07-01", Assert.Single(limit.Missing), StringComparison.Ordinal);
        Assert.Equal(Generators.Dollars(10_412.50m), Limit(Case(LiabilityRegime.Cmr), Rated).Amount);
        var old = LegalRules.Shipped with { Sdr = [new SdrRate(new LocalDate(2026, 6, 23), Generators.Usd, 1.25m)] };
        Assert.Null(Limit(Case(LiabilityRegime.Cmr), old).Amount);
    }

    private static Gen<HashSet<LocalDate>> Holidays =>
        from days in Gen.ArrayOf(Gen.Choose(0, 9200), 400) select days.Select(d => new LocalDate(2004, 1, 1).PlusDays(d)).ToHashSet();

    private static DateTimeZone ZoneOf(string place) => DateTimeZoneProviders.Tzdb[place switch
    {
        "DEHAM" => "Europe/Berlin", "USLAX" => "America/Los_Angeles", "NZAKL" => "Pacific/Auckland", "RUVVO" => "Asia/Vladivostok", _ => "Etc/GMT+12",
    }];

    // An own count of the table, to hold against the product's: null where the table has no day.
    private static LocalDate? Statutory(LegalCase c, LocalDate delivered, HashSet<LocalDate> holidays, bool notice)
    {
        int? days = (notice, c.Loss) switch
        {
            (false, _) => null,
            (_, LossKind.ApparentDamage) => c.Regime switch { LiabilityRegime.Montreal or LiabilityRegime.Warsaw => 14, LiabilityRegime.Bifa or LiabilityRegime.Carmack or LiabilityRegime.Hamburg => null, _ => 0 },
            (_, LossKind.HiddenDamage) => c.Regime switch
            {
                LiabilityRegime.HagueVisby or LiabilityRegime.Cogsa => 3, LiabilityRegime.Hamburg => 15, LiabilityRegime.Cim => 7,
                LiabilityRegime.ChinaMaritime => c.Cargo.Containers ? 15 : 7, LiabilityRegime.Montreal or LiabilityRegime.Warsaw => 14,
                LiabilityRegime.FiataFbl or LiabilityRegime.UnctadIcc => 6, _ => null,
            },
            (_, LossKind.Delay) => c.Regime switch
            {
                LiabilityRegime.Hamburg or LiabilityRegime.ChinaMaritime or LiabilityRegime.Cim => 60,
                LiabilityRegime.Rotterdam or LiabilityRegime.Montreal or LiabilityRegime.Warsaw or LiabilityRegime.Cmr => 21, _ => null,
            },
            _ => null,
        };
        if (days is { } plain)
            return delivered.PlusDays(plain);
        if (notice && c.Loss == LossKind.HiddenDamage && c.Regime is LiabilityRegime.Cmr or LiabilityRegime.Rotterdam)
            return WorkingDays(7);
        if (notice && c is { Loss: LossKind.ApparentDamage, Regime: LiabilityRegime.Hamburg })
            return WorkingDays(1);
        return (notice, c.Regime) switch
        {
            (true, LiabilityRegime.Bifa) => c.EventOn.PlusDays(14),
            (true, LiabilityRegime.Carmack) => delivered.PlusMonths(9),
            (true, _) => null,
            (false, LiabilityRegime.Bifa) => c.EventOn.PlusMonths(9),
            (false, LiabilityRegime.FiataFbl or LiabilityRegime.UnctadIcc) => delivered.PlusMonths(9),
            (false, LiabilityRegime.Carmack) => null,
            (false, LiabilityRegime.Hamburg or LiabilityRegime.Rotterdam or LiabilityRegime.Montreal or LiabilityRegime.Warsaw) => delivered.PlusYears(2),
            (false, _) => delivered.PlusYears(1),
        };

        LocalDate WorkingDays(int count)
        {
            var day = delivered;
            while (count > 0)
            {
                day = day.PlusDays(1);
                count -= day.DayOfWeek == IsoDayOfWeek.Sunday || holidays.Contains(day) ? 0 : 1;
            }

            return day;
        }
    }
}
