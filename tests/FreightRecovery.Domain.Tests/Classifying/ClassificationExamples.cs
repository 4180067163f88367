using FreightRecovery.Domain.Classifying;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Testing;

namespace FreightRecovery.Domain.Tests.Classifying;

/// <summary>What certain reports give away.</summary>
public class ClassificationExamples
{
    [Theory]
    [InlineData("Our lawyers will sue you.", Behaviour.Extreme)]
    [InlineData("Мы обратимся в суд.", Behaviour.Extreme)]
    [InlineData("我们要起诉你们。", Behaviour.Extreme)]
    [InlineData("我們要起訴你們。", Behaviour.Extreme)]
    [InlineData("This is UNACCEPTABLE!", Behaviour.Angry)]
    [InlineData("It is on the issue list.", Behaviour.QuietGrumbling)]
    [InlineData("Пусть рассудит время.", Behaviour.QuietGrumbling)]
    public void Words_of_four_languages_tell_how_the_person_behaves(string words, Behaviour expected) =>
        Assert.Equal(expected, Of(words).Behaviour.Value);

    [Fact]
    public void A_wish_for_money_is_a_demand_and_seeks_a_remedy()
    {
        var proposal = Of("Left behind.", wish: Wish.Refund);
        Assert.Equal((Purpose.Demand, Seeks.Remedy), (proposal.Purpose.Value, proposal.Seeks.Value));
        Assert.Equal("The customer wants refund.", Assert.Single(proposal.Purpose.Why));
    }

    [Fact]
    public void Social_media_is_public_and_urgent()
    {
        var proposal = Of("Left behind.", Channel.SocialMedia);
        Assert.Equal((Behaviour.PubliclyNegative, 4), (proposal.Behaviour.Value, proposal.Urgency.Value));
    }

    [Fact]
    public void A_charge_of_dishonesty_outweighs_what_the_kind_suggests()
    {
        Assert.Equal(Cause.Service, Of("It did not leave.").Cause.Value);
        Assert.Equal(Cause.Honesty, Of("It did not leave, and you lied about it.").Cause.Value);
    }

    [Fact]
    public void The_right_mass_of_a_mis_weighed_shipment_is_no_scope()
    {
        var facts = Generators.IncidentFacts(IncidentKind.ChargeableMassWrong) with { Extent = new Extent(null, new Mass(47_000m), null) };
        Assert.Equal(1, Classifier.Propose(facts, Fault.Operations, Severity.Minor, null, 0, Policy.Default).Scope.Value);
        var damaged = facts with { Kind = IncidentKind.CargoDamaged };
        Assert.Equal(4, Classifier.Propose(damaged, Fault.Operations, Severity.Minor, null, 0, Policy.Default).Scope.Value);
    }

    [Fact]
    public void An_amount_in_a_currency_without_steps_has_no_say_and_says_so()
    {
        var facts = Generators.IncidentFacts() with { Extent = new Extent(null, null, new Money(9_000_000m, new Currency("XAF"))) };
        var severity = Classifier.Propose(facts, Fault.Operations, Severity.Minor, null, 0, Policy.Default).Severity;
        Assert.Equal(2, severity.Value);
        Assert.Contains("has no say", severity.Why[1], StringComparison.Ordinal);
    }

    private static Proposal Of(string words, Channel channel = Channel.Email, Wish? wish = null) => Classifier.Propose(
        Generators.IncidentFacts() with { Description = words, Channel = channel, Wish = wish },
        Fault.Operations, Severity.Major, null, 0, Policy.Default);
}
