using FreightRecovery.Domain.Reports;
using FreightRecovery.Store.Queries.Reports;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Api.Reports;

/// <summary>A month of the trends.</summary>
/// <param name="Month">The month, such as 2026-11, of whole UTC days.</param>
/// <param name="IncidentsReported">Incidents that were reported in it.</param>
/// <param name="FirstResponseInTime">Of those that were to be told, the share told in time; null when there was none.</param>
/// <param name="ResolutionRate">Of those that stand, the share resolved by now; null when there was none.</param>
/// <param name="PromisesKept">Of the promises that fell due in it and were kept or broken, the share kept; null when there was none.</param>
/// <param name="CustomersLost">Customers that moved to lost in it.</param>
public sealed record TrendRow(
    string Month, long IncidentsReported, decimal? FirstResponseInTime, decimal? ResolutionRate, decimal? PromisesKept, long CustomersLost)
{
    internal static TrendRow Of(MonthTally month) => new(
        YearMonthPattern.Iso.Format(month.Month), month.Reported, month.InTimeShare, month.ResolvedShare, month.KeptShare, month.Lost);
}

/// <summary>Twelve months of the book, the oldest first.</summary>
/// <param name="AsOf">The instant of the report, UTC.</param>
/// <param name="Branch">The branch; null for all.</param>
/// <param name="Items">The months.</param>
public sealed record TrendsReport(Instant AsOf, string? Branch, IReadOnlyList<TrendRow> Items)
{
    internal static async Task<IResult> Get([AsParameters] ReportRequest asked, TrendFigures trends, CancellationToken cancel)
    {
        var query = asked.Read();
        if (query.Problem is { } problem)
            return problem;
        var last = (query.To ?? query.AsOf.InUtc().Date).ToYearMonth();
        IReadOnlyList<TrendRow> items = [.. (await trends.Read(last, query.Scope.Within, query.AsOf, cancel)).Select(TrendRow.Of)];
        return query.Csv ? ToCsv(items).Answer() : TypedResults.Ok(new TrendsReport(query.AsOf, query.Branch, items));
    }

    private static Csv ToCsv(IReadOnlyList<TrendRow> rows)
    {
        var csv = new Csv("month", "incidentsReported", "firstResponseInTime", "resolutionRate", "promisesKept", "customersLost");
        foreach (var row in rows)
            csv.Text(row.Month).Number(row.IncidentsReported).Number(row.FirstResponseInTime).Number(row.ResolutionRate).Number(row.PromisesKept)
                .Number(row.CustomersLost).Line();
        return csv;
    }
}
