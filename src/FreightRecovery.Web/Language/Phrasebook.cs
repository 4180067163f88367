using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FreightRecovery.Web.Language;

/// <summary>
/// All texts of the screens in one language. They stand in resource files, <c>Language/AREA.LANGUAGE.json</c>, as sentences with places in
/// braces under keys that begin with their area; a text that depends on a number has one form for each plural of the language.
/// </summary>
public sealed partial class Phrasebook
{
    /// <summary>The languages that there are, as BCP 47 tags; the first is what somebody sees who asked for none of them.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "zh-Hans", "zh-Hant", "ru"];

    internal const string Resources = "language.";

    // Not an area: their keys are sentences, and English has none. See Sentences.
    internal const string OfSentences = "sentences";

    // Region decides how numbers and dates are written: ours are the ones of the offices that use the product.
    private static readonly Dictionary<string, string> Cultures = new() { ["en"] = "en-GB", ["zh-Hans"] = "zh-CN", ["zh-Hant"] = "zh-TW", ["ru"] = "ru-RU" };

    private static readonly FrozenDictionary<string, Phrasebook> All = Languages.ToFrozenDictionary(l => l, l => new Phrasebook(l));

    private readonly FrozenDictionary<string, Phrase> phrases;

    private Phrasebook(string language)
    {
        Language = language;
        Culture = CultureInfo.GetCultureInfo(Cultures[language]);
        phrases = Read(language).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The language, as a BCP 47 tag.</summary>
    public string Language { get; }

    /// <summary>How its numbers and dates are written.</summary>
    public CultureInfo Culture { get; }

    /// <summary>The keys of all texts.</summary>
    public IEnumerable<string> Keys => phrases.Keys;

    /// <summary>The texts of a language; those of the first for one that is not here.</summary>
    public static Phrasebook In(string? language) => language is not null && All.TryGetValue(language, out var book) ? book : All[Languages[0]];

    /// <summary>The language that suits best what a browser asks for (RFC 9110, Accept-Language).</summary>
    public static string Best(string? accepted)
    {
        var wishes = (accepted ?? "").Split(',').Select(Wish).Where(w => w.Weight > 0).OrderByDescending(w => w.Weight);
        foreach (var (tag, _) in wishes)
            if (Known(tag) is { } known)
                return known;
        return Languages[0];
    }

    /// <summary>A text with its places filled.</summary>
    /// <exception cref="KeyNotFoundException">There is no such text, or a place has no value: a bug here.</exception>
    public string this[string key, params ReadOnlySpan<(string Place, object? Value)> values] => Fill(phrases[key].Other, values);

    /// <summary>The text of a key whose end is known only when the program runs; null when there is none.</summary>
    public string? Find(string key) => phrases.TryGetValue(key, out var phrase) ? phrase.Other : null;

    /// <summary>A text in the form that goes with a number, which stands at the place <c>n</c>.</summary>
    public string Count(string key, long number, params ReadOnlySpan<(string Place, object? Value)> values) =>
        Fill(phrases[key].Of(PluralOf(number)), [("n", number), .. values]);

    /// <summary>The forms of a text by their CLDR category; one, <c>other</c>, for a text that depends on no number.</summary>
    public IReadOnlyDictionary<string, string> Forms(string key) => phrases[key].Forms;

    /// <summary>The CLDR plural categories of the language for whole numbers.</summary>
    public IReadOnlyList<string> Plurals => Language switch { "ru" => ["one", "few", "many", "other"], "en" => ["one", "other"], _ => ["other"] };

    /// <summary>The places of a text.</summary>
    public static IEnumerable<string> PlacesIn(string text) => Place().Matches(text).Select(m => m.Groups["name"].Value);

    // Unicode CLDR, plural rules of cardinal numbers.
    internal string PluralOf(long number) => Language switch
    {
        "en" => number == 1 ? "one" : "other",
        "ru" => (Math.Abs(number % 10), Math.Abs(number % 100)) switch
        {
            (1, not 11) => "one",
            (>= 2 and <= 4, < 12 or > 14) => "few",
            _ => "many",
        },
        _ => "other",
    };

    private string Fill(string text, ReadOnlySpan<(string Place, object? Value)> values)
    {
        if (values.IsEmpty)
            return text;
        var places = new Dictionary<string, string>(values.Length, StringComparer.Ordinal);
        foreach (var (place, value) in values)
            places[place] = value switch
            {
                string plain => plain,
                IFormattable number => number.ToString(number is long or int ? "N0" : null, Culture),
                _ => value?.ToString() ?? "",
            };
        return Place().Replace(text, match => places[match.Groups["name"].Value]);
    }

    private static Dictionary<string, Phrase> Read(string language)
    {
        var all = new Dictionary<string, Phrase>(StringComparer.Ordinal);
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Resources, StringComparison.Ordinal) && n.EndsWith("." + language, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var area = name[Resources.Length..^(language.Length + 1)];
            if (area == OfSentences)
                continue;
            foreach (var (key, value) in JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(stream)!)
                all.Add($"{area}.{key}", value.ValueKind is JsonValueKind.String
                    ? new(new Dictionary<string, string> { ["other"] = value.GetString()! })
                    : new(value.Deserialize<Dictionary<string, string>>()!));
        }

        return all;
    }

    private static (string Tag, double Weight) Wish(string text)
    {
        var parts = text.Split(';', 2, StringSplitOptions.TrimEntries);
        return parts is [var tag, ['q', '=', .. var weight]]
            ? (tag, double.TryParse(weight, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var w) ? w : 0)
            : (parts[0].Trim(), 1);
    }

    // The script of Chinese decides; where only a region is told, the region's.
    private static string? Known(string tag) => tag.Split('-') switch
    {
        ["zh", ..] => tag.Contains("Hant", StringComparison.OrdinalIgnoreCase) || (!tag.Contains("Hans", StringComparison.OrdinalIgnoreCase)
            && tag.Split('-')[^1].ToUpperInvariant() is "TW" or "HK" or "MO") ? "zh-Hant" : "zh-Hans",
        [var language, ..] => Languages.FirstOrDefault(l => l.Equals(language, StringComparison.OrdinalIgnoreCase)),
        _ => null,
    };

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();

    private sealed record Phrase(Dictionary<string, string> Forms)
    {
        public string Other => Forms["other"];

        public string Of(string plural) => Forms.TryGetValue(plural, out var form) ? form : Other;
    }
}
