using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Reports;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.IncidentDesk;

/// <summary>The inbox: a sales rep's own incidents, everybody else's by what they may see.</summary>
internal static class InboxPages
{
    private const int OnOnePage = 50;
    private const int AtOnce = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(IncidentPages.Path).ExcludeFromDescription();
        pages.MapGet("", List).RequireAuthorization(Access.Anybody);
        pages.MapPost("", InboxBulk.Do).RequireAuthorization(Access.Recovery);
        pages.MapGet("/live", InboxLive.Follow).RequireAuthorization(Access.Anybody);
        routes.MapGet(IncidentPages.Path + ".csv", Export).RequireAuthorization(Access.Anybody).ExcludeFromDescription();
    }

    /// <summary>The list that an address asks for.</summary>
    internal static async Task<IResult> Page(
        HttpContext context, Frame frame, Caller caller, InboxQueries inbox, Notifications notifications, IClock clock, BulkResult? bulk,
        CancellationToken cancel)
    {
        var view = InboxView.Of(context.Request.Query);
        // Before the rows: what comes while they are read is then told.
        var place = await notifications.Settled(clock.GetCurrentInstant(), cancel);
        var page = await inbox.Page(view.Filter, view.Order, caller.Scope, view.After, OnOnePage, cancel);
        return new RazorComponentResult<InboxPage>(new Dictionary<string, object?>
        {
            [nameof(InboxPage.Frame)] = frame,
            [nameof(InboxPage.View)] = view,
            [nameof(InboxPage.Rows)] = page.Items,
            [nameof(InboxPage.Next)] = page.Next is { } next ? view with { After = next } : null,
            [nameof(InboxPage.Place)] = place,
            [nameof(InboxPage.Now)] = clock.GetCurrentInstant(),
            [nameof(InboxPage.MayTell)] = caller.Allows(Access.Recovery),
            [nameof(InboxPage.Bulk)] = bulk,
        })
        {
            StatusCode = bulk is { Fault: not null } or { Done: 0, Refused.Count: > 0 } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    private static Task<IResult> List(
        HttpContext context, Frame frame, Caller caller, InboxQueries inbox, Notifications notifications, IClock clock, CancellationToken cancel) =>
        Page(context, frame, caller, inbox, notifications, clock, null, cancel);

    // Page after page, so that a long list is never whole in memory.
    private static async Task Export(HttpContext context, Caller caller, InboxQueries inbox, CancellationToken cancel)
    {
        var view = InboxView.Of(context.Request.Query) with { After = null };
        context.Response.ContentType = Csv.MediaType + "; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=incidents.csv";
        var (csv, line) = InboxColumns.Csv(view.Chosen);
        for (InboxKey? after = null; ;)
        {
            var page = await inbox.Page(view.Filter, view.Order, caller.Scope, after, AtOnce, cancel);
            foreach (var row in page.Items)
                line(row);
            await context.Response.WriteAsync(csv.Take(), cancel);
            if ((after = page.Next) is null)
                return;
        }
    }
}
