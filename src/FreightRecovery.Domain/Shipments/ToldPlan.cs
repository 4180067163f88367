using NodaTime;
using static FreightRecovery.Domain.Shipments.LedgerCommand;
using static FreightRecovery.Domain.Shipments.LedgerEvent;

namespace FreightRecovery.Domain.Shipments;

/// <summary>A point of a shipment's way that is planned.</summary>
public enum PlanPoint
{
    /// <summary>The carrier leaves the origin.</summary>
    Departure,

    /// <summary>The carrier reaches the destination.</summary>
    Arrival,
}

/// <summary>A plan that a feed told of a shipment that was put without one.</summary>
/// <param name="At">The time planned, UTC.</param>
/// <param name="Source">The message that told it.</param>
/// <param name="ToldAt">When its source said so, UTC.</param>
public sealed record ToldPlan(Instant At, SourceMessage Source, Instant ToldAt);

/// <summary>Plans that feeds tell. The first one of each point stays: a carrier that moves its plan is late by the first.</summary>
internal static class TellingPlans
{
    public static Decision<LedgerEvent> Decide(LedgerState ledger, TellPlan c, CommandContext context)
    {
        if (ledger.Shipment is not { } shipment)
            return new Refusal.Unknown("/shipment", "No such shipment. Put the shipment first, then what is planned for it.");
        var (booked, told) = c.Point is PlanPoint.Departure
            ? (shipment.PlannedDeparture, ledger.ToldDeparture)
            : (shipment.PlannedArrival, ledger.ToldArrival);
        return booked is not null || told is not null
            ? Decision<LedgerEvent>.Accept()
            : Decision<LedgerEvent>.Accept(new PlanTold(c.Point, c.PlannedAt, c.Source, c.ToldAt, context.At));
    }
}

public sealed partial record LedgerState
{
    /// <summary>When a feed first said that the carrier would leave; null while none did.</summary>
    public ToldPlan? ToldDeparture { get; init; }

    /// <summary>When a feed first said that it would arrive; null while none did.</summary>
    public ToldPlan? ToldArrival { get; init; }

    private LedgerState Plan(PlanTold x)
    {
        var plan = new ToldPlan(x.PlannedAt, x.Source, x.ToldAt);
        return x.Point is PlanPoint.Departure ? this with { ToldDeparture = plan } : this with { ToldArrival = plan };
    }
}
