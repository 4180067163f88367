using System.Diagnostics;
using NodaTime;
using static FreightRecovery.Domain.Disruptions.DisruptionEvent;

namespace FreightRecovery.Domain.Disruptions;

/// <summary>How far a disruption has come.</summary>
public enum DisruptionStatus
{
    /// <summary>Declared; the shipments it hits are being held and reported.</summary>
    FanningOut,

    /// <summary>Every shipment that it hits is reported; those that come in late are watched for.</summary>
    Watching,

    /// <summary>Nothing more is compared with it.</summary>
    Ended,
}

/// <summary>A disruption as its events tell it.</summary>
public sealed record DisruptionState
{
    /// <summary>Before it is declared.</summary>
    public static DisruptionState Initial { get; } = new();

    /// <summary>Its version: how many events there are.</summary>
    public long Version { get; init; }

    /// <summary>What was declared; null before.</summary>
    public DisruptionFacts? Facts { get; init; }

    /// <summary>Where it stands.</summary>
    public DisruptionStatus Status { get; init; }

    /// <summary>When it was declared, UTC.</summary>
    public Instant DeclaredAt { get; init; }

    /// <summary>Who declared it.</summary>
    public string DeclaredBy { get; init; } = "";

    /// <summary>Until when shipments that come in late are compared with it, UTC.</summary>
    public Instant WatchUntil { get; init; }

    /// <summary>Shipments whose invoices are held for it.</summary>
    public int Held { get; init; }

    /// <summary>Shipments that have their incident.</summary>
    public int Reported { get; init; }

    /// <summary>Why nothing more is compared with it; null while it is.</summary>
    public string? EndedBecause { get; init; }

    /// <summary>When the clock next has something to do here.</summary>
    public Instant? NextDeadline => Facts is null || Status == DisruptionStatus.Ended ? null : WatchUntil;

    /// <summary>What an event changes.</summary>
    public static DisruptionState Evolve(DisruptionState state, DisruptionEvent e)
    {
        state = state with { Version = state.Version + 1 };
        return e switch
        {
            DisruptionDeclared x => state with
            {
                Facts = x.Facts, Status = DisruptionStatus.FanningOut, DeclaredAt = x.At, DeclaredBy = x.By, WatchUntil = x.WatchUntil,
            },
            ShipmentsHeld x => state with { Held = x.Shipments },
            ShipmentsReported x => state with
            {
                Reported = x.Shipments,
                Status = state.Status == DisruptionStatus.Ended ? DisruptionStatus.Ended : DisruptionStatus.Watching,
            },
            DisruptionEnded x => state with { Status = DisruptionStatus.Ended, EndedBecause = x.Reason },
            _ => throw new UnreachableException(),
        };
    }
}
