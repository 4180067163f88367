using FreightRecovery.Web.Security;

namespace FreightRecovery.Web.Api.Reports;

/// <summary>
/// Reports: JSON, or CSV by <c>Accept: text/csv</c>. Periods are whole UTC days, the last one included. Nothing is kept: each is counted
/// when it is asked for. None carries personal data.
/// </summary>
internal static class ReportsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("Reports");
        reports.MapGet("/holds", HoldsReport.Get).RequireAuthorization(Access.InvoiceList)
            .WithSummary("Held invoices with amounts and ages, and their sums; from and to (dates, UTC) bound when the hold was placed.")
            .Produces<HoldsReport>(StatusCodes.Status200OK, "application/json", Csv.MediaType);
        reports.MapGet("/figures", FiguresReport.Get).RequireAuthorization(Access.InvoiceList)
            .WithSummary("The figures of a period, each with what it was worked out from; null with what is missing where it cannot be said.")
            .Produces<FiguresReport>(StatusCodes.Status200OK, "application/json", Csv.MediaType);
        reports.MapGet("/causes", CausesReport.Get).RequireAuthorization(Access.Reports)
            .WithSummary("What the incidents of a period came from, the heaviest first, with shares that add up and what they cost.")
            .Produces<CausesReport>(StatusCodes.Status200OK, "application/json", Csv.MediaType);
        reports.MapGet("/carriers", TradeReport.Carriers).RequireAuthorization(Access.Reports)
            .WithSummary("Carriers and agents by incidents per thousand shipments, the worst first.")
            .Produces<TradeReport>(StatusCodes.Status200OK, "application/json", Csv.MediaType);
        reports.MapGet("/lanes", TradeReport.Lanes).RequireAuthorization(Access.Reports)
            .WithSummary("Lanes by incidents per thousand shipments, the worst first.")
            .Produces<TradeReport>(StatusCodes.Status200OK, "application/json", Csv.MediaType);
        reports.MapGet("/trends", TrendsReport.Get).RequireAuthorization(Access.Reports)
            .WithSummary("Twelve months up to the one of 'to': incidents, first words in time, resolved, promises kept, customers lost.")
            .Produces<TrendsReport>(StatusCodes.Status200OK, "application/json", Csv.MediaType);
        reports.MapGet("/slide", SlideReport.Get).RequireAuthorization(Access.SlideReport)
            .WithSummary("The slide of the whole book: customers by stage, their moves, margins retained and lost. An account manager sees its own.")
            .Produces<SlideReport>(StatusCodes.Status200OK, "application/json", Csv.MediaType);
    }
}
