using System.Diagnostics;
using System.Globalization;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Security;
using NodaTime;

namespace FreightRecovery.Web.IncidentDesk;

/// <summary>Tells an open inbox that something of its incidents has changed; it then reads its rows anew.</summary>
internal static class InboxLive
{
    // However fast reports come in, a screen is not read anew more often than this.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(300);

    public static Task<IResult> Follow(HttpContext context, Caller caller, Notifications notifications, IClock clock, LiveNotices live)
    {
        var last = 0L;
        return live.Follow(
            context, cancel => NoticeTrail.FromNow(notifications, caller.Scope, clock, cancel), place => NoticeTrail.After(place, notifications, caller.Scope, clock), News);

        async Task<string> News(NoticeTrail trail, CancellationToken cancel)
        {
            if (last > 0 && Breath - Stopwatch.GetElapsedTime(last) is { Ticks: > 0 } rest)
                await Task.Delay(rest, cancel);
            var changed = false;
            while (await trail.Next(cancel) is { Count: > 0 })
                changed = true;
            if (!changed)
                return "";
            last = Stopwatch.GetTimestamp();
            return string.Create(CultureInfo.InvariantCulture, $"id: {trail.Place}\nevent: incidents\ndata: changed\n\n");
        }
    }
}
