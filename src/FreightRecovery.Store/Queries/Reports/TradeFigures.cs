using Dapper;
using FreightRecovery.Domain.Reports;

namespace FreightRecovery.Store.Queries.Reports;

/// <summary>Incidents, their costs and the shipments they are measured against, by carrier, agent and lane.</summary>
public sealed class TradeFigures(IDatabase database)
{
    private const string Trades = "s.carrier AS Carrier, s.agent AS Agent, s.origin AS Origin, s.destination AS Destination";
    private const string ByTrade = "GROUP BY s.carrier, s.agent, s.origin, s.destination";

    private const string OfPeriod =
        """
        f.reported_at >= @from AND f.reported_at < @to AND (@branch IS NULL OR f.branch = @branch)
        AND f.state NOT IN ('withdrawn', 'unfounded')
        """;

    // An incident counts with its first offer, or without one.
    private const string Incidents =
        $"""
        SELECT {Trades}, o.currency AS Currency,
            sum(CASE WHEN o.number IS NULL OR o.number = 0 THEN 1 ELSE 0 END) AS Count, sum(o.cost) AS Amount, count(o.cost) AS Parts
        FROM incident_figure f
        LEFT JOIN agreed_offer o ON o.reported_at = f.reported_at AND o.incident = f.id
        LEFT JOIN shipment s ON s.ref = f.shipment
        WHERE {OfPeriod} {ByTrade}, o.currency
        """;

    // Reads the index of the shipments' bookings alone. A shipment is of its customer's branch.
    private const string Shipments =
        $"""
        SELECT {Trades}, count(*) AS Count FROM shipment s
        WHERE s.booked_at >= @from AND s.booked_at < @to
            AND (@branch IS NULL OR s.customer IN (SELECT ref FROM customer WHERE branch = @branch))
        {ByTrade}
        """;

    private const string ShipmentsOfBranches =
        """
        SELECT c.branch AS Branch, sum(b.booked) AS Count
        FROM (SELECT customer, count(*) AS booked FROM shipment WHERE booked_at >= @from AND booked_at < @to GROUP BY customer) AS b
        JOIN customer c ON c.ref = b.customer
        WHERE c.branch IS NOT NULL AND (@branch IS NULL OR c.branch = @branch)
        GROUP BY c.branch
        """;

    private const string Recovered =
        $"""
        SELECT {Trades}, m.currency AS Currency, sum(m.amount) AS Amount, count(*) AS Parts
        FROM claim_money m JOIN incident_figure f ON f.reported_at = m.reported_at AND f.id = m.incident
        LEFT JOIN shipment s ON s.ref = f.shipment
        WHERE m.paid = 0 AND {OfPeriod}
        {ByTrade}, m.currency
        """;

    /// <summary>The whole book of a period.</summary>
    public ValueTask<TradeBook> Book(ReportScope scope, CancellationToken cancel = default) => database.Read(
        async connection =>
        {
            var (incidents, shipments, recovered) = (await Rows(Incidents), await Rows(Shipments), await Rows(Recovered));
            return new TradeBook(Counted(incidents), Counted(shipments), Summed(incidents), Summed(recovered));

            async Task<List<Row>> Rows(string sql) =>
                (await connection.QueryAsync<Row>(new CommandDefinition(sql, scope.Parameters(), cancellationToken: cancel))).AsList();
        },
        cancel);

    /// <summary>Shipments booked in the period, by branch.</summary>
    public ValueTask<IReadOnlyList<(string Branch, long Count)>> OfBranches(ReportScope scope, CancellationToken cancel = default) =>
        database.Read<IReadOnlyList<(string, long)>>(
            async connection =>
            [
                .. (await connection.QueryAsync<BranchRow>(
                    new CommandDefinition(ShipmentsOfBranches, scope.Parameters(), cancellationToken: cancel))).Select(r => (r.Branch, r.Count)),
            ],
            cancel);

    private static IReadOnlyList<TradeTally> Counted(List<Row> rows) =>
        [.. rows.Where(r => r.Count > 0).Select(r => new TradeTally(r.Trade, r.Count))];

    private static IReadOnlyList<TradeSum> Summed(List<Row> rows) =>
    [
        .. rows.Where(r => r.Currency is not null)
            .Select(r => new TradeSum(r.Trade, new CountedSum(MinorUnits.Of(r.Amount!.Value, r.Currency!), r.Parts))),
    ];

    // Set by name: of an empty answer the database cannot tell the types of sums, which a constructor would have to match.
    private sealed record Row
    {
        public string? Carrier { get; init; }

        public string? Agent { get; init; }

        public string? Origin { get; init; }

        public string? Destination { get; init; }

        public string? Currency { get; init; }

        public long Count { get; init; }

        public long? Amount { get; init; }

        public long Parts { get; init; }

        public Trade Trade => new(Carrier, Agent, Origin, Destination);
    }

    private sealed record BranchRow
    {
        public string Branch { get; init; } = "";

        public long Count { get; init; }
    }
}
