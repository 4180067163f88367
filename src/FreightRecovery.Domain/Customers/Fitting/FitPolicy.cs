namespace FreightRecovery.Domain.Customers.Fitting;

/// <summary>What a fit takes, and how it is tested against what came after.</summary>
public sealed record FitPolicy
{
    /// <summary>A fit takes at least so many customers.</summary>
    public int LeastCustomers { get; init; } = 100;

    /// <summary>And at least so many that bought again.</summary>
    public int LeastRepeaters { get; init; } = 30;

    /// <summary>How many weeks are kept back to test a fit on, unless the book is too short for it.</summary>
    public int HoldoutWeeks { get; init; } = 39;

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults() => new PolicyCheck()
        .AtLeast(LeastRepeaters, 2, "/leastRepeaters")
        .AtLeast(LeastCustomers, LeastRepeaters, "/leastCustomers")
        .AtLeast(HoldoutWeeks, 1, "/holdoutWeeks")
        .Found;
}
