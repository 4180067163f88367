using FreightRecovery.Domain;
using FreightRecovery.Domain.Disruptions;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Disruptions;

/// <summary>A disruption as the contract shows it, with how far its fan-out has come.</summary>
public sealed record DisruptionView
{
    /// <summary>Its id.</summary>
    public required DisruptionId Id { get; init; }

    /// <summary>What it is to each shipment that it hits.</summary>
    public required IncidentKind Kind { get; init; }

    /// <summary>What stands behind force majeure; null for other kinds.</summary>
    public ForceMajeureCause? ForceMajeureCause { get; init; }

    /// <summary>What happened.</summary>
    public required string Description { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required Instant OccurredAt { get; init; }

    /// <summary>Which shipments it hits.</summary>
    public required DisruptionMatch Match { get; init; }

    /// <summary>The branch it was declared for; null for all.</summary>
    public string? Branch { get; init; }

    /// <summary>Where it stands.</summary>
    public required DisruptionStatus State { get; init; }

    /// <summary>When it was declared, UTC.</summary>
    public required Instant DeclaredAt { get; init; }

    /// <summary>Who declared it.</summary>
    public required string DeclaredBy { get; init; }

    /// <summary>Until when shipments that come in late are compared with it, UTC.</summary>
    public required Instant WatchUntil { get; init; }

    /// <summary>Shipments that it hits, as far as is known.</summary>
    public required int Matched { get; init; }

    /// <summary>Those whose invoices are held.</summary>
    public required int Held { get; init; }

    /// <summary>Those that have their incident.</summary>
    public required int Reported { get; init; }

    /// <summary>True when every shipment found so far has its incident.</summary>
    public required bool Complete { get; init; }

    /// <summary>The first of the shipments that it hit, as far as the caller may see them; the others are at <c>/shipments</c>.</summary>
    public IReadOnlyList<Hit> Shipments { get; init; } = [];

    internal static DisruptionView Of(DisruptionRow row, FanOutProgress? progress) => new()
    {
        Id = row.Id,
        Kind = row.Facts.Kind,
        ForceMajeureCause = row.Facts.ForceMajeureCause,
        Description = row.Facts.Description,
        OccurredAt = row.Facts.OccurredAt,
        Match = row.Facts.Match,
        Branch = row.Facts.Branch,
        State = row.Status,
        DeclaredAt = row.DeclaredAt,
        DeclaredBy = row.DeclaredBy,
        WatchUntil = row.WatchUntil,
        Matched = Math.Max(row.Held, progress?.Matched ?? 0),
        Held = Math.Max(row.Held, progress?.Held ?? 0),
        Reported = Math.Max(row.Reported, progress?.Reported ?? 0),
        Complete = row.Status != DisruptionStatus.FanningOut && progress is null,
    };

    internal static DisruptionView Of(DisruptionId id, DisruptionState state, FanOutProgress? progress) => Of(
        new DisruptionRow(
            id, state.Facts!, state.Status, state.DeclaredAt, state.DeclaredBy, state.WatchUntil, state.Held, state.Reported, state.Version),
        progress);
}
