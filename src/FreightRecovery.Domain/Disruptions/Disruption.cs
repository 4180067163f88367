using System.Diagnostics;
using static FreightRecovery.Domain.Disruptions.DisruptionCommand;
using static FreightRecovery.Domain.Disruptions.DisruptionEvent;
using Outcome = FreightRecovery.Domain.Decision<FreightRecovery.Domain.Disruptions.DisruptionEvent>;

namespace FreightRecovery.Domain.Disruptions;

/// <summary>
/// The disruption stream: who declared what, and how far its fan-out has come. What it means for a shipment is in that
/// shipment's own streams; the figures here are totals, so a fan-out that is run again tells the same ones.
/// </summary>
public static class Disruption
{
    /// <summary>The stream's whole behaviour.</summary>
    public static Decider<DisruptionState, DisruptionCommand, DisruptionEvent> Decider { get; } =
        new(DisruptionState.Initial, Decide, DisruptionState.Evolve);

    private static Outcome Decide(DisruptionState state, DisruptionCommand command, CommandContext context)
    {
        if (command is Declare declare)
            return state.Facts is null
                ? Outcome.Accept(new DisruptionDeclared(
                    declare.Facts, context.At, context.By.Name, context.At + context.Policy.Disruptions.WatchFor))
                : Outcome.Accept();
        if (state.Facts is null)
            return new Refusal.NotFound("There is no such disruption.");
        if (context.IfMatch is { } seen && seen != state.Version)
            return new Refusal.Stale("The disruption has changed since you read it. Read it again and repeat your step.");
        return command switch
        {
            TellHeld c => c.Shipments <= state.Held ? Outcome.Accept() : Outcome.Accept(new ShipmentsHeld(c.Shipments, context.At)),
            TellReported c => c.Shipments <= state.Reported && state.Status != DisruptionStatus.FanningOut
                ? Outcome.Accept()
                : Outcome.Accept(new ShipmentsReported(c.Shipments, context.At)),
            End c => state.Status == DisruptionStatus.Ended
                ? new Refusal.NotAllowedInState($"It has ended already: {state.EndedBecause} Declare a new one if it goes on.")
                : Outcome.Accept(new DisruptionEnded(c.Reason, context.At)),
            WatchPassed => state.NextDeadline <= context.At
                ? Outcome.Accept(new DisruptionEnded("Its time to watch for late shipments is over.", context.At))
                : Outcome.Accept(),
            _ => throw new UnreachableException(),
        };
    }
}
