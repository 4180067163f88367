using System.Collections.Immutable;
using FreightRecovery.Domain.Classifying;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Incidents;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Domain.Incidents.IncidentEvent;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Incidents;

/// <summary>Each guard of what is written down about an incident, at the edge where it turns.</summary>
public class GuardsOfRecording
{
    private static readonly GivenFacts Nothing = new(null, null, null, null, null);

    [Fact]
    public void An_assessment_with_facts_that_are_known_says_nothing_of_them_again()
    {
        var life = Life.Reported().Told().Do(new GiveFacts(Nothing with { Packages = 3 }));
        life.Do(new Assess(Assessment()) { Given = Nothing with { Packages = 3 } });
        Assert.IsType<IncidentAssessed>(Assert.Single(life.Last));
    }

    [Fact]
    public void A_large_amount_raises_the_incident_wherever_it_is_given_unless_it_is_unfounded()
    {
        var large = Dollars(50_000m);
        Assert.Single(Life.Reported().Do(new GiveFacts(Nothing with { Amount = large })).Last.OfType<Escalated>());
        Assert.Single(Life.Reported().Told().Do(new Assess(Assessment()) { Given = Nothing with { Amount = large } }).Last.OfType<Escalated>());
        Assert.Single(Life.Reported().Told().Do(new Assess(Assessment() with { LossEstimate = large })).Last.OfType<Escalated>());
        Assert.Empty(Life.Reported().Told().Do(new Assess(Assessment() with { LossEstimate = Dollars(5m) }) { Given = Nothing with { Amount = large } }).Last.OfType<Escalated>());
        Assert.Empty(Life.Reported().Told().Do(new Assess(Assessment(Finding.Unfounded) with { LossEstimate = large })).Last.OfType<Escalated>());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void A_dimension_lies_between_1_and_5(int value, bool taken) => Assert.Equal(
        taken, Life.Reported().Try(new OverruleClassification(new Overrule(null, null, null, value, null, null, null, null, null), "So.")) is null);

    [Fact]
    public void The_same_parties_again_say_nothing_and_others_replace_them_whole()
    {
        ImmutableArray<Party> one = [new(PartyRole.Agent, "Busan Agents", null, null, false)];
        var life = Life.Reported().Do(new RecordParties(one)).Do(new RecordParties([.. one]));
        Assert.Empty(life.Last);
        life.Do(new RecordParties([one[0] with { Name = "Kobe Agents" }]));
        Assert.Equal("Kobe Agents", Assert.Single(life.Incident.Parties).Name);
    }

    [Fact]
    public void Evidence_is_taken_once_and_up_to_the_files_of_the_policy()
    {
        var life = Life.At(IncidentStatus.Withdrawn);
        for (var i = 0; i < Policy.Default.Evidence.MaxFiles; i++)
            life.Do(File(i));
        life.Do(File(0));
        Assert.Empty(life.Last);
        Assert.IsType<Refusal.NotAllowedInState>(life.Try(File(-1)));
        Assert.Equal(Policy.Default.Evidence.MaxFiles, life.Incident.Evidence.Length);

        static AddEvidence File(int number) => new("a.pdf", "application/pdf", 7, $"{number:x64}", null);
    }

    [Theory]
    [InlineData("one", false)]
    [InlineData("two", true)]
    public void Whoever_answers_for_the_customer_need_not_come_first(string by, bool taken)
    {
        var life = Life.At(IncidentStatus.Offered).Do(new RecordParties(
            [new Party(PartyRole.Shipper, "one", null, null, false), new Party(PartyRole.Consignee, " Two ", null, null, true)]));
        Assert.Equal(taken, life.Try(new AnswerOffer(life.Incident.StandingOffer!.Id, true, by, "mail 7", null, true)) is null);
    }

    [Theory]
    [InlineData(" Mei ", true)]
    [InlineData("qingdao TOYS", true)]
    [InlineData("Toys", false)]
    public void A_party_is_known_by_its_name_or_its_contact(string name, bool known) =>
        Assert.Equal(known, new Party(PartyRole.Shipper, "Qingdao Toys ", null, "Mei", true).Is(name));

    [Theory]
    [InlineData(FactNeed.Mass, "mass")]
    [InlineData(FactNeed.Amount, "amount loss")]
    [InlineData(FactNeed.Extent, "packages mass amount loss")]
    [InlineData(FactNeed.Place, "place")]
    [InlineData(FactNeed.Paper, "paper")]
    public void A_need_is_met_by_its_own_facts_alone(FactNeed need, string met)
    {
        var bare = IncidentFacts() with { Place = null };
        foreach (var (name, facts) in new (string, IncidentFacts)[]
                 {
                     ("none", bare), ("loss", bare), ("packages", bare with { Extent = new Extent(3, null, null) }),
                     ("mass", bare with { Extent = new Extent(null, new Mass(3m), null) }), ("amount", bare with { Extent = new Extent(null, null, Dollars(3m)) }),
                     ("place", bare with { Place = "CNTAO" }), ("paper", bare with { Paper = "B/L" }),
                 })
            Assert.Equal(!met.Split(' ').Contains(name), FactNeeds.Missing([need], facts, name == "loss" ? Dollars(3m) : null).Any());
    }

    [Fact]
    public void Facts_that_are_given_leave_the_others_as_they_are()
    {
        var known = IncidentFacts() with { Extent = new Extent(3, new Mass(4m), Dollars(5m)), Place = "CNTAO", Paper = "B/L" };
        Assert.Equal(known, Nothing.Over(known));
        Assert.Null((Nothing with { Place = "KRPUS" }).Over(IncidentFacts()).Extent);
        var all = new GivenFacts(6, new Mass(7m), Dollars(8m), "KRPUS", "Invoice").Over(known);
        Assert.Equal((new Extent(6, new Mass(7m), Dollars(8m)), "KRPUS", "Invoice"), (all.Extent, all.Place, all.Paper));
    }

    [Fact]
    public void A_record_is_clean_for_the_months_of_the_policy_to_the_day()
    {
        var half = new ValidityPolicy { CleanMonths = 6 };
        var edge = Instant.FromUtc(2025, 7, 5, 0, 0);
        Assert.False(Of(edge, half).Clean);
        Assert.True(Of(edge - Duration.Epsilon, half).Clean);
        Assert.Equal("1 doubtful claim of this customer in the last 6 months.", Of(edge, half).Why[1]);
        Assert.StartsWith("No doubtful claim", Of(edge - Duration.Epsilon, half).Why[1], StringComparison.Ordinal);

        static Validity Of(Instant at, ValidityPolicy policy) =>
            Validity.Of(Life.Reported().Incident, [new DoubtfulClaim(Incident(2), at, Doubt.Unfounded)], Start, policy);
    }

    [Fact]
    public void Amounts_of_validity_that_make_no_sense_are_told_by_their_place()
    {
        Assert.Empty(new ValidityPolicy().Faults());
        Assert.Equal("/cleanMonths", Fault(new ValidityPolicy { CleanMonths = 0 }));
        Assert.Equal("/cleanMonths", Fault(new ValidityPolicy { CleanMonths = 121 }));
        Assert.Equal("/small/dollars", Fault(new ValidityPolicy { Small = Table("dollars", 1m) }));
        Assert.Equal("/large/USD", Fault(new ValidityPolicy { Small = Table("CNY", 1m), Large = Table("USD", 0m) }));
        Assert.Equal("/small/USD", Fault(new ValidityPolicy { Small = Table("USD", 5m), Large = Table("USD", 5m) }));

        static string Fault(ValidityPolicy policy) => Assert.Single(policy.Faults()).Pointer;
        static ImmutableSortedDictionary<string, decimal> Table(string code, decimal amount) =>
            ImmutableSortedDictionary<string, decimal>.Empty.Add(code, amount);
    }

    [Fact]
    public void Whoever_it_was_handed_to_last_has_it_be_it_by_name_or_as_the_person_in_charge()
    {
        var life = Life.At(IncidentStatus.Acknowledged).Do(new Assign("yan.shen"));
        Assert.Equal("yan.shen", life.Incident.Assignee);
        var version = life.Incident.Version;
        Assert.Equal(version, life.Do(new Assign("yan.shen")).Incident.Version);
        Assert.IsType<Refusal.Invalid>(life.Try(new Assign(" ")));

        var assessed = new Assess(Assessment() with { PersonInCharge = "chen.wei" });
        Assert.Equal("chen.wei", life.Do(assessed).Incident.Assignee);
        Assert.Equal("xin.he", life.Do(new Assign("xin.he")).Incident.Assignee);
        Assert.Equal("xin.he", life.Do(new Assess(Assessment() with { PersonInCharge = null })).Incident.Assignee);
    }
}
