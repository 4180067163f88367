using System.Text.Json;
using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Engine.Rows;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>The last row of a page of incidents.</summary>
public sealed record IncidentKey(Guid Id);

/// <summary>The last entry of a page of a timeline.</summary>
public sealed record TimelineKey(long Version);

/// <summary>What of the incidents is asked for; null members bound nothing.</summary>
public sealed record IncidentFilter(IncidentStatus? State, IncidentKind? Kind, string? Assignee, string? Customer);

/// <summary>One event of an incident's life.</summary>
/// <param name="Version">Its number within the life.</param>
/// <param name="Kind">What happened, such as <c>offerMade</c>.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
/// <param name="What">The event's own members.</param>
/// <param name="Policy">The version of the policy it was decided by; null for what was stored before policies had one.</param>
public sealed record TimelineEntry(long Version, string Kind, Instant At, string By, JsonElement What, int? Policy);

/// <summary>Incidents: whose they are, lists, and their history.</summary>
public sealed class Incidents(IDatabase database, CustomerKeys keys)
{
    private const string Columns =
        """
        id AS Id, shipment AS Shipment, customer AS Customer, branch AS Branch, sales_rep AS SalesRep, account_manager AS AccountManager,
        kind AS Kind, state AS State, severity AS Severity, fault AS Fault, assignee AS Assignee, level AS Level, channel AS Channel,
        description AS Description, occurred_at AS OccurredAt, reported_at AS ReportedAt, first_response_at AS FirstResponseAt,
        told_at AS ToldAt, settled AS Settled, feed AS Feed, message AS Message, version AS Version
        """;

    private const string Filter =
        """
        (@state IS NULL OR state = @state) AND (@kind IS NULL OR kind = @kind) AND (@assignee IS NULL OR assignee = @assignee)
        AND (@branch IS NULL OR branch = @branch) AND id < @before
        """;

    private const string Own =
        "(@salesRep IS NULL AND @accountManager IS NULL OR sales_rep = @salesRep OR account_manager = @accountManager)";

    // Along the primary key, which carries the time of the report.
    private const string Newest = $"SELECT {Columns} FROM incident WHERE {Filter} AND {Own} ORDER BY id DESC LIMIT @limit";

    // Along the index of a customer's incidents.
    private const string OfCustomer =
        $"SELECT {Columns} FROM incident WHERE customer = @customer AND {Filter} AND {Own} ORDER BY id DESC LIMIT @limit";

    // Along the index of a sales rep's inbox.
    private const string OfRep =
        $"SELECT {Columns} FROM incident WHERE sales_rep = @salesRep AND {Filter} ORDER BY id DESC LIMIT @limit";

    // Along the index of open incidents: few of a grown book.
    private const string OfState =
        $"SELECT {Columns} FROM incident WHERE settled = 0 AND state = @state AND {Filter} AND {Own} ORDER BY id DESC LIMIT @limit";

    /// <summary>Whose incident it is, or null when there is none.</summary>
    public ValueTask<Belonging?> BelongingOf(IncidentId incident, CancellationToken cancel = default) => database.Read<Belonging?>(
        async connection => await connection.QuerySingleOrDefaultAsync<Belonging>(new CommandDefinition(
            "SELECT branch AS Branch, sales_rep AS SalesRep, account_manager AS AccountManager FROM incident WHERE id = @id",
            new { id = incident.Value.ToString() }, cancellationToken: cancel)),
        cancel);

    /// <summary>The incident that a promise belongs to, or null.</summary>
    public ValueTask<IncidentId?> OfPromise(Guid promise, CancellationToken cancel = default) => database.Read<IncidentId?>(
        async connection => await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT incident FROM promise WHERE id = @id", new { id = promise.ToString() }, cancellationToken: cancel)) is { } id
            ? new IncidentId(Guid.Parse(id))
            : null,
        cancel);

    /// <summary>Incidents, newest first.</summary>
    public ValueTask<PageOf<IncidentRow, IncidentKey>> List(
        IncidentFilter filter, Scope scope, IncidentKey? after, int limit, CancellationToken cancel = default)
    {
        var sql = filter.Customer is not null ? OfCustomer
            : filter.State is { } asked && !IncidentState.IsSettled(asked) ? OfState
            : scope is { SalesRep: not null, AccountManager: null } ? OfRep
            : Newest;
        return database.Read(
            async connection => Stored.Page(
                (await connection.QueryAsync<Row>(new CommandDefinition(
                    database.Words(sql),
                    new
                    {
                        state = filter.State is { } state ? Names.Of(state) : null,
                        kind = filter.Kind is { } kind ? Names.Of(kind) : null,
                        assignee = filter.Assignee,
                        customer = filter.Customer,
                        branch = scope.Branch,
                        salesRep = scope.SalesRep,
                        accountManager = scope.AccountManager,
                        // Above every id: the letter g follows the hexadecimal digits.
                        before = after?.Id.ToString() ?? "g",
                        limit = limit + 1,
                    },
                    cancellationToken: cancel))).Select(r => r.Read()),
                limit,
                last => new IncidentKey(last.Id.Value)),
            cancel);
    }

    /// <summary>All incidents of a customer, in the order of their reports.</summary>
    public ValueTask<IReadOnlyList<IncidentId>> AllOf(CustomerRef customer, CancellationToken cancel = default) =>
        database.Read<IReadOnlyList<IncidentId>>(
            async connection =>
            [
                .. (await connection.QueryAsync<string>(new CommandDefinition(
                    "SELECT id FROM incident WHERE customer = @customer ORDER BY id", new { customer = customer.Value }, cancellationToken: cancel)))
                    .Select(id => new IncidentId(Guid.Parse(id))),
            ],
            cancel);

    /// <summary>What happened, oldest first, after a version.</summary>
    public ValueTask<PageOf<TimelineEntry, TimelineKey>> Timeline(
        IncidentId incident, long after, int limit, CancellationToken cancel = default) => database.Read(
        async connection =>
        {
            var rows = (await connection.QueryAsync<EventRow>(new CommandDefinition(
                database.Words("""
                SELECT version AS Version, type AS Type, at AS At, actor AS Actor, payload AS Payload, policy AS Policy FROM stream_event
                WHERE stream = @stream AND version > @after ORDER BY version LIMIT @limit
                """),
                new { stream = StreamId.Of(incident).Value, after, limit = limit + 1 }, cancellationToken: cancel))).AsList();
            var atHand = await keys.Fetch(rows.Select(r => r.Payload), anew: false, cancel);
            return Stored.Page(rows.Select(r => r.Read(atHand)), limit, last => new TimelineKey(last.Version));
        },
        cancel);

    private sealed record EventRow(long Version, string Type, long At, string Actor, string Payload, long? Policy)
    {
        public TimelineEntry Read(KeysAtHand keys) => new(
            Version, Type[..Type.IndexOf('/', StringComparison.Ordinal)], Stored.At(At), Actor, Engine.Json.Show(Type, Payload, keys),
            (int?)Policy);
    }

    private sealed record Row(
        string Id, string Shipment, string Customer, string Branch, string SalesRep, string AccountManager, string Kind, string State,
        string Severity, string Fault, string Assignee, string Level, string Channel, string Description, long OccurredAt,
        long ReportedAt, long FirstResponseAt, long? ToldAt, long Settled, string? Feed, string? Message, long Version)
    {
        public IncidentRow Read() => new(
            new IncidentId(Guid.Parse(Id)), new ShipmentRef(Shipment), new CustomerRef(Customer), Branch, SalesRep, AccountManager,
            Names.Parse<IncidentKind>(Kind), Names.Parse<IncidentStatus>(State), Names.Parse<Severity>(Severity),
            Names.Parse<Fault>(Fault), Assignee, Names.Parse<Authority>(Level), Names.Parse<Channel>(Channel), Description,
            Stored.At(OccurredAt), Stored.At(ReportedAt), Stored.At(FirstResponseAt), Stored.At(ToldAt), Settled != 0,
            Feed is null || Message is null ? null : new SourceMessage(Feed, Message), Version);
    }
}
