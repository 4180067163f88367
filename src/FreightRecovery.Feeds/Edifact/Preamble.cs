using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>What the head of a message says of all its statuses.</summary>
internal sealed class Preamble
{
    /// <summary>The message's number (1004).</summary>
    public string? Number { get; set; }

    /// <summary>When it was made.</summary>
    public Instant? CreatedAt { get; set; }

    /// <summary>Whether it takes back what it tells.</summary>
    public bool IsRetracted { get; set; }

    /// <summary>The carrier's code.</summary>
    public string? Carrier { get; set; }

    /// <summary>Times of statuses that have none of their own.</summary>
    public StatusTimes Times;
}

/// <summary>Whom a status is about, by the levels above it.</summary>
/// <param name="References">What names it.</param>
/// <param name="Laden">Whether the container above it carries cargo; null when not told.</param>
internal readonly record struct StatusSubject(References References, bool? Laden);

/// <summary>Totals of a consignment or status.</summary>
internal struct Totals
{
    public Mass? Total;
    public int? Packages;
}
