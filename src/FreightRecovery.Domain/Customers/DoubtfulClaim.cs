using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Domain.Customers;

/// <summary>Why a closed incident speaks against its reporter.</summary>
public enum Doubt
{
    /// <summary>It was found to be unfounded.</summary>
    Unfounded,

    /// <summary>It was taken back after it had been looked into.</summary>
    WithdrawnAfterInvestigation,
}

/// <summary>A claim that came to nothing.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="At">When it was closed, UTC.</param>
/// <param name="Doubt">Why it speaks against its reporter.</param>
public sealed record DoubtfulClaim(IncidentId Incident, Instant At, Doubt Doubt)
{
    /// <summary>
    /// A customer's doubtful claims, oldest first. An incident that was opened again, or resolved after all, is none: what came
    /// last counts.
    /// </summary>
    public static ImmutableArray<DoubtfulClaim> Of(IEnumerable<Signal> signals) =>
    [
        .. signals
            .Where(s => s.Incident is not null
                && s.Kind is SignalKind.IncidentClosed or SignalKind.IncidentReopened or SignalKind.IncidentResolved)
            .GroupBy(s => s.Incident!.Value)
            .Select(g => g.OrderBy(s => s.At).ThenBy(s => s.Id).Last())
            .Where(s => s is { Kind: SignalKind.IncidentClosed, Doubt: not null })
            .OrderBy(s => s.At).ThenBy(s => s.Incident!.Value.Value)
            .Select(s => new DoubtfulClaim(s.Incident!.Value, s.At, s.Doubt!.Value)),
    ];
}
