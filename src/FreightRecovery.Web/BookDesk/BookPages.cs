using FreightRecovery.Domain;
using FreightRecovery.Domain.Reports;
using FreightRecovery.Store.Queries;
using FreightRecovery.Store.Queries.Reports;
using FreightRecovery.Web.Api.Reports;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FreightRecovery.Web.BookDesk;

/// <summary>What the whole book tells of a period: the same reports that programs get, with pictures.</summary>
/// <param name="Slide">Where customers stand, and how they moved.</param>
/// <param name="Figures">The figures of the period.</param>
/// <param name="Causes">What the incidents came from.</param>
/// <param name="Trade">Carriers, agents and lanes.</param>
public sealed record BookView(SlideReport Slide, FiguresReport Figures, IReadOnlyList<ParetoRow> Causes, IReadOnlyList<TradeList> Trade)
{
    /// <summary>The last twelve months of the period, the oldest first.</summary>
    public IReadOnlyList<TrendRow> Trends { get; init; } = [];
}

/// <summary>The executive's desk.</summary>
internal static class BookPages
{
    public const string Path = "/book";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).RequireAuthorization(Access.Reports).ExcludeFromDescription();
        var files = routes.MapGroup(Path).RequireAuthorization(Access.Reports).ExcludeFromDescription().AddEndpointFilter(AsCsv);
        files.MapGet("/slide.csv", SlideReport.Get);
        files.MapGet("/figures.csv", FiguresReport.Get);
        files.MapGet("/causes.csv", CausesReport.Get);
        files.MapGet("/carriers.csv", TradeReport.Carriers);
        files.MapGet("/lanes.csv", TradeReport.Lanes);
        files.MapGet("/trends.csv", TrendsReport.Get);
    }

    // A browser does not say what it wants but by the address.
    private static ValueTask<object?> AsCsv(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Request.Headers.Accept = Csv.MediaType;
        return next(context);
    }

    private static async Task<IResult> Show(
        [AsParameters] ReportRequest asked, Frame frame, SlideFigures slide, IncidentFigures incidents, TradeFigures trade, PromiseFigures promises, HeldMoney held,
        CauseFigures causes, TrendFigures trends, Func<Policy> policy, CancellationToken cancel)
    {
        // A page is asked for as one, whatever the browser says that it accepts.
        asked.Request.Headers.Accept = "text/html";
        IResult[] reports =
        [
            await SlideReport.Get(asked, slide, cancel),
            await FiguresReport.Get(asked, incidents, trade, promises, slide, held, policy, cancel),
            await CausesReport.Get(asked, causes, cancel),
            await TradeReport.Carriers(asked, trade, policy, cancel),
            await TradeReport.Lanes(asked, trade, policy, cancel),
            await TrendsReport.Get(asked, trends, cancel),
        ];
        return reports is [Ok<SlideReport> s, Ok<FiguresReport> f, Ok<CausesReport> c, Ok<TradeReport> carriers, Ok<TradeReport> lanes, Ok<TrendsReport> t]
            ? new RazorComponentResult<BookPage>(new Dictionary<string, object?>
            {
                [nameof(BookPage.Frame)] = frame,
                [nameof(BookPage.View)] = new BookView(s.Value!, f.Value!, c.Value!.Items, [.. carriers.Value!.Lists, .. lanes.Value!.Lists]) { Trends = t.Value!.Items },
                [nameof(BookPage.From)] = asked.From,
                [nameof(BookPage.To)] = asked.To,
                [nameof(BookPage.Branch)] = asked.Branch,
            })
            : reports.First(r => r is ProblemHttpResult);
    }
}
