using System.Globalization;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;

namespace FreightRecovery.Web.Api;

/// <summary>
/// Notices as server-sent events, from now on or after the one that was seen last, until the reader goes or the server stops. What a
/// stream says of its notices is the caller's.
/// </summary>
/// <param name="database">Wakes who waits when notices were written.</param>
/// <param name="lifetime">Ends the streams when the server stops.</param>
internal sealed class LiveNotices(IDatabase database, IHostApplicationLifetime lifetime)
{
    /// <summary>The member of an address that says after which notice to begin.</summary>
    public const string AfterName = "after";

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>Follows a trail.</summary>
    /// <param name="context">The request; its <c>Last-Event-ID</c>, else its <c>after</c>, says after which notice to begin.</param>
    /// <param name="fromNow">The trail of what comes from now on.</param>
    /// <param name="after">The trail of what comes after a place.</param>
    /// <param name="news">What there is to say of the trail's next notices; empty when there are none.</param>
    public async Task<IResult> Follow(
        HttpContext context, Func<CancellationToken, ValueTask<NoticeTrail>> fromNow, Func<long, NoticeTrail> after,
        Func<NoticeTrail, CancellationToken, Task<string>> news)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var lastSeen = context.Request.Headers["Last-Event-ID"].ToString();
        // A page names the place it was written at, so that nothing is missed between its writing and its listening. When the
        // connection was broken, the browser knows better.
        if (lastSeen.Length == 0)
            lastSeen = context.Request.Query[AfterName].ToString();
        NoticeTrail trail;
        if (lastSeen.Length == 0)
            trail = await fromNow(stop.Token);
        else if (long.TryParse(lastSeen, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
            trail = after(place);
        else
            return Problems.Of("invalid-request", StatusCodes.Status400BadRequest, $"Last-Event-ID, or ?{AfterName}=, is the id of the last event that was seen.");

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
                if (await news(trail, stop.Token) is { Length: > 0 } text)
                {
                    await Say(context.Response, text, stop.Token);
                    continue;
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
