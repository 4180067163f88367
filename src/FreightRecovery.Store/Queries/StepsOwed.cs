using Dapper;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>A step of a recovery that is carried out.</summary>
/// <param name="Name">The customer's name, or its reference while it is not recorded.</param>
/// <param name="Owner">The role that does it.</param>
public sealed record StepOwed(
    Guid Id, IncidentId Incident, ShipmentRef Shipment, CustomerRef Customer, string Name, string Branch, string SalesRep, string What, string Owner,
    Instant DueAt);

/// <summary>The last row of a page of steps.</summary>
public sealed record StepKey(Instant DueAt, Guid Id);

/// <summary>What is to be carried out, by whom and by when.</summary>
public sealed class StepsOwed(IDatabase database)
{
    private const string Columns =
        """
        s.id AS Id, s.incident AS Incident, s.shipment AS Shipment, s.customer AS Customer, c.name AS Name, s.branch AS Branch,
        s.sales_rep AS SalesRep, s.what AS What, s.owner AS Owner, s.due_at AS DueAt
        """;

    /// <summary>A page of steps, soonest first.</summary>
    /// <param name="owner">Whose: a role; null for everybody's.</param>
    /// <param name="before">Due before this instant, UTC; null for all.</param>
    /// <param name="scope">What the reader may see.</param>
    /// <param name="after">After which row; null for the first page.</param>
    /// <param name="limit">The most rows.</param>
    public ValueTask<PageOf<StepOwed, StepKey>> List(
        string? owner, Instant? before, Scope scope, StepKey? after, int limit, CancellationToken cancel = default) => database.Read(
        async connection =>
        {
            // Along the index of when they fall due: what is owed is what is worked on, however large the book is.
            var sql = $"""
                SELECT {Columns} FROM owed_step s LEFT JOIN customer c ON c.ref = s.customer
                WHERE (@owner IS NULL OR s.owner = @owner) AND (@before IS NULL OR s.due_at < @before)
                    {(after is null ? "" : "AND s.due_at >= @due AND (s.due_at > @due OR s.id > @id)")}{scope.Bounds("s")}
                ORDER BY s.due_at, s.id LIMIT @limit
                """;
            var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                database.Words(sql),
                new
                {
                    owner, before = before?.ToUnixTimeTicks(), due = after?.DueAt.ToUnixTimeTicks(), id = after?.Id.ToString(), scope.Branch,
                    scope.SalesRep, scope.AccountManager, limit = limit + 1,
                },
                cancellationToken: cancel));
            return Stored.Page(rows.Select(r => r.Read()), limit, s => new StepKey(s.DueAt, s.Id));
        },
        cancel);

    private sealed record Row(
        string Id, string Incident, string Shipment, string Customer, string? Name, string Branch, string SalesRep, string What, string Owner, long DueAt)
    {
        public StepOwed Read() => new(
            Guid.Parse(Id), new IncidentId(Guid.Parse(Incident)), new ShipmentRef(Shipment), new CustomerRef(Customer), Name ?? Customer, Branch,
            SalesRep, What, Owner, Stored.At(DueAt));
    }
}
