using FreightRecovery.Domain;
using FreightRecovery.Domain.Reports;
using FreightRecovery.Store.Queries.Reports;
using NodaTime;

namespace FreightRecovery.Web.Api.Reports;

/// <summary>What the incidents of a period came from, the heaviest first.</summary>
/// <param name="AsOf">The instant of the report, UTC.</param>
/// <param name="From">The first day, UTC; null from the beginning on.</param>
/// <param name="To">The last day, UTC; null up to now.</param>
/// <param name="Branch">The branch; null for all.</param>
/// <param name="Items">By kind, by cause, by fault, and by root cause: fault, kind and cause together.</param>
public sealed record CausesReport(Instant AsOf, LocalDate? From, LocalDate? To, string? Branch, IReadOnlyList<ParetoRow> Items)
{
    internal static async Task<IResult> Get([AsParameters] ReportRequest asked, CauseFigures causes, CancellationToken cancel)
    {
        var query = asked.Read();
        if (query.Problem is { } problem)
            return problem;
        var (counted, cost) = await causes.Count(query.Scope, cancel);
        IReadOnlyList<ParetoRow> items =
        [
            .. By("kind", (kind, _, _) => Figures.Name(kind)),
            .. By("cause", (_, _, cause) => cause is { } known ? Figures.Name(known) : null),
            .. By("fault", (_, fault, _) => Figures.Name(fault)),
            // What people write about a root cause is not for reports; what it is classed as tells enough.
            .. By("rootCause", (kind, fault, cause) =>
                cause is { } known ? $"{Figures.Name(fault)}/{Figures.Name(kind)}/{Figures.Name(known)}" : null),
        ];
        return query.Csv ? ToCsv(items).Answer() : TypedResults.Ok(new CausesReport(query.AsOf, query.From, query.To, query.Branch, items));

        IReadOnlyList<ParetoRow> By(string by, Func<IncidentKind, Fault, Cause?, string?> key) => Pareto.Of(
            by, counted.Select(t => (key(t.Kind, t.Fault, t.Cause), t.Count)), cost.Select(c => (key(c.Kind, c.Fault, c.Cause), c.Sum)));
    }

    // A line for each currency of the cost, and one where it has cost nothing.
    private static Csv ToCsv(IReadOnlyList<ParetoRow> rows)
    {
        var csv = new Csv("by", "key", "incidents", "share", "cumulative", "cost", "currency");
        foreach (var row in rows)
            foreach (var cost in row.Cost.Cast<Money?>().DefaultIfEmpty())
                csv.Text(row.By).Text(row.Key).Number(row.Incidents).Number(row.Share).Number(row.Cumulative).Money(cost).Line();
        return csv;
    }
}
