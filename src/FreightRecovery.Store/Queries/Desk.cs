using System.Data.Common;
using System.Text.Json;
using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>The day at a glance: what the first desk shows, at most a screenful of each list.</summary>
public sealed class DeskQueries(IDatabase database)
{
    private const int Lines = 12;

    /// <summary>Reads the lists for somebody with that sight.</summary>
    public ValueTask<DeskLists> Lists(Scope scope, CancellationToken cancel = default) => database.Read(
        async connection =>
        {
            var who = new { scope.Branch, scope.SalesRep, scope.AccountManager, lines = Lines };
            return new DeskLists(
                await Incidents(connection, database, who, scope.Bounds("i")), await Invoices(connection, database, who, scope.Bounds("c")),
                await Customers(connection, database, who, scope.Bounds("c")), await Promises(connection, database, who, scope.Bounds("c")));
        },
        cancel);

    /// <summary>Counts and adds up for somebody with that sight; that takes the longer the larger the book is.</summary>
    public ValueTask<DeskTotals> Totals(Scope scope, Instant now, CancellationToken cancel = default) => database.Read(
        async connection =>
        {
            var who = new { scope.Branch, scope.SalesRep, scope.AccountManager, day = (now + Duration.FromDays(1)).ToUnixTimeTicks() };
            // Whose an invoice or a promise is, its customer says.
            string Of(string table) => scope == Scope.All ? "" : $" JOIN customer c ON c.ref = {table}.customer";
            var counts = await connection.QuerySingleAsync<(long Open, long? Untold, long AtRisk, long DueToday)>(new CommandDefinition(
                $"""
                SELECT count(*), sum(CASE WHEN i.told_at IS NULL THEN 1 ELSE 0 END),
                    (SELECT count(*) FROM customer c WHERE c.stage <> 'content'{scope.Bounds("c")}),
                    (SELECT count(*) FROM promise p{Of("p")} WHERE p.status = 'open' AND p.due_at < @day{scope.Bounds("c")})
                FROM incident i WHERE i.settled = 0{scope.Bounds("i")}
                """,
                who, cancellationToken: cancel));
            var held = (await connection.QueryAsync<(string Currency, string Held)>(new CommandDefinition(
                $"SELECT v.currency, v.held_amount FROM invoice v{Of("v")} WHERE v.status = 'held'{scope.Bounds("c")}", who, cancellationToken: cancel))).AsList();
            return new DeskTotals(counts.Open, counts.Untold ?? 0, held.Count, counts.AtRisk, counts.DueToday, Sum(held));
        },
        cancel);

    private static async Task<IReadOnlyList<DeskIncident>> Incidents(DbConnection connection, IDatabase database, object who, string bounds) =>
    [
        .. (await connection.QueryAsync<(string Id, string Shipment, string? Customer, string Kind, string State, string Severity, string Assignee,
                string Description, long ReportedAt, long FirstResponseAt, long? ToldAt)>(database.Words($"""
            SELECT i.id, i.shipment, c.name, i.kind, i.state, i.severity, i.assignee, i.description, i.reported_at, i.first_response_at, i.told_at
            FROM incident i LEFT JOIN customer c ON c.ref = i.customer
            WHERE i.state <> 'withdrawn'{bounds} ORDER BY i.id DESC LIMIT @lines
            """), who)).Select(r => new DeskIncident(
            r.Id, r.Shipment, r.Customer ?? "", Names.Parse<IncidentKind>(r.Kind), Names.Parse<IncidentStatus>(r.State),
            Names.Parse<Severity>(r.Severity), r.Assignee, r.Description, At(r.ReportedAt), At(r.FirstResponseAt),
            r.ToldAt is { } told ? At(told) : null)),
    ];

    private static async Task<IReadOnlyList<DeskInvoice>> Invoices(DbConnection connection, IDatabase database, object who, string bounds) =>
    [
        .. (await connection.QueryAsync<(string Ref, string Shipment, string? Customer, string Payable, string Currency, long HeldSince, string Holds)>(database.Words($"""
            SELECT v.ref, v.shipment, c.name, v.held_amount, v.currency, v.held_since, v.holds
            FROM invoice v JOIN customer c ON c.ref = v.customer
            WHERE v.status = 'held'{bounds} ORDER BY v.held_since, v.ref LIMIT @lines
            """), who)).Select(r => new DeskInvoice(
            r.Ref, r.Shipment, r.Customer ?? "", Money(r.Payable, r.Currency), At(r.HeldSince),
            JsonSerializer.Deserialize<List<Domain.Shipments.HoldView>>(r.Holds, Json.Options) ?? [])),
    ];

    private static async Task<IReadOnlyList<DeskCustomer>> Customers(DbConnection connection, IDatabase database, object who, string bounds) =>
    [
        .. (await connection.QueryAsync<(string Ref, string? Name, string Stage, bool Captive, double Risk, string? Stake, string Reasons, string? Manager)>(database.Words($"""
            SELECT c.ref, c.name, c.stage, c.captive, c.risk, c.stake, c.reasons, c.account_manager FROM customer c
            WHERE c.stage <> 'content' AND c.stage <> 'lost'{bounds} ORDER BY c.value_at_stake DESC, c.ref LIMIT @lines
            """), who)).Select(r => new DeskCustomer(
            r.Ref, r.Name ?? r.Ref, Names.Parse<Stage>(r.Stage), r.Captive, r.Risk,
            r.Stake is null ? null : JsonSerializer.Deserialize<Money>(r.Stake, Json.Options),
            JsonSerializer.Deserialize<List<string>>(r.Reasons, Json.Options) ?? [], r.Manager ?? "")),
    ];

    private static async Task<IReadOnlyList<DeskPromise>> Promises(DbConnection connection, IDatabase database, object who, string bounds) =>
    [
        .. (await connection.QueryAsync<(string Incident, string What, string? Customer, string Rep, long DueAt, string? Zone)>(database.Words($"""
            SELECT p.incident, p.what, c.name, p.sales_rep, p.due_at, c.facts
            FROM promise p JOIN customer c ON c.ref = p.customer
            WHERE p.status = 'open'{bounds} ORDER BY p.due_at, p.id LIMIT @lines
            """), who)).Select(r => new DeskPromise(
            r.Incident, r.What, r.Customer ?? "", r.Rep, At(r.DueAt),
            r.Zone is null ? "UTC" : JsonSerializer.Deserialize<Domain.Customers.CustomerFacts>(r.Zone, Json.Options)!.TimeZone)),
    ];

    private static IReadOnlyList<Money> Sum(IEnumerable<(string Currency, string Payable)> rows) =>
    [
        .. rows.GroupBy(r => r.Currency).Select(g => new Money(
                g.Sum(r => decimal.Parse(r.Payable, System.Globalization.CultureInfo.InvariantCulture)), new Currency(g.Key)))
            .OrderByDescending(m => m.Amount),
    ];

    private static Instant At(long ticks) => Instant.FromUnixTimeTicks(ticks);

    private static Money Money(string amount, string currency) =>
        new(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), new Currency(currency));
}

/// <summary>What the first desk counts.</summary>
/// <param name="OpenIncidents">Incidents that are not settled.</param>
/// <param name="Untold">Those of them whose customer was not told yet.</param>
/// <param name="HeldInvoices">Held invoices.</param>
/// <param name="AtRisk">Customers that are not content.</param>
/// <param name="PromisesDueToday">Open promises that fall due within a day, or have.</param>
/// <param name="HeldAmounts">What is held, for each currency, the largest first.</param>
public sealed record DeskTotals(
    long OpenIncidents, long Untold, long HeldInvoices, long AtRisk, long PromisesDueToday, IReadOnlyList<Money> HeldAmounts);

/// <summary>What the first desk lists.</summary>
public sealed record DeskLists(
    IReadOnlyList<DeskIncident> Incidents, IReadOnlyList<DeskInvoice> Invoices, IReadOnlyList<DeskCustomer> Customers,
    IReadOnlyList<DeskPromise> Promises);

/// <summary>An incident on the desk.</summary>
public sealed record DeskIncident(
    string Id, string Shipment, string Customer, IncidentKind Kind, IncidentStatus State, Severity Severity, string Assignee, string Description,
    Instant ReportedAt, Instant FirstResponseDueAt, Instant? ToldAt);

/// <summary>A held invoice on the desk.</summary>
public sealed record DeskInvoice(
    string Ref, string Shipment, string Customer, Money Payable, Instant HeldSince, IReadOnlyList<Domain.Shipments.HoldView> Holds);

/// <summary>A customer at risk on the desk.</summary>
public sealed record DeskCustomer(
    string Ref, string Name, Stage Stage, bool Captive, double Risk, Money? ValueAtStake, IReadOnlyList<string> Reasons, string AccountManager);

/// <summary>A promise on the desk; its time is shown in the customer's zone.</summary>
public sealed record DeskPromise(string Incident, string What, string Customer, string SalesRep, Instant DueAt, string TimeZone);
