using FreightRecovery.Domain;
using FreightRecovery.Domain.Reports;
using FreightRecovery.Store.Queries.Reports;
using NodaTime;

namespace FreightRecovery.Web.Api.Reports;

/// <summary>One side of the trade, the worst first.</summary>
/// <param name="By"><c>carrier</c>, <c>agent</c> or <c>lane</c>.</param>
/// <param name="Items">Ranked by incidents per thousand shipments; those with too few shipments come after, without a rank.</param>
/// <param name="Others">Those beyond the most rows, in one sum; null when all are listed.</param>
public sealed record TradeList(string By, IReadOnlyList<RatedTrade> Items, RatedTrade? Others);

/// <summary>Carriers and agents, or lanes, by how much goes wrong with them.</summary>
/// <param name="AsOf">The instant of the report, UTC.</param>
/// <param name="From">The first day, UTC; null from the beginning on.</param>
/// <param name="To">The last day, UTC; null up to now.</param>
/// <param name="Branch">The branch; null for all.</param>
/// <param name="Lists">One for each side.</param>
public sealed record TradeReport(Instant AsOf, LocalDate? From, LocalDate? To, string? Branch, IReadOnlyList<TradeList> Lists)
{
    internal static Task<IResult> Carriers([AsParameters] ReportRequest asked, TradeFigures trade, Func<Policy> policy, CancellationToken cancel) =>
        Get(asked.Read(), trade, policy, ["carrier", "agent"], cancel);

    internal static Task<IResult> Lanes([AsParameters] ReportRequest asked, TradeFigures trade, Func<Policy> policy, CancellationToken cancel) =>
        Get(asked.Read(), trade, policy, ["lane"], cancel);

    private static async Task<IResult> Get(
        ReportQuery query, TradeFigures trade, Func<Policy> policy, string[] sides, CancellationToken cancel)
    {
        if (query.Problem is { } problem)
            return problem;
        var book = await trade.Book(query.Scope, cancel);
        IReadOnlyList<TradeList> lists =
        [
            .. Figures.Sides.Where(s => sides.Contains(s.By)).Select(s =>
            {
                var (rows, others) = book.By(s.Side, policy().Reports);
                return new TradeList(s.By, rows, others);
            }),
        ];
        return query.Csv ? ToCsv(lists).Answer() : TypedResults.Ok(new TradeReport(query.AsOf, query.From, query.To, query.Branch, lists));
    }

    // A line for each currency; one where no money moved.
    private static Csv ToCsv(IReadOnlyList<TradeList> lists)
    {
        var csv = new Csv("by", "key", "rank", "incidents", "shipments", "rate", "currency", "cost", "recovered", "missing");
        foreach (var list in lists)
        {
            foreach (var row in list.Items)
                Lines(list.By, row.Key, row);
            if (list.Others is { } others)
                Lines(list.By, "others", others);
        }

        return csv;

        void Lines(string by, string? key, RatedTrade row)
        {
            foreach (var currency in row.Cost.Concat(row.Recovered).Select(m => m.Currency.Code).Distinct().Cast<string?>().DefaultIfEmpty())
                csv.Text(by).Text(key).Number(row.Rank).Number(row.Incidents).Number(row.Shipments).Number(row.Rate).Text(currency)
                    .Amount(In(row.Cost, currency)).Amount(In(row.Recovered, currency)).Text(row.Missing).Line();
        }
    }

    private static Money? In(IReadOnlyList<Money> amounts, string? currency)
    {
        foreach (var amount in amounts)
            if (amount.Currency.Code == currency)
                return amount;
        return null;
    }
}
