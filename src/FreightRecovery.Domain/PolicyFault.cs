namespace FreightRecovery.Domain;

/// <summary>What is wrong with a policy.</summary>
/// <param name="Pointer">The JSON pointer (RFC 6901) of the member, from the record that was checked.</param>
/// <param name="Message">What is wrong and what is allowed, for a person.</param>
public sealed record PolicyFault(string Pointer, string Message);
