using System.Text;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>One message while it is read: what it is, and the first thing that is wrong with it.</summary>
/// <param name="header">What its interchange says.</param>
/// <param name="start">Where its UNH begins.</param>
internal sealed class Message(Header header, int start)
{
    /// <summary>What its interchange says.</summary>
    public Header Header => header;

    /// <summary>Where its UNH begins.</summary>
    public int Start => start;

    /// <summary>Its reference (0062).</summary>
    public string Reference { get; private set; } = "";

    /// <summary>Its type, such as IFTSTA.</summary>
    public string Type { get; private set; } = "";

    /// <summary>Its directory, such as <c>D.95B</c>.</summary>
    public string Version { get; private set; } = "";

    /// <summary>The segments so far, UNH included.</summary>
    public int Segments { get; set; }

    /// <summary>What is wrong first; null while nothing is.</summary>
    public Fault? Fault { get; private set; }

    /// <summary>Reads the message's UNH.</summary>
    public void ReadHeader(ref SegmentReader unh)
    {
        Segments = 1;
        Reference = unh.Text(0) ?? "";
        Type = unh.Text(1) ?? "";
        Version = header.DirectoryOf(unh.Text(1, 1), unh.Text(1, 2));
        if (Reference.Length == 0) Wrong(ref unh, 0, -1, SyntaxCodes.Missing, "the message has no reference");
        else if (Type.Length == 0) Wrong(ref unh, 1, 0, SyntaxCodes.Missing, "the message has no type");
    }

    /// <summary>The identifier (S009) of the message that a UNH begins, with default separators.</summary>
    public static string Identifier(ref SegmentReader unh)
    {
        const int components = 7;
        var identifier = new StringBuilder(unh.Text(1));
        for (var i = 1; i < components; i++) identifier.Append(':').Append(unh.Text(1, i));
        return identifier.ToString().TrimEnd(':');
    }

    /// <summary>Notes what is wrong with the current segment, unless something was before.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="element">The element from 0 after the tag; -1 when it is the segment.</param>
    /// <param name="component">The component from 0; -1 when it is the element.</param>
    /// <param name="code">The code of list 0085; null when the syntax is sound.</param>
    /// <param name="reason">What is wrong and what to do, for a person.</param>
    public void Wrong(ref SegmentReader segment, int element, int component, string? code, string reason)
    {
        if (Fault is not null) return;
        var (at, length) = segment.Place(element, Math.Max(component, 0));
        var tag = Encoding.ASCII.GetString(segment.Tag.Length > 3 ? segment.Tag[..3] : segment.Tag);
        Fault = new(at, length, $"segment {Segments} ({tag}): {reason}", code)
        {
            Tag = tag,
            Segment = Segments,
            Element = element < 0 ? null : element + 2,
            Component = component < 0 || element < 0 ? null : component + 1,
        };
    }

    /// <summary>Notes that the message itself is wrong, unless something was before.</summary>
    public void Wrong(int at, int length, string? code, string reason) => Fault ??= new(at, length, reason, code);

    /// <summary>Notes what is wrong with its bytes, which says more than anything that was made of them.</summary>
    public void Override(int at, int length, string? code, string reason) => Fault = new(at, length, reason, code);
}

/// <summary>What is wrong with a message or an envelope.</summary>
/// <param name="At">Where in the file.</param>
/// <param name="Length">How many bytes.</param>
/// <param name="Reason">What is wrong, for a person.</param>
/// <param name="Code">The code of list 0085; null when the syntax is sound.</param>
internal sealed record Fault(int At, int Length, string Reason, string? Code)
{
    /// <summary>The tag of the segment at fault.</summary>
    public string? Tag { get; init; }

    /// <summary>Its position in the message, from 1.</summary>
    public int? Segment { get; init; }

    /// <summary>The element's position, the tag being 1.</summary>
    public int? Element { get; init; }

    /// <summary>The component's position, from 1.</summary>
    public int? Component { get; init; }
}

/// <summary>Reads the segments of one message between UNH and UNT.</summary>
internal abstract class MessageReader
{
    /// <summary>Reads one segment; what is wrong is noted with the message.</summary>
    public abstract void Read(ref SegmentReader segment);

    /// <summary>Ends the message and gives its facts.</summary>
    public abstract IReadOnlyList<TradeFact> End(ref SegmentReader unt);
}
