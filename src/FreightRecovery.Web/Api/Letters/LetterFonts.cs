using System.Collections.Concurrent;
using System.Text;
using PdfSharp.Fonts;

namespace FreightRecovery.Web.Api.Letters;

/// <summary>
/// Finds a font for a text among those of the machine: the first of the well-known ones that has every character of it.
/// No font comes with the product; a letter with holes in it is never made.
/// </summary>
public sealed class LetterFonts
{
    private const int MostFiles = 5000;

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

    /// <summary>The family that the PDF writer knows a font by which has every character of a text; null when there is none.</summary>
    /// <param name="language">The text's language: its font is tried first the next time.</param>
    /// <param name="text">The text.</param>
    internal string? For(string language, string text)
    {
        var characters = text.EnumerateRunes().Distinct().ToList();
        if (chosen.TryGetValue(language, out var last) && Family(last, characters) is { } again)
            return again;
        foreach (var file in files.Value)
            if (Family(file, characters) is { } family)
            {
                chosen[language] = file;
                return family;
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

    private static string? Family(string file, List<Rune> characters)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        var faces = FontFace.Read(bytes);
        for (var i = 0; i < faces.Count; i++)
            if (faces[i].Covers(characters))
                return Resolver.Register($"{file}#{i}", faces[i].Alone);
        return null;
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
            .. folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.tt?", options)).Take(MostFiles)
                .OrderBy(Rank).ThenBy(f => f, StringComparer.Ordinal),
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

    // The PDF writer asks one resolver for the whole process.
    private sealed class Resolver : IFontResolver
    {
        private static readonly Resolver Only = new();
        private readonly ConcurrentDictionary<string, Lazy<byte[]>> faces = new(StringComparer.Ordinal);

        static Resolver() => GlobalFontSettings.FontResolver = Only;

        public static string Register(string family, Func<byte[]> face)
        {
            Only.faces.GetOrAdd(family, _ => new Lazy<byte[]>(face));
            return family;
        }

        public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) =>
            faces.ContainsKey(familyName) ? new FontResolverInfo(familyName, isBold, isItalic) : null;

        public byte[]? GetFont(string faceName) => faces.TryGetValue(faceName, out var face) ? face.Value : null;
    }
}
