using System.Buffers.Binary;
using System.Text;

namespace FreightRecovery.Web.Api.Letters;

/// <summary>
/// Makes a TrueType file with some glyphs of a font: the others keep their numbers and lose their outlines, so a font of
/// four megabytes goes into a letter as a few kilobytes.
/// </summary>
internal static class FontSubset
{
    private static readonly string[] Kept = ["cvt ", "fpgm", "head", "hhea", "hmtx", "maxp", "prep"];

    /// <summary>The outline of a glyph.</summary>
    public delegate ReadOnlySpan<byte> Outlines(int glyph);

    /// <summary>Makes the file.</summary>
    /// <param name="wanted">The glyphs.</param>
    /// <param name="count">How many glyphs the font has.</param>
    /// <param name="outlines">Where their outlines are.</param>
    /// <param name="table">A table of the font by its tag, or null.</param>
    public static byte[] Make(IEnumerable<int> wanted, int count, Outlines outlines, Func<string, byte[]?> table)
    {
        var glyphs = WithParts(wanted, outlines);
        var (glyf, loca) = (new MemoryStream(), new byte[4 * (count + 1)]);
        for (var glyph = 0; glyph < count; glyph++)
        {
            BinaryPrimitives.WriteInt32BigEndian(loca.AsSpan(4 * glyph), (int)glyf.Length);
            if (glyphs.Contains(glyph))
            {
                glyf.Write(outlines(glyph));
                glyf.SetLength((glyf.Length + 3) & ~3);
                glyf.Position = glyf.Length;
            }
        }

        BinaryPrimitives.WriteInt32BigEndian(loca.AsSpan(4 * count), (int)glyf.Length);
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal) { ["glyf"] = glyf.ToArray(), ["loca"] = loca };
        foreach (var tag in Kept)
            if (table(tag) is { } bytes)
                tables[tag] = bytes;
        // Offsets are written in four bytes each.
        BinaryPrimitives.WriteInt16BigEndian(tables["head"].AsSpan(50), 1);
        return File(tables);
    }

    // The empty box always, and of a glyph that is put together, such as a letter and its accent, the parts.
    private static HashSet<int> WithParts(IEnumerable<int> wanted, Outlines outlines)
    {
        const int WordArguments = 0x1, Scale = 0x8, More = 0x20, TwoScales = 0x40, Matrix = 0x80;
        var (all, waiting) = (new HashSet<int>(), new Stack<int>(wanted.Append(0)));
        while (waiting.TryPop(out var glyph))
        {
            if (!all.Add(glyph) || outlines(glyph) is not { Length: > 10 } outline || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
                continue;
            for (var (at, flags) = (10, More); (flags & More) != 0;)
            {
                flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
                waiting.Push(BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]));
                at += 4 + ((flags & WordArguments) != 0 ? 4 : 2)
                    + ((flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
            }
        }

        return all;
    }

    private static byte[] File(SortedDictionary<string, byte[]> tables)
    {
        var first = 12 + (16 * tables.Count);
        var (file, record, next) = (new byte[first + tables.Values.Sum(t => (t.Length + 3) & ~3)], 12, first);
        var power = (int)Math.Log2(tables.Count);
        BinaryPrimitives.WriteInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteInt16BigEndian(file.AsSpan(4), (short)tables.Count);
        BinaryPrimitives.WriteInt16BigEndian(file.AsSpan(6), (short)(16 << power));
        BinaryPrimitives.WriteInt16BigEndian(file.AsSpan(8), (short)power);
        BinaryPrimitives.WriteInt16BigEndian(file.AsSpan(10), (short)((16 * tables.Count) - (16 << power)));
        foreach (var (tag, bytes) in tables)
        {
            bytes.CopyTo(file, next);
            Encoding.ASCII.GetBytes(tag, file.AsSpan(record));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(record + 4), Checksum(file.AsSpan(next, (bytes.Length + 3) & ~3)));
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(record + 8), next);
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(record + 12), bytes.Length);
            (record, next) = (record + 16, next + ((bytes.Length + 3) & ~3));
        }

        return file;
    }

    private static uint Checksum(ReadOnlySpan<byte> words)
    {
        var sum = 0u;
        for (var i = 0; i < words.Length; i += 4)
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(words[i..]));
        return sum;
    }
}
