using Dapper;
using FreightRecovery.Domain.Reports;
using NodaTime;

namespace FreightRecovery.Store.Queries.Reports;

/// <summary>
/// What was counted of each of twelve months. The products have no word in common for the month of an instant, so the months' bounds go
/// along with the question, and each is one stretch of an index.
/// </summary>
public sealed class TrendFigures(IDatabase database)
{
    /// <summary>How many months there are.</summary>
    public const int Months = 12;

    private const string Bounds =
        """
        (SELECT 0 AS number, @m0 AS first_at, @m1 AS next_at UNION ALL SELECT 1, @m1, @m2 UNION ALL SELECT 2, @m2, @m3
        UNION ALL SELECT 3, @m3, @m4 UNION ALL SELECT 4, @m4, @m5 UNION ALL SELECT 5, @m5, @m6 UNION ALL SELECT 6, @m6, @m7
        UNION ALL SELECT 7, @m7, @m8 UNION ALL SELECT 8, @m8, @m9 UNION ALL SELECT 9, @m9, @m10 UNION ALL SELECT 10, @m10, @m11
        UNION ALL SELECT 11, @m11, @m12) AS p
        """;

    // Along the primary key. The order of a cross join is kept: months first.
    private const string Incidents =
        $"""
        SELECT p.number AS Number, count(*) AS Reported,
            sum(CASE WHEN f.told_at IS NOT NULL OR f.settled_at IS NULL AND f.due_at < @now THEN 1 ELSE 0 END) AS DueToTell,
            sum(CASE WHEN f.told_at <= f.due_at THEN 1 ELSE 0 END) AS ToldInTime,
            sum(CASE WHEN f.state NOT IN ('withdrawn', 'unfounded') THEN 1 ELSE 0 END) AS Standing,
            sum(CASE WHEN f.state = 'resolved' THEN 1 ELSE 0 END) AS Resolved
        FROM {Bounds} CROSS JOIN incident_figure f
        WHERE f.reported_at >= p.first_at AND f.reported_at < p.next_at AND (@branch IS NULL OR f.branch = @branch)
        GROUP BY p.number
        """;

    private const string Promises =
        $"""
        SELECT p.number AS Number, sum(CASE WHEN d.status = 'kept' THEN 1 ELSE 0 END) AS Kept, count(*) AS Decided
        FROM {Bounds} CROSS JOIN promise d
        WHERE d.due_at >= p.first_at AND d.due_at < p.next_at AND d.status IN ('kept', 'broken') AND (@branch IS NULL OR d.branch = @branch)
        GROUP BY p.number
        """;

    // Along the index of moves by their time.
    private const string Lost =
        $"""
        SELECT p.number AS Number, count(*) AS Lost
        FROM {Bounds} CROSS JOIN stage_move m JOIN customer c ON c.ref = m.customer
        WHERE m.at >= p.first_at AND m.at < p.next_at AND m.to_stage = 'lost' AND c.name IS NOT NULL AND (@branch IS NULL OR c.branch = @branch)
            AND (@salesRep IS NULL AND @accountManager IS NULL OR c.sales_rep = @salesRep OR c.account_manager = @accountManager)
        GROUP BY p.number
        """;

    /// <summary>The months up to one, the oldest first.</summary>
    /// <param name="last">The last month.</param>
    /// <param name="within">The branch, and whose customers.</param>
    /// <param name="now">What must have been told before this instant and was not is overdue.</param>
    public ValueTask<IReadOnlyList<MonthTally>> Read(YearMonth last, Scope within, Instant now, CancellationToken cancel = default) =>
        database.Read<IReadOnlyList<MonthTally>>(
            async connection =>
            {
                var months = Enumerable.Range(0, Months + 1).Select(i => last.PlusMonths(i + 1 - Months)).ToList();
                var asked = new DynamicParameters(new
                {
                    now = now.ToUnixTimeTicks(), branch = within.Branch, salesRep = within.SalesRep, accountManager = within.AccountManager,
                });
                foreach (var (i, month) in months.Index())
                    asked.Add($"m{i}", month.OnDayOfMonth(1).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant().ToUnixTimeTicks());
                var incidents = await Rows(Incidents);
                var promises = await Rows(Promises);
                var lost = await Rows(Lost);
                return
                [
                    .. months.Take(Months).Select((month, i) => new MonthTally(month)
                    {
                        Reported = Of(incidents, i).Reported, DueToTell = Of(incidents, i).DueToTell, ToldInTime = Of(incidents, i).ToldInTime,
                        Standing = Of(incidents, i).Standing, Resolved = Of(incidents, i).Resolved, PromisesKept = Of(promises, i).Kept,
                        PromisesDecided = Of(promises, i).Decided, Lost = Of(lost, i).Lost,
                    }),
                ];

                async Task<Dictionary<long, Row>> Rows(string sql) =>
                    (await connection.QueryAsync<Row>(new CommandDefinition(sql, asked, cancellationToken: cancel))).ToDictionary(r => r.Number);
            },
            cancel);

    private static Row Of(Dictionary<long, Row> rows, int month) => rows.GetValueOrDefault(month) ?? Row.None;

    // Set by name: of an empty answer the database cannot tell the types of sums, which a constructor would have to match.
    private sealed record Row
    {
        public static Row None { get; } = new();

        public long Number { get; init; }

        public long Reported { get; init; }

        public long DueToTell { get; init; }

        public long ToldInTime { get; init; }

        public long Standing { get; init; }

        public long Resolved { get; init; }

        public long Kept { get; init; }

        public long Decided { get; init; }

        public long Lost { get; init; }
    }
}
