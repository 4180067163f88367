using System.Collections.Immutable;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Web.SampleBook;

/// <summary>A file of the sample feed and what it is there for.</summary>
/// <param name="FileName">The file's name in the folder <c>feed</c>; the names sort in the order of sending.</param>
/// <param name="Version">The version of its standard, such as 2.2 or 3.0 of DCSA Track and Trace.</param>
/// <param name="About">What happened, in one sentence.</param>
/// <param name="Raises">The incidents that follow from it; none for normal traffic.</param>
public sealed record FeedMessage(string FileName, string Version, string About, ImmutableArray<RaisedIncident> Raises)
{
    /// <summary>When it comes in, shortly after the last thing it tells of was known to the carrier.</summary>
    public Instant SentAt { get; init; }

    /// <summary>True for the one message that nobody can read.</summary>
    public bool Unreadable { get; init; }

    /// <summary>The feed that it comes by.</summary>
    public string Format { get; init; } = "dcsa-tnt";

    /// <summary>How its file's name ends.</summary>
    internal string Extension { get; init; } = "json";

    /// <summary>The whole message, where it is no Track and Trace.</summary>
    internal string? Text { get; init; }

    /// <summary>The events, in order; what the file says.</summary>
    internal ImmutableArray<CarrierEvent> Events { get; init; } = [];
}

/// <summary>An incident that a message of the feed is meant to raise.</summary>
/// <param name="Shipment">The shipment's reference.</param>
/// <param name="Kind">What went wrong.</param>
public sealed record RaisedIncident(string Shipment, IncidentKind Kind);
