using System.Buffers.Binary;
using System.Text;

namespace FreightRecovery.Web.Api.Letters;

/// <summary>
/// One face of a TrueType file or collection: which characters it has, how wide they are, and its outlines. Faces
/// without TrueType outlines are none for us.
/// </summary>
internal sealed class FontFace
{
    private static readonly string[] Needed = ["glyf", "loca", "cmap", "head", "hhea", "hmtx", "maxp"];
    private readonly byte[] file;
    private readonly Dictionary<string, (int Offset, int Length)> tables;

    private readonly Lazy<Func<int, int>> glyphs;

    private FontFace(byte[] file, Dictionary<string, (int Offset, int Length)> tables)
    {
        (this.file, this.tables) = (file, tables);
        glyphs = new Lazy<Func<int, int>>(Glyphs);
    }

    /// <summary>The faces of a file that can be embedded; none when the file is not understood.</summary>
    public static IReadOnlyList<FontFace> Read(byte[] file)
    {
        try
        {
            var starts = Tag(file, 0) == "ttcf"
                ? Enumerable.Range(0, Math.Min(Int(file, 8), 64)).Select(i => Int(file, 12 + (4 * i)))
                : [0];
            return [.. starts.Select(start => new FontFace(file, Tables(file, start))).Where(f => f.IsUsable)];
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return [];
        }
    }

    // A face whose maker does not allow it to be embedded (OS/2, fsType 2) is left alone.
    private bool IsUsable => Needed.All(tables.ContainsKey)
        && !(tables.TryGetValue("OS/2", out var os2) && os2.Length >= 10 && (Short(file, os2.Offset + 8) & 0xF) == 2);

    /// <summary>True when it has a glyph for every character of a text, spaces aside.</summary>
    public bool Covers(IEnumerable<Rune> characters)
    {
        try
        {
            return characters.All(c => Rune.IsWhiteSpace(c) || Rune.IsControl(c) || Glyph(c) != 0);
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>The glyph of a character; 0, the empty box, when the face has none.</summary>
    public int Glyph(Rune character) => glyphs.Value(character.Value);

    /// <summary>How far a glyph moves the pen, in thousandths of the font's size.</summary>
    public int Advance(int glyph)
    {
        var metrics = Short(file, tables["hhea"].Offset + 34);
        return Scaled(Short(file, tables["hmtx"].Offset + (4 * Math.Min(glyph, metrics - 1))));
    }

    /// <summary>Lowest and highest reach of its letters, and the box around all of them, in thousandths of the font's size.</summary>
    public (int Descent, int Ascent, int[] Box) Reach
    {
        get
        {
            var (head, hhea) = (tables["head"].Offset, tables["hhea"].Offset);
            return (Scaled(Signed(file, hhea + 6)), Scaled(Signed(file, hhea + 4)), [.. new[] { 36, 38, 40, 42 }.Select(at => Scaled(Signed(file, head + at)))]);
        }
    }

    /// <summary>A TrueType file with the outlines of these glyphs alone; their numbers stay as they are.</summary>
    public byte[] Subset(IEnumerable<int> wanted) => FontSubset.Make(
        wanted, Short(file, tables["maxp"].Offset + 4), Outline,
        tag => tables.TryGetValue(tag, out var t) ? file.AsSpan(t.Offset, t.Length).ToArray() : null);

    private ReadOnlySpan<byte> Outline(int glyph)
    {
        var (loca, wide) = (tables["loca"].Offset, Short(file, tables["head"].Offset + 50) == 1);
        var (start, end) = wide
            ? (Int(file, loca + (4 * glyph)), Int(file, loca + (4 * glyph) + 4))
            : (2 * Short(file, loca + (2 * glyph)), 2 * Short(file, loca + (2 * glyph) + 2));
        return file.AsSpan(tables["glyf"].Offset + start, end - start);
    }

    private int Scaled(int units) => units * 1000 / Short(file, tables["head"].Offset + 18);

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
    private Func<int, int> Glyphs()
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

        return full is { } all ? c => InGroups(all, c) : basic is { } plane ? c => InSegments(plane, c) : _ => 0;
    }

    private int InGroups(int table, int c)
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
                return Int(file, group + 8) + (c - Int(file, group));
        }

        return 0;
    }

    private int InSegments(int table, int c)
    {
        var twice = Short(file, table + 6);
        for (var i = 0; c <= 0xFFFF && i < twice; i += 2)
        {
            if (c > Short(file, table + 14 + i))
                continue;
            var start = Short(file, table + 16 + twice + i);
            if (c < start)
                return 0;
            var range = table + 16 + (3 * twice) + i;
            var glyph = Short(file, range) == 0 ? c : Short(file, range + Short(file, range) + (2 * (c - start)));
            return glyph == 0 ? 0 : (glyph + Short(file, table + 16 + (2 * twice) + i)) & 0xFFFF;
        }

        return 0;
    }

    private static string Tag(byte[] file, int at) => Encoding.ASCII.GetString(file, at, 4);

    private static int Short(byte[] file, int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private static int Signed(byte[] file, int at) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(at));

    private static int Int(byte[] file, int at) => checked((int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at)));
}
