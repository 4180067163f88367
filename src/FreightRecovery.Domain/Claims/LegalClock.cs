using System.Collections.Immutable;
using System.Globalization;
using FreightRecovery.Domain.Calendar;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Domain.Claims;

/// <summary>One side's clock: the last days, what they rest on, and what is missing to compute them.</summary>
/// <param name="Regime">The regime, or null when it is not known.</param>
/// <param name="RegimeAssumed">True when nobody named it.</param>
/// <param name="Loss">What the cargo suffered.</param>
/// <param name="NoticeBy">The last day for notice; null when none is asked for or it cannot be computed.</param>
/// <param name="SueBy">The last day for suit, extensions included.</param>
/// <param name="RecourseBy">The last day for recourse after the customer's claim was settled.</param>
/// <param name="Duties">What the carrier owes by when, once it has the claim.</param>
/// <param name="Basis">The rules behind it, each with its sum.</param>
/// <param name="Confidence">The least sure of them.</param>
/// <param name="Missing">What is missing to compute the rest.</param>
/// <param name="Notes">What else there is to know.</param>
public sealed record LegalClock(
    LiabilityRegime? Regime, bool RegimeAssumed, LossKind Loss, LocalDate? NoticeBy, LocalDate? SueBy, LocalDate? RecourseBy,
    ImmutableArray<CarrierDuty> Duties, ImmutableArray<LegalBasis> Basis, Confidence Confidence, ImmutableArray<string> Missing,
    ImmutableArray<string> Notes)
{
    /// <summary>True when it is to be confirmed with counsel before anybody relies on it.</summary>
    public bool ConfirmWithCounsel => Confidence != Confidence.Text;

    /// <summary>The last day of a bar, or null.</summary>
    public LocalDate? By(TimeBar bar) => bar switch
    {
        TimeBar.Notice => NoticeBy,
        TimeBar.Suit => SueBy,
        TimeBar.Recourse => RecourseBy,
    };

    /// <summary>Computes the clock of a case by the rules in force and the public holidays that the house's calendars know.</summary>
    public static LegalClock Of(Policy policy, LegalCase @case) =>
        Of(policy.Legal, @case, PublicHolidays.At(policy.Calendars, @case.Cargo.Destination));

    /// <summary>Computes the clock of a case.</summary>
    /// <param name="rules">The rules in force.</param>
    /// <param name="case">What is known.</param>
    /// <param name="holidays">Public holidays at the place of delivery; null when they are not known, which never gives a later day.</param>
    public static LegalClock Of(LegalRules rules, LegalCase @case, PublicHolidays? holidays = null)
    {
        var clock = new ClockWork(rules, @case, holidays).Run();
        foreach (var other in DefaultRegime.Beside(rules, @case))
            clock = clock.OrEarlier(new ClockWork(rules, @case with { Regime = other }, holidays).Run());
        return clock;
    }

    // Two laws may each govern what nobody has named: whichever day comes first is kept.
    private LegalClock OrEarlier(LegalClock other) => this with
    {
        NoticeBy = ClockWork.Earlier(NoticeBy, other.NoticeBy), SueBy = ClockWork.Earlier(SueBy, other.SueBy),
        RecourseBy = ClockWork.Earlier(RecourseBy, other.RecourseBy), Basis = [.. Basis, .. other.Basis],
        Missing = [.. Missing.Union(other.Missing)],
        Notes = [.. Notes.Union(other.Notes), "Either law may apply, and the earlier day of both is kept. Name the regime on the claim."],
    };
}

/// <summary>What the carrier owes once it has a claim.</summary>
public sealed record CarrierDuty(LegalSubject What, LocalDate By);

/// <summary>A rule and what came of it here.</summary>
/// <param name="Rule">The row's id.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Cite">The place in it.</param>
/// <param name="Confidence">How sure it is.</param>
/// <param name="Sum">How the day came about, in one line.</param>
public sealed record LegalBasis(string Rule, LegalSubject Subject, string Instrument, string Cite, Confidence Confidence, string Sum);

/// <summary>The reckoning of one clock, step by step.</summary>
internal sealed class ClockWork(LegalRules rules, LegalCase c, PublicHolidays? holidays)
{
    private readonly List<LegalBasis> basis = [];
    private readonly List<CarrierDuty> duties = [];
    private readonly List<string> missing = [];
    private readonly List<string> notes = [];

    public LegalClock Run()
    {
        if (c.Regime is not { } regime)
        {
            missing.Add("The liability regime is not known. Name it on the claim, or put it on the shipment.");
            return Clock(null, null, null);
        }

        var notice = Notice(regime);
        var suit = Suit(regime);
        var recourse = c.SettledOn is null ? null : Day(regime, LegalSubject.Recourse);
        Duties(regime);
        return Clock(notice, suit, recourse);
    }

    private LegalClock Clock(LocalDate? notice, LocalDate? suit, LocalDate? recourse)
    {
        if (c.Assumed)
            notes.Insert(0, "Nobody has named the regime: it is assumed from the mode and the countries. Name it on the claim.");
        var confidence = c.Assumed ? Confidence.Memory : basis.Select(b => b.Confidence).DefaultIfEmpty(Confidence.Text).Max();
        return new LegalClock(
            c.Regime, c.Assumed, c.Loss, notice, suit, recourse, [.. duties], [.. basis], confidence, [.. missing], [.. notes.Distinct()]);
    }

    private LocalDate? Notice(LiabilityRegime regime)
    {
        var subject = c.Loss switch
        {
            LossKind.ApparentDamage => LegalSubject.NoticeApparent,
            LossKind.HiddenDamage => LegalSubject.NoticeHidden,
            LossKind.Delay => LegalSubject.NoticeDelay,
            LossKind.Loss => LegalSubject.NoticeLoss,
            LossKind.Other => LegalSubject.NoticeOther,
        };
        if (Find(regime, subject) is not null)
            return Day(regime, subject);
        if (Find(regime, LegalSubject.Notice) is not null)
            return Day(regime, LegalSubject.Notice);
        if (c.Loss is LossKind.Loss or LossKind.Other)
            notes.Add("No time for notice is set for this kind of loss. Claim in writing at once all the same.");
        else
            missing.Add($"The rules have no row on {Words(subject)} for this regime. Add it to legal.json.");
        return null;
    }

    private LocalDate? Suit(LiabilityRegime regime)
    {
        var by = Day(regime, LegalSubject.Suit);
        by = Longer(by, Renewed(regime, by), "A written demand begins the period anew");
        if (c.Wilful is { } why && Find(regime, LegalSubject.SuitWilful) is not null)
            by = Longer(by, Day(regime, LegalSubject.SuitWilful), $"Wilful misconduct is alleged ({why})");
        if (c.ExtendedUntil is not { } until)
            return by;
        notes.Add($"The other side extended the time for suit in writing until {Iso(until)}.");
        return Later(by, until);
    }

    // What lengthens the time of the customer's claim on us keeps us exposed, and counts. What would lengthen the time of a claim
    // of ours may be disputed, and is only told: too early, never too late.
    private LocalDate? Longer(LocalDate? by, LocalDate? longer, string because)
    {
        if (!(longer > by))
            return by;
        notes.Add(c.Side == ClaimSide.Customer
            ? $"{because}: suit may be brought until {Iso(longer.Value)}."
            : $"{because}: suit may then be brought until {Iso(longer.Value)}, but that can be disputed. It is not counted on.");
        return c.Side == ClaimSide.Customer ? longer : by;
    }

    // A demand that comes after the last day interrupts nothing.
    private LocalDate? Renewed(LiabilityRegime regime, LocalDate? by) =>
        c.ClaimedOn is { } demanded && demanded <= by && Find(regime, LegalSubject.Suit) is { DemandInterrupts: true, Period: { } period }
            ? period.LastDay(demanded)
            : null;

    private void Duties(LiabilityRegime regime)
    {
        foreach (var subject in (LegalSubject[])[LegalSubject.Acknowledge, LegalSubject.Decide, LegalSubject.Report])
            if (c.ClaimedOn is not null && Find(regime, subject) is not null && Day(regime, subject) is { } day)
                duties.Add(new CarrierDuty(subject, day));
    }

    private LegalRule? Find(LiabilityRegime regime, LegalSubject subject) =>
        rules.Find(regime, subject, c.EventOn, c.Cargo.Containers, c.SeaLeg);

    private LocalDate? Day(LiabilityRegime regime, LegalSubject subject)
    {
        if (Find(regime, subject) is not { } rule)
        {
            if (subject != LegalSubject.Recourse)
                missing.Add($"The rules have no row on {Words(subject)} for this regime and an event of {Iso(c.EventOn)}. Add it to legal.json.");
            return null;
        }

        if (rule.Note is { } note)
            notes.Add(note);
        if (rule.MandatoryIn is { } country)
            notes.Add(DefaultRegime.Touches(c.Cargo, country)
                ? $"{rule.Instrument}: mandatory, since a port of {country} loads or discharges."
                : $"{rule.Instrument}: no port of {country} loads or discharges, so it applies only where agreed.");
        if (rule.Period is not { } period)
        {
            Rest(rule, "No period is set.");
            return null;
        }

        if (Start(rule.Start!.Value) is not { } start)
        {
            Rest(rule, $"{period}, not running yet.");
            return null;
        }

        if (rule.Minimum && rule.Start == StartDay.DeliveryOrDue && c.Terms.TariffMonths is { } tariff)
            period = NeverShorter(period, new LegalPeriod(0, tariff, 0, false), start);
        var day = period.LastDay(start, IsHoliday);
        Rest(rule, $"{Iso(start)} and {period}, the first day not counted: {Iso(day)}.");
        if (period.Working)
            LeftOut(start, day);
        return day;
    }

    private LegalPeriod NeverShorter(LegalPeriod statutory, LegalPeriod tariff, LocalDate start)
    {
        if (tariff.LastDay(start) >= statutory.LastDay(start))
            return tariff;
        notes.Add($"The tariff's {tariff} would shorten the statutory {statutory}; it counts for nothing.");
        return statutory;
    }

    private LocalDate? Start(StartDay start)
    {
        var (day, what) = start switch
        {
            StartDay.Delivery => (c.DeliveredOn, "The day of delivery is not recorded; the time for notice begins with it."),
            StartDay.DeliveryOrDue => (Earlier(c.DeliveredOn, c.Terms.DeliveryDueOn),
                "Neither the day of delivery nor the day it was due is recorded (deliveryDueOn)."),
            StartDay.Arrival => (Earlier(c.Terms.ArrivedOn, Earlier(c.DeliveredOn, c.Terms.DeliveryDueOn)),
                "Neither arrival, nor delivery, nor the day it was due is recorded (arrivedOn, deliveryDueOn)."),
            StartDay.Event => (c.EventOn, ""),
            StartDay.Claim => (c.ClaimedOn, "The claim has not been made in writing."),
            StartDay.Decision => (DecideBy(), "The claim has not been made in writing."),
            StartDay.Disallowance => (c.DisallowedOn, "The claim has not been disallowed in writing; the time for suit begins with that day, and not with delivery."),
            StartDay.Settlement => (c.SettledOn, "The customer's claim has not been settled."),
        };
        if (day is null && !missing.Contains(what))
            missing.Add(what);
        if (start == StartDay.Arrival && c.Terms.ArrivedOn is null && day is not null)
            notes.Add("The day of arrival is not recorded: if the cargo arrived before its delivery, the time for suit ends earlier (arrivedOn).");
        return day;
    }

    // While the carrier has not decided in its time, it reports; the first report is due one period after that time.
    private LocalDate? DecideBy() =>
        c.ClaimedOn is { } claimed && Find(c.Regime!.Value, LegalSubject.Decide)?.Period is { } period ? period.LastDay(claimed, IsHoliday) : null;

    private Func<LocalDate, bool>? IsHoliday => holidays is null ? null : holidays.Contains;

    private void LeftOut(LocalDate from, LocalDate to)
    {
        var country = c.Cargo.Destination.Length < 2 ? "the place of delivery" : c.Cargo.Destination[..2];
        if (holidays is not null && holidays.Knows(from.Year) && holidays.Knows(to.Year))
            notes.Add($"Sundays and the public holidays of {country} are left out, as the calendars know them.");
        else
            notes.Add($"The public holidays of {country} in {to.Year} are not known: none is left out, so the day may be early. "
                + $"A calendar that names {country} under 'countries' makes them known.");
    }

    private void Rest(LegalRule rule, string sum) =>
        basis.Add(new LegalBasis(rule.Id, rule.Subject, rule.Instrument, rule.Cite, rule.Confidence, sum));

    internal static LocalDate? Earlier(LocalDate? a, LocalDate? b) => a is null || b < a ? b ?? a : a;

    private static LocalDate? Later(LocalDate? a, LocalDate b) => a > b ? a : b;

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private static string Words(LegalSubject subject) => subject.ToString().ToLower(CultureInfo.InvariantCulture) switch
    {
        "noticeapparent" => "notice of apparent damage", "noticehidden" => "notice of hidden damage", "noticedelay" => "notice of delay",
        var other => other,
    };
}
