using FreightRecovery.Domain;

namespace FreightRecovery.Web.Policies;

/// <summary>What became of a policy that somebody wrote.</summary>
public abstract record PolicyPut
{
    private PolicyPut() { }

    /// <summary>It is sound; where it was to be put in force, it is.</summary>
    /// <param name="Version">Its version.</param>
    /// <param name="Changes">What it says otherwise than the one that was in force.</param>
    public sealed record Sound(int Version, IReadOnlyList<PolicyChange> Changes) : PolicyPut;

    /// <summary>It cannot be used; nothing was changed.</summary>
    public sealed record Faulty(IReadOnlyList<PolicyFault> Faults) : PolicyPut;

    /// <summary>Another one came into force, or the file was changed, since the sender looked; nothing was changed.</summary>
    public sealed record Overtaken : PolicyPut;

    /// <summary>The file is not ours to write; nothing was changed.</summary>
    public sealed record Closed(PolicyWriting Why) : PolicyPut;
}

/// <summary>Which policy somebody had seen before writing another one; null for whatever there is.</summary>
/// <param name="Version">The version in force.</param>
/// <param name="Mark">The mark of the file, from <see cref="PolicyFiles.MarkOf"/>.</param>
public readonly record struct PolicySeen(long? Version, string? Mark);
