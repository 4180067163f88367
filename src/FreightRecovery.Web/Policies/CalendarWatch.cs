using FreightRecovery.Domain.Calendar;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Policies;

/// <summary>Tells administrators and managers that the holidays of a calendar run out: once for each calendar and year.</summary>
public sealed class CalendarWatch(PolicyInForce policy, Notifications notifications)
{
    private const string Kind = "calendarRunsOut";

    /// <summary>Looks at all calendars.</summary>
    public async Task Look(Instant now, CancellationToken cancel)
    {
        foreach (var found in RunningOut.Of(policy.Current.House.Calendars, now))
        {
            var once = $"{found.Calendar.Name} {found.Until.Year}";
            await notifications.TellOnce(once, "role:admin", "", Kind, found.Advice, now, cancel);
            // Managers of other branches have calendars of their own; one for several branches is everybody's.
            var branch = found.Calendar.Branches is [var only] ? only : "";
            await notifications.TellOnce(once, "role:manager", branch, Kind, found.Advice, now, cancel);
        }
    }
}
