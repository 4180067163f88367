using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Tests.Incidents;
using FsCheck;
using FsCheck.Fluent;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Customers;

/// <summary>Whose figure the top tenth by revenue begins at: the house's own book, or the policy where the book says too little.</summary>
public class TheTopTenth
{
    private static readonly Currency Euro = new("EUR");

    [Theory]
    [InlineData(9_999.99, "USD", false, 10_000)]
    [InlineData(10_000, "USD", true, 10_000)]
    // The yen's book is too small, and there is none in euro: the policy's figure in dollars, by rough worth.
    [InlineData(12_000_000, "JPY", true, 80_000)]
    [InlineData(11_000_000, "JPY", false, 80_000)]
    [InlineData(80_000, "EUR", true, 80_000)]
    public void The_book_counts_in_its_own_currency_and_the_policy_where_it_knows_too_few(decimal margin, string currency, bool belongs, decimal from)
    {
        var (found, figure) = TopTenth.Judge(new Money(margin, new Currency(currency)), WithBook(new(Dollars(10_000m), 50), new(new Money(5m, new Currency("JPY")), 49)));
        Assert.Equal((belongs, Dollars(from)), (found, figure));
    }

    [Fact]
    public void A_house_that_wants_its_own_figure_has_it()
    {
        var policy = WithBook(new BookTenth(Dollars(10_000m), 5_000)) with { Escalation = new EscalationPolicy { TopTenthBy = TopTenthBy.Policy } };
        Assert.Equal((false, Dollars(80_000m)), TopTenth.Judge(Dollars(79_999m), policy));
    }

    [Fact]
    public void Who_brings_more_in_the_same_currency_never_belongs_less() => Prop.ForAll(
        Gen.CollectToArray([Gen.Choose(-100, 200_000), Gen.Choose(0, 200_000), Gen.Choose(1, 200_000), Gen.Choose(0, 99)]).ToArbitrary(), at =>
        {
            var policy = WithBook(new BookTenth(new Money(at[2], Euro), at[3]));
            var (less, lessFrom) = TopTenth.Judge(new Money(at[0], Euro), policy);
            var (more, moreFrom) = TopTenth.Judge(new Money(at[0] + at[1], Euro), policy);
            return (!less || more) && lessFrom == moreFrom;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_figure_goes_with_the_escalation()
    {
        var after = new CustomerState
        {
            Facts = CustomerFacts() with { ExpectedAnnualMargin = Dollars(12_000m) },
            Stage = Stage.Silence,
            Signals = [new Signal(Id("reported", 1), SignalKind.IncidentReported, Start) { Incident = Incident(1) }],
        };
        var e = new CustomerEvent.StageMoved(Stage.Complaint, Stage.Silence, Start, "No word.");
        Assert.Empty(Silence.Concerns(e, after, Policy.Default));
        var (_, reason, from) = Assert.Single(Silence.Concerns(e, after, WithBook(new BookTenth(Dollars(10_000m), 50))));
        Assert.EndsWith("one of the largest: the top tenth begins at 10000.00 USD.", reason, StringComparison.Ordinal);

        var life = Life.Reported().Do(new IncidentCommand.CustomerFellSilent(reason) { TopTenthFrom = from });
        Assert.Equal(Dollars(10_000m), Assert.Single(life.Incident.Escalations).TopTenthFrom);
    }

    private static Policy WithBook(params BookTenth[] books) => Policy.Default with { TopTenth = new TopTenth { ByCurrency = [.. books] } };
}
