using System.Text;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Edifact;
using NodaTime;

namespace FreightRecovery.Domain.Tests.Feeds;

/// <summary>The separators and the character set in which an interchange is written.</summary>
internal sealed record EdifactStyle(
    char Component = ':', char Element = '+', char Decimal = '.', char Release = '?', char Repetition = ' ', char Terminator = '\'')
{
    public string Syntax { get; init; } = "UNOC";

    public int Version { get; init; } = 3;

    public bool HasUna { get; init; }

    /// <summary>Written after segments, one after the other and from the beginning again.</summary>
    public string[] LineEnds { get; init; } = ["\n"];

    public Encoding Encoding => Syntax switch
    {
        "UNOA" or "UNOB" => Encoding.ASCII,
        "UNOC" => Encoding.Latin1,
        "UNOE" => CodePagesEncodingProvider.Instance.GetEncoding(28595)!,
        _ => Encoding.UTF8,
    };
}

/// <summary>A segment in default separators, without its terminator, such as <c>BGM+23+M1+9</c>.</summary>
internal static class EdifactWriter
{
    public static readonly Instant Received = Instant.FromUtc(2026, 3, 10, 12, 0);

    public static readonly FeedContext Context = new(Received);

    public static FeedContext With(params (string List, string Code, string Meant)[] codes) => Context with
    {
        Codes = new PartnerCodes
        {
            Lists = codes.GroupBy(c => c.List).Aggregate(
                PartnerCodes.None.Lists,
                (lists, list) => lists.SetItem(list.Key, System.Collections.Immutable.ImmutableDictionary.CreateRange(
                    list.Select(c => KeyValuePair.Create(c.Code, c.Meant))))),
        },
    };

    /// <summary>An IFTSTA with these segments between BGM and UNT.</summary>
    public static string[] Iftsta(params string[] segments) => ["UNH+1+IFTSTA:D:00B:UN", "BGM+23+M1+9", .. segments];

    /// <summary>Bytes of an interchange of messages; UNT and UNZ are counted here.</summary>
    public static byte[] Bytes(params string[][] messages) => Bytes(new EdifactStyle(), messages);

    public static byte[] Bytes(EdifactStyle style, params string[][] messages)
    {
        var segments = new List<string> { $"UNB+{style.Syntax}:{style.Version}+SENDER:14+FORWARDER+260310:1200+I1" };
        foreach (var message in messages)
        {
            var reference = message[0].Split('+')[1];
            segments.AddRange([.. message, $"UNT+{message.Length + 1}+{reference}"]);
        }

        segments.Add($"UNZ+{messages.Length}+I1");
        return Write(style, segments);
    }

    /// <summary>Segments as they are, in a style.</summary>
    public static byte[] Write(EdifactStyle style, IEnumerable<string> segments)
    {
        var text = new StringBuilder();
        var count = 0;
        if (style.HasUna)
        {
            text.Append("UNA").Append(style.Component).Append(style.Element).Append(style.Decimal)
                .Append(style.Release).Append(style.Repetition).Append(style.Terminator);
        }

        foreach (var segment in segments)
            text.Append(Styled(segment, style)).Append(style.Terminator).Append(style.LineEnds[count++ % style.LineEnds.Length]);
        return style.Encoding.GetBytes(text.ToString());
    }

    /// <summary>A text for a segment in default separators.</summary>
    public static string Escaped(string text) =>
        string.Concat(text.Select(c => c is '?' or '+' or ':' or '\'' ? $"?{c}" : c.ToString()));

    public static FeedReading Read(params string[] statusSegments) => EdifactFile.Read(Bytes(Iftsta(statusSegments)), Context);

    public static TradeFact Only(params string[] statusSegments)
    {
        var reading = Read(statusSegments);
        Assert.Empty(reading.Unreadable);
        return Assert.Single(reading.Facts);
    }

    public static Unreadable Fault(this FeedReading reading)
    {
        Assert.Empty(reading.Facts);
        return Assert.Single(reading.Unreadable);
    }

    /// <summary>What stands at the place of a fault in its raw text.</summary>
    public static string Marked(this Unreadable unreadable)
    {
        var place = unreadable.At!.Value;
        var line = unreadable.Raw.Split('\n')[place.Line - 1];
        return line.Substring(place.Column - 1, place.Length);
    }

    private static string Styled(string segment, EdifactStyle style)
    {
        var styled = new StringBuilder();
        for (var i = 0; i < segment.Length; i++)
        {
            var c = segment[i];
            var released = c == '?' && i + 1 < segment.Length;
            if (released) c = segment[++i];
            if (!released && c == '+') styled.Append(style.Element);
            else if (!released && c == ':') styled.Append(style.Component);
            else if (IsSeparator(c, style)) styled.Append(style.Release).Append(c);
            else styled.Append(c == '.' && segment.StartsWith("MEA", StringComparison.Ordinal) ? style.Decimal : c);
        }

        return styled.ToString();
    }

    private static bool IsSeparator(char c, EdifactStyle style) =>
        c == style.Component || c == style.Element || c == style.Terminator || (c == style.Release && c != ' ')
        || (c == style.Repetition && c != ' ' && style.Version >= 4);
}
