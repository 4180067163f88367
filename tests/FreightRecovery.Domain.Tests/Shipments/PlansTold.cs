using FreightRecovery.Domain.Shipments;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static FreightRecovery.Domain.Shipments.LedgerCommand;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Shipments;

public class PlansTold
{
    [Fact]
    public void The_first_plan_of_each_point_stays_whatever_is_told_afterwards() => Prop.ForAll(
        Gen.Zip(Gen.Elements(Enum.GetValues<PlanPoint>()), Gen.Choose(1, 9)).NonEmptyListOf().ToArbitrary(),
        told =>
        {
            var ledger = told.Aggregate(Told(ShipmentFacts()), (state, plan) => Do(state, Plan(plan.Item1, plan.Item2)));
            return ledger.ToldDeparture?.At == First(PlanPoint.Departure) && ledger.ToldArrival?.At == First(PlanPoint.Arrival);

            Instant? First(PlanPoint point) =>
                told.Any(t => t.Item1 == point) ? Start + Duration.FromDays(told.First(t => t.Item1 == point).Item2) : null;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_shipment_that_was_booked_with_its_plan_takes_no_other()
    {
        var booked = Told(ShipmentFacts() with { PlannedArrival = Start });

        Assert.Same(booked, Do(booked, Plan(PlanPoint.Arrival, 3)));
        Assert.NotNull(Do(booked, Plan(PlanPoint.Departure, 3)).ToldDeparture);
    }

    [Fact]
    public void A_plan_leaves_the_shipments_entity_tag_as_it_is()
    {
        var booked = Told(ShipmentFacts());

        Assert.Equal(booked.ShipmentChangedIn, Do(booked, Plan(PlanPoint.Arrival, 3)).ShipmentChangedIn);
    }

    [Fact]
    public void A_plan_of_a_shipment_that_was_never_put_is_refused() => Assert.IsType<Refusal.Unknown>(
        Ledger.Decider.Decide(LedgerState.Initial, Plan(PlanPoint.Arrival, 1), Context(1, Start)).Refusal);

    private static TellPlan Plan(PlanPoint point, int day) =>
        new(point, Start + Duration.FromDays(day), new SourceMessage("dcsa-tnt", $"e{day}"), Start);

    private static LedgerState Told(ShipmentFacts facts) => Do(LedgerState.Initial, new RecordShipment(facts));

    private static LedgerState Do(LedgerState ledger, LedgerCommand command) =>
        Ledger.Decider.Fold(ledger, Ledger.Decider.Decide(ledger, command, Context(1, Start)).Events);
}
