using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;

namespace FreightRecovery.Web.Api.Letters;

/// <summary>The words of our letters in one language: a resource file of keys and sentences with places in braces.</summary>
internal sealed partial class LetterTexts
{
    private static readonly FrozenDictionary<string, LetterTexts> All =
        ((string[])["en", "zh-Hans", "zh-Hant", "ru"]).ToFrozenDictionary(l => l, l => new LetterTexts(l));

    private readonly FrozenDictionary<string, string> texts;
    private readonly string[] months;

    private LetterTexts(string language)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("letters." + language)!;
        texts = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary();
        months = texts["months"].Split(' ');
    }

    /// <summary>The words of a language (BCP 47).</summary>
    public static LetterTexts In(string language) => All[language];

    /// <summary>All sentences by key.</summary>
    public IReadOnlyDictionary<string, string> Sentences => texts;

    /// <summary>A sentence with its places filled.</summary>
    /// <exception cref="KeyNotFoundException">There is no such sentence, or a place has no value: a bug here.</exception>
    public string this[string key, params ReadOnlySpan<(string Place, string Value)> values]
    {
        get
        {
            var places = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (place, value) in values)
                places[place] = value;
            return Place().Replace(texts[key], match => places[match.Groups["name"].Value]);
        }
    }

    /// <summary>A day as the language writes it.</summary>
    public string Date(LocalDate day) => this["date",
        ("day", day.Day.ToString(CultureInfo.InvariantCulture)), ("month", months[day.Month - 1]),
        ("number", day.Month.ToString(CultureInfo.InvariantCulture)), ("year", day.Year.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The places of a sentence.</summary>
    internal static IEnumerable<string> PlacesIn(string sentence) => Place().Matches(sentence).Select(m => m.Groups["name"].Value);

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
