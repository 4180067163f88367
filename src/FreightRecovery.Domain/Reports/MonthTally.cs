using NodaTime;

namespace FreightRecovery.Domain.Reports;

/// <summary>What was counted of a month: incidents by when they were reported, promises by when they fell due, customers by when they were lost.</summary>
/// <param name="Month">The month, of whole UTC days.</param>
public sealed record MonthTally(YearMonth Month)
{
    /// <summary>Incidents that were reported.</summary>
    public long Reported { get; init; }

    /// <summary>Of these, the ones of which the customer was told, or is not told and past the time for it.</summary>
    public long DueToTell { get; init; }

    /// <summary>Of these, the ones told in time.</summary>
    public long ToldInTime { get; init; }

    /// <summary>Incidents that stand: neither withdrawn nor unfounded.</summary>
    public long Standing { get; init; }

    /// <summary>Of these, the ones that are resolved by now.</summary>
    public long Resolved { get; init; }

    /// <summary>Promises that were kept.</summary>
    public long PromisesKept { get; init; }

    /// <summary>Promises that were kept or broken.</summary>
    public long PromisesDecided { get; init; }

    /// <summary>Customers that moved to lost.</summary>
    public long Lost { get; init; }

    /// <summary>The share of customers told in time; null when none was to be told.</summary>
    public decimal? InTimeShare => Share(ToldInTime, DueToTell);

    /// <summary>The share of standing incidents that are resolved; null when none stands.</summary>
    public decimal? ResolvedShare => Share(Resolved, Standing);

    /// <summary>The share of promises that were kept; null when none was kept or broken.</summary>
    public decimal? KeptShare => Share(PromisesKept, PromisesDecided);

    private static decimal? Share(long part, long whole) =>
        whole == 0 ? null : decimal.Round((decimal)part / whole, 4, MidpointRounding.AwayFromZero);
}
