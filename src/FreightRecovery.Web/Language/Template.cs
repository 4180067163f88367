using System.Globalization;

namespace FreightRecovery.Web.Language;

/// <summary>
/// An English sentence with places in braces. A text either is this sentence with something in each place, or it is not: the literals between
/// the places are looked for from the left, each once, so that a text of any length is answered in time that grows with its length alone.
/// </summary>
/// <remarks>
/// The names of some places say what may stand there: <c>n</c> a whole number, by which the translation takes its plural; <c>day</c> a date; <c>moment</c> a date with or without its time; <c>place</c> a code, or "a place not told";
/// <c>kind</c>, <c>stage</c>, <c>voice</c> and those that begin with <c>word</c> what has an entry of its own. What stands in a place whose name begins with <c>said</c> is somebody's own
/// words, or a reference, and is never translated.
/// </remarks>
internal sealed class Template
{
    private const string Number = "n";
    private const string Day = "day";
    private const string Kind = "kind";
    private const string Place = "place";
    private const string Moment = "moment";
    private const int DayLength = 10;
    private const int HeadShare = 2;

    // The words of a word that stands before a blank, such as "dangerous goods declaration".
    private const int MostBlanks = 3;
    private readonly string[] literals;
    private readonly IReadOnlyDictionary<string, string> forms;

    public Template(string english, IReadOnlyDictionary<string, string> forms)
    {
        (literals, Places) = Cut(english);
        this.forms = forms;
        Weight = literals.Sum(l => l.Length);
        Likeness = Weight + (HeadShare * Head.Length);
    }

    /// <summary>The places, in the order of the English sentence.</summary>
    public string[] Places { get; }

    /// <summary>What stands before the first place; empty for a sentence that begins with one.</summary>
    public string Head => literals[0];

    /// <summary>How much of the sentence is told for certain.</summary>
    public int Weight { get; }

    /// <summary>By how much it is meant rather than another that fits as well. Words at the beginning count more: nothing of anybody's stands before them.</summary>
    public int Likeness { get; }

    /// <summary>Whether it ends in somebody's own words, after which nothing tells where they end.</summary>
    public bool EndsInOwnWords => literals[^1].Length == 0 && IsOwnWords(Places[^1]);

    /// <summary>Whether what stands in a place comes out as it went in.</summary>
    public static bool IsOwnWords(string place) => place.StartsWith("said", StringComparison.Ordinal);

    /// <summary>What stands in each place; null when the text is not this sentence.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isWord">Whether something is a word of the house.</param>
    public string[]? Match(string text, Func<string, bool> isWord)
    {
        var tail = literals[^1];
        if (text.Length < Weight || !text.StartsWith(Head, StringComparison.Ordinal) || !text.EndsWith(tail, StringComparison.Ordinal))
            return null;
        var (values, at, end) = (new string[Places.Length], Head.Length, text.Length - tail.Length);
        for (var i = 0; i < Places.Length; i++)
        {
            var next = i == Places.Length - 1 ? end : Find(text, i + 1, at, end, isWord);
            if (next < at || !Fits(Places[i], text[at..next]))
                return null;
            values[i] = text[at..next];
            at = next + (i == Places.Length - 1 ? 0 : literals[i + 1].Length);
        }

        // To look a word up is dear, and is done when all else fits.
        return Places.Zip(values).All(p => p.First == Kind ? p.Second.Length == 0 || isWord(p.Second) : !IsWordOfOurs(p.First) || isWord(p.Second)) ? values : null;
    }

    /// <summary>The translation with the values in their places.</summary>
    public string Fill(string[] values, Func<long, string> pluralOf)
    {
        var number = Array.IndexOf(Places, Number);
        var form = number >= 0 && long.TryParse(values[number], NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && forms.TryGetValue(pluralOf(n), out var plural) ? plural : forms["other"];
        var (told, places) = Cut(form);
        return string.Concat(told.Select((literal, i) => i == 0 ? literal : values[Array.IndexOf(Places, places[i - 1])] + literal));
    }

    // Two places with no more than a blank between them: the second begins with its date; one of them is a word, the first as long a one as it can
    // be; or else the first is a sentence and ends where one ends.
    private int Find(string text, int place, int from, int end, Func<string, bool> isWord)
    {
        if (literals[place] != " ")
            return text.IndexOf(literals[place], from, Math.Max(0, end - from), StringComparison.Ordinal);
        var (found, longest, blanks) = (-1, IsWordOfOurs(Places[place - 1]), 0);
        for (var blank = text.IndexOf(' ', from, Math.Max(0, end - from)); blank >= 0 && (longest ? blanks < MostBlanks : found < 0); blank = text.IndexOf(' ', blank + 1, end - blank - 1))
        {
            blanks++;
            var parts = Places[place] == Day ? blank + DayLength < end && IsDay(text.AsSpan(blank + 1, DayLength))
                : longest ? isWord(text[from..blank])
                : IsWordOfOurs(Places[place]) && place == Places.Length - 1 ? isWord(text[(blank + 1)..end])
                : blank > from && text[blank - 1] == '.';
            found = parts ? blank : found;
        }

        return found;
    }

    private static bool IsWordOfOurs(string place) => place is "stage" or "voice" || place.StartsWith("word", StringComparison.Ordinal);

    private static bool IsDay(ReadOnlySpan<char> value) => value.Length == DayLength && !value.ContainsAnyExcept("0123456789-");

    private static bool Fits(string place, string value) => place switch
    {
        Number => value.Length is > 0 and < 10 && value.All(char.IsAsciiDigit),
        Day => IsDay(value),
        Moment => value.Length >= DayLength && IsDay(value.AsSpan(0, DayLength)) && (value.Length == DayLength || value.EndsWith(" UTC", StringComparison.Ordinal)),
        Place => value.StartsWith("a ", StringComparison.Ordinal) || !value.Contains(' ', StringComparison.Ordinal),
        _ => true,
    };

    private static (string[] Literals, string[] Places) Cut(string text)
    {
        var (literals, places, at) = (new List<string>(), new List<string>(), 0);
        while (text.IndexOf('{', at) is >= 0 and var open)
        {
            var close = text.IndexOf('}', open);
            literals.Add(text[at..open]);
            places.Add(text[(open + 1)..close]);
            at = close + 1;
        }

        literals.Add(text[at..]);
        return ([.. literals], [.. places]);
    }
}
