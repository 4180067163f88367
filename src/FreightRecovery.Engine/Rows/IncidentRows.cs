using FreightRecovery.Domain.Incidents;

namespace FreightRecovery.Engine.Rows;

/// <summary>The read rows of an incident.</summary>
public static class IncidentRows
{
    /// <summary>Where a promise stands.</summary>
    public static PromiseStatus StatusOf(PromiseState promise) => promise switch
    {
        { KeptAt: not null } => PromiseStatus.Kept,
        { BrokenAt: not null } => PromiseStatus.Broken,
        { LapsedAt: not null } => PromiseStatus.Lapsed,
        _ => PromiseStatus.Open,
    };

    internal static void Add(StreamId stream, IncidentState before, IncidentState after, List<ReadRow> rows)
    {
        if (after.Facts is not { } facts)
            return;
        rows.Add(new IncidentRow(
            stream.Incident, facts.Shipment, facts.Customer, facts.Branch, facts.SalesRep, facts.AccountManager, facts.Kind,
            after.Status, after.Severity, after.Fault, after.Assignee, after.Level, facts.Channel, facts.Description,
            facts.OccurredAt, after.ReportedAt, after.FirstResponseDueAt, after.CustomerToldAt, after.Settled, facts.Source,
            after.Version));
        for (var i = 0; i < after.Promises.Length; i++)
        {
            var promise = after.Promises[i];
            if (i >= before.Promises.Length || before.Promises[i] != promise)
                rows.Add(new PromiseRow(
                    promise.Id, stream.Incident, facts.Customer, facts.Branch, facts.SalesRep, promise.What, promise.DueAt, promise.MadeAt,
                    StatusOf(promise))
                {
                    Renewed = promise.RenewedAt is not null,
                });
        }
    }
}
