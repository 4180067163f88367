using System.Globalization;
using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Engine.Rows;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Store.Queries;

/// <summary>The last row of a page of claims.</summary>
/// <param name="DueBy">Its next last day as an ISO date; empty in the list of all, which goes by id.</param>
public sealed record ClaimKey(string DueBy, Guid Id);

/// <summary>What of the claims is asked for; null members bound nothing.</summary>
/// <param name="DueBefore">With a last day before this one; such a list goes by that day, soonest first.</param>
public sealed record ClaimFilter(ClaimDirection? Direction, LocalDate? DueBefore);

/// <summary>Claims: to which incident one belongs, and lists.</summary>
public sealed class ClaimQueries(IDatabase database)
{
    private const string Columns =
        """
        id AS Id, incident AS Incident, customer AS Customer, branch AS Branch, sales_rep AS SalesRep, account_manager AS AccountManager,
        direction AS Direction, regime AS Regime, amount AS Amount, currency AS Currency, reserve AS Reserve, recovered AS Recovered,
        settled AS Settled, notice_by AS NoticeBy, sue_by AS SueBy, next_bar AS NextBar, opened_at AS OpenedAt, version AS Version
        """;

    private const string Filter =
        """
        (@direction IS NULL OR direction = @direction) AND (@branch IS NULL OR branch = @branch)
        AND (@salesRep IS NULL AND @accountManager IS NULL OR sales_rep = @salesRep OR account_manager = @accountManager)
        """;

    // Along the index of last days, soonest first.
    private const string Due =
        $"""
        SELECT {Columns} FROM money_claim
        WHERE next_bar IS NOT NULL AND next_bar < @dueBefore AND next_bar >= @day AND (next_bar > @day OR id > @after) AND {Filter}
        ORDER BY next_bar, id LIMIT @limit
        """;

    // Along the primary key, which carries the time of the claim.
    private const string All = $"SELECT {Columns} FROM money_claim WHERE id > @after AND {Filter} ORDER BY id LIMIT @limit";

    /// <summary>The incident that a claim belongs to, or null.</summary>
    public ValueTask<IncidentId?> IncidentOf(Guid claim, CancellationToken cancel = default) => database.Read<IncidentId?>(
        async connection => await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT incident FROM money_claim WHERE id = @id", new { id = claim.ToString() }, cancellationToken: cancel)) is { } id
            ? new IncidentId(Guid.Parse(id))
            : null,
        cancel);

    /// <summary>Claims: those that run out before a day, soonest first, or all of them in order of their opening.</summary>
    public ValueTask<PageOf<ClaimRow, ClaimKey>> List(
        ClaimFilter filter, Scope scope, ClaimKey? after, int limit, CancellationToken cancel = default) => database.Read(
        async connection => Stored.Page(
            (await connection.QueryAsync<Row>(new CommandDefinition(
                database.Words(filter.DueBefore is null ? All : Due),
                new
                {
                    direction = filter.Direction is { } direction ? Names.Of(direction) : null,
                    dueBefore = filter.DueBefore is { } day ? LocalDatePattern.Iso.Format(day) : null,
                    day = after?.DueBy ?? "",
                    after = after?.Id.ToString() ?? "",
                    branch = scope.Branch,
                    salesRep = scope.SalesRep,
                    accountManager = scope.AccountManager,
                    limit = limit + 1,
                },
                cancellationToken: cancel))).Select(r => r.Read()),
            limit,
            last => new ClaimKey(filter.DueBefore is null ? "" : LocalDatePattern.Iso.Format(last.NextBar!.Value), last.Id)),
        cancel);

    private sealed record Row(
        string Id, string Incident, string Customer, string Branch, string SalesRep, string AccountManager, string Direction, string? Regime,
        string Amount, string Currency, string? Reserve, string Recovered, string? Settled, string? NoticeBy, string? SueBy, string? NextBar,
        long OpenedAt, long Version)
    {
        public ClaimRow Read() => new(
            Guid.Parse(Id), new IncidentId(Guid.Parse(Incident)), new CustomerRef(Customer), Branch, SalesRep, AccountManager,
            Names.Parse<ClaimDirection>(Direction), Regime is null ? null : Names.Parse<LiabilityRegime>(Regime), In(Amount),
            Reserve is null ? null : In(Reserve), In(Recovered), Settled is null ? null : In(Settled), Day(NoticeBy), Day(SueBy), Day(NextBar),
            Stored.At(OpenedAt), Version);

        private Money In(string amount) => new(decimal.Parse(amount, CultureInfo.InvariantCulture), new Currency(Currency));

        private static LocalDate? Day(string? iso) => iso is null ? null : LocalDatePattern.Iso.Parse(iso).Value;
    }
}
