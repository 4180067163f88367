using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Recovery;
using FreightRecovery.Testing;
using static FreightRecovery.Domain.Incidents.IncidentCommand;

namespace FreightRecovery.Domain.Tests.Incidents;

/// <summary>Who may say yes and no to an option, and what goes out next.</summary>
public class Approvals
{
    private static readonly RecoveryOption Beyond = Generators.Option(7, authority: Authority.Supervisor);

    [Fact]
    public void A_supervisor_does_not_take_back_what_a_manager_refused()
    {
        var life = Life.At(IncidentStatus.Assessed);
        Assert.Null(life.Try(new DecideOption(Beyond, false, "Too dear."), Authority.Manager));

        var refusal = Assert.IsType<Refusal.ApprovalNeeded>(life.Try(new DecideOption(Beyond, true, "Fine."), Authority.Supervisor));
        Assert.Equal(Authority.Manager, refusal.Authority);
        Assert.Contains("Too dear.", refusal.Detail, StringComparison.Ordinal);
        Assert.IsType<Refusal.ApprovalNeeded>(life.Try(new MakeOffer(Beyond), Authority.Supervisor));
        Assert.False(Assert.Single(life.Incident.Decisions).Approved);
    }

    [Fact]
    public void Nor_does_a_supervisor_take_back_what_a_manager_approved()
    {
        var life = Life.At(IncidentStatus.Assessed);
        Assert.Null(life.Try(new DecideOption(Beyond, true, "Fine."), Authority.Manager));

        Assert.IsType<Refusal.ApprovalNeeded>(life.Try(new DecideOption(Beyond, false, "Too dear."), Authority.Supervisor));
        Assert.Null(life.Try(new MakeOffer(Beyond)));
    }

    [Theory]
    [InlineData(Authority.Manager)]
    [InlineData(Authority.Executive)]
    public void The_same_authority_or_a_higher_one_has_the_last_word(Authority authority)
    {
        var life = Life.At(IncidentStatus.Assessed);
        Assert.Null(life.Try(new DecideOption(Beyond, false, "Too dear."), Authority.Manager));

        Assert.Null(life.Try(new DecideOption(Beyond, true, "Keep them."), authority));
        Assert.Null(life.Try(new MakeOffer(Beyond)));
    }

    [Fact]
    public void What_was_refused_is_passed_over_for_the_next_best_and_an_executive_may_still_choose_it()
    {
        var (best, next) = (Generators.Option(7, authority: Authority.Supervisor), Generators.Option(8));
        var life = Life.At(IncidentStatus.Assessed);
        Assert.Equal(best, Offering.Next(life.Incident, [best, next], Authority.Sales));

        Assert.Null(life.Try(new DecideOption(best, false, "Too dear."), Authority.Manager));

        Assert.Equal(next, Offering.Next(life.Incident, [best, next], Authority.Manager));
        Assert.Equal(best, Offering.Next(life.Incident, [best, next], Authority.Executive));
        Assert.Null(Offering.Next(life.Incident, [best, next with { InfeasibleBecause = "The cargo is lost." }], Authority.Sales));
    }

    [Fact]
    public void What_the_customer_declined_is_not_offered_again()
    {
        var life = Life.At(IncidentStatus.Offered).Answered(accepted: false);

        var refusal = Assert.IsType<Refusal.Invalid>(life.Try(new MakeOffer(Generators.Option()), Authority.Executive));
        Assert.Equal("/optionId", refusal.Pointer);
        Assert.Null(life.Try(new MakeOffer(Generators.Option(1))));
    }

    [Fact]
    public void An_answer_without_evidence_confirms_nothing()
    {
        var life = Life.At(IncidentStatus.Offered);
        var offer = life.Incident.StandingOffer!.Id;

        var refusal = Assert.IsType<Refusal.Invalid>(life.Try(new AnswerOffer(offer, true, "Mei", "  ", null, true)));
        Assert.Equal("/evidence", refusal.Pointer);
        Assert.Equal(IncidentStatus.Offered, life.Incident.Status);
    }

    [Fact]
    public void A_customer_is_asked_for_its_mark_twice_and_after_a_new_recovery_again()
    {
        var life = Life.At(IncidentStatus.CarriedOut);
        Assert.Null(life.Try(new FollowUp(4, null, 0)));
        Assert.Null(life.Try(new FollowUp(4, null, 0)));
        Assert.IsType<Refusal.NotAllowedInState>(life.Try(new FollowUp(5, null, 0)));

        life.Resolved().Reopened().After(NodaTime.Duration.FromHours(1)).Offered(1).Answered(true).CarriedOut();
        Assert.Null(life.Try(new FollowUp(5, null, 0)));
    }

    [Theory]
    [InlineData(" ", "Book earlier.", "/rootCause")]
    [InlineData("Overbooked.", "", "/prevention")]
    public void Nothing_is_resolved_without_its_lesson(string cause, string prevention, string pointer)
    {
        var life = Life.At(IncidentStatus.CarriedOut);
        Assert.Equal(pointer, Assert.IsType<Refusal.Invalid>(life.Try(new Resolve(cause, prevention))).Pointer);
        Assert.False(life.Incident.Settled);
    }
}
