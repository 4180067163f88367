using System.Globalization;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Reports;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.NoticeDesk;

/// <summary>What somebody was told, by name or by a role: the newest first, with the way to what each is about.</summary>
internal static class NoticePages
{
    public const string Path = "/notices";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Path).RequireAuthorization(Access.Anybody).ExcludeFromDescription().AddEndpointFilter(Routes.RefuseWhatIsWrong);
        pages.MapGet("", List);
        pages.MapPost("", Mark);
        routes.MapGet(Path + ".csv", File).RequireAuthorization(Access.Anybody).ExcludeFromDescription();
    }

    /// <summary>The list's address.</summary>
    internal static string Address(bool onlyNew) => onlyNew ? Path + "?show=new" : Path;

    private static async Task<IResult> List(
        string? show, Page<NotificationKey> page, Caller caller, Frame frame, Notifications notifications, IClock clock, CancellationToken cancel)
    {
        var onlyNew = show is "new";
        // Before the list: what comes while it is read is then told.
        var place = await notifications.Settled(clock.GetCurrentInstant(), cancel);
        var found = Page<NotificationKey>.Of(
            onlyNew
                ? await notifications.ListNew(caller.Reader, page.After, page.Limit, cancel)
                : await notifications.List(caller.Reader, page.After, page.Limit, cancel),
            row => row).Value!;
        return new RazorComponentResult<NoticesPage>(new Dictionary<string, object?>
        {
            [nameof(NoticesPage.Frame)] = frame,
            [nameof(NoticesPage.Notices)] = found.Items,
            [nameof(NoticesPage.Next)] = found.Next,
            [nameof(NoticesPage.IsLater)] = page.After is not null,
            [nameof(NoticesPage.OnlyNew)] = onlyNew,
            [nameof(NoticesPage.Place)] = place,
        });
    }

    private static IResult File(string? show, Caller caller, Notifications notifications) => ListFile.Of<Notification, NotificationKey>(
        "notices", new Csv("at", "kind", "text", "incident", "customer", "readAt"),
        (after, limit) => show is "new" ? notifications.ListNew(caller.Reader, after, limit) : notifications.List(caller.Reader, after, limit),
        (csv, n) => csv.At(n.At).Text(n.Kind).Text(n.Text).Text(n.Incident?.ToString()).Text(n.Customer?.Value).At(n.ReadAt).Line());

    // Doing any of it twice is doing it once.
    private static async Task<IResult> Mark(
        string? show, Caller caller, Notifications notifications, IClock clock, IFormCollection form, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        if (long.TryParse(form["all"], NumberStyles.None, CultureInfo.InvariantCulture, out var upTo))
            await notifications.MarkAllRead(caller.Reader, upTo, now, cancel);
        else if (!(Guid.TryParse(form["read"], out var id) && await notifications.MarkRead(caller.Reader, id, now, cancel) is not null)
            && !(Guid.TryParse(form["unread"], out id) && await notifications.MarkUnread(caller.Reader, id, cancel) is not null))
            return Problems.NotFound("You have no such notification.");
        return Results.LocalRedirect(Address(show is "new"));
    }
}
