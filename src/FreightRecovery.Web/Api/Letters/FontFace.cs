using System.Buffers.Binary;
using System.Text;

namespace FreightRecovery.Web.Api.Letters;

/// <summary>
/// One face of a TrueType file or collection: which characters it has, and the face as a file of its own. Faces without
/// TrueType outlines are none for us: they cannot be embedded.
/// </summary>
internal sealed class FontFace
{
    private readonly byte[] file;
    private readonly Dictionary<string, (int Offset, int Length)> tables;

    private FontFace(byte[] file, Dictionary<string, (int Offset, int Length)> tables) => (this.file, this.tables) = (file, tables);

    /// <summary>The faces of a file that can be embedded; none when the file is not understood.</summary>
    public static IReadOnlyList<FontFace> Read(byte[] file)
    {
        try
        {
            var starts = Tag(file, 0) == "ttcf"
                ? Enumerable.Range(0, Math.Min(Int(file, 8), 64)).Select(i => Int(file, 12 + (4 * i)))
                : [0];
            return [.. starts.Select(start => new FontFace(file, Tables(file, start))).Where(f => f.tables.ContainsKey("glyf") && f.tables.ContainsKey("cmap"))];
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return [];
        }
    }

    /// <summary>True when it has a glyph for every character of a text, spaces aside.</summary>
    public bool Covers(IEnumerable<Rune> characters)
    {
        try
        {
            var glyphs = Glyphs();
            return characters.All(c => Rune.IsWhiteSpace(c) || Rune.IsControl(c) || glyphs(c.Value));
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>The face as a TrueType file of its own.</summary>
    public byte[] Alone()
    {
        var size = 12 + (16 * tables.Count) + tables.Values.Sum(t => (t.Length + 3) & ~3);
        var (alone, record, next) = (new byte[size], 12, 12 + (16 * tables.Count));
        BinaryPrimitives.WriteInt32BigEndian(alone, 0x00010000);
        BinaryPrimitives.WriteInt16BigEndian(alone.AsSpan(4), (short)tables.Count);
        var power = (int)Math.Log2(tables.Count);
        BinaryPrimitives.WriteInt16BigEndian(alone.AsSpan(6), (short)(16 << power));
        BinaryPrimitives.WriteInt16BigEndian(alone.AsSpan(8), (short)power);
        BinaryPrimitives.WriteInt16BigEndian(alone.AsSpan(10), (short)((16 * tables.Count) - (16 << power)));
        foreach (var (tag, (offset, length)) in tables.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            file.AsSpan(offset, length).CopyTo(alone.AsSpan(next));
            Encoding.ASCII.GetBytes(tag, alone.AsSpan(record));
            BinaryPrimitives.WriteUInt32BigEndian(alone.AsSpan(record + 4), Checksum(alone.AsSpan(next, (length + 3) & ~3)));
            BinaryPrimitives.WriteInt32BigEndian(alone.AsSpan(record + 8), next);
            BinaryPrimitives.WriteInt32BigEndian(alone.AsSpan(record + 12), length);
            (record, next) = (record + 16, next + ((length + 3) & ~3));
        }

        return alone;
    }

    private static Dictionary<string, (int, int)> Tables(byte[] file, int start)
    {
        var found = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        for (var i = 0; i < Short(file, start + 4); i++)
        {
            var record = start + 12 + (16 * i);
            var (offset, length) = (Int(file, record + 8), Int(file, record + 12));
            if (offset >= 0 && length >= 0 && offset <= file.Length - length)
                found[Tag(file, record)] = (offset, length);
        }

        return found;
    }

    // The map of characters: format 12 knows all of Unicode, format 4 the basic plane.
    private Func<int, bool> Glyphs()
    {
        var map = tables["cmap"].Offset;
        int? basic = null, full = null;
        for (var i = 0; i < Short(file, map + 2); i++)
        {
            var table = map + Int(file, map + 8 + (8 * i));
            switch (Short(file, table))
            {
                case 12:
                    full = table;
                    break;
                case 4 when Short(file, map + 4 + (8 * i)) is 0 or 3:
                    basic = table;
                    break;
            }
        }

        return full is { } all ? c => InGroups(all, c) : basic is { } plane ? c => InSegments(plane, c) : _ => false;
    }

    private bool InGroups(int table, int c)
    {
        var (low, high) = (0, Int(file, table + 12) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var group = table + 16 + (12 * middle);
            if (c < Int(file, group))
                high = middle - 1;
            else if (c > Int(file, group + 4))
                low = middle + 1;
            else
                return Int(file, group + 8) + (c - Int(file, group)) != 0;
        }

        return false;
    }

    private bool InSegments(int table, int c)
    {
        var twice = Short(file, table + 6);
        for (var i = 0; c <= 0xFFFF && i < twice; i += 2)
        {
            if (c > Short(file, table + 14 + i))
                continue;
            var start = Short(file, table + 16 + twice + i);
            if (c < start)
                return false;
            var range = table + 16 + (3 * twice) + i;
            var glyph = Short(file, range) == 0 ? c : Short(file, range + Short(file, range) + (2 * (c - start)));
            return glyph != 0 && ((glyph + Short(file, table + 16 + (2 * twice) + i)) & 0xFFFF) != 0;
        }

        return false;
    }

    private static uint Checksum(ReadOnlySpan<byte> words)
    {
        var sum = 0u;
        for (var i = 0; i < words.Length; i += 4)
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(words[i..]));
        return sum;
    }

    private static string Tag(byte[] file, int at) => Encoding.ASCII.GetString(file, at, 4);

    private static int Short(byte[] file, int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private static int Int(byte[] file, int at) => checked((int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at)));
}
