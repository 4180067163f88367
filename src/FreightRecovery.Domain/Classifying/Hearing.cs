using System.Globalization;

namespace FreightRecovery.Domain.Classifying;

/// <summary>Which words of the policy a text has in it.</summary>
internal sealed class Hearing
{
    private readonly SortedDictionary<Tone, string> heard = [];

    public Hearing(string text, ClassificationPolicy policy)
    {
        var lower = text.ToLower(CultureInfo.InvariantCulture);
        foreach (var (language, tones) in policy.Words)
            foreach (var (tone, words) in tones)
                foreach (var word in words)
                    if (!heard.ContainsKey(tone) && Has(lower, word))
                        heard[tone] = $"The report says '{word}' ({language}).";
    }

    /// <summary>The line that tells a word of this tone, or null when there is none.</summary>
    public string? Line(Tone tone) => heard.GetValueOrDefault(tone);

    // Whole words where a script parts its words, any place where it does not.
    private static bool Has(string text, string word)
    {
        var stem = word.TrimEnd('*');
        for (var at = text.IndexOf(stem, StringComparison.Ordinal); at >= 0; at = text.IndexOf(stem, at + 1, StringComparison.Ordinal))
        {
            var end = at + stem.Length;
            if ((at == 0 || Parted(text[at - 1], stem[0]))
                && (word.EndsWith('*') || end == text.Length || Parted(stem[^1], text[end])))
                return true;
        }

        return false;
    }

    private static bool Parted(char before, char after) =>
        !char.IsLetterOrDigit(before) || !char.IsLetterOrDigit(after) || IsHan(before) || IsHan(after);

    private static bool IsHan(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.OtherLetter;
}
