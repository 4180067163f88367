using System.Globalization;
using System.Text;
using NodaTime;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>What an answer needs that the interchange does not have.</summary>
/// <param name="Reference">The answer's own reference, at most 14 characters.</param>
/// <param name="PreparedAt">When it is prepared, UTC.</param>
public sealed record ContrlStamp(string Reference, Instant PreparedAt);

/// <summary>
/// The syntax and service report on a file: CONTRL D.3, and 4.1 to an interchange of syntax version 4 (ISO 9735-4). It
/// speaks of syntax alone: a message whose codes are only not known here is acknowledged, for it waits here and not with
/// its sender. An interchange whose own count or reference is wrong is rejected as a whole, though what could be read of it
/// was: sent again it meets what is known. An interchange without a UNB that can be read gets no answer.
/// </summary>
public static class Contrl
{
    private const string Acknowledged = "7", Rejected = "4";
    private const int LongestReference = 14;

    /// <summary>The answer: one interchange for each interchange of the file, in the default separators; empty when none can be answered.</summary>
    /// <param name="file">The file as it came.</param>
    /// <param name="reading">What reading it gave.</param>
    /// <param name="stamp">The answer's reference and time.</param>
    public static string Of(ReadOnlyMemory<byte> file, FeedReading reading, ContrlStamp stamp)
    {
        var answer = new StringBuilder();
        foreach (var header in Subjects(file.Span))
        {
            var faults = reading.Unreadable.Select(u => u.Syntax).OfType<SyntaxFault>().Where(f => f.Interchange == header.Index).ToList();
            Answer(answer, header, faults, stamp);
        }

        return answer.ToString();
    }

    private static void Answer(StringBuilder answer, Subject subject, List<SyntaxFault> faults, ContrlStamp stamp)
    {
        var isFour = subject.Version >= 4;
        var reference = Plain(stamp.Reference.Length > LongestReference ? stamp.Reference[..LongestReference] : stamp.Reference);
        var utc = stamp.PreparedAt.InUtc().LocalDateTime;
        var date = utc.ToString(isFour ? "yyyyMMdd:HHmm" : "yyMMdd:HHmm", CultureInfo.InvariantCulture);
        var own = faults.Find(f => f.Message is null && f.Code is not null);

        var segments = new List<string>
        {
            $"UNH+1+CONTRL:{(isFour ? "4:1" : "D:3")}:UN",
            $"UCI+{Plain(subject.Reference)}+{subject.Sender}+{subject.Recipient}+{(own is null ? Acknowledged : Rejected)}{Where(own)}",
        };
        if (own is null)
        {
            foreach (var message in faults.Where(f => f is { Message: not null, Code: not null })) Report(segments, message);
        }

        segments.Add($"UNT+{segments.Count + 1}+1");
        answer.Append(CultureInfo.InvariantCulture, $"UNB+{Plain(subject.Syntax)}:{subject.Version}+{subject.Recipient}+{subject.Sender}+{date}+{reference}'");
        foreach (var segment in segments) answer.Append(segment).Append('\'');
        answer.Append(CultureInfo.InvariantCulture, $"UNZ+1+{reference}'");
    }

    // A fault of UNH or UNT is told with the message, one of another segment with that segment.
    private static void Report(List<string> segments, SyntaxFault fault)
    {
        var message = $"UCM+{Plain(fault.Message!)}+{Type(fault.MessageType)}+{Rejected}";
        if (fault.ServiceSegment is not null || fault.Segment is null)
        {
            segments.Add(message + Where(fault));
            return;
        }

        segments.Add(message);
        if (fault.Element is { } element)
        {
            segments.Add($"UCS+{fault.Segment}");
            segments.Add($"UCD+{fault.Code}+{element}{(fault.Component is { } component ? $":{component}" : "")}");
        }
        else
        {
            segments.Add($"UCS+{fault.Segment}+{fault.Code}");
        }
    }

    private static string Where(SyntaxFault? fault) => fault switch
    {
        null => "",
        { ServiceSegment: null } => $"+{fault.Code}",
        { Element: null } => $"+{fault.Code}+{fault.ServiceSegment}",
        _ => $"+{fault.Code}+{fault.ServiceSegment}+{fault.Element}{(fault.Component is { } component ? $":{component}" : "")}",
    };

    private static string Type(string? identifier) => string.Join(':', (identifier ?? "").Split(':').Select(Plain));

    private static string Plain(string text) => text
        .Replace("?", "??", StringComparison.Ordinal).Replace("'", "?'", StringComparison.Ordinal)
        .Replace("+", "?+", StringComparison.Ordinal).Replace(":", "?:", StringComparison.Ordinal);

    // The same walk as the reader's, over envelopes alone.
    private static List<Subject> Subjects(ReadOnlySpan<byte> file)
    {
        var found = new List<Subject>();
        if (file.StartsWith("\uFEFF"u8)) file = file[3..];
        var at = 0;
        for (var index = 0; at < file.Length; index++)
        {
            var isUna = file[at..].StartsWith("UNA"u8);
            if (isUna && ServiceCharacters.TryRead(file[at..], out _) is not null) break;
            var characters = ServiceCharacters.Default;
            if (isUna) ServiceCharacters.TryRead(file[at..], out characters);
            var segments = new SegmentReader(file, characters.Roles(), Encoding.UTF8, new Part[128]) { Next = isUna ? at + ServiceCharacters.UnaLength : at };
            segments.SkipBlanks();
            if (!segments.Follows("UNB"u8) || segments.MoveNext() is not Scan.Found) break;
            if (Read(ref segments, index) is { } subject) found.Add(subject);
            do
            {
                segments.SkipBlanks();
                if (segments.Follows("UNA"u8) || segments.Follows("UNB"u8)) break;
            }
            while (segments.MoveNext() is Scan.Found or Scan.TooLong && !segments.Tag.SequenceEqual("UNZ"u8));

            segments.SkipBlanks();
            at = segments.Next;
        }

        return found;
    }

    private static Subject? Read(ref SegmentReader unb, int index) =>
        unb.Text(0) is { } syntax && Charset.TryGet(syntax, out var charset) && unb.TryCount(0, 1, out var version) && version is >= 1 and <= 4
            ? new(index, syntax, version, Party(ref unb, 1, charset), Party(ref unb, 2, charset), unb.Text(4) ?? "")
            : null;

    private static string Party(ref SegmentReader unb, int element, Charset charset)
    {
        const int components = 4;
        var parts = new List<string>();
        for (var i = 0; i < components; i++) parts.Add(Plain(charset.Encoding.GetString(unb.Bytes(element, i)).Trim()));
        return string.Join(':', parts).TrimEnd(':');
    }

    private sealed record Subject(int Index, string Syntax, int Version, string Sender, string Recipient, string Reference);
}
