using FreightRecovery.Domain.Calendar;
using NodaTime;
using static FreightRecovery.Testing.CalendarGenerators;

namespace FreightRecovery.Domain.Tests.Calendar;

/// <summary>Calendars that nobody can work by, and what is said of each.</summary>
public class ImpossibleCalendars
{
    private static readonly LocalDate Day = new(2026, 5, 1);
    private static readonly BusinessCalendar Good = BusinessCalendar.Plain with { Zone = "Asia/Shanghai", Branches = ["SHA"] };

    private static readonly Dictionary<string, (BusinessCalendar Calendar, string Pointer)> Cases = new()
    {
        ["hours that end before they begin"] = (Monday(Span(600, 540)), "/week/monday/0"),
        ["hours that never last"] = (Monday(Span(600, 600)), "/week/monday/0"),
        ["hours that overlap"] = (Monday(Span(540, 720), Span(700, 900)), "/week/monday/1"),
        ["hours that overlap the whole day"] = (Monday(Span(0, 1439), Span(540, 600)), "/week/monday/1"),
        ["a break outside the hours"] = (Monday(Span(540, 720, (700, 730))), "/week/monday/0/breaks/0"),
        ["a break that begins before the hours"] = (Monday(Span(540, 720, (530, 600))), "/week/monday/0/breaks/0"),
        ["bad hours on a Sunday"] = (Good with { Week = Good.Week with { Sunday = [Span(600, 540)] } }, "/week/sunday/0"),
        ["a branch without a name"] = (Good with { Branches = ["SHA", " "] }, "/branches/1"),
        ["a country with a figure in it"] = (Good with { Countries = ["D1"] }, "/countries/0"),
        ["a country in small letters"] = (Good with { Countries = ["de"] }, "/countries/0"),
        ["a holiday of 93 days"] = (Good with { Holidays = [new Holiday(Day, "x") { To = Day.PlusDays(92) }] }, "/holidays/0/to"),
        ["a break that ends before it begins"] = (Monday(Span(540, 720, (660, 600))), "/week/monday/0/breaks/0"),
        ["breaks that overlap"] = (Monday(Span(540, 1020, (600, 660), (650, 700))), "/week/monday/0/breaks/1"),
        ["a week without work"] = (Good with { Week = new WorkingWeek() }, "/week"),
        ["a week that is nothing but breaks"] = (Good with { Week = new WorkingWeek { Monday = [Span(540, 600, (540, 600))] } }, "/week"),
        ["a zone that nobody knows"] = (Good with { Zone = "Asia/Atlantis" }, "/zone"),
        ["a calendar without a name"] = (Good with { Name = " " }, "/name"),
        ["a holiday that ends before it begins"] = (Good with { Holidays = [new Holiday(Day, "x") { To = Day.PlusDays(-1) }] }, "/holidays/0/to"),
        ["a holiday of a year"] = (Good with { Holidays = [new Holiday(Day, "x") { To = Day.PlusYears(1) }] }, "/holidays/0/to"),
        ["a day that is a holiday twice"] = (Good with { Holidays = [new Holiday(Day, "x"), new Holiday(Day, "y")] }, "/holidays/1"),
        ["a day that is both free and worked"] = (
            Good with { Holidays = [new Holiday(Day, "x")], WorkingDays = [new WorkingDay(Day, "y") { Like = IsoDayOfWeek.Monday }] },
            "/workingDays/0/on"),
        ["a working day twice"] = (
            Good with
            {
                WorkingDays = [new WorkingDay(Day, "y") { Like = IsoDayOfWeek.Monday }, new WorkingDay(Day, "z") { Like = IsoDayOfWeek.Monday }],
            },
            "/workingDays/1/on"),
        ["a working day without hours"] = (Good with { WorkingDays = [new WorkingDay(Day, "y")] }, "/workingDays/0"),
        ["a working day with hours of two kinds"] = (
            Good with { WorkingDays = [new WorkingDay(Day, "y") { Like = IsoDayOfWeek.Monday, Hours = [Span(540, 600)] }] }, "/workingDays/0"),
        ["a working day like a free one"] = (Good with { WorkingDays = [new WorkingDay(Day, "y") { Like = IsoDayOfWeek.Sunday }] }, "/workingDays/0/like"),
        ["a working day whose hours end before they begin"] = (
            Good with { WorkingDays = [new WorkingDay(Day, "y") { Hours = [Span(600, 540)] }] }, "/workingDays/0/hours/0"),
    };

    public static TheoryData<string> All() => [.. Cases.Keys];

    [Fact]
    public void The_good_one_they_are_made_from_has_no_faults() =>
        Assert.Empty(new CalendarPolicy { OfBranches = [Good] }.Faults());

    public static TheoryData<string, BusinessCalendar> Edges() => new()
    {
        { "hours that follow each other", Monday(Span(540, 720), Span(720, 900)) },
        { "hours before others of the same day", Monday(Span(720, 900), Span(540, 720)) },
        { "breaks that follow each other", Monday(Span(540, 1020, (600, 660), (660, 700), (560, 600))) },
        { "breaks at both ends of the hours", Monday(Span(540, 1020, (540, 600), (1000, 1020))) },
        { "a holiday that ends on the day on which it begins", Good with { Holidays = [new Holiday(Day, "x") { To = Day }] } },
        { "a holiday of 92 days", Good with { Holidays = [new Holiday(Day, "x") { To = Day.PlusDays(91) }] } },
        { "two holidays side by side", Good with { Holidays = [new Holiday(Day, "x"), new Holiday(Day.PlusDays(1), "y")] } },
    };

    [Theory]
    [MemberData(nameof(Edges))]
    public void Nothing_is_said_of_what_just_fits(string name, BusinessCalendar calendar) => Assert.True(calendar.Faults().Count == 0, name);

    [Theory]
    [MemberData(nameof(All))]
    public void Each_is_refused_at_its_place_with_a_sentence(string name)
    {
        var (calendar, pointer) = Cases[name];
        var fault = Assert.Single(calendar.Faults(), f => f.Pointer == pointer);
        Assert.Matches(@"^\S.+\.$", fault.Message);
    }

    [Fact]
    public void A_branch_works_by_one_calendar_and_that_names_its_zone()
    {
        var faults = new CalendarPolicy
        {
            OfBranches = [Good, Good with { Name = "Other", Zone = null }, Good with { Branches = [] }],
        }.Faults();

        Assert.Equal(
            ["/ofBranches/1/branches/0", "/ofBranches/1/zone", "/ofBranches/2/branches", "/ofBranches/2/name"],
            faults.Select(f => f.Pointer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_branch_without_a_calendar_works_by_the_usual_one_in_the_customers_zone()
    {
        var policy = new CalendarPolicy { OfBranches = [Good] };

        Assert.Equal(("Asia/Shanghai", "Europe/Moscow", DateTimeZone.Utc.Id), (
            policy.Of("SHA", "Europe/Moscow").Zone.Id, policy.Of("LED", "Europe/Moscow").Zone.Id, policy.Of("LED", "Nowhere").Zone.Id));
    }

    private static BusinessCalendar Monday(params WorkSpan[] hours) => Good with { Week = Good.Week with { Monday = [.. hours] } };
}
