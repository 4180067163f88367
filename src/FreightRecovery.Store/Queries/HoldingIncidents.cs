using Dapper;
using FreightRecovery.Domain;

namespace FreightRecovery.Store.Queries;

/// <summary>An incident that holds invoices: what it is, how far it has come, and who has it.</summary>
public sealed record HoldingIncident(IncidentId Id, IncidentKind Kind, IncidentStatus Status, string Assignee)
{
    /// <summary>The shipment it happened to.</summary>
    public required ShipmentRef Shipment { get; init; }

    /// <summary>Whether it is brought to its end.</summary>
    public bool Settled => Status is IncidentStatus.Resolved or IncidentStatus.Unfounded or IncidentStatus.Withdrawn;
}

/// <summary>How far incidents have come on whose end invoices wait.</summary>
public sealed class HoldingIncidents(IDatabase database)
{
    /// <summary>Those of these ids that are known, in one reading for a page of invoices.</summary>
    public async ValueTask<IReadOnlyDictionary<IncidentId, HoldingIncident>> Of(IEnumerable<IncidentId> incidents, CancellationToken cancel = default)
    {
        var found = new Dictionary<IncidentId, HoldingIncident>();
        foreach (var ids in incidents.Distinct().Select(i => i.Value.ToString()).Chunk(database.KeysPerQuery))
        {
            var rows = await database.Read(
                async connection => await connection.QueryAsync<Row>(new CommandDefinition(
                    "SELECT id AS Id, shipment AS Shipment, kind AS Kind, state AS State, assignee AS Assignee FROM incident WHERE id IN @ids", new { ids }, cancellationToken: cancel)),
                cancel);
            foreach (var row in rows.Select(r => r.Read()))
                found[row.Id] = row;
        }

        return found;
    }

    private sealed record Row(string Id, string Shipment, string Kind, string State, string Assignee)
    {
        public HoldingIncident Read() =>
            new(new IncidentId(Guid.Parse(Id)), Names.Parse<IncidentKind>(Kind), Names.Parse<IncidentStatus>(State), Assignee) { Shipment = new ShipmentRef(Shipment) };
    }
}
