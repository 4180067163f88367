using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Reports;

namespace FreightRecovery.Store.Queries.Reports;

/// <summary>Where the customers stand, and how they moved in a period.</summary>
/// <param name="Book">Stages and flows.</param>
/// <param name="AtStake">The value at stake now, by currency, and of how many customers.</param>
public sealed record SlideNow(SlideBook Book, IReadOnlyList<CountedSum> AtStake);

/// <summary>The slide of the customers that are recorded; of one of whom only signals are known nobody can say whose it is.</summary>
public sealed class SlideFigures(IDatabase database)
{
    private const string Whose =
        """
        c.name IS NOT NULL AND (@branch IS NULL OR c.branch = @branch)
        AND (@salesRep IS NULL AND @accountManager IS NULL OR c.sales_rep = @salesRep OR c.account_manager = @accountManager)
        """;

    private const string Stages =
        $"""
        SELECT c.stage AS Stage, c.margin_currency AS Currency, count(*) AS Count, sum(c.stake_minor) AS Stake,
            sum(CASE WHEN c.known_since >= @from AND c.known_since < @to THEN 1 ELSE 0 END) AS CameIn,
            sum(CASE WHEN c.known_since >= @to THEN 1 ELSE 0 END) AS CameAfter,
            sum(c.captive) AS Captive
        FROM customer c WHERE {Whose} GROUP BY c.stage, c.margin_currency
        """;

    // Along the index of moves by their time.
    private const string Flows =
        $"""
        SELECT m.from_stage AS FromStage, m.to_stage AS ToStage, sum(CASE WHEN m.at < @to THEN 1 ELSE 0 END) AS InPeriod,
            sum(CASE WHEN m.at >= @to THEN 1 ELSE 0 END) AS AfterPeriod
        FROM stage_move m JOIN customer c ON c.ref = m.customer
        WHERE m.at >= @from AND {Whose} GROUP BY m.from_stage, m.to_stage
        """;

    // From the stage before a customer's first move in the period to the one after its last.
    private const string Outcomes =
        $"""
        SELECT first.from_stage AS FromStage, last.to_stage AS ToStage, moved.troubled AS Troubled, c.margin_currency AS Currency,
            sum(c.margin) AS Margin, count(*) AS Count
        FROM (
            SELECT customer, min(number) AS first_number, max(number) AS last_number,
                max(CASE WHEN from_stage IN ('complaint', 'silence', 'lost') OR to_stage IN ('complaint', 'silence', 'lost')
                    THEN 1 ELSE 0 END) AS troubled
            FROM stage_move WHERE at >= @from AND at < @to GROUP BY customer
        ) AS moved
        JOIN stage_move first ON first.customer = moved.customer AND first.number = moved.first_number
        JOIN stage_move last ON last.customer = moved.customer AND last.number = moved.last_number
        JOIN customer c ON c.ref = moved.customer
        WHERE {Whose}
        GROUP BY first.from_stage, last.to_stage, moved.troubled, c.margin_currency
        """;

    /// <summary>Stages, flows and value at stake.</summary>
    public ValueTask<SlideNow> Book(ReportScope scope, CancellationToken cancel = default) => database.Read(
        async connection =>
        {
            var stages = (await connection.QueryAsync<StageRow>(
                new CommandDefinition(Stages, scope.Parameters(), cancellationToken: cancel))).AsList();
            var flows = await connection.QueryAsync<FlowRow>(new CommandDefinition(Flows, scope.Parameters(), cancellationToken: cancel));
            return new SlideNow(
                new SlideBook(
                    [.. stages.Select(r => new StageTally(Names.Parse<Stage>(r.Stage), r.Count, r.CameIn, r.CameAfter, r.Captive))],
                    [.. flows.Select(r => new FlowTally(Names.Parse<Stage>(r.FromStage), Names.Parse<Stage>(r.ToStage), r.InPeriod, r.AfterPeriod))]),
                stages.Select(r => new CountedSum(MinorUnits.Of(r.Stake, r.Currency), r.Count)).ByCurrency());
        },
        cancel);

    /// <summary>What became of the customers that moved in the period.</summary>
    public ValueTask<IReadOnlyList<OutcomeTally>> Moved(ReportScope scope, CancellationToken cancel = default) =>
        database.Read<IReadOnlyList<OutcomeTally>>(
            async connection =>
            [
                .. (await connection.QueryAsync<OutcomeRow>(new CommandDefinition(Outcomes, scope.Parameters(), cancellationToken: cancel)))
                    .Select(r => new OutcomeTally(
                        Names.Parse<Stage>(r.FromStage), Names.Parse<Stage>(r.ToStage), r.Troubled != 0,
                        new CountedSum(MinorUnits.Of(r.Margin, r.Currency), r.Count))),
            ],
            cancel);

    // Set by name: of an empty answer the database cannot tell the types of sums, which a constructor would have to match.
    private sealed record StageRow
    {
        public string Stage { get; init; } = "";

        public string Currency { get; init; } = "";

        public long Count { get; init; }

        public long Stake { get; init; }

        public long CameIn { get; init; }

        public long CameAfter { get; init; }

        public long Captive { get; init; }
    }

    private sealed record FlowRow
    {
        public string FromStage { get; init; } = "";

        public string ToStage { get; init; } = "";

        public long InPeriod { get; init; }

        public long AfterPeriod { get; init; }
    }

    private sealed record OutcomeRow
    {
        public string FromStage { get; init; } = "";

        public string ToStage { get; init; } = "";

        public long Troubled { get; init; }

        public string Currency { get; init; } = "";

        public long Margin { get; init; }

        public long Count { get; init; }
    }
}
