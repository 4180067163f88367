using FreightRecovery.Domain;

namespace FreightRecovery.Web.Policies;

/// <summary>A policy cannot be used; nothing of it was taken. The message lists every fault.</summary>
public sealed class PolicyException(string source, IReadOnlyList<PolicyFault> faults)
    : Exception($"{source} cannot be used:\n" + string.Join('\n', faults.Select(Line)))
{
    /// <summary>What is wrong.</summary>
    public IReadOnlyList<PolicyFault> Faults { get; } = faults;

    /// <summary>A fault as a line: <c>pointer: what is wrong and what is allowed</c>.</summary>
    public static string Line(PolicyFault fault) => fault.Pointer.Length == 0 ? fault.Message : $"{fault.Pointer}: {fault.Message}";
}
