using System.Collections.Immutable;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Recovery;

namespace FreightRecovery.Engine.Rows;

/// <summary>The steps that an incident's recovery owes now: all of them, in the place of those that were there.</summary>
public sealed record OwedStepsRow(
    IncidentId Incident, ShipmentRef Shipment, CustomerRef Customer, string Branch, string SalesRep, string AccountManager,
    IReadOnlyList<PlannedStep> Steps) : ReadRow;

/// <summary>The read rows of an incident's steps.</summary>
internal static class OwedStepRows
{
    public static void Add(StreamId stream, IncidentState before, IncidentState after, List<ReadRow> rows)
    {
        if (after.Facts is not { } facts || (before.Status == after.Status && before.Steps == after.Steps))
            return;
        var (was, owed) = (Owed(before), Owed(after));
        if (!was.SequenceEqual(owed))
            rows.Add(new OwedStepsRow(stream.Incident, facts.Shipment, facts.Customer, facts.Branch, facts.SalesRep, facts.AccountManager, owed));
    }

    // They are owed while the recovery is carried out; a new confirmation brings steps of its own.
    private static ImmutableArray<PlannedStep> Owed(IncidentState incident) =>
        incident.Status == IncidentStatus.Confirmed ? [.. incident.Steps.Where(s => s.DoneAt is null).Select(s => s.Plan)] : [];
}
