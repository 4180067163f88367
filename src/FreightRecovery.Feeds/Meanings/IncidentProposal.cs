using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>An incident that a fact gives reason to report. A person may assess it differently afterwards.</summary>
public sealed record IncidentProposal
{
    /// <summary>What went wrong.</summary>
    public required IncidentKind Kind { get; init; }

    /// <summary>What stood behind it; set for <see cref="IncidentKind.ForceMajeure"/> and for nothing else.</summary>
    public ForceMajeureCause? ForceMajeureCause { get; init; }

    /// <summary>With whom the fault lies at first sight.</summary>
    public required Fault Fault { get; init; }

    /// <summary>How bad it is at first sight.</summary>
    public required Severity Severity { get; init; }

    /// <summary>When it happened; for a plan or an estimate when that was told, as what is foretold has not happened yet.</summary>
    public required Instant OccurredAt { get; init; }

    /// <summary>UN/LOCODE of where; null when not told.</summary>
    public string? Place { get; init; }

    /// <summary>What was booked and what was told, in plain English sentences.</summary>
    public required string Description { get; init; }

    /// <summary>The id of the event behind it.</summary>
    public required string MessageId { get; init; }

    /// <summary>The containers concerned; null when it is the whole shipment or not known.</summary>
    public Texts? ContainerExtent { get; init; }

    /// <summary>By how much it is later than planned; null when it is no delay or its length is not known.</summary>
    public Duration? Late { get; init; }

    /// <summary>The mass told.</summary>
    public Mass? Mass { get; init; }

    /// <summary>The pieces told.</summary>
    public int? Pieces { get; init; }
}
