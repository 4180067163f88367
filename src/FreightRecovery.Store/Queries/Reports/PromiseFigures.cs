using Dapper;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Reports;
using FreightRecovery.Engine.Rows;

namespace FreightRecovery.Store.Queries.Reports;

/// <summary>What was due in a period: promises, the last days of claims, and the money of claims.</summary>
public sealed class PromiseFigures(IDatabase database)
{
    // Along the index of promises by the time they fall due.
    private const string Promises =
        """
        SELECT status AS Status, renewed AS Renewed, count(*) AS Count FROM promise
        WHERE due_at >= @from AND due_at < @to AND (@branch IS NULL OR branch = @branch)
        GROUP BY status, renewed
        """;

    private const string LastDays =
        """
        SELECT status AS Status, count(*) AS Count FROM time_bar
        WHERE last_day >= @fromDay AND last_day < @toDay AND (@branch IS NULL OR branch = @branch)
        GROUP BY status
        """;

    private const string ClaimMoney =
        """
        SELECT paid AS Paid, currency AS Currency, sum(amount) AS Amount, count(*) AS Count FROM claim_money
        WHERE on_day >= @fromDay AND on_day < @toDay AND (@branch IS NULL OR branch = @branch)
        GROUP BY paid, currency
        """;

    /// <summary>Promises that fell due.</summary>
    public ValueTask<PromiseTally> Promised(ReportScope scope, CancellationToken cancel = default) => database.Read(
        async connection =>
        {
            var rows = (await connection.QueryAsync<PromiseCount>(
                new CommandDefinition(Promises, scope.Parameters(), cancellationToken: cancel))).AsList();
            return new PromiseTally(
                Of(PromiseStatus.Kept), Of(PromiseStatus.Broken), Of(PromiseStatus.Lapsed), Of(PromiseStatus.Open),
                rows.Where(r => r.Renewed != 0).Sum(r => r.Count));

            long Of(PromiseStatus status) => rows.Where(r => r.Status == Names.Of(status)).Sum(r => r.Count);
        },
        cancel);

    /// <summary>Last days that were ours to lose.</summary>
    public ValueTask<BarTally> Bars(ReportScope scope, CancellationToken cancel = default) => database.Read(
        async connection =>
        {
            var rows = (await connection.QueryAsync<BarCount>(
                new CommandDefinition(LastDays, scope.Parameters(), cancellationToken: cancel))).AsList();
            return new BarTally(Of(BarStatus.Met), Of(BarStatus.Missed), Of(BarStatus.Open));

            long Of(BarStatus status) => rows.Where(r => r.Status == Names.Of(status)).Sum(r => r.Count);
        },
        cancel);

    /// <summary>What was paid on customers' claims, and what came in on ours.</summary>
    public ValueTask<(IReadOnlyList<CountedSum> Paid, IReadOnlyList<CountedSum> Recovered)> Claims(
        ReportScope scope, CancellationToken cancel = default) => database.Read(
        async connection =>
        {
            var rows = (await connection.QueryAsync<MoneyRow>(
                new CommandDefinition(ClaimMoney, scope.Parameters(), cancellationToken: cancel))).AsList();
            return (Of(paid: true), Of(paid: false));

            IReadOnlyList<CountedSum> Of(bool paid) =>
                rows.Where(r => r.Paid != 0 == paid).Select(r => new CountedSum(MinorUnits.Of(r.Amount, r.Currency), r.Count)).ByCurrency();
        },
        cancel);

    // Set by name: of an empty answer the database cannot tell the types of sums, which a constructor would have to match.
    private sealed record PromiseCount
    {
        public string Status { get; init; } = "";

        public long Renewed { get; init; }

        public long Count { get; init; }
    }

    private sealed record BarCount
    {
        public string Status { get; init; } = "";

        public long Count { get; init; }
    }

    private sealed record MoneyRow
    {
        public long Paid { get; init; }

        public string Currency { get; init; } = "";

        public long Amount { get; init; }

        public long Count { get; init; }
    }
}
