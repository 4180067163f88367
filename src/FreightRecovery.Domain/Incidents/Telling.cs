using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Domain.Incidents;

/// <summary>What a feed said of an incident at one time: its figures, as far as it told them.</summary>
/// <param name="Source">The message that told it.</param>
/// <param name="ToldAt">When its source said so, by the source's own clock; of a message without a time, when it first came.</param>
/// <param name="HeardAt">When it first came, UTC; of two tellings with one time the later one counts.</param>
public sealed record Telling(SourceMessage Source, Instant ToldAt, Instant HeardAt)
{
    /// <summary>By how many minutes it is later than planned; null when it is no delay or its length is not known.</summary>
    public int? LateMinutes { get; init; }

    /// <summary>The mass told.</summary>
    public Mass? Mass { get; init; }

    /// <summary>The pieces told.</summary>
    public int? Pieces { get; init; }

    /// <summary>Whether it was told after another one.</summary>
    public bool IsAfter(Telling other) => ToldAt == other.ToldAt ? HeardAt > other.HeardAt : ToldAt > other.ToldAt;

    /// <summary>Whether both tell the same figures, whoever told them and when.</summary>
    public bool SaysTheSameAs(Telling other) =>
        (LateMinutes, Mass, Pieces) == (other.LateMinutes, other.Mass, other.Pieces);
}
