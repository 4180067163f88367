using System.Globalization;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Security;
using NodaTime;

namespace FreightRecovery.Web.IncidentDesk;

/// <summary>Tells an open inbox that something of its incidents has changed; it then reads its rows anew.</summary>
internal static class InboxLive
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    // However fast reports come in, a screen is not read anew more often than this.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(300);

    public static async Task<IResult> Follow(
        HttpContext context, Caller caller, Notifications notifications, IDatabase database, IClock clock, IHostApplicationLifetime lifetime)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var lastSeen = context.Request.Headers["Last-Event-ID"].ToString();
        NoticeTrail trail;
        if (lastSeen.Length == 0)
            trail = await NoticeTrail.FromNow(notifications, caller.Scope, clock, stop.Token);
        else if (long.TryParse(lastSeen, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
            trail = NoticeTrail.After(place, notifications, caller.Scope, clock);
        else
            return Problems.Of("invalid-request", StatusCodes.Status400BadRequest, "Last-Event-ID is the id of the last event that was seen.");

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache, no-transform";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await Say(context.Response, ": welcome\n\n", stop.Token);
            while (true)
            {
                // Taken before looking: what comes in while we look wakes us.
                var more = database.Notices.Next;
                var changed = false;
                while (await trail.Next(stop.Token) is { Count: > 0 })
                    changed = true;
                if (changed)
                {
                    await Say(context.Response, string.Create(CultureInfo.InvariantCulture, $"id: {trail.Place}\nevent: incidents\ndata: changed\n\n"), stop.Token);
                    await Task.Delay(Breath, stop.Token);
                }

                try
                {
                    await more.WaitAsync(KeepAlive, stop.Token);
                }
                catch (TimeoutException)
                {
                    await Say(context.Response, ": still here\n\n", stop.Token);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The reader has gone, or the server is stopping.
        }

        return TypedResults.Empty;
    }

    private static async Task Say(HttpResponse response, string text, CancellationToken cancel)
    {
        await response.WriteAsync(text, cancel);
        await response.Body.FlushAsync(cancel);
    }
}
