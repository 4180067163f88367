using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Meanings;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Intake;

/// <summary>The plans that feeds told of shipments that were put without one: the first of each point, once for good.</summary>
internal sealed class ToldPlans
{
    // Shipments of one vessel that are told their plan at once.
    private const int InFlight = 64;

    private readonly Dictionary<(ShipmentRef Shipment, PlanPoint Point), (TradeFact Fact, Instant At)> news = [];

    private ToldPlans()
    {
    }

    /// <summary>Looks for plans in the facts of a message, in the order in which their source told them, and writes down those that are new.</summary>
    public static async Task<ToldPlans> Of(
        string feed, IReadOnlyList<TradeFact> facts, Candidates candidates, FeedPolicy policy, ICommandGateway gateway, Actor by, Instant now,
        CancellationToken cancel)
    {
        var plans = new ToldPlans();
        foreach (var fact in facts.OrderBy(f => f.CreatedAt ?? now))
            foreach (var shipment in candidates.Of(fact))
                if (PlanRule.Of(fact, plans.Booked(shipment), policy) is var (point, at))
                    plans.news.TryAdd((shipment.Ref, point), (fact, at));

        await Parallel.ForEachAsync(plans.news, new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancel }, async (plan, stop) =>
        {
            var ((shipment, point), (fact, at)) = plan;
            var toldAt = Instant.Min(fact.CreatedAt ?? now, now);
            // A refusal says that the shipment is gone, or that it has a plan by now: then there is nothing to remember.
            await gateway.Send(
                new Envelope(
                    StreamId.Of(shipment), new LedgerCommand.TellPlan(point, at, new SourceMessage(feed, fact.EventId), toldAt),
                    ImportIds.At(toldAt, $"{feed}/{fact.EventId}/{shipment}/plan/{point}"), now, by),
                stop);
        });
        return plans;
    }

    /// <summary>The shipment as booked, with what was told of its plan where the booking has none.</summary>
    public BookedShipment Booked(KnownShipment shipment) => new(shipment.Ref, shipment.Facts)
    {
        PlannedDeparture = shipment.Facts.PlannedDeparture ?? shipment.ToldDeparture ?? New(shipment.Ref, PlanPoint.Departure),
        PlannedArrival = shipment.Facts.PlannedArrival ?? shipment.ToldArrival ?? New(shipment.Ref, PlanPoint.Arrival),
    };

    private Instant? New(ShipmentRef shipment, PlanPoint point) => news.TryGetValue((shipment, point), out var plan) ? plan.At : null;
}
