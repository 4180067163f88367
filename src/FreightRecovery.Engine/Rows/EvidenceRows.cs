using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;

namespace FreightRecovery.Engine.Rows;

/// <summary>To which incident a file of evidence belongs.</summary>
public sealed record EvidenceRow(Guid Id, IncidentId Incident, string Sha256) : ReadRow;

/// <summary>The read rows of an incident's evidence.</summary>
internal static class EvidenceRows
{
    public static void Add(StreamId stream, IncidentState before, IncidentState after, List<ReadRow> rows)
    {
        // Evidence is added and never changed or taken away.
        for (var i = before.Evidence.Length; i < after.Evidence.Length; i++)
            rows.Add(new EvidenceRow(after.Evidence[i].Evidence, stream.Incident, after.Evidence[i].Sha256));
    }
}
