using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Reports;

namespace FreightRecovery.Store.Queries.Reports;

/// <summary>What the incidents of a period came from, and what the recoveries agreed on for them cost.</summary>
public sealed class CauseFigures(IDatabase database)
{
    // An incident counts with its first offer, or without one.
    private const string Causes =
        """
        SELECT f.kind AS Kind, f.fault AS Fault, f.cause AS Cause, o.currency AS Currency,
            sum(CASE WHEN o.number IS NULL OR o.number = 0 THEN 1 ELSE 0 END) AS Incidents, sum(o.cost) AS Cost, count(o.cost) AS Offers
        FROM incident_figure f LEFT JOIN agreed_offer o ON o.reported_at = f.reported_at AND o.incident = f.id
        WHERE f.reported_at >= @from AND f.reported_at < @to AND (@branch IS NULL OR f.branch = @branch)
            AND f.state NOT IN ('withdrawn', 'unfounded')
        GROUP BY f.kind, f.fault, f.cause, o.currency
        """;

    /// <summary>How many there are of each, and what they cost.</summary>
    public ValueTask<(IReadOnlyList<CauseTally> Counted, IReadOnlyList<CauseSum> Cost)> Count(
        ReportScope scope, CancellationToken cancel = default) => database.Read(
        async connection =>
        {
            var rows = (await connection.QueryAsync<Row>(new CommandDefinition(Causes, scope.Parameters(), cancellationToken: cancel))).AsList();
            return (
                (IReadOnlyList<CauseTally>)[.. rows.Where(r => r.Incidents > 0).Select(r => new CauseTally(Kind(r), FaultOf(r), CauseOf(r), r.Incidents))],
                (IReadOnlyList<CauseSum>)
                [
                    .. rows.Where(r => r.Currency is not null).Select(r => new CauseSum(
                        Kind(r), FaultOf(r), CauseOf(r), new CountedSum(MinorUnits.Of(r.Cost!.Value, r.Currency!), r.Offers))),
                ]);
        },
        cancel);

    private static IncidentKind Kind(Row row) => Names.Parse<IncidentKind>(row.Kind);

    private static Fault FaultOf(Row row) => Names.Parse<Fault>(row.Fault);

    private static Cause? CauseOf(Row row) => row.Cause is null ? null : Names.Parse<Cause>(row.Cause);

    // Set by name: of an empty answer the database cannot tell the types of sums, which a constructor would have to match.
    private sealed record Row
    {
        public string Kind { get; init; } = "";

        public string Fault { get; init; } = "";

        public string? Cause { get; init; }

        public string? Currency { get; init; }

        public long Incidents { get; init; }

        public long? Cost { get; init; }

        public long Offers { get; init; }
    }
}
