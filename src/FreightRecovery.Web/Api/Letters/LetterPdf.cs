using System.Globalization;
using System.Text;
using NodaTime;

namespace FreightRecovery.Web.Api.Letters;

/// <summary>Sets a letter on A4 pages.</summary>
internal static class LetterPdf
{
    private const double PageWidth = 595.28;
    private const double PageHeight = 841.89;
    private const double Margin = 64;
    private const double Size = 10.5;
    private const double SubjectSize = 13;
    private const double Leading = 1.45;

    /// <summary>The letter as a PDF.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="font">A font that has every character of it.</param>
    /// <param name="at">The instant it is made, UTC.</param>
    public static byte[] Write(Letter letter, FontFace font, Instant at)
    {
        var (pages, used, y) = (new List<StringBuilder> { new() }, new SortedDictionary<int, Rune>(), PageHeight - Margin);
        Set(letter.Subject, SubjectSize);
        foreach (var paragraph in letter.Paragraphs)
            Set(paragraph, Size);
        return PdfFile.Write(
            letter.Subject, at, font, used, (PageWidth, PageHeight), [.. pages.Select(p => Encoding.ASCII.GetBytes(p.ToString()))]);

        void Set(string paragraph, double size)
        {
            var height = size * Leading;
            foreach (var line in LetterLines.Of(paragraph, text => Width(text, size), PageWidth - (2 * Margin)))
            {
                if (y - height < Margin)
                {
                    pages.Add(new StringBuilder());
                    y = PageHeight - Margin;
                }

                y -= height;
                pages[^1].Append(CultureInfo.InvariantCulture, $"BT /F1 {size} Tf 1 0 0 1 {Margin} {y:0.##} Tm <");
                foreach (var character in line.EnumerateRunes())
                {
                    var glyph = Glyph(character);
                    used.TryAdd(glyph, character);
                    pages[^1].Append(glyph.ToString("X4", CultureInfo.InvariantCulture));
                }

                pages[^1].Append("> Tj ET\n");
            }

            y -= height * 0.6;
        }

        double Width(string text, double size) => text.EnumerateRunes().Sum(c => font.Advance(Glyph(c))) * size / 1000;

        // A font may lack one of the many kinds of space; the plain one does.
        int Glyph(Rune character) => font.Glyph(character) is var glyph and not 0 ? glyph : font.Glyph(new Rune(' '));
    }
}
