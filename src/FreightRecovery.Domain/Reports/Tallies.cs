namespace FreightRecovery.Domain.Reports;

/// <summary>Incidents that are alike in what the reports ask for.</summary>
/// <param name="Mark">The customer's latest mark, 1 to 5; null when it gave none.</param>
/// <param name="Count">How many.</param>
/// <param name="Told">Of how many the customer was told.</param>
/// <param name="InTime">Of how many in time.</param>
/// <param name="Overdue">Of how many it waits to be told, past the time.</param>
public sealed record IncidentTally(
    string Branch, IncidentKind Kind, Fault Fault, IncidentStatus Status, int? Mark, long Count, long Told, long InTime, long Overdue)
{
    /// <summary>False for what was taken back or turned out to be none: it counts in no rate.</summary>
    public bool Stands => Status is not (IncidentStatus.Withdrawn or IncidentStatus.Unfounded);
}

/// <summary>By whom and where a shipment goes; members are null where they are not known.</summary>
/// <param name="Carrier">The carrier's code or name.</param>
/// <param name="Agent">The overseas agent's code or name.</param>
/// <param name="Origin">UN/LOCODE.</param>
/// <param name="Destination">UN/LOCODE.</param>
public sealed record Trade(string? Carrier, string? Agent, string? Origin, string? Destination)
{
    /// <summary>Origin and destination in one; null when they are not known.</summary>
    public string? Lane => Origin is null || Destination is null ? null : $"{Origin}-{Destination}";
}

/// <summary>How many of something a trade has.</summary>
public sealed record TradeTally(Trade Trade, long Count);

/// <summary>Money of a trade.</summary>
public sealed record TradeSum(Trade Trade, CountedSum Sum);

/// <summary>Promises that fell due, by how they ended.</summary>
public sealed record PromiseTally(long Kept, long Broken, long Lapsed, long Open, long Renewed)
{
    /// <summary>All of them.</summary>
    public long Due => Kept + Broken + Lapsed + Open;
}

/// <summary>Last days of our claims, by how they ended.</summary>
public sealed record BarTally(long Met, long Missed, long Open);

/// <summary>Customers with an incident, and those of them with a repeated one.</summary>
public sealed record RepeatTally(long Customers, long Repeated);

/// <summary>Incidents of one cause.</summary>
/// <param name="Cause">As assessed; null before.</param>
public sealed record CauseTally(IncidentKind Kind, Fault Fault, Cause? Cause, long Count);

/// <summary>What the recoveries of one cause cost.</summary>
public sealed record CauseSum(IncidentKind Kind, Fault Fault, Cause? Cause, CountedSum Sum);
