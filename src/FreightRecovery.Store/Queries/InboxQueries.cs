using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>The order of an inbox.</summary>
public enum InboxOrder
{
    /// <summary>The last report first.</summary>
    Newest,

    /// <summary>The first report first.</summary>
    Oldest,

    /// <summary>Only whose customer waits for the first word: who is to be told soonest comes first.</summary>
    Due,
}

/// <summary>The last row of a page of an inbox.</summary>
/// <param name="Due">When its first word is due, in ticks: the order by that time goes on from there.</param>
public sealed record InboxKey(Guid Id, long Due);

/// <summary>What of the inbox is asked for; null members bound nothing.</summary>
public sealed record InboxFilter
{
    /// <summary>Where it stands in its life.</summary>
    public IncidentStatus? State { get; init; }

    /// <summary>What went wrong.</summary>
    public IncidentKind? Kind { get; init; }

    /// <summary>How bad it is.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Who has it.</summary>
    public string? Assignee { get; init; }

    /// <summary>The customer's reference.</summary>
    public string? Customer { get; init; }

    /// <summary>Whether the customer was told.</summary>
    public bool? Told { get; init; }

    /// <summary>
    /// A reference of a shipment, a customer or a carrier's booking, or a container's number; what is none of them is looked for in the
    /// descriptions and in the customers' names.
    /// </summary>
    public string? Text { get; init; }
}

/// <summary>A row of the inbox.</summary>
/// <param name="CustomerName">The customer's name; its reference while only that is known.</param>
public sealed record InboxRow(
    IncidentId Id, ShipmentRef Shipment, CustomerRef Customer, string CustomerName, string Branch, IncidentKind Kind, IncidentStatus State,
    Severity Severity, string Assignee, string Description, Instant OccurredAt, Instant ReportedAt, Instant FirstResponseDueAt, Instant? ToldAt,
    bool Settled);

/// <summary>The incidents that somebody has before him, page by page.</summary>
public sealed class InboxQueries(IDatabase database)
{
    private const string Select =
        """
        SELECT i.id AS Id, i.shipment AS Shipment, i.customer AS Customer, c.name AS CustomerName, i.branch AS Branch, i.kind AS Kind, i.state AS State,
            i.severity AS Severity, i.assignee AS Assignee, i.description AS Description, i.occurred_at AS OccurredAt, i.reported_at AS ReportedAt,
            i.first_response_at AS FirstResponseAt, i.told_at AS ToldAt, i.settled AS Settled
        FROM incident i LEFT JOIN customer c ON c.ref = i.customer
        """;

    private const string Known =
        """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM shipment WHERE ref = @text OR master_reference = @text)
            OR EXISTS (SELECT 1 FROM customer WHERE ref = @text) OR EXISTS (SELECT 1 FROM shipment_container WHERE container = @text)
        THEN 1 ELSE 0 END
        """;

    private const string Named =
        """
        (i.customer = @text OR i.shipment IN (SELECT ref FROM shipment WHERE ref = @text OR master_reference = @text
            UNION ALL SELECT shipment FROM shipment_container WHERE container = @text))
        """;

    private const string Said = "(lower(i.description) LIKE @like ESCAPE '!' OR lower(c.name) LIKE @like ESCAPE '!')";

    /// <summary>One page.</summary>
    public ValueTask<PageOf<InboxRow, InboxKey>> Page(
        InboxFilter filter, InboxOrder order, Scope scope, InboxKey? after, int limit, CancellationToken cancel = default) => database.Read(
        async connection =>
        {
            var text = filter.Text?.Trim() is { Length: > 0 } asked ? asked : null;
            var named = text is not null
                && await connection.ExecuteScalarAsync<long>(new CommandDefinition(Known, new { text }, cancellationToken: cancel)) == 1;
            var sql = $"{Select} WHERE {string.Join(" AND ", Conditions(filter, order, scope, after, text is null ? null : named))} ORDER BY {OrderOf(order)} LIMIT @limit";
            var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                database.Words(sql),
                new
                {
                    state = filter.State is { } state ? Names.Of(state) : null,
                    kind = filter.Kind is { } kind ? Names.Of(kind) : null,
                    severity = filter.Severity is { } severity ? Names.Of(severity) : null,
                    assignee = filter.Assignee,
                    customer = filter.Customer,
                    text,
                    like = Stored.Holding(text?.ToLowerInvariant()),
                    branch = scope.Branch,
                    salesRep = scope.SalesRep,
                    accountManager = scope.AccountManager,
                    afterId = after?.Id.ToString(),
                    afterDue = after?.Due,
                    limit = limit + 1,
                },
                cancellationToken: cancel));
            return Stored.Page(rows.Select(r => r.Read()), limit, last => new InboxKey(last.Id.Value, last.FirstResponseDueAt.ToUnixTimeTicks()));
        },
        cancel);

    // Only these constants are ever put together; every value is a parameter.
    private static IEnumerable<string> Conditions(InboxFilter filter, InboxOrder order, Scope scope, InboxKey? after, bool? named)
    {
        yield return (scope.SalesRep, scope.AccountManager) switch
        {
            (null, null) => "1 = 1",
            (_, null) => "i.sales_rep = @salesRep",
            (null, _) => "i.account_manager = @accountManager",
            _ => "(i.sales_rep = @salesRep OR i.account_manager = @accountManager)",
        };
        if (scope.Branch is not null)
            yield return "i.branch = @branch";
        if (filter.State is { } state)
            yield return IncidentState.IsSettled(state) ? "i.state = @state" : "i.settled = 0 AND i.state = @state";
        if (filter.Kind is not null)
            yield return "i.kind = @kind";
        if (filter.Severity is not null)
            yield return "i.severity = @severity";
        if (filter.Assignee is not null)
            yield return "i.assignee = @assignee";
        if (filter.Customer is not null)
            yield return "i.customer = @customer";
        if (filter.Told is { } told)
            yield return told ? "i.told_at IS NOT NULL" : "i.told_at IS NULL";
        if (named is { } exact)
            yield return exact ? Named : Said;
        if (order == InboxOrder.Due)
            yield return "i.told_at IS NULL AND i.settled = 0";
        if (after is not null)
            yield return order switch
            {
                InboxOrder.Newest => "i.id < @afterId",
                InboxOrder.Oldest => "i.id > @afterId",
                InboxOrder.Due => "(i.first_response_at > @afterDue OR (i.first_response_at = @afterDue AND i.id > @afterId))",
            };
    }

    private static string OrderOf(InboxOrder order) => order switch
    {
        // The id carries the time of the report.
        InboxOrder.Newest => "i.id DESC",
        InboxOrder.Oldest => "i.id",
        InboxOrder.Due => "i.first_response_at, i.id",
    };

    private sealed record Row(
        string Id, string Shipment, string Customer, string? CustomerName, string Branch, string Kind, string State, string Severity, string Assignee,
        string Description, long OccurredAt, long ReportedAt, long FirstResponseAt, long? ToldAt, long Settled)
    {
        public InboxRow Read() => new(
            new IncidentId(Guid.Parse(Id)), new ShipmentRef(Shipment), new CustomerRef(Customer), CustomerName ?? Customer, Branch,
            Names.Parse<IncidentKind>(Kind), Names.Parse<IncidentStatus>(State), Names.Parse<Severity>(Severity), Assignee, Description,
            Stored.At(OccurredAt), Stored.At(ReportedAt), Stored.At(FirstResponseAt), Stored.At(ToldAt), Settled != 0);
    }
}
