using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>
/// Walks through the segments of an interchange and divides the current one into elements and components. Nothing is
/// copied: a part is a stretch of the text. Elements are counted from 0 after the tag, components from 0.
/// </summary>
/// <param name="text">The interchange.</param>
/// <param name="roles">What each byte does.</param>
/// <param name="encoding">How texts are decoded.</param>
/// <param name="parts">Room for the parts of one segment; its length is the bound of them.</param>
internal ref struct SegmentReader(ReadOnlySpan<byte> text, Role[] roles, Encoding encoding, Part[] parts)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly Part[] _parts = parts;
    private Role[] _roles = roles;
    private int _count;
    private Encoding _encoding = encoding;

    /// <summary>Where the current segment begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where the next look begins: just after the current segment.</summary>
    public int Next { get; set; }

    /// <summary>The tag of the current segment.</summary>
    public readonly ReadOnlySpan<byte> Tag => _count == 0 ? [] : Stretch(_parts[0]);

    /// <summary>Changes what UNB has told: the character set, and with it the separators of its version.</summary>
    public void Use(Encoding encoding, Role[] roles) => (_encoding, _roles) = (encoding, roles);

    /// <summary>Passes over line ends and other blanks between segments.</summary>
    public void SkipBlanks()
    {
        while (Next < _text.Length && _text[Next] is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t') Next++;
    }

    /// <summary>Whether these bytes come next.</summary>
    public readonly bool Follows(ReadOnlySpan<byte> bytes) => _text[Next..].StartsWith(bytes);

    /// <summary>Goes to the next segment.</summary>
    public Scan MoveNext()
    {
        SkipBlanks();
        Start = Next;
        _count = 0;
        if (Next == _text.Length) return Scan.End;

        var text = _text;
        var roles = _roles;
        var parts = _parts;
        var count = 0;
        var from = Start;
        var kind = Role.Element;
        var released = false;
        var fits = true;
        for (var i = from; i < text.Length; i++)
        {
            var role = roles[text[i]];
            if (role == Role.Data) continue;
            if (role == Role.Release)
            {
                released = true;
                i++;
                continue;
            }

            if (count < parts.Length) parts[count++] = new(from, i, kind, released);
            else fits = false;
            from = i + 1;
            kind = role;
            released = false;
            if (role != Role.Terminator) continue;

            Next = from;
            _count = fits ? count : 1;
            if (text[i] == '\n') TrimReturn();
            return fits ? Scan.Found : Scan.TooLong;
        }

        Next = text.Length;
        return Scan.CutOff;
    }

    /// <summary>Whether a component is exactly this; an absent one is nothing but the empty text.</summary>
    public readonly bool Is(int element, int component, ReadOnlySpan<byte> value) => Bytes(element, component).SequenceEqual(value);

    /// <summary>A component without its release characters; empty when absent.</summary>
    public readonly ReadOnlySpan<byte> Bytes(int element, int component = 0) =>
        Find(element, component) is var at and >= 0 ? Plain(_parts[at]) : [];

    /// <summary>A component as text without blanks around it; null when absent or blank.</summary>
    public readonly string? Text(int element, int component = 0)
    {
        var bytes = Bytes(element, component);
        if (bytes.IsEmpty) return null;
        // Blanks and controls around it are to go, which only the longer way does.
        return bytes[0] > ' ' && bytes[^1] > ' ' && KnownTexts.Of(bytes) is { } known ? known : Decoded(bytes);
    }

    /// <summary>A component without release characters and blanks around it; empty when absent or blank.</summary>
    public readonly ReadOnlySpan<byte> Trimmed(int element, int component) => Bytes(element, component).Trim(" \t\r\n"u8);

    private readonly string? Decoded(ReadOnlySpan<byte> bytes)
    {
        var text = _encoding.GetString(bytes).Trim();
        return text.Length == 0 ? null : text;
    }

    /// <summary>Whether an element or component is there and not empty.</summary>
    public readonly bool Has(int element, int component = 0) => Find(element, component) is var at and >= 0 && _parts[at].Length > 0;

    /// <summary>Where a component stands in the text; the segment's tag when it is absent.</summary>
    public readonly (int Start, int Length) Place(int element, int component)
    {
        var at = element < 0 ? 0 : Find(element, component);
        if (_count == 0) return (Start, Math.Min(3, _text.Length - Start));
        var part = _parts[at < 0 || _parts[at].Length == 0 ? 0 : at];
        return (part.Start, part.Length);
    }

    /// <summary>How many elements the segment has after its tag.</summary>
    public readonly int Elements
    {
        get
        {
            var elements = -1;
            for (var i = 0; i < _count; i++)
                elements += _parts[i].Kind == Role.Element ? 1 : 0;
            return elements;
        }
    }

    /// <summary>An element as it came, with its separators; empty when absent.</summary>
    public readonly ReadOnlySpan<byte> Whole(int element)
    {
        var first = Find(element, 0);
        if (first < 0) return [];
        var last = first;
        while (last + 1 < _count && _parts[last + 1].Kind != Role.Element) last++;
        return _text[_parts[first].Start.._parts[last].End];
    }

    /// <summary>A whole number without sign; false when it is none or absent.</summary>
    public readonly bool TryCount(int element, int component, out int value)
    {
        var bytes = Bytes(element, component);
        return Utf8Parser.TryParse(bytes, out value, out var used) && used == bytes.Length && value >= 0 && bytes[0] is >= (byte)'0';
    }

    // The parts of one element, looked for from its first; a repetition of the element ends it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Find(int element, int component)
    {
        var parts = _parts.AsSpan(0, _count);
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Kind != Role.Element || element-- >= 0) continue;
            for (; component > 0; component--)
            {
                if (++i >= parts.Length || parts[i].Kind != Role.Component) return -1;
            }

            return i;
        }

        return -1;
    }

    private readonly ReadOnlySpan<byte> Stretch(Part part) => _text[part.Start..part.End];

    private readonly ReadOnlySpan<byte> Plain(Part part)
    {
        var bytes = Stretch(part);
        if (!part.Released) return bytes;
        var plain = new byte[bytes.Length];
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (_roles[bytes[i]] == Role.Release && ++i == bytes.Length) break;
            plain[length++] = bytes[i];
        }

        return plain.AsSpan(0, length);
    }

    // Where a line feed ends segments, a carriage return before it belongs to the line end.
    private readonly void TrimReturn()
    {
        if (_count == 0) return;
        ref var last = ref _parts[_count - 1];
        if (last.Length > 0 && _text[last.End - 1] == '\r') last = last with { End = last.End - 1 };
    }
}
