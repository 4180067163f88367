using System.Globalization;
using System.Text;
using System.Text.Json;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.Api;

/// <summary>What our own people are told: a list, and live.</summary>
internal static class NotificationsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var notifications = api.MapGroup("/notifications").RequireAuthorization(Access.Anybody).WithTags("Notifications");
        notifications.MapGet("/", List).WithSummary("My notifications, newest first.");
        notifications.MapPost("/{id:guid}/read", Read).WithSummary("Marks one of my notifications as read.");
        notifications.MapDelete("/{id:guid}/read", Unread).WithSummary("Marks one of my notifications as new again.");
        notifications.MapGet("/stream", Stream).Produces<string>(contentType: "text/event-stream")
            .WithSummary("My notifications as server-sent events; Last-Event-ID resumes after the last one that was seen.");
    }

    private static async Task<Ok<PageOf<Notification>>> List(
        Page<NotificationKey> page, Caller caller, Notifications notifications, CancellationToken cancel) =>
        Page<NotificationKey>.Of(await notifications.List(caller.Reader, page.After, page.Limit, cancel), row => row);

    // Reading twice is reading once: this write needs no key to be repeated.
    private static async Task<Results<Ok<Notification>, ProblemHttpResult>> Read(
        Guid id, Write write, Notifications notifications, CancellationToken cancel) =>
        await notifications.MarkRead(write.Caller.Reader, id, write.At, cancel) is { } read
            ? TypedResults.Ok(read)
            : Problems.NotFound("You have no such notification.");

    private static async Task<Results<Ok<Notification>, ProblemHttpResult>> Unread(
        Guid id, Write write, Notifications notifications, CancellationToken cancel) =>
        await notifications.MarkUnread(write.Caller.Reader, id, cancel) is { } unread
            ? TypedResults.Ok(unread)
            : Problems.NotFound("You have no such notification.");

    private static Task<IResult> Stream(HttpContext context, Caller caller, Notifications notifications, IClock clock, LiveNotices live) => live.Follow(
        context, cancel => NoticeTrail.FromNow(notifications, caller.Reader, clock, cancel), place => NoticeTrail.After(place, notifications, caller.Reader, clock), News);

    private static async Task<string> News(NoticeTrail trail, CancellationToken cancel)
    {
        var text = new StringBuilder();
        foreach (var notification in await trail.Next(cancel))
            text.Append(CultureInfo.InvariantCulture, $"id: {Math.Min(trail.Place, notification.Seq)}\nevent: notification\ndata: ")
                .Append(JsonSerializer.Serialize(notification, BodyReader.Options)).Append("\n\n");
        return text.ToString();
    }
}
