using FreightRecovery.Domain.Incidents;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Incidents;

/// <summary>What must be known before a thing is found valid, and whose word is the customer's.</summary>
public class FactsAndParties
{
    public static TheoryData<IncidentKind> Kinds => [.. Enum.GetValues<IncidentKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_is_taken_without_its_facts_and_found_valid_with_them_only(IncidentKind kind)
    {
        var row = Policy.Default.Kinds[kind];
        var life = new Life().Do(new Report(IncidentFacts(kind) with { Place = null })).Told();
        if (row.Required.IsEmpty)
        {
            Assert.Null(life.Try(new Assess(Assessment())));
            return;
        }

        var refusal = Assert.IsType<Refusal.NotAllowedInState>(life.Try(new Assess(Assessment())));
        Assert.All(row.Required, need => Assert.Contains(FactNeeds.Ask(need, kind), refusal.Detail, StringComparison.Ordinal));
        Assert.Equal(IncidentStatus.Acknowledged, life.Incident.Status);
        Assert.Null(life.Try(new GiveFacts(new GivenFacts(null, new Mass(470m), Dollars(90m), null, null))));
        Assert.Null(life.Try(new Assess(Assessment())));
    }

    [Fact]
    public void Facts_may_come_with_the_assessment()
    {
        var life = new Life().Do(new Report(IncidentFacts(IncidentKind.ChargeableMassWrong))).Told();
        life.Do(new Assess(Assessment()) { Given = new GivenFacts(null, new Mass(470m), null, null, null) });
        Assert.Equal(470m, life.Incident.Facts!.Extent!.Mass!.Value.Kilograms);
        Assert.Equal(["FactsGiven", "IncidentAssessed"], life.Last.Select(e => e.GetType().Name));
    }

    [Theory]
    [InlineData(Finding.Communication)]
    [InlineData(Finding.Unfounded)]
    public void What_is_not_found_valid_needs_no_facts(Finding finding) =>
        Assert.Null(new Life().Do(new Report(IncidentFacts(IncidentKind.CargoLost))).Told().Try(new Assess(Assessment(finding))));

    [Fact]
    public void A_loss_estimate_tells_the_amount() =>
        Assert.Null(new Life().Do(new Report(IncidentFacts(IncidentKind.PriceDiffersFromQuote))).Told()
            .Try(new Assess(Assessment() with { LossEstimate = Dollars(40m) })));

    [Fact]
    public void Facts_that_are_known_already_change_nothing()
    {
        var life = Life.Reported().Do(new GiveFacts(new GivenFacts(3, null, null, null, "B/L")));
        Assert.Equal((3, "CNTAO", "B/L"), (life.Incident.Facts!.Extent!.Packages, life.Incident.Facts.Place, life.Incident.Facts.Paper));
        life.Do(new GiveFacts(new GivenFacts(3, null, null, null, null)));
        Assert.Empty(life.Last);
    }

    [Fact]
    public void Only_the_party_that_answers_for_the_customer_answers_an_offer()
    {
        var life = Life.At(IncidentStatus.Offered).Do(new RecordParties(
        [
            new Party(PartyRole.Shipper, "Qingdao Toys", null, null, false),
            new Party(PartyRole.Consignee, "Busan Tiles", "BT-7", "Mr Kim", true),
        ]));
        var refusal = Assert.IsType<Refusal.Invalid>(life.Try(Answer("Qingdao Toys")));
        Assert.Equal("/by", refusal.Pointer);
        Assert.Contains("Busan Tiles (Mr Kim)", refusal.Detail, StringComparison.Ordinal);
        Assert.Equal(IncidentStatus.Offered, life.Incident.Status);
        Assert.Null(life.Try(Answer("mr kim")));

        AnswerOffer Answer(string by) => new(life.Incident.StandingOffer!.Id, true, by, "mail 7", null, true);
    }

    [Fact]
    public void Where_nobody_answers_for_the_customer_anybody_may()
    {
        var life = Life.At(IncidentStatus.Offered).Do(new RecordParties([new Party(PartyRole.Shipper, "Qingdao Toys", null, null, false)]));
        Assert.Null(life.Try(new AnswerOffer(life.Incident.StandingOffer!.Id, true, "Mei", "mail 7", null, true)));
    }

    [Fact]
    public void Two_parties_cannot_both_answer()
    {
        var both = new Party(PartyRole.Shipper, "Qingdao Toys", null, null, true);
        Assert.IsType<Refusal.Invalid>(Life.Reported().Try(new RecordParties([both, both with { Name = "Busan Tiles" }])));
    }

    [Fact]
    public void A_summary_is_kept_and_the_evidence_of_its_confirmation_needs_a_name()
    {
        var life = Life.Reported().Do(new RecordSummary("Left behind.", "Mei", "call 7"));
        Assert.Equal("Mei", life.Incident.Summary!.ConfirmedBy);
        Assert.Equal("/confirmedBy", Assert.IsType<Refusal.Invalid>(life.Try(new RecordSummary("Left behind.", null, "call 7"))).Pointer);
        life.Do(new RecordSummary("Left behind.", "Mei", "call 7"));
        Assert.Empty(life.Last);
    }
}
