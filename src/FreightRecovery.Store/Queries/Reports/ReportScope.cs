using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Store.Queries.Reports;

/// <summary>What a report is about.</summary>
/// <param name="From">The first instant, UTC; null from the beginning on.</param>
/// <param name="To">The first instant after it, UTC; null up to now.</param>
/// <param name="Within">The branch, and whose customers.</param>
public sealed record ReportScope(Instant? From, Instant? To, Scope Within)
{
    internal object Parameters(long within = 0) => new
    {
        from = From?.ToUnixTimeTicks() ?? long.MinValue,
        to = To?.ToUnixTimeTicks() ?? long.MaxValue,
        // Days are ISO dates, which sort as text; a period is made of whole UTC days.
        fromDay = From is { } from ? LocalDatePattern.Iso.Format(from.InUtc().Date) : "",
        toDay = To is { } to ? LocalDatePattern.Iso.Format(to.InUtc().Date) : "9999-12-31",
        earlier = From is { } first ? first.ToUnixTimeTicks() - within : long.MinValue,
        branch = Within.Branch,
        salesRep = Within.SalesRep,
        accountManager = Within.AccountManager,
    };
}
