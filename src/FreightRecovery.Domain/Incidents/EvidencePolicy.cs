using System.Collections.Immutable;

namespace FreightRecovery.Domain.Incidents;

/// <summary>Which files are taken as evidence.</summary>
public sealed record EvidencePolicy
{
    /// <summary>The largest file, in bytes.</summary>
    public long MaxBytes { get; init; } = 25L * 1024 * 1024;

    /// <summary>The most files of one incident.</summary>
    public int MaxFiles { get; init; } = 200;

    /// <summary>The media types that are taken; a file's type is told by what is in it.</summary>
    public ImmutableArray<string> Types { get; init; } =
    [
        "application/pdf", "image/jpeg", "image/png", "image/gif", "image/webp", "image/tiff", "image/heic", "audio/mpeg", "audio/wav",
        "audio/ogg", "audio/mp4", "video/mp4", "text/plain",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ];

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults() => new PolicyCheck()
        .Within(MaxBytes, 1L, 1024L * 1024 * 1024, "/maxBytes")
        .Within(MaxFiles, 1, 10_000, "/maxFiles")
        .That(!Types.IsDefaultOrEmpty && Types.All(t => t.Count(c => c == '/') == 1 && t == t.ToLowerInvariant()), "/types",
            "Name one media type at least, in small letters, such as application/pdf.")
        .Found;
}
