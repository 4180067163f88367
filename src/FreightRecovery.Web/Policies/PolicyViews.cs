using NodaTime;

namespace FreightRecovery.Web.Policies;

/// <summary>What reading the policy files again came to.</summary>
/// <param name="Version">The version in force now.</param>
/// <param name="Changed">Whether it is another one than before.</param>
public sealed record ReloadView(int Version, bool Changed);

/// <summary>A policy that came into force.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Since">From when on, UTC.</param>
/// <param name="PutBy">Who put it in force; null where it was read from the files.</param>
public sealed record PolicyEntryView(int Version, Instant Since, string? PutBy);

/// <summary>What a policy that was sent comes to.</summary>
/// <param name="Version">Its version.</param>
/// <param name="InForce">Whether it is in force now; not so when it was only checked.</param>
/// <param name="Changes">What it says otherwise than the one that was in force.</param>
public sealed record PolicyPutView(int Version, bool InForce, IReadOnlyList<PolicyChange> Changes);
