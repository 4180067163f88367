using System.Collections.Immutable;
using FreightRecovery.Domain.Classifying;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Tests.Incidents;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Classifying;

/// <summary>Each rule of the classification, at the edge where it turns.</summary>
public class GuardsOfClassification
{
    [Theory]
    [InlineData(Severity.Minor, null, null, "USD", 2)]
    [InlineData(Severity.Critical, 1, null, "USD", 5)]
    [InlineData(Severity.Minor, 4_999, null, "USD", 2)]
    [InlineData(Severity.Minor, 5_000, null, "USD", 3)]
    [InlineData(Severity.Minor, null, 25_000, "USD", 4)]
    [InlineData(Severity.Minor, 80_000, null, "JPY", 2)]
    public void Severity_is_the_higher_of_what_it_is_and_what_it_costs(Severity severity, int? amount, int? loss, string currency, int expected)
    {
        var facts = IncidentFacts() with { Extent = new Extent(null, null, In(amount)) };
        Assert.Equal(expected, Classifier.Propose(facts, Fault.Operations, severity, In(loss), 0, Policy.Default).Severity.Value);

        Money? In(int? value) => value is { } known ? new Money(known, new Currency(currency)) : null;
    }

    [Fact]
    public void An_amount_says_so_when_it_adds_nothing()
    {
        Assert.EndsWith("2, which is not more.", Why(500m), StringComparison.Ordinal);
        Assert.EndsWith("3.", Why(5_000m), StringComparison.Ordinal);

        static string Why(decimal amount) => Classifier.Propose(
            IncidentFacts() with { Extent = new Extent(null, null, Dollars(amount)) }, Fault.Operations, Severity.Minor, null, 0, Policy.Default).Severity.Why[1];
    }

    [Theory]
    [InlineData(1, null, 0, 1, 2)]
    [InlineData(2, null, 0, 2, 2)]
    [InlineData(600, 1, 0, 5, 3)]
    [InlineData(null, null, 3, 3, 2)]
    [InlineData(null, null, 0, 1, 1)]
    public void Scope_is_the_widest_of_packages_mass_and_parties(int? packages, int? mass, int parties, int expected, int lines)
    {
        var facts = IncidentFacts() with { Extent = new Extent(packages, mass is { } kg ? new Mass(kg) : null, null) };
        var scope = Classifier.Propose(facts, Fault.Operations, Severity.Minor, null, parties, Policy.Default).Scope;
        Assert.Equal((expected, lines), (scope.Value, scope.Why.Count));
    }

    [Fact]
    public void One_party_is_no_parties() => Assert.Contains(
        "1 party: 1.", Classifier.Propose(IncidentFacts(), Fault.Operations, Severity.Minor, null, 1, Policy.Default).Scope.Why);

    [Theory]
    [InlineData(Channel.Email, Severity.Major, "Left behind.", 2)]
    [InlineData(Channel.Feed, Severity.Major, "Left behind.", 1)]
    [InlineData(Channel.Email, Severity.Critical, "Left behind.", 3)]
    [InlineData(Channel.Email, Severity.Major, "It is urgent.", 3)]
    [InlineData(Channel.SocialMedia, Severity.Critical, "It is urgent.", 5)]
    public void Urgency_goes_by_channel_and_rises_by_one_for_each_sign_up_to_5(Channel channel, Severity severity, string words, int expected) => Assert.Equal(
        expected, Classifier.Propose(IncidentFacts() with { Channel = channel, Description = words }, Fault.Operations, severity, null, 0, Policy.Default).Urgency.Value);

    [Fact]
    public void Difficulty_goes_by_the_fault_and_names_it_and_the_kind_has_its_weight()
    {
        var proposal = Classifier.Propose(IncidentFacts(IncidentKind.CargoLost), Fault.Customer, Severity.Minor, null, 0, Policy.Default);
        Assert.Equal((3, 5), (proposal.Difficulty.Value, proposal.KindWeight.Value));
        Assert.Contains("the customer itself", proposal.Difficulty.Why[0], StringComparison.Ordinal);
        Assert.Equal(4, Classifier.Propose(IncidentFacts(), Fault.Nobody, Severity.Minor, null, 0, Policy.Default).Difficulty.Value);
    }

    [Theory]
    [InlineData("We will sue.", Behaviour.Extreme)]
    [InlineData("You will regret it.", Behaviour.Extreme)]
    [InlineData("We are angry.", Behaviour.Angry)]
    [InlineData("We shall write a review.", Behaviour.PubliclyNegative)]
    [InlineData("It did not leave.", Behaviour.QuietGrumbling)]
    public void Behaviour_goes_by_the_loudest_word(string words, Behaviour expected) => Assert.Equal(expected, Of(words).Behaviour.Value);

    [Theory]
    [InlineData("We demand it.", Purpose.Demand)]
    [InlineData("It is your fault.", Purpose.Accusation)]
    [InlineData("Poor work, we suggest more care.", Purpose.Criticism)]
    [InlineData("We suggest more care.", Purpose.Suggestion)]
    [InlineData("It did not leave.", Purpose.Criticism)]
    public void Purpose_goes_by_the_strongest_word(string words, Purpose expected) => Assert.Equal(expected, Of(words).Purpose.Value);

    [Fact]
    public void A_word_of_criticism_is_named_as_the_reason() => Assert.Contains("'poor'", Of("Poor work.").Purpose.Why[0], StringComparison.Ordinal);

    [Fact]
    public void What_a_feed_tells_is_no_complaint() => Assert.Equal(Purpose.Suggestion, Of("It did not leave.", channel: Channel.Feed).Purpose.Value);

    [Theory]
    [InlineData("You will regret it.", null, Seeks.Revenge)]
    [InlineData("Sorry would be nice.", Wish.Refund, Seeks.Remedy)]
    [InlineData("Sorry would be nice, but fix it.", null, Seeks.Remedy)]
    [InlineData("Sorry would be nice, we demand it.", null, Seeks.Remedy)]
    [InlineData("We are loyal.", Wish.Apology, Seeks.Respect)]
    [InlineData("We are loyal.", Wish.Information, Seeks.Respect)]
    [InlineData("Nobody told us, and we are loyal.", null, Seeks.Respect)]
    [InlineData("We are loyal and shall write a review.", null, Seeks.Recognition)]
    [InlineData("We are angry and shall write a review.", null, Seeks.ToBeSeen)]
    [InlineData("We are sick of it.", null, Seeks.Vent)]
    [InlineData("We are angry.", null, Seeks.Vent)]
    [InlineData("It did not leave.", null, Seeks.Remedy)]
    public void What_the_person_seeks_goes_by_wish_and_word(string words, Wish? wish, Seeks expected) => Assert.Equal(expected, Of(words, wish).Seeks.Value);

    [Fact]
    public void Who_writes_where_others_read_seeks_to_be_seen() => Assert.Equal(Seeks.ToBeSeen, Of("It did not leave.", channel: Channel.SocialMedia).Seeks.Value);

    [Theory]
    [InlineData(Wish.Apology)]
    [InlineData(Wish.Information)]
    public void A_wish_for_words_is_no_demand(Wish wish) => Assert.Equal(Purpose.Criticism, Of("It did not leave.", wish).Purpose.Value);

    [Theory]
    [InlineData("It was delayed.", Cause.Service, "'delay*'")]
    [InlineData("It was broken.", Cause.Service, "usual")]
    [InlineData("You lied, and it was delayed.", Cause.Honesty, "'lied'")]
    public void A_word_confirms_the_usual_cause_and_only_dishonesty_outweighs_it(string words, Cause cause, string why)
    {
        var judged = Of(words).Cause;
        Assert.Equal(cause, judged.Value);
        Assert.Contains(why, judged.Why[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sue", true)]
    [InlineData("SUE", true)]
    [InlineData("An issue, so we sue.", true)]
    [InlineData("An issue.", false)]
    [InlineData("We suede it.", false)]
    [InlineData("Our lawyers.", true)]
    [InlineData("We (sue) you", true)]
    [InlineData("我们sue你们", true)]
    [InlineData("请起诉吧", true)]
    [InlineData("起诉", true)]
    public void A_word_counts_whole_where_a_script_parts_its_words(string words, bool heard) =>
        Assert.Equal(heard, Of(words).Behaviour.Value == Behaviour.Extreme);

    [Fact]
    public void The_first_word_of_the_list_is_told() => Assert.Contains("'lawyer*'", Of("We sue, says our lawyer.").Behaviour.Why[0], StringComparison.Ordinal);

    [Fact]
    public void The_latest_overrule_of_a_member_stands_and_parties_and_loss_count()
    {
        var life = Life.Reported().Told().Do(new IncidentCommand.Assess(Assessment() with { LossEstimate = Dollars(25_000m) }))
            .Do(new IncidentCommand.RecordParties([.. Enumerable.Range(0, 4).Select(i => new Party(PartyRole.Agent, $"A{i}", null, null, false))]));
        var before = Classification.Of(life.Incident, Policy.Default).Dimensions;
        Assert.Equal((4, 4), (before.Scope.Value, before.Severity.Value));
        foreach (var urgency in new[] { 5, 1 })
            life.Do(new IncidentCommand.OverruleClassification(new Overrule(null, null, null, null, urgency, null, null, null, null), $"So {urgency}."));
        var after = Classification.Of(life.Incident, Policy.Default).Dimensions.Urgency;
        Assert.Equal((1, "So 1."), (after.Value, after.Reason));
    }

    [Fact]
    public void What_was_found_out_goes_before_what_was_reported()
    {
        var found = Assessment() with { Fault = Fault.Agent, Severity = Severity.Critical };
        var dimensions = Classification.Of(Life.Reported().Told().Do(new IncidentCommand.Assess(found)).Incident, Policy.Default).Dimensions;

        Assert.Equal((4, 5), (dimensions.Difficulty.Value, dimensions.Severity.Value));
    }

    [Fact]
    public void Figures_and_words_that_make_no_sense_are_told_by_their_place()
    {
        var good = new ClassificationPolicy();
        Assert.Empty(good.Faults());
        foreach (var steps in (ImmutableArray<int>[])[[2, 3, 4], [0, 3, 4, 5], [2, 3, 3, 5], [2, 4, 3, 5]])
            Assert.Equal("/partySteps", Assert.Single((good with { PartySteps = steps }).Faults()).Pointer);
        Assert.Equal("/amountSteps/dollars", Assert.Single((good with { AmountSteps = good.AmountSteps.Add("dollars", [1m, 2m, 3m, 4m]) }).Faults()).Pointer);
        foreach (var value in new[] { 0, 6 })
            Assert.Equal("/ofFault/agent", Assert.Single((good with { OfFault = good.OfFault.SetItem(Fault.Agent, value) }).Faults()).Pointer);
        foreach (var word in new[] { "*", "Sue" })
            Assert.Equal("/words/en/angry", Assert.Single((good with { Words = good.Words.SetItem("en", good.Words["en"].SetItem(Tone.Angry, [word])) }).Faults()).Pointer);
    }

    private static Proposal Of(string words, Wish? wish = null, Channel channel = Channel.Email) => Classifier.Propose(
        IncidentFacts() with { Description = words, Channel = channel, Wish = wish }, Fault.Operations, Severity.Major, null, 0, Policy.Default);
}
