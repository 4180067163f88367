using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace FreightRecovery.Web.Language;

/// <summary>
/// The sentences that the domain and the engine compose, in one language. They speak plain English and know nothing of languages; here, at the
/// edge, each English sentence is looked up with places for what it was composed of, and said anew. The resource files,
/// <c>Language/sentences.LANGUAGE.json</c>, go from the English sentence to its translation; what has no entry stays English.
/// </summary>
public sealed class Sentences
{
    // Longer texts are not ours: nothing that the domain composes comes near.
    private const int MostCharacters = 8_000;
    private const int MostSentences = 24;
    private const int MostNesting = 4;

    // What is looked up to tell whether it is a word of the house, and how many words within words.
    private const int LongestWord = 120;
    private const int MostWords = 3;

    // Whose values stand in the domain's sentences by their names, spaced and in small letters.
    private static readonly string[] Named = ["incidentKind", "incidentStatus", "severity", "stage", "wish", "authority"];

    private static readonly FrozenDictionary<string, Sentences> All = Phrasebook.Languages.ToFrozenDictionary(l => l, l => new Sentences(Phrasebook.In(l)));

    private readonly Phrasebook book;
    private readonly FrozenDictionary<string, string> exact;
    private readonly FrozenDictionary<char, Template[]> templates;
    private readonly Template[] headless;

    private Sentences(Phrasebook book)
    {
        this.book = book;
        var entries = Read(book.Language);
        var words = book.Language == Phrasebook.Languages[0] ? [] : book.Keys.Select(k => k.Split('.')).Where(k => k is ["words", var group, _] && Named.Contains(group))
            .Select(k => (Name: Spaced(k[2]), Key: string.Join('.', k)));
        var plain = entries.Where(e => !e.Key.Contains('{', StringComparison.Ordinal)).ToDictionary(e => e.Key, e => e.Value["other"], StringComparer.Ordinal);
        foreach (var (name, key) in words)
            plain.TryAdd(name, book[key]);
        exact = plain.ToFrozenDictionary(StringComparer.Ordinal);
        var composed = entries.Where(e => e.Key.Contains('{', StringComparison.Ordinal)).Select(e => new Template(e.Key, e.Value))
            .OrderByDescending(t => t.Likeness).ThenBy(t => t.Head, StringComparer.Ordinal).ToList();
        headless = [.. composed.Where(t => t.Head.Length == 0)];
        // For each letter that a text may begin with, what it can be, the likeliest first.
        templates = composed.Where(t => t.Head.Length > 0).Select(t => t.Head[0]).Distinct()
            .ToFrozenDictionary(c => c, c => composed.Where(t => t.Head.Length == 0 || t.Head[0] == c).ToArray());
        Entries = [.. entries.Keys];
    }

    /// <summary>The English sentences that have a translation, with their places.</summary>
    public IReadOnlyList<string> Entries { get; }

    /// <summary>Those of a language; for one that is not here none, so that everything stays as it is.</summary>
    public static Sentences In(string? language) => All[Phrasebook.In(language).Language];

    /// <summary>A text of the domain in this language, and whether all of its sentences were found; what was not stands there in English.</summary>
    public (string Text, bool IsWhole) Say(string text) => Say(text, 0, []);

    /// <summary>The translation of a text that is an entry as it stands, without places; null for any other.</summary>
    public string? Exactly(string text) => exact.GetValueOrDefault(text);

    private (string Text, bool IsWhole) Say(string text, int depth, Memory memory)
    {
        if (text.Length is 0 or > MostCharacters || depth > MostNesting || exact.Count == 0)
            return (text, exact.Count == 0 || text.Length == 0);
        var starts = Starts(text);
        var count = starts.Count - 1;
        // From the end to the beginning: the division into sentences that leaves the fewest without an entry, the shorter sentence first. What
        // somebody wrote may have sentences of its own inside a place, so a full stop does not end one of ours for certain; at the end of a sentence
        // of ours it goes on to the end of the text.
        var (lost, cut, found) = (new int[count + 1], new int[count], new Found?[count]);
        for (var i = count - 1; i >= 0; i--)
        {
            (lost[i], cut[i]) = (int.MaxValue, i + 1);
            for (var j = i + 1; j <= count; j++)
            {
                var hit = Find(text[starts[i]..starts[j]].TrimEnd(' '), 0, memory) is var some && j < count && some?.Template is { EndsInOwnWords: true } ? null : some;
                if ((hit is not null || j == i + 1) && lost[j] + (hit is null ? 1 : 0) is var missed && missed < lost[i])
                    (lost[i], cut[i], found[i]) = (missed, j, hit);
            }
        }

        if (lost[0] == count)
            return (text, false);
        var said = new StringBuilder();
        for (var i = 0; i < count; i = cut[i])
        {
            var piece = text[starts[i]..starts[cut[i]]].TrimEnd(' ');
            if (said.Length > 0 && !(found[i] is not null && IsWide(said[^1])))
                said.Append(' ');
            said.Append(found[i] is { } hit ? Write(hit, depth, memory) : piece);
        }

        return (said.ToString(), lost[0] == 0);
    }

    // An entry as it stands; else with a small letter at its head, or without its full stop, for a word that was made into a sentence.
    private Found? Find(string sentence, int words, Memory memory)
    {
        if (Look(sentence, words, memory) is { } hit)
            return hit;
        if (sentence is [.. { Length: > 0 } open, '.'] && Look(open, words, memory) is { } word)
            return word with { Stop = true };
        return char.IsAsciiLetterUpper(sentence.FirstOrDefault()) && exact.TryGetValue(Small(sentence).TrimEnd('.'), out var small)
            ? new Found(small, null, [], sentence.EndsWith('.'), Capital: true) : null;
    }

    private Found? Look(string sentence, int words, Memory memory)
    {
        if (exact.TryGetValue(sentence, out var told))
            return new Found(told, null, []);
        foreach (var template in sentence.Length > 0 && templates.TryGetValue(sentence[0], out var some) ? some : headless)
        {
            if (template.Match(sentence, value => IsWord(value, words + 1, memory)) is { } values)
                return new Found("", template, values);
        }

        return null;
    }

    private string Write(Found hit, int depth, Memory memory)
    {
        var told = hit.Template is { } template
            ? template.Fill([.. hit.Values.Select((value, i) => Template.IsOwnWords(template.Places[i]) ? value : Value(value, depth + 1, memory))], book.PluralOf)
            : hit.Text;
        told = hit.Capital ? char.ToUpper(told[0], book.Culture) + told[1..] : told;
        return hit.Stop ? told + (IsChinese ? "。" : ".") : told;
    }

    // Several things to be done stand in one place with semicolons between them.
    private string Value(string value, int depth, Memory memory) =>
        value.Split("; ") is { Length: > 1 and <= MostSentences } several && several.All(v => IsWord(v, 1, memory))
            ? string.Join(IsChinese ? "；" : "; ", several.Select(v => Say(v, depth, memory).Text)) : Say(value, depth, memory).Text;

    private bool IsWord(string value, int words, Memory memory)
    {
        if (words > MostWords || value.Length > LongestWord)
            return false;
        if (!memory.TryGetValue((value, words), out var known))
            memory[(value, words)] = known = Find(value, words, memory) is not null;
        return known;
    }

    private bool IsChinese => book.Language.StartsWith("zh", StringComparison.Ordinal);

    private static bool IsWide(char last) => last is '。' or '！' or '？' or '：' or '；' or '）';

    private static List<int> Starts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 1; i < text.Length - 1 && starts.Count < MostSentences; i++)
        {
            if (text[i] == ' ' && (text[i - 1] is '.' or '!' or '?'))
                starts.Add(i + 1);
        }

        starts.Add(text.Length);
        return starts;
    }

    private static string Small(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    private static string Spaced(string name) => string.Concat(name.Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Read(string language)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Phrasebook.Resources}{Phrasebook.OfSentences}.{language}");
        return stream is null ? [] : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(stream)!.ToDictionary(
            e => e.Key,
            IReadOnlyDictionary<string, string> (e) => e.Value.ValueKind is JsonValueKind.String
                ? new Dictionary<string, string> { ["other"] = e.Value.GetString()! } : e.Value.Deserialize<Dictionary<string, string>>()!,
            StringComparer.Ordinal);
    }

    // What was looked up for one text already, and within how many other words: many templates ask after the same words.
    private sealed class Memory : Dictionary<(string Value, int Words), bool>;

    private sealed record Found(string Text, Template? Template, string[] Values, bool Stop = false, bool Capital = false);
}
