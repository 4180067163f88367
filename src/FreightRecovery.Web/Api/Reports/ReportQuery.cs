using FreightRecovery.Store.Queries.Reports;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Api.Reports;

/// <summary>How every report is asked for.</summary>
internal sealed record ReportRequest
{
    /// <summary>The first day, such as 2026-11-21.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>The last day, which is part of the report.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    /// <summary>The branch; a caller of one branch sees its own.</summary>
    [FromQuery(Name = "branch")]
    public string? Branch { get; init; }

    /// <summary>Who asks.</summary>
    public required Caller Caller { get; init; }

    /// <summary>How it is asked.</summary>
    public required HttpRequest Request { get; init; }

    /// <summary>What time it is.</summary>
    public required IClock Clock { get; init; }

    /// <summary>What is asked, or the problem with it.</summary>
    public ReportQuery Read()
    {
        var now = Clock.GetCurrentInstant();
        var faults = new Faults(now);
        var (from, to) = (Day(faults, From, "?from"), Day(faults, To, "?to"));
        if (to < from)
            faults.Add("?to", "The last day does not lie before the first.");
        var branch = string.IsNullOrEmpty(Branch) ? null : Branch;
        var scope = Caller.Scope with { Branch = branch ?? Caller.Branch };
        return new ReportQuery(now, from, to, scope.Branch, new ReportScope(Midnight(from), Midnight(to?.PlusDays(1)), scope))
        {
            Csv = Reports.Csv.IsAskedFor(Request),
            Problem = faults.Any ? Problems.Invalid(faults)
                : Caller.Branch is not null && branch is not null && branch != Caller.Branch ? Problems.OutOfScope()
                : null,
        };
    }

    private static LocalDate? Day(Faults faults, string? text, string pointer)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day } && day.Year is >= 1900 and < 2200)
            return day;
        faults.Add(pointer, "Write a date like 2026-11-21.");
        return null;
    }

    private static Instant? Midnight(LocalDate? day) => day?.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
}

/// <summary>What a report is asked.</summary>
/// <param name="AsOf">The instant of the report, UTC.</param>
/// <param name="From">The first day, UTC; null from the beginning on.</param>
/// <param name="To">The last day, UTC, which is part of the report; null up to now.</param>
/// <param name="Branch">The branch that was asked for, or the caller's own; null for all.</param>
/// <param name="Scope">The bounds of what is read.</param>
internal sealed record ReportQuery(Instant AsOf, LocalDate? From, LocalDate? To, string? Branch, ReportScope Scope)
{
    /// <summary>Whether CSV was asked for.</summary>
    public bool Csv { get; init; }

    /// <summary>Why there is no report; null when there is one.</summary>
    public ProblemHttpResult? Problem { get; init; }
}
