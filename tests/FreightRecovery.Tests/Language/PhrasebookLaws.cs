using System.Text.RegularExpressions;
using FreightRecovery.Domain;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Language;
using NodaTime;

namespace FreightRecovery.Tests.Language;

/// <summary>Every text is there in every language, with the same places and the right plurals, and none is there in vain.</summary>
public sealed partial class PhrasebookLaws
{
    private static readonly Phrasebook English = Phrasebook.In("en");

    public static TheoryData<string> Languages => [.. Phrasebook.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Each_language_has_every_text(string language)
    {
        Assert.NotEmpty(English.Keys);
        Assert.Equal(English.Keys.Order(), Phrasebook.In(language).Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Each_text_has_the_places_of_the_english_one(string language)
    {
        var book = Phrasebook.In(language);
        foreach (var key in English.Keys)
        {
            var places = English.Forms(key).Values.SelectMany(Phrasebook.PlacesIn).Distinct().Order();
            foreach (var (_, form) in book.Forms(key))
                Assert.True(
                    Phrasebook.PlacesIn(form).Distinct().Order().SequenceEqual(places) || IsNumberLeftOut(form, places), $"{language} {key}: {form}");
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Where_english_counts_each_language_has_all_its_plurals(string language)
    {
        var book = Phrasebook.In(language);
        foreach (var key in English.Keys.Where(k => English.Forms(k).Count > 1))
            Assert.Equal(book.Plurals.Order(), book.Forms(key).Keys.Order());
    }

    [Theory]
    [InlineData(1, "1 день")]
    [InlineData(3, "3 дня")]
    [InlineData(5, "5 дней")]
    [InlineData(11, "11 дней")]
    [InlineData(21, "21 день")]
    [InlineData(112, "112 дней")]
    [InlineData(1004, "1\u00A0004 дня")]
    public void Russian_counts_in_its_own_way(int number, string expected) => Assert.Equal(expected, Phrasebook.In("ru").Count("format.days", number));

    [Theory]
    [InlineData(null, "en")]
    [InlineData("de-DE,de;q=0.9", "en")]
    [InlineData("de,ru;q=0.5,en;q=0.4", "ru")]
    [InlineData("zh-TW,zh;q=0.9", "zh-Hant")]
    [InlineData("zh-HK", "zh-Hant")]
    [InlineData("zh-CN", "zh-Hans")]
    [InlineData("zh-Hant-CN", "zh-Hant")]
    [InlineData("zh", "zh-Hans")]
    [InlineData("ru;q=0,en", "en")]
    [InlineData(";;;q=x,,", "en")]
    public void The_browser_is_given_the_language_that_it_likes_best(string? accepted, string expected) => Assert.Equal(expected, Phrasebook.Best(accepted));

    [Fact]
    public void Times_are_written_in_the_readers_zone_and_say_which_it_is()
    {
        var at = Instant.FromUtc(2026, 3, 5, 22, 30);
        Assert.Equal("6 Mar 06:30 UTC+08", Locale.Of("en", "Asia/Shanghai").Stamp(at));
        Assert.Equal("3月6日 06:30 UTC+08", Locale.Of("zh-Hans", "Asia/Shanghai").Stamp(at));
        Assert.Equal("5 Mar 22:30 UTC+00", Locale.Of("en", null).Stamp(at));
    }

    [Fact]
    public void Every_text_that_the_pages_ask_for_is_there_and_none_is_there_in_vain()
    {
        var source = Path.Combine(Root(), "src", "FreightRecovery.Web");
        var areas = English.Keys.Select(k => k[..k.IndexOf('.', StringComparison.Ordinal)]).ToHashSet();
        var asked = Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => Literal().Matches(File.ReadAllText(f)).Select(m => m.Groups["text"].Value))
            .Where(t => areas.Contains(t.Split('.')[0]))
            .ToHashSet();
        Assert.DoesNotContain(asked, t => !English.Keys.Contains(t) && !English.Keys.Any(k => k.StartsWith(t.TrimEnd('.') + ".", StringComparison.Ordinal)));
        var words = Enumerations().Keys.Select(name => $"words.{name}.").ToList();
        // A key whose end is put on when the program runs stands in the source by its beginning.
        Assert.DoesNotContain(English.Keys, k => !words.Any(w => k.StartsWith(w, StringComparison.Ordinal)) && !asked.Contains(k) && !asked.Any(t => k.StartsWith(t.TrimEnd('.') + ".", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_value_of_an_enumeration_that_has_words_has_one_and_none_is_left_over()
    {
        var groups = English.Keys.Where(k => k.StartsWith("words.", StringComparison.Ordinal)).Select(k => k.Split('.')).GroupBy(k => k[1], k => k[2]).ToList();
        Assert.Contains(groups, g => g.Key == "incidentKind");
        foreach (var group in groups.Where(g => g.Key != "role"))
            Assert.Equal(Names.All(Enumerations()[group.Key]).Order(), group.Order());
    }

    // By the name that their words go by.
    private static Dictionary<string, Type> Enumerations() => new[] { typeof(IncidentStatus).Assembly, typeof(PromiseStatus).Assembly, typeof(InboxOrder).Assembly, typeof(Locale).Assembly }
        .SelectMany(a => a.GetExportedTypes()).Where(t => t.IsEnum)
        .GroupBy(t => char.ToLowerInvariant(t.Name[0]) + t.Name[1..]).ToDictionary(g => g.Key, g => g.First());

    // One form may say "a day" for the number.
    private static bool IsNumberLeftOut(string form, IEnumerable<string> places) =>
        Phrasebook.PlacesIn(form).Append("n").Distinct().Order().SequenceEqual(places);

    internal static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "FreightRecovery.sln")))
            directory = directory.Parent!;
        return directory.FullName;
    }

    [GeneratedRegex("""\$?"(?<text>[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)+\.?)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Literal();
}
