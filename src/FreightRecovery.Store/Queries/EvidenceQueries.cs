using Dapper;
using FreightRecovery.Domain;

namespace FreightRecovery.Store.Queries;

/// <summary>To which incident a file of evidence belongs.</summary>
public sealed class EvidenceQueries(IDatabase database)
{
    /// <summary>The incident, or null when there is no such evidence.</summary>
    public ValueTask<IncidentId?> IncidentOf(Guid evidence, CancellationToken cancel = default) => database.Read<IncidentId?>(
        async connection => await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT incident FROM evidence WHERE id = @id", new { id = evidence.ToString() }, cancellationToken: cancel)) is { } id
            ? new IncidentId(Guid.Parse(id))
            : null,
        cancel);
}
