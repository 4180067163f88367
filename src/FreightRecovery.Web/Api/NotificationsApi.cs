using System.Globalization;
using System.Text;
using System.Text.Json;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.Api;

/// <summary>What our own people are told: a list, and live.</summary>
internal static class NotificationsApi
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder api)
    {
        var notifications = api.MapGroup("/notifications").RequireAuthorization(Access.Anybody).WithTags("Notifications");
        notifications.MapGet("/", List).WithSummary("My notifications, newest first.");
        notifications.MapPost("/{id:guid}/read", Read).WithSummary("Marks one of my notifications as read.");
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

    private static async Task<IResult> Stream(
        HttpContext context, Caller caller, Notifications notifications, IDatabase database, IClock clock, IHostApplicationLifetime lifetime)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var lastSeen = context.Request.Headers["Last-Event-ID"].ToString();
        NoticeTrail trail;
        if (lastSeen.Length == 0)
            trail = await NoticeTrail.FromNow(notifications, caller.Reader, clock, stop.Token);
        else if (long.TryParse(lastSeen, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
            trail = NoticeTrail.After(place, notifications, caller.Reader, clock);
        else
            return Problems.Of("invalid-request", StatusCodes.Status400BadRequest, "Last-Event-ID is the id of the last event that was seen.");

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache, no-transform";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await context.Response.WriteAsync(": welcome\n\n", stop.Token);
            await context.Response.Body.FlushAsync(stop.Token);
            await Follow(context.Response, trail, database, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The reader has gone, or the server is stopping.
        }

        return TypedResults.Empty;
    }

    private static async Task Follow(HttpResponse response, NoticeTrail trail, IDatabase database, CancellationToken cancel)
    {
        while (true)
        {
            // Taken before looking: what comes in while we look wakes us.
            var more = database.Notices.Next;
            var news = await trail.Next(cancel);
            var text = new StringBuilder();
            foreach (var notification in news)
                text.Append(CultureInfo.InvariantCulture, $"id: {Math.Min(trail.Place, notification.Seq)}\nevent: notification\ndata: ")
                    .Append(JsonSerializer.Serialize(notification, BodyReader.Options)).Append("\n\n");

            if (news.Count == 0)
            {
                try
                {
                    await more.WaitAsync(KeepAlive, cancel);
                    continue;
                }
                catch (TimeoutException)
                {
                    text.Append(": still here\n\n");
                }
            }

            await response.WriteAsync(text.ToString(), cancel);
            await response.Body.FlushAsync(cancel);
        }
    }
}
