namespace FreightRecovery.Store.Care;

/// <summary>What <c>verify</c> found.</summary>
/// <param name="Events">How many events were read.</param>
/// <param name="Streams">How many streams they form.</param>
/// <param name="Problems">What is wrong, one sentence each; empty when all is well.</param>
public sealed record Verification(long Events, long Streams, IReadOnlyList<string> Problems)
{
    /// <summary>What could not be looked at, and why; null when everything was.</summary>
    public string? Note { get; init; }

    /// <summary>Stands for all streams and their last events, whatever order they are read in: two copies that agree have the same.</summary>
    public string Digest { get; init; } = "";
}
