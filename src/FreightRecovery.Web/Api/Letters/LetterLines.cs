namespace FreightRecovery.Web.Api.Letters;

/// <summary>Breaks paragraphs into lines.</summary>
internal static class LetterLines
{
    private const string NeverFirst = "，。；：、）》！？”’)],.;:!?";

    /// <summary>Lines that fit a width. Words stay whole; Chinese breaks between any two characters, save before what closes.</summary>
    public static IEnumerable<string> Of(string paragraph, Func<string, double> measure, double width)
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
                // A word that is wider than a line is cut: it must not run off the page.
                while (line.Length > 1 && measure(line.TrimEnd()) > width)
                {
                    var cut = line.Length - 1;
                    while (cut > 1 && (measure(line[..cut]) > width || char.IsLowSurrogate(line[cut])))
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
}
