using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Incidents;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Incidents;

/// <summary>Small sums of customers with a clean record are accepted without dispute; large ones are investigated.</summary>
public class ValidityExamples
{
    private static readonly ValidityPolicy Rules = new();

    [Theory]
    [InlineData(300, "USD", false, ValiditySuggestion.AcceptWithoutDispute)]
    [InlineData(301, "USD", false, ValiditySuggestion.Usual)]
    [InlineData(300, "USD", true, ValiditySuggestion.Usual)]
    [InlineData(10_000, "USD", false, ValiditySuggestion.Investigate)]
    [InlineData(9_999, "USD", false, ValiditySuggestion.Usual)]
    [InlineData(10_000, "JPY", false, ValiditySuggestion.AcceptWithoutDispute)]
    [InlineData(1, "XAF", false, ValiditySuggestion.Usual)]
    public void An_amount_and_a_record_make_a_suggestion(int amount, string currency, bool doubtful, ValiditySuggestion expected)
    {
        var claims = doubtful ? [new DoubtfulClaim(Incident(2), Start - Duration.FromDays(30), Doubt.Unfounded)] : Array.Empty<DoubtfulClaim>();
        var validity = Validity.Of(Reported(new Money(amount, new Currency(currency))), [.. claims], Start, Rules);
        Assert.Equal((expected, !doubtful), (validity.Suggestion, validity.Clean));
        Assert.Equal(2, validity.Why.Count);
    }

    [Fact]
    public void A_doubtful_claim_is_forgiven_after_the_months_of_the_policy_and_still_shown()
    {
        var old = new DoubtfulClaim(Incident(2), Start - Duration.FromDays(366), Doubt.Unfounded);
        var validity = Validity.Of(Reported(Dollars(10m)), [old], Start, Rules);
        Assert.Equal((ValiditySuggestion.AcceptWithoutDispute, true), (validity.Suggestion, validity.Clean));
        Assert.Equal([old], validity.Doubtful);
    }

    [Fact]
    public void A_loss_estimate_goes_before_what_the_reporter_says()
    {
        var life = new Life().Do(new IncidentCommand.Report(IncidentFacts() with { Extent = new Extent(null, null, Dollars(10m)) })).Told()
            .Do(new IncidentCommand.Assess(Assessment() with { LossEstimate = Dollars(50_000m) }));
        Assert.Equal(ValiditySuggestion.Investigate, Validity.Of(life.Incident, [], Start, Rules).Suggestion);
    }

    [Fact]
    public void What_was_opened_again_is_no_doubtful_claim_and_the_order_of_arrival_does_not_matter() => Prop.ForAll(
        Gen.Shuffle(new[] { 0, 1, 2, 3, 4 }).ToArbitrary(), order =>
        {
            Signal[] signals =
            [
                Closed(1, 1, Doubt.Unfounded), Closed(2, 2, Doubt.WithdrawnAfterInvestigation), Closed(3, 3, null),
                Closed(4, 4, Doubt.Unfounded), new(Id("reopened"), SignalKind.IncidentReopened, Day(5)) { Incident = Incident(4) },
            ];
            return DoubtfulClaim.Of(order.Select(i => signals[i])).Select(d => d.Incident).SequenceEqual([Incident(1), Incident(2)]);
        }).QuickCheckThrowOnFailure();

    private static Signal Closed(int incident, int day, Doubt? doubt) =>
        new(Id("closed", incident), SignalKind.IncidentClosed, Day(day)) { Incident = Incident(incident), Doubt = doubt };

    private static Instant Day(int day) => Start + Duration.FromDays(day);

    private static IncidentState Reported(Money amount) =>
        new Life().Do(new IncidentCommand.Report(IncidentFacts() with { Extent = new Extent(null, null, amount) })).Incident;
}
