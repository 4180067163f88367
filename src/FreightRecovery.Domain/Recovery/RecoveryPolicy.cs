namespace FreightRecovery.Domain.Recovery;

/// <summary>The rules of options and their ranking.</summary>
public sealed record RecoveryPolicy;
