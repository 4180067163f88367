using System.Text.RegularExpressions;
using FreightRecovery.Web.Language;

namespace FreightRecovery.Tests.Language;

/// <summary>A thing goes by the same word on every page and in every letter; see <see cref="Glossary"/>.</summary>
public sealed class OneWordForOneThing
{
    // What customers and other sides are written with, which stands beside the resource files of the pages.
    private static readonly Dictionary<string, string[]> Letters = new()
    {
        ["zh-Hans"] = ["Notices/SimplifiedChinese.cs", "Notices/SimplifiedChineseSteps.cs", "Letters/zh-Hans.json", "Summaries/ChineseSummary.cs"],
        ["zh-Hant"] = ["Notices/TraditionalChinese.cs", "Notices/TraditionalChineseSteps.cs", "Letters/zh-Hant.json", "Summaries/ChineseSummary.cs"],
        ["ru"] = ["Notices/Russian.cs", "Notices/RussianSteps.cs", "Letters/ru.json", "Summaries/WesternSummary.cs"],
    };

    public static TheoryData<string> Languages => [.. Letters.Keys];

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_page_has_a_rejected_word(string language)
    {
        var (english, book, sentences) = (Phrasebook.In("en"), Phrasebook.In(language), Sentences.In(language));
        var texts = english.Keys.SelectMany(k => book.Forms(k).Values.Select(told => (Key: k, English: english.Forms(k)["other"], Told: told)))
            .Concat(SentenceLaws.Translations(language).Select(t => (Key: "sentences", t.English, t.Told))).ToList();
        Assert.True(texts.Count > english.Keys.Count() + sentences.Entries.Count / 2);
        Assert.Empty(from text in texts
                     from word in Glossary.Of(language)
                     where Has(text.Told, word) && (word.Where is null || Regex.IsMatch(text.English, word.Where, RegexOptions.IgnoreCase))
                     select $"{text.Key}: '{text.Told}' has {word.Rejected}; write {word.Chosen}");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_letter_has_a_rejected_word(string language) => Assert.Empty(
        from file in Letters[language]
        from line in File.ReadLines(Path.Combine(PhrasebookLaws.Root(), "src", "FreightRecovery.Web", "Api", Path.Combine(file.Split('/'))))
        from word in Glossary.Of(language).Where(w => w.Where is null)
        where Has(line, word)
        select $"{file}: '{line.Trim()}' has {word.Rejected}; write {word.Chosen}");

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_chosen_word_is_a_rejected_one(string language) => Assert.Empty(
        from chosen in Glossary.Of(language)
        from word in Glossary.Of(language).Where(w => w.Where is null)
        where Has(chosen.Chosen, word)
        select chosen.Chosen);

    private static bool Has(string text, RejectedWord word) => text.Contains(word.Rejected, StringComparison.OrdinalIgnoreCase);
}
