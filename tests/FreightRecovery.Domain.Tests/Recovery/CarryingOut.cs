using FreightRecovery.Domain.Recovery;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FreightRecovery.Domain.Tests.Recovery;

public class CarryingOut
{
    public static TheoryData<OptionKind> Kinds => [.. Enum.GetValues<OptionKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_part_has_a_step_with_an_owner_that_is_a_role_of_the_house(OptionKind kind)
    {
        var steps = Carrying.Out(new OptionPart(kind, new Terms("")), Facts.Policy);
        Assert.NotEmpty(steps);
        Assert.All(steps, step => Assert.Contains(
            Domain.Recovery.Words.Of(Facts.Policy.StepOwners[step.Step]), (string[])["sales", "operations", "finance", "manager"]));
        Assert.All(steps, step => Assert.True(step.Within > Duration.Zero));
    }

    [Theory]
    [InlineData(OptionKind.Compensation)]
    [InlineData(OptionKind.SurveyAndInsurance)]
    [InlineData(OptionKind.CorrectAndRefund)]
    [InlineData(OptionKind.ExplainAndReport)]
    public void What_takes_its_time_is_not_due_before_be_it_the_cases_own_time_or_the_policys(OptionKind kind)
    {
        Assert.Equal([null, 40], Days(new Terms("") { Days = 40 }));
        Assert.Equal([null, Facts.Policy.Parts[kind].Days], Days(new Terms("")));

        int?[] Days(Terms terms) => [.. Carrying.Out(new OptionPart(kind, terms), Facts.Policy).Select(chore => chore.NotBefore)];
    }

    [Fact]
    public void Parts_of_a_day_are_working_time()
    {
        // Confirmed on Monday at 16:00; a day and three hours on, half past ten on Wednesday.
        var chore = new Chore(StepKind.Discount, Duration.FromDays(1) + Duration.FromHours(3));
        Assert.Equal(Facts.Monday + Duration.FromHours(42.5), chore.DueAt(Facts.Monday, Facts.Work, Facts.Policy));
    }

    [Fact]
    public void A_house_gives_its_steps_to_whom_it_likes()
    {
        var policy = Facts.Policy with { StepOwners = Facts.Policy.StepOwners.SetItem(StepKind.JointVisit, StepOwner.AccountManager) };
        var steps = Options.Steps(
            Facts.First(Facts.Of(IncidentKind.CargoRolled, Fault.Carrier)),
            Facts.Work, Facts.Command with { Policy = Domain.Policy.Default with { Recovery = policy } });
        Assert.Equal("accountManager", steps.Single(step => step.Kind == StepKind.JointVisit).Owner);
    }

    [Fact]
    public void Rolled_cargo_is_booked_within_a_day_and_seen_off_on_the_day_of_sailing()
    {
        var steps = Steps(Facts.First(Facts.Of(IncidentKind.CargoRolled, Fault.Carrier)));
        // The visit within five working days: a weekend lies between.
        Assert.Equal(
            [Duration.FromDays(1), Duration.FromDays(3), Duration.FromDays(2), Duration.FromDays(7)],
            steps.Select(step => step.DueAt - Facts.Monday));
        Assert.Equal(["operations", "operations", "finance", "manager"], steps.Select(step => step.Owner));
    }

    [Fact]
    public void The_same_command_gives_the_same_steps_with_ids_of_their_own() => Prop.ForAll(Facts.Any_facts, facts =>
        Facts.Feasible(facts).All(option =>
        {
            var steps = Steps(option);
            return steps.SequenceEqual(Steps(option))
                && steps.Select(step => step.Id).Distinct().Count() == steps.Length
                && steps.Length >= option.Parts.DistinctBy(part => part.Kind).Count()
                && steps.All(step => step.DueAt >= Facts.Monday);
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sailing_today_is_booked_today()
    {
        var option = Facts.First(Facts.Of(IncidentKind.CargoRolled, Fault.Carrier) with { NextDepartureDays = 0 });
        Assert.All(Steps(option), step => Assert.True(step.DueAt > Facts.Monday, step.What));
    }

    [Fact]
    public void A_day_of_a_house_that_counts_by_the_clock_is_a_day_on_a_weekend_too()
    {
        var friday = Facts.Command with { At = Facts.Monday + Duration.FromDays(4) };
        var option = Facts.First(Facts.Of(IncidentKind.CargoRolled, Fault.Carrier));
        var byClock = friday with { Policy = friday.Policy with { Recovery = Facts.Policy with { StepDays = StepDays.Calendar } } };

        Assert.Equal([3, 3, 4, 7], Options.Steps(option, Facts.Work, friday).Select(step => (step.DueAt - friday.At).Days));
        Assert.Equal([1, 3, 2, 5], Options.Steps(option, Facts.Work, byClock).Select(step => (step.DueAt - friday.At).Days));
    }

    [Fact]
    public void What_is_booked_for_a_departure_is_booked_before_it_leaves_be_it_on_a_sunday()
    {
        var friday = Facts.Command with { At = Facts.Monday + Duration.FromDays(4) };
        var option = Facts.First(Facts.Of(IncidentKind.CargoRolled, Fault.Carrier) with { NextDepartureDays = 2 });

        Assert.All(
            Options.Steps(option, Facts.Work, friday).Where(step => step.Kind == StepKind.BookDeparture),
            step => Assert.Equal(Duration.FromDays(2), step.DueAt - friday.At));
    }

    private static System.Collections.Immutable.ImmutableArray<PlannedStep> Steps(RecoveryOption option) =>
        Options.Steps(option, Facts.Work, Facts.Command);

    [Fact]
    public void What_is_paid_as_a_claim_does_not_come_off_the_invoices()
    {
        var facts = Facts.Of(IncidentKind.CargoLost, Fault.Carrier) with { LossEstimate = Facts.Dollars(900m) };
        var option = Facts.Feasible(facts).Single(option => option.Kind == OptionKind.Compensation);
        Assert.Empty(Options.Adjustments(option));
    }

    [Fact]
    public void A_credit_note_and_waived_surcharges_come_off_as_amounts()
    {
        var facts = Facts.Of(IncidentKind.PackingDamaged, Fault.Operations);
        var repaired = Facts.First(facts);
        Assert.Equal([Facts.Dollars(3_000m)], Options.Adjustments(repaired).Select(adjustment => adjustment.Amount!.Value));

        var documents = Options.Rank(
            Facts.Of(IncidentKind.DocumentsDefective, Fault.Operations) with { Surcharges = Facts.Dollars(420m) }, Facts.Policy);
        var waived = documents.First(option => option.Kind == OptionKind.WaiveSurcharge);
        Assert.Equal([Facts.Dollars(420m)], Options.Adjustments(waived).Select(adjustment => adjustment.Amount!.Value));
    }
}
