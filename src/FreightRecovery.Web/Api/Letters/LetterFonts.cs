using System.Collections.Concurrent;
using System.Text;

namespace FreightRecovery.Web.Api.Letters;

/// <summary>
/// Finds a font for a text among those of the machine: the first of the well-known ones that has every character of it.
/// No font comes with the product; a letter with holes in it is never made.
/// </summary>
public sealed class LetterFonts
{
    private const int MostFiles = 400;

    // In this order; others come after them by name.
    private static readonly string[] Preferred =
    [
        "NotoSans-Regular", "DejaVuSans", "LiberationSans-Regular", "arial", "NotoSansSC-Regular", "NotoSansTC-Regular", "DroidSansFallbackFull",
        "DroidSansFallback", "wqy-microhei", "wqy-zenhei", "msyh", "msjh", "simsun", "uming",
    ];

    private readonly string[] folders;
    private readonly Lazy<string[]> files;
    private readonly ConcurrentDictionary<string, string> chosen = new(StringComparer.Ordinal);

    /// <summary>Fonts of one folder, or of the system's when it is null.</summary>
    public LetterFonts(string? folder)
    {
        folders = folder is not null ? [folder] : [.. SystemFolders()];
        files = new Lazy<string[]>(FindFiles);
    }

    /// <summary>A font with every character of a text; null when there is none.</summary>
    /// <param name="language">The text's language: its font is tried first the next time.</param>
    /// <param name="text">The text.</param>
    internal FontFace? For(string language, string text)
    {
        var characters = text.EnumerateRunes().Distinct().ToList();
        if (chosen.TryGetValue(language, out var last) && Face(last, characters) is { } again)
            return again;
        foreach (var file in files.Value)
            if (Face(file, characters) is { } face)
            {
                chosen[language] = file;
                return face;
            }

        return null;
    }

    /// <summary>What to do when there is no font for a language.</summary>
    internal string Advice(string language) =>
        $"No TrueType font with every character of this letter was found in {string.Join(", ", folders)}. Install "
        + (language.StartsWith("zh", StringComparison.Ordinal)
            ? "one for Chinese, such as the package fonts-droid-fallback or fonts-wqy-microhei (Debian, Ubuntu),"
            : "one such as the package fonts-dejavu-core (Debian, Ubuntu),")
        + " or name a folder of fonts with --fonts or FREIGHTRECOVERY_FONTS. Until then take form=text.";

    private static FontFace? Face(string file, List<Rune> characters)
    {
        try
        {
            return FontFace.Read(File.ReadAllBytes(file)).FirstOrDefault(face => face.Covers(characters));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int Rank(string file)
    {
        var rank = Array.FindIndex(Preferred, p => p.Equals(Path.GetFileNameWithoutExtension(file), StringComparison.OrdinalIgnoreCase));
        return rank < 0 ? Preferred.Length : rank;
    }

    private string[] FindFiles()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 8 };
        return
        [
            .. folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.tt?", options))
                .OrderBy(Rank).ThenBy(f => f, StringComparer.Ordinal).Take(MostFiles),
        ];
    }

    private static IEnumerable<string> SystemFolders()
    {
        if (OperatingSystem.IsWindows())
            return [Environment.GetFolderPath(Environment.SpecialFolder.Fonts)];
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return OperatingSystem.IsMacOS()
            ? ["/System/Library/Fonts", "/Library/Fonts", Path.Combine(home, "Library/Fonts")]
            : ["/usr/share/fonts", "/usr/local/share/fonts", Path.Combine(home, ".local/share/fonts"), Path.Combine(home, ".fonts")];
    }
}
