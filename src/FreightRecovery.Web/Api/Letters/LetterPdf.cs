using NodaTime;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace FreightRecovery.Web.Api.Letters;

/// <summary>Sets a letter on A4 pages.</summary>
internal static class LetterPdf
{
    private const double Margin = 64;
    private const double Size = 10.5;
    private const double SubjectSize = 13;
    private const double Leading = 1.45;
    private const string NeverFirst = "，。；：、）》！？”’)],.;:!?";

    // The writer keeps its fonts in one place for the whole process.
    private static readonly Lock Turn = new();

    /// <summary>The letter as a PDF.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="family">A font that has every character of it.</param>
    /// <param name="at">The instant it is made, UTC.</param>
    public static byte[] Write(Letter letter, string family, Instant at)
    {
        lock (Turn)
        {
            using var document = new PdfDocument();
            document.Info.Title = letter.Subject;
            document.Info.CreationDate = at.ToDateTimeUtc();
            var options = new XPdfFontOptions(PdfFontEncoding.Unicode);
            var sheet = new Sheet(document);
            sheet.Add(letter.Subject, new XFont(family, SubjectSize, XFontStyleEx.Regular, options));
            var font = new XFont(family, Size, XFontStyleEx.Regular, options);
            foreach (var paragraph in letter.Paragraphs)
                sheet.Add(paragraph, font);
            sheet.Dispose();
            using var stream = new MemoryStream();
            document.Save(stream, closeStream: false);
            return stream.ToArray();
        }
    }

    /// <summary>Lines that fit a width. Words stay whole; Chinese breaks between any two characters, save before what closes.</summary>
    internal static IEnumerable<string> Lines(string paragraph, Func<string, double> measure, double width)
    {
        foreach (var written in paragraph.Split('\n'))
        {
            var line = "";
            foreach (var piece in Pieces(written))
            {
                if (line.Length > 0 && measure((line + piece).TrimEnd()) > width)
                {
                    yield return line.TrimEnd();
                    line = piece.TrimStart();
                }
                else
                    line += piece;
                // A word that is wider than a page is cut: it must not run off.
                while (line.Length > 1 && measure(line.TrimEnd()) > width)
                {
                    var cut = line.Length - 1;
                    while (cut > 1 && measure(line[..cut]) > width)
                        cut--;
                    yield return line[..cut];
                    line = line[cut..];
                }
            }

            yield return line.TrimEnd();
        }
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var i = 1; i < text.Length; i++)
        {
            var breaks = text[i - 1] == ' ' || ((IsWide(text[i]) || IsWide(text[i - 1])) && !char.IsLowSurrogate(text[i]) && text[i] != ' ');
            if (!breaks || NeverFirst.Contains(text[i], StringComparison.Ordinal))
                continue;
            yield return text[start..i];
            start = i;
        }

        if (text.Length > 0)
            yield return text[start..];
    }

    private static bool IsWide(char c) => c >= '\u2E80';

    private sealed class Sheet(PdfDocument document) : IDisposable
    {
        private XGraphics? graphics;
        private double bottom;
        private double y;

        public void Add(string paragraph, XFont font)
        {
            var (height, page) = (font.Size * Leading, Page(0));
            foreach (var line in Lines(paragraph, s => page.MeasureString(s, font).Width, Width))
            {
                Page(height).DrawString(line, font, XBrushes.Black, new XPoint(Margin, y + font.Size));
                y += height;
            }

            y += height * 0.6;
        }

        public void Dispose() => graphics?.Dispose();

        private double Width { get; set; }

        private XGraphics Page(double needed)
        {
            if (graphics is not null && y + needed <= bottom)
                return graphics;
            graphics?.Dispose();
            var page = document.AddPage();
            page.Size = PageSize.A4;
            (y, bottom, Width) = (Margin, page.Height.Point - Margin, page.Width.Point - (2 * Margin));
            return graphics = XGraphics.FromPdfPage(page);
        }
    }
}
