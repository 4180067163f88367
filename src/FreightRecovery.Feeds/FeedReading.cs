using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Feeds;

/// <summary>What reading one message gave. Every event of the message is in exactly one of the two lists.</summary>
/// <param name="Version">The version of the standard that the message follows; null when it is not known.</param>
/// <param name="Facts">What could be read, in the message's order.</param>
/// <param name="Unreadable">What could not, in the message's order.</param>
public sealed record FeedReading(string? Version, ImmutableArray<TradeFact> Facts, ImmutableArray<Unreadable> Unreadable);

/// <summary>An event, or a whole message, that could not be read. It is put aside, never dropped.</summary>
/// <param name="Pointer">RFC 6901 pointer to the member at fault, in a message that has members; else empty.</param>
/// <param name="Reason">What is wrong with it, for a person.</param>
/// <param name="Raw">
/// What can be read again by itself once it is mended or its codes are known: the event or the message as it came; bytes
/// that are not of the message's character set show as U+FFFD. Of a message beyond the size limit it is only the beginning.
/// </param>
public sealed record Unreadable(string Pointer, string Reason, string Raw)
{
    /// <summary>Where in <see cref="Raw"/> the fault stands; null when it is the whole or has a pointer.</summary>
    public TextPlace? At { get; init; }

    /// <summary>What a CONTRL message says of it; null in other formats.</summary>
    public Edifact.SyntaxFault? Syntax { get; init; }
}

/// <summary>A place in a text.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The character in it, from 1.</param>
/// <param name="Length">How many characters are at fault.</param>
public readonly record struct TextPlace(int Line, int Column, int Length);

/// <summary>What a reader knows beside the message itself.</summary>
/// <param name="ReceivedAt">When the message came, UTC: some messages tell days without a year.</param>
public sealed record FeedContext(Instant ReceivedAt)
{
    /// <summary>What the sender's private codes mean.</summary>
    public PartnerCodes Codes { get; init; } = PartnerCodes.None;

    /// <summary>Bounds on size, depth and dates.</summary>
    public FeedLimits Limits { get; init; } = FeedLimits.Default;
}

/// <summary>Bounds that keep a hostile message from costing more than a friendly one.</summary>
public sealed record FeedLimits
{
    /// <summary>The limits that ship with the product.</summary>
    public static FeedLimits Default { get; } = new();

    /// <summary>Bytes of one message.</summary>
    public int MaxBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Events in one message.</summary>
    public int MaxEvents { get; init; } = 50_000;

    /// <summary>Items in one list of an event, such as its references.</summary>
    public int MaxReferences { get; init; } = 1000;

    /// <summary>Bytes of one line, in messages of lines; an honest one has 70.</summary>
    public int MaxLine { get; init; } = 256;

    /// <summary>Elements and components in one segment; an honest one has some 60.</summary>
    public int MaxElements { get; init; } = 512;

    /// <summary>Depth of nesting; an honest event needs 8.</summary>
    public int MaxDepth { get; init; } = 32;

    /// <summary>Bytes that are kept of a message that is too long.</summary>
    public int ExcerptBytes { get; init; } = 4096;

    /// <summary>An event dated before this year comes from a broken clock.</summary>
    public int FirstYear { get; init; } = 2000;

    /// <summary>An event dated after this year comes from a broken clock.</summary>
    public int LastYear { get; init; } = 2098;
}
