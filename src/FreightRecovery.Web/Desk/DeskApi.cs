using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.FileProviders;
using NodaTime;

namespace FreightRecovery.Web.Desk;

/// <summary>The pages for people.</summary>
internal static class DeskApi
{
    /// <summary>Serves style sheets and pictures from beside the program. They carry an entity tag and no secret.</summary>
    public static void UseAssets(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")),
        OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
    });

    /// <summary>Adds the desks.</summary>
    public static void MapDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Today).RequireAuthorization(Access.Anybody).ExcludeFromDescription();
        routes.MapGet(QuarantinePages.Path + ".csv", QuarantinePages.File).RequireAuthorization(Access.Quarantine).ExcludeFromDescription();
        QuarantinePages.Map(routes.MapGroup(QuarantinePages.Path).RequireAuthorization(Access.Quarantine).ExcludeFromDescription());
    }

    private static async Task<IResult> Today(
        Frame frame, Caller caller, DeskQueries desk, RecentFigures figures, IClock clock, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return new RazorComponentResult<DeskPage>(new Dictionary<string, object?>
        {
            [nameof(DeskPage.Totals)] = await figures.Of((nameof(DeskQueries.Totals), caller.Scope), end => desk.Totals(caller.Scope, now, end), cancel),
            [nameof(DeskPage.Lists)] = await desk.Lists(caller.Scope, cancel),
            [nameof(DeskPage.Now)] = now,
            [nameof(DeskPage.Frame)] = frame,
            [nameof(DeskPage.Branch)] = caller.Branch,
        });
    }
}
