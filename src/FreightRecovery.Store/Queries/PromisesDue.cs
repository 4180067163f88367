using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Engine.Rows;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>A promise that is open, or was broken.</summary>
/// <param name="Name">The customer's name, or its reference while it is not recorded.</param>
public sealed record PromiseDue(
    Guid Id, IncidentId Incident, CustomerRef Customer, string Name, string SalesRep, string Branch, string What, Instant DueAt, PromiseStatus Status);

/// <summary>What we owe customers a word for.</summary>
public sealed class PromisesDue(IDatabase database)
{
    private const string Columns =
        """
        p.id AS Id, p.incident AS Incident, p.customer AS Customer, c.name AS Name, p.sales_rep AS SalesRep, p.branch AS Branch, p.what AS What,
        p.due_at AS DueAt, p.status AS Status
        """;

    // Along the index of open promises: what is open is what is worked on, however large the book is.
    private const string OfCustomer =
        $"""
        SELECT {Columns} FROM promise p LEFT JOIN customer c ON c.ref = p.customer
        WHERE p.status = 'open' AND p.customer = @customer ORDER BY p.due_at, p.id LIMIT @limit
        """;

    // Along the index of promises by their time. A broken one is the team's business until its incident is settled.
    private const string OfTeam =
        $"""
        SELECT {Columns} FROM promise p JOIN incident i ON i.id = p.incident LEFT JOIN customer c ON c.ref = p.customer
        WHERE p.due_at >= @since AND p.due_at < @before AND (p.status = 'open' OR p.status = 'broken' AND i.settled = 0)
            AND (@branch IS NULL OR p.branch = @branch)
            AND (@salesRep IS NULL AND @accountManager IS NULL OR p.sales_rep = @salesRep OR c.account_manager = @accountManager)
        ORDER BY p.due_at, p.id LIMIT @limit
        """;

    /// <summary>The open promises to a customer, soonest first.</summary>
    public ValueTask<IReadOnlyList<PromiseDue>> Of(CustomerRef customer, int limit, CancellationToken cancel = default) =>
        Read(OfCustomer, new { customer = customer.Value, limit }, cancel);

    /// <summary>Promises of a time, open or broken, soonest first.</summary>
    /// <param name="scope">Whose.</param>
    /// <param name="since">Due at this instant or later, UTC.</param>
    /// <param name="before">Due before this instant, UTC.</param>
    /// <param name="limit">The most rows.</param>
    public ValueTask<IReadOnlyList<PromiseDue>> Between(Scope scope, Instant since, Instant before, int limit, CancellationToken cancel = default) => Read(
        OfTeam,
        new
        {
            since = since.ToUnixTimeTicks(), before = before.ToUnixTimeTicks(), branch = scope.Branch, salesRep = scope.SalesRep,
            accountManager = scope.AccountManager, limit,
        },
        cancel);

    private ValueTask<IReadOnlyList<PromiseDue>> Read(string sql, object values, CancellationToken cancel) => database.Read<IReadOnlyList<PromiseDue>>(
        async connection => [.. (await connection.QueryAsync<Row>(new CommandDefinition(database.Words(sql), values, cancellationToken: cancel))).Select(r => r.Read())],
        cancel);

    private sealed record Row(
        string Id, string Incident, string Customer, string? Name, string SalesRep, string Branch, string What, long DueAt, string Status)
    {
        public PromiseDue Read() => new(
            Guid.Parse(Id), new IncidentId(Guid.Parse(Incident)), new CustomerRef(Customer), Name ?? Customer, SalesRep, Branch, What, Stored.At(DueAt),
            Names.Parse<PromiseStatus>(Status));
    }
}
