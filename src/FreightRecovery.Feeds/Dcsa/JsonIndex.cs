using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace FreightRecovery.Feeds.Dcsa;

/// <summary>
/// Where everything stands in one JSON text: a row for each value, in the text's order. The framework's document does the same for every
/// purpose; this one is for readers that ask each object for many members that it mostly has not, and answers those without looking at
/// a name. Its room comes from a pool and goes back there.
/// </summary>
internal sealed class JsonIndex : IDisposable
{
    private const int LeastRows = 256, BytesForOneRow = 16;

    private readonly ReadOnlyMemory<byte> _text;
    private Row[] _rows;
    private int _count;

    private JsonIndex(ReadOnlyMemory<byte> text)
    {
        _text = text;
        _rows = ArrayPool<Row>.Shared.Rent(Math.Max(LeastRows, text.Length / BytesForOneRow));
    }

    /// <summary>The value that the text is.</summary>
    public Json Root => new(this, 0);

    /// <summary>Reads a text.</summary>
    /// <exception cref="JsonException">It is not JSON, or nested deeper than that.</exception>
    public static JsonIndex Of(ReadOnlyMemory<byte> utf8, int maxDepth)
    {
        var index = new JsonIndex(utf8);
        try
        {
            index.Read(maxDepth);
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <summary>Gives the room back. No value of the text is asked for afterwards.</summary>
    public void Dispose()
    {
        if (_rows.Length > 0) ArrayPool<Row>.Shared.Return(_rows);
        _rows = [];
    }

    internal ref readonly Row At(int row) => ref _rows[row];

    internal ReadOnlySpan<byte> Raw(in Row row) => _text.Span[row.Start..row.End];

    // Of two members of one name the last counts, as in the framework's document.
    internal int Find(int parent, ReadOnlySpan<byte> name)
    {
        var rows = _rows;
        ref readonly var open = ref rows[parent];
        if ((open.Names & MarkOf(name)) == 0) return -1;
        var text = _text.Span;
        var found = -1;
        for (var i = parent + 1; i < open.After; i = rows[i].After)
        {
            ref readonly var row = ref rows[i];
            if (row.IsNameEscaped ? IsNamed(row, name) : row.NameLength == name.Length && text.Slice(row.NameStart, name.Length).SequenceEqual(name)) found = i;
        }

        return found;
    }

    internal bool IsNamed(in Row row, ReadOnlySpan<byte> name)
    {
        var told = _text.Span.Slice(row.NameStart, row.NameLength);
        if (!row.IsNameEscaped) return told.SequenceEqual(name);
        try
        {
            var reader = new Utf8JsonReader(_text.Span.Slice(row.NameStart - 1, row.NameLength + 2));
            return reader.Read() && reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false; // half a surrogate pair is nobody's name
        }
    }

    private void Read(int maxDepth)
    {
        var reader = new Utf8JsonReader(_text.Span, new JsonReaderOptions { MaxDepth = maxDepth });
        // A value that stands open keeps the row of what it is in where it will keep what comes after it.
        var open = -1;
        var next = default(Row);
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            var token = reader.TokenType;
            if (token is JsonTokenType.PropertyName)
            {
                (next.NameStart, next.NameLength, next.IsNameEscaped) = (start + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);
                _rows[open].Names |= next.IsNameEscaped ? ulong.MaxValue : MarkOf(reader.ValueSpan);
                continue;
            }

            if (token is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                ref var closed = ref _rows[open];
                (open, closed.End, closed.After) = (closed.After, (int)reader.BytesConsumed, _count);
                continue;
            }

            if (open >= 0) _rows[open].Children++;
            if (_count == _rows.Length) Grow();
            (next.Start, next.End, next.Kind) = (start, (int)reader.BytesConsumed, KindOf(token));
            next.IsEscaped = token is JsonTokenType.String && reader.ValueIsEscaped;
            var isOpen = token is JsonTokenType.StartObject or JsonTokenType.StartArray;
            next.After = isOpen ? open : _count + 1;
            _rows[_count] = next;
            if (isOpen) open = _count;
            next.NameLength = -1;
            _count++;
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<Row>.Shared.Rent(2 * _rows.Length);
        _rows.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<Row>.Shared.Return(_rows);
        _rows = larger;
    }

    // One of 64 marks, by length and both ends: most names that an object has not share none with those it has.
    private static ulong MarkOf(ReadOnlySpan<byte> name) => name.IsEmpty ? 1UL : 1UL << ((name.Length + (name[0] * 3) + (name[^1] * 7)) & 63);

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };

    /// <summary>One value.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal struct Row
    {
        /// <summary>Where its name stands in the text, without quotation marks.</summary>
        public int NameStart;

        /// <summary>Bytes of the name; negative of a value without one.</summary>
        public int NameLength;

        /// <summary>Where the value begins.</summary>
        public int Start;

        /// <summary>Where it ends.</summary>
        public int End;

        /// <summary>The row after it and all that it holds; while it stands open, the row of what it is in.</summary>
        public int After;

        /// <summary>How many values it holds itself.</summary>
        public int Children;

        /// <summary>The marks of its members' names.</summary>
        public ulong Names;

        /// <summary>What it is.</summary>
        public JsonValueKind Kind;

        /// <summary>Whether its text has escapes.</summary>
        public bool IsEscaped;

        /// <summary>Whether its name has.</summary>
        public bool IsNameEscaped;
    }
}

/// <summary>A value of a JSON text; undefined by default. It is good as long as its index.</summary>
internal readonly struct Json(JsonIndex index, int row)
{
    private readonly JsonIndex? _index = index;

    /// <summary>What it is.</summary>
    public JsonValueKind ValueKind => _index is null ? JsonValueKind.Undefined : _index.At(row).Kind;

    /// <summary>It as it stands in the text, with its quotation marks or brackets.</summary>
    public ReadOnlySpan<byte> Raw => _index!.Raw(_index.At(row));

    /// <summary>A text as it stands, without quotation marks; its escapes are in it.</summary>
    public ReadOnlySpan<byte> RawText => Raw[1..^1];

    /// <summary>Whether its text has escapes.</summary>
    public bool IsEscaped => _index!.At(row).IsEscaped;

    /// <summary>How many items a list has, or members an object.</summary>
    public int Count => _index!.At(row).Children;

    /// <summary>The items of a list or the members of an object, in the text's order.</summary>
    public Held Items => new(_index!, row);

    /// <summary>A member of an object; false when it has none of that name.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out Json value)
    {
        var found = _index!.Find(row, name);
        value = found < 0 ? default : new(_index, found);
        return found >= 0;
    }

    /// <summary>Whether it is a member of this name.</summary>
    public bool IsNamed(ReadOnlySpan<byte> name) => _index!.IsNamed(_index.At(row), name);

    /// <summary>Goes through what a value holds.</summary>
    public struct Held(JsonIndex index, int parent)
    {
        private int _row = -1;

        /// <summary>Itself.</summary>
        public readonly Held GetEnumerator() => this;

        /// <summary>Where it is.</summary>
        public readonly Json Current => new(index, _row);

        /// <summary>Goes on; false after the last.</summary>
        public bool MoveNext()
        {
            _row = _row < 0 ? parent + 1 : index.At(_row).After;
            return _row < index.At(parent).After;
        }
    }

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">An escape in it is half a character.</exception>
    public string GetString()
    {
        if (!IsEscaped) return Encoding.UTF8.GetString(RawText);
        var reader = new Utf8JsonReader(Raw);
        reader.Read();
        return reader.GetString()!;
    }

    /// <summary>The number; false when it is none that a decimal holds.</summary>
    public bool TryGetDecimal(out decimal number)
    {
        var reader = new Utf8JsonReader(Raw);
        reader.Read();
        return reader.TryGetDecimal(out number);
    }
}
