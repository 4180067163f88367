namespace FreightRecovery.Domain;

/// <summary>What is wrong with a policy: the member as a JSON pointer (RFC 6901), and what would do.</summary>
public sealed record PolicyFault(string Pointer, string Message);
