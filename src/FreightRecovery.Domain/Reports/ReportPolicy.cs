namespace FreightRecovery.Domain.Reports;

/// <summary>The thresholds of the reports.</summary>
public sealed record ReportPolicy
{
    /// <summary>A customer's incident within this many days of its last one is a repeat. Policy judgement.</summary>
    public int RepeatDays { get; init; } = 90;

    /// <summary>With fewer shipments in the period a carrier, an agent or a lane is not ranked: one bad week would place it first.</summary>
    public int LeastShipments { get; init; } = 20;

    /// <summary>So many carriers, agents and lanes are listed one by one; the others are summed up.</summary>
    public int MostRows { get; init; } = 100;

    /// <summary>What is wrong with it.</summary>
    public IEnumerable<PolicyFault> Faults() => new PolicyCheck()
        .AtLeast(RepeatDays, 1, "/repeatDays")
        .AtLeast(LeastShipments, 1, "/leastShipments")
        .AtLeast(MostRows, 1, "/mostRows")
        .Found;
}
