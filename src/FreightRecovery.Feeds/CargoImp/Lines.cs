using System.Buffers;

namespace FreightRecovery.Feeds.CargoImp;

/// <summary>A line without the blanks around it, by its place in the file.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The byte after its last.</param>
/// <param name="Number">Which line of the file it is, from 1, blank ones counted.</param>
internal readonly record struct Line(int Start, int End, int Number)
{
    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text) => text[Start..End];
}

/// <summary>
/// The lines of a stretch of a file; blank ones are passed over. CR, LF and CRLF end a line, and so do the marks SOH, STX and ETX of a
/// teletype transmission.
/// </summary>
internal ref struct Lines(ReadOnlySpan<byte> text, int from, int to)
{
    /// <summary>What ends a line.</summary>
    public static readonly SearchValues<byte> Breaks = SearchValues.Create("\r\n\u0001\u0002\u0003"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly int _end = to;
    private int _next = from;
    private int _number;

    /// <summary>The next line that is not blank.</summary>
    public bool Next(out Line line)
    {
        while (_next < _end)
        {
            var rest = _text[_next.._end];
            var length = rest.IndexOfAny(Breaks);
            if (length < 0) length = rest.Length;
            var (start, end) = (_next, _next + length);
            _next = end + 1;
            if (end + 1 < _end && _text[end] == '\r' && _text[end + 1] == '\n') _next++;
            _number++;

            while (start < end && _text[start] == ' ') start++;
            while (end > start && _text[end - 1] == ' ') end--;
            if (start == end) continue;
            line = new(start, end, _number);
            return true;
        }

        line = default;
        return false;
    }
}

/// <summary>What a line is by its beginning.</summary>
internal enum LineKind
{
    /// <summary>No line at all.</summary>
    None,

    /// <summary>The type line of an FSU or FSA.</summary>
    Type,

    /// <summary>The type line of another message.</summary>
    OtherType,

    /// <summary>An address or origin line of the teletype network.</summary>
    Envelope,

    /// <summary>A consignment.</summary>
    Consignment,

    /// <summary>A status line, known or not.</summary>
    Status,

    /// <summary>OCI, OSI or ULD.</summary>
    Supplement,

    /// <summary>The continuation of the line before.</summary>
    Continuation,

    /// <summary>The end of a message or of a part of it.</summary>
    End,

    /// <summary>Nothing that the grammar knows.</summary>
    Unknown,
}

/// <summary>Tells lines apart.</summary>
internal static class LineKinds
{
    private const int CodeLength = 3, AddressLength = 7;

    private static readonly int Fsu = Letters.Pack("FSU"), Fsa = Letters.Pack("FSA"), Oci = Letters.Pack("OCI"), Osi = Letters.Pack("OSI"),
        Uld = Letters.Pack("ULD");

    /// <summary>The kind of a line that is not empty.</summary>
    public static LineKind Of(ReadOnlySpan<byte> line)
    {
        var first = line[0];
        if (first == '/') return LineKind.Continuation;
        if (IsCode(line)) return OfCode(line);
        if (Letters.IsDigit(first)) return line.Length > CodeLength && line[CodeLength] == '-' ? LineKind.Consignment : LineKind.Unknown;
        if (first == '.') return IsOrigin(line) ? LineKind.Envelope : LineKind.Unknown;
        return IsPriority(line) ? LineKind.Envelope
            : line is [_, _, _, _] && (Is(line, "LAST"u8) || Is(line, "CONT"u8) || Is(line, "NNNN"u8)) ? LineKind.End
            : LineKind.Unknown;
    }

    /// <summary>Whether a line holds teletype addresses and nothing else; only before a message, for within one it may be anything.</summary>
    public static bool IsAddresses(ReadOnlySpan<byte> line)
    {
        foreach (var word in line.Split((byte)' '))
            if (line[word].Length != AddressLength || !Letters.AreLettersOrDigits(line[word]))
                return false;
        return true;
    }

    private static LineKind OfCode(ReadOnlySpan<byte> line)
    {
        var code = Letters.Pack(line[..CodeLength]);
        if (code == Fsu || code == Fsa) return LineKind.Type;
        if (code == Oci || code == Osi || code == Uld) return LineKind.Supplement;
        var isType = line.Length is CodeLength + 2 or CodeLength + 3 && Letters.Upper(line[0]) == 'F' && Letters.AreDigits(line[(CodeLength + 1)..]);
        return isType && Grammar.Find(code) is null ? LineKind.OtherType : LineKind.Status;
    }

    // Private codes may have digits in them.
    private static bool IsCode(ReadOnlySpan<byte> line) =>
        line.Length >= CodeLength && Letters.IsLetter(line[0]) && Letters.AreLettersOrDigits(line[1..CodeLength])
        && (line.Length == CodeLength || line[CodeLength] == '/');

    private static bool IsOrigin(ReadOnlySpan<byte> line) =>
        line.Length > AddressLength && Letters.AreLettersOrDigits(line[1..(AddressLength + 1)])
        && (line.Length == AddressLength + 1 || line[AddressLength + 1] == ' ');

    // QK, QD, QU and the like, then the addresses.
    private static bool IsPriority(ReadOnlySpan<byte> line) =>
        line is [(byte)'Q' or (byte)'q', var level, (byte)' ', ..] && Letters.IsLetter(level) && IsAddresses(line[3..]);

    private static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> word)
    {
        for (var i = 0; i < word.Length; i++)
            if (Letters.Upper(line[i]) != word[i])
                return false;
        return true;
    }
}
