using NodaTime;

namespace FreightRecovery.Domain;

/// <summary>The thresholds of privacy (DOMAIN.md section 9).</summary>
public sealed record PrivacyPolicy
{
    /// <summary>Somebody who reads the same again within this time is noted once.</summary>
    public Duration ReadAgainWithin { get; init; } = Duration.FromMinutes(10);

    /// <summary>For how long it is kept who read what.</summary>
    public Duration ReadsKept { get; init; } = Duration.FromDays(730);

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults() => new PolicyCheck()
        .AtLeast(ReadAgainWithin, Duration.Zero, "/readAgainWithin")
        .Time(ReadsKept, "/readsKept")
        .Found;
}
