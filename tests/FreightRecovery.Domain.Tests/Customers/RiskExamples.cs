using FreightRecovery.Domain.Customers;
using static FreightRecovery.Domain.Customers.SignalKind;

namespace FreightRecovery.Domain.Tests.Customers;

public class RiskExamples
{
    private static readonly Story Steady = new Story().Books(0, 10, 20, 30);

    private static Story SteadyStory() => new Story().Books(0, 10, 20, 30);

    [Fact]
    public void A_good_recovery_brings_the_risk_back_to_its_base_and_not_below()
    {
        var failed = SteadyStory().Reports(31, 1, Severity.Critical).On(32, PromiseBroken, 1);
        Assert.True(failed.After(33).Risk > failed.After(33).BaseRisk);
        var recovered = failed.Resolves(34, 1, 5).After(35);
        Assert.True(recovered.Recovered);
        Assert.Equal(recovered.BaseRisk, recovered.Risk);
        Assert.Equal(Steady.After(35).Risk, recovered.Risk);
    }

    [Fact]
    public void After_a_second_failure_a_good_recovery_no_longer_undoes_everything()
    {
        var view = SteadyStory().Reports(31, 1, Severity.Major).Resolves(32, 1, 5)
            .Reports(40, 2, Severity.Major).Resolves(41, 2, 5).After(42);
        Assert.True(view.Recovered);
        Assert.True(view.Risk > view.BaseRisk);
    }

    [Fact]
    public void A_broken_promise_weighs_more_than_an_incident()
    {
        var incident = SteadyStory().On(31, SignalKind.Complaint).Reports(31, 1, Severity.Critical).After(32).Risk;
        var promise = SteadyStory().On(31, SignalKind.Complaint).On(31, PromiseBroken).After(32).Risk;
        Assert.True(promise > incident);
    }

    [Fact]
    public void A_worse_incident_weighs_more()
    {
        var major = SteadyStory().Reports(31, 1, Severity.Major).After(32).Risk;
        var critical = SteadyStory().Reports(31, 1, Severity.Critical).After(32).Risk;
        Assert.True(critical > major);
    }

    [Fact]
    public void Similar_failures_weigh_more_than_different_ones_and_close_ones_more_than_distant_ones()
    {
        double Twice(IncidentKind second, double day) => SteadyStory()
            .Reports(31, 1, Severity.Major, IncidentKind.CargoRolled)
            .Reports(day, 2, Severity.Major, second).Books(day).After(day + 1).Risk;
        Assert.True(Twice(IncidentKind.CargoRolled, 40) > Twice(IncidentKind.CargoDamaged, 40));
        Assert.True(Twice(IncidentKind.CargoDamaged, 40) > Twice(IncidentKind.CargoDamaged, 140));
    }

    [Fact]
    public void A_threat_and_every_fruitless_attempt_add_to_the_risk()
    {
        var story = SteadyStory().Reports(31, 1, Severity.Major);
        var before = story.After(32).Risk;
        var threatened = story.On(32, Threat).After(32).Risk;
        var declined = story.On(32, OptionsExhausted).After(32).Risk;
        Assert.True(before < threatened && threatened < declined);
    }

    [Fact]
    public void A_withdrawn_incident_leaves_no_trace_in_the_risk_once_the_customer_is_calm()
    {
        var view = SteadyStory().Reports(31, 1, Severity.Major).On(32, IncidentClosed, 1).Books(40, 50, 60).After(63);
        Assert.Equal((Stage.Content, view.BaseRisk), (view.Stage, view.Risk));
    }

    [Fact]
    public void Value_at_stake_is_risk_times_margin_and_the_reasons_say_so()
    {
        var view = SteadyStory().Reports(31, 1, Severity.Major).After(32, SignalGenerators.Facts(100_000m));
        Assert.Equal(Math.Round((decimal)view.Risk * 100_000m, 2), view.ValueAtStake!.Value.Amount);
        Assert.Contains("of 100000.00 USD expected annual margin at stake", view.Reasons[^1]);
        Assert.Contains("is the house's policy, not measured: a broken promise 25 %", view.Reasons[^2]);
        Assert.StartsWith("Complaint since 2026-02-05: A major incident", view.Reasons[0]);
    }

    [Fact]
    public void A_customer_that_brings_a_loss_puts_nothing_at_stake() =>
        Assert.True(Steady.After(32, SignalGenerators.Facts(-5m)).ValueAtStake!.Value.IsZero);

    [Fact]
    public void Nothing_is_at_stake_in_figures_while_the_customer_is_not_recorded() =>
        Assert.Null(Steady.After(32).ValueAtStake);
}
