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

    /// <summary>What is wrong with it; pointers count from this record.</summary>
    public IEnumerable<PolicyFault> Faults()
    {
        if (LeastRepeaters < 2)
            yield return new PolicyFault("/leastRepeaters", "At least two customers that bought again.");
        if (LeastCustomers < LeastRepeaters)
            yield return new PolicyFault("/leastCustomers", "Not fewer customers than of them bought again.");
        if (HoldoutWeeks < 1)
            yield return new PolicyFault("/holdoutWeeks", "At least one week.");
    }
}
