using FreightRecovery.Domain;
using FreightRecovery.Domain.Reports;
using FreightRecovery.Store.Queries;
using FreightRecovery.Store.Queries.Reports;
using NodaTime;

namespace FreightRecovery.Web.Api.Reports;

/// <summary>The figures of a period.</summary>
/// <param name="AsOf">The instant of the report, UTC.</param>
/// <param name="From">The first day, UTC; null from the beginning on.</param>
/// <param name="To">The last day, UTC; null up to now.</param>
/// <param name="Branch">The branch; null for all.</param>
/// <param name="RepeatDays">Within how many days an incident of a customer is a repeat.</param>
/// <param name="Items">The figures, each with what it was worked out from.</param>
public sealed record FiguresReport(
    Instant AsOf, LocalDate? From, LocalDate? To, string? Branch, int RepeatDays, IReadOnlyList<Figure> Items)
{
    internal static async Task<IResult> Get(
        [AsParameters] ReportRequest asked, IncidentFigures incidents, TradeFigures trade, PromiseFigures due, SlideFigures slide, HeldMoney held,
        Func<Policy> rules, CancellationToken cancel)
    {
        var query = asked.Read();
        if (query.Problem is { } problem)
            return problem;
        var (scope, policy) = (query.Scope, rules().Reports);
        var (counted, times, repeats) = await incidents.Read(scope, query.AsOf, policy.RepeatDays, cancel);
        var book = await trade.Book(scope, cancel);
        var (stages, atStake) = await slide.Book(scope, cancel);
        var lines = await held.All(new HeldFilter(query.Branch, null, null), scope.Within, cancel);
        var (paid, recovered) = await due.Claims(scope, cancel);
        IReadOnlyList<Figure> items =
        [
            .. Figures.OfIncidents(counted, times, repeats),
            .. Figures.OfPromises(await due.Promised(scope, cancel)),
            .. Figures.PerThousand(counted, await trade.OfBranches(scope, cancel), book, policy),
            .. Figures.OfSlide(stages, atStake),
            .. Figures.OfHolds([.. lines.Select(line => (line.Held, query.AsOf - line.Since))]),
            .. Figures.OfRecovery(book.Cost.Select(c => c.Sum).ByCurrency(), await slide.Moved(scope, cancel)),
            .. Figures.OfClaims(paid, recovered, await due.Bars(scope, cancel)),
        ];
        return query.Csv
            ? ToCsv(items).Answer()
            : TypedResults.Ok(new FiguresReport(query.AsOf, query.From, query.To, query.Branch, policy.RepeatDays, items));
    }

    private static Csv ToCsv(IReadOnlyList<Figure> figures)
    {
        var csv = new Csv("name", "by", "key", "unit", "value", "amount", "currency", "time", "numerator", "denominator", "missing");
        foreach (var figure in figures)
            csv.Text(figure.Name).Text(figure.By).Text(figure.Key).Text(figure.Unit).Number(figure.Value).Money(figure.Amount)
                .Text(figure.Time).Number(figure.Numerator).Number(figure.Denominator).Text(figure.Missing).Line();
        return csv;
    }
}
