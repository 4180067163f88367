using System.Globalization;
using System.IO.Compression;
using System.Text;
using NodaTime;

namespace FreightRecovery.Web.Api.Letters;

/// <summary>
/// Writes pages of text in one embedded TrueType font as a PDF (ISO 32000-1): glyphs by number, the used ones alone, and a
/// table back to characters, so that the text can be searched and copied.
/// </summary>
internal static class PdfFile
{
    private const int Catalog = 1, Pages = 2, Font = 3, Descendant = 4, Descriptor = 5, FontProgram = 6, Characters = 7, Info = 8, FirstPage = 9;

    /// <summary>The file.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="at">The instant it is made, UTC.</param>
    /// <param name="font">The font.</param>
    /// <param name="used">The glyphs on the pages, with their characters.</param>
    /// <param name="size">Width and height of a page, in points.</param>
    /// <param name="contents">The pages' contents.</param>
    public static byte[] Write(
        string title, Instant at, FontFace font, SortedDictionary<int, Rune> used, (double Width, double Height) size,
        IReadOnlyList<byte[]> contents)
    {
        var (file, places) = (new MemoryStream(), new SortedDictionary<int, long>());
        Text("%PDF-1.7\n");
        file.Write([(byte)'%', 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        var (descent, ascent, box) = font.Reach;
        Object(Catalog, $"<< /Type /Catalog /Pages {Pages} 0 R >>");
        Object(Pages, $"<< /Type /Pages /Count {contents.Count} /Kids [{string.Join(' ', contents.Select((_, i) => $"{FirstPage + (2 * i)} 0 R"))}] >>");
        Object(Font, $"<< /Type /Font /Subtype /Type0 /BaseFont /LETTER+Text /Encoding /Identity-H /DescendantFonts [{Descendant} 0 R] /ToUnicode {Characters} 0 R >>");
        Object(Descendant, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /LETTER+Text /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            + $"/FontDescriptor {Descriptor} 0 R /CIDToGIDMap /Identity /DW 1000 /W [{string.Join(' ', used.Keys.Select(g => $"{g} [{font.Advance(g)}]"))}] >>");
        Object(Descriptor, $"<< /Type /FontDescriptor /FontName /LETTER+Text /Flags 4 /FontBBox [{string.Join(' ', box)}] /ItalicAngle 0 /Ascent {ascent} "
            + $"/Descent {descent} /CapHeight {ascent} /StemV 80 /FontFile2 {FontProgram} 0 R >>");
        var program = font.Subset(used.Keys);
        Stream(FontProgram, program, $"/Length1 {program.Length} ");
        Stream(Characters, Encoding.ASCII.GetBytes(ToUnicode(used)), "");
        Object(Info, $"<< /Title {Hex(title)} /CreationDate (D:{at.ToString("uuuuMMddHHmmss", CultureInfo.InvariantCulture)}Z) /Producer (FreightRecovery) >>");
        for (var i = 0; i < contents.Count; i++)
        {
            var page = FirstPage + (2 * i);
            Object(page, string.Create(CultureInfo.InvariantCulture,
                $"<< /Type /Page /Parent {Pages} 0 R /MediaBox [0 0 {size.Width} {size.Height}] /Resources << /Font << /F1 {Font} 0 R >> >> /Contents {page + 1} 0 R >>"));
            Stream(page + 1, contents[i], "");
        }

        var table = file.Length;
        Text($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places.Values)
            Text(place.ToString("0000000000", CultureInfo.InvariantCulture) + " 00000 n \n");
        Text($"trailer\n<< /Size {places.Count + 1} /Root {Catalog} 0 R /Info {Info} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();

        void Text(string text) => file.Write(Encoding.ASCII.GetBytes(text));

        void Object(int number, string body)
        {
            places[number] = file.Length;
            Text($"{number} 0 obj\n{body}\nendobj\n");
        }

        void Stream(int number, byte[] content, string more)
        {
            var packed = Packed(content);
            places[number] = file.Length;
            Text($"{number} 0 obj\n<< {more}/Length {packed.Length} /Filter /FlateDecode >>\nstream\n");
            file.Write(packed);
            Text("\nendstream\nendobj\n");
        }
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        return packed.ToArray();
    }

    private static string ToUnicode(SortedDictionary<int, Rune> used)
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            + "/CMapName /Letter def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        // The format takes a hundred lines at a time.
        foreach (var some in used.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{some.Length} beginbfchar\n");
            foreach (var (glyph, character) in some)
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(character.ToString()))}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    private static string Hex(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
