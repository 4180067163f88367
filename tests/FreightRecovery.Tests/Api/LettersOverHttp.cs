using System.Net;
using System.Text;
using FreightRecovery.Web.Api.Letters;
using FreightRecovery.Web.Hosting;

namespace FreightRecovery.Tests.Api;

/// <summary>Letters of claim in four languages, as text and as PDF.</summary>
public sealed class LettersOverHttp(Server server) : IClassFixture<Server>
{
    public static TheoryData<string, string> LanguagesAndKinds()
    {
        var all = new TheoryData<string, string>();
        foreach (var language in new[] { "en", "zh-Hans", "zh-Hant", "ru" })
            foreach (var kind in new[] { "noticeOfClaim", "letterOfReserve", "claimLetter" })
                all.Add(language, kind);
        return all;
    }

    [Theory]
    [MemberData(nameof(LanguagesAndKinds))]
    public async Task A_letter_names_the_shipment_the_amount_the_day_and_the_legal_basis(string language, string kind)
    {
        var (claim, rep) = await Opened($"{language}-{kind}", "onCarrier", "cmr");
        var letter = await rep.Get($"/claims/{claim}/letter?kind={kind}&language={language}");
        Assert.Equal((HttpStatusCode.OK, "text/plain"), (letter.Status, letter.MediaType));
        foreach (var word in new[] { $"S-{language}-{kind}", "4000.00 USD", "CMR", "Art. 30(1)", "MEDU1234567", Today(language) })
            Assert.Contains(word, letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('{', letter.Text);
        // The text of the CMR itself was read: nothing is to be confirmed.
        Assert.DoesNotContain(LetterTexts.In(language)["confirm"], letter.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    [InlineData("ru")]
    public async Task What_is_to_be_confirmed_with_counsel_says_so_in_the_letter(string language)
    {
        var (claim, rep) = await Opened($"counsel-{language}", "fromCustomer", "fiataFbl");
        var letter = (await rep.Get($"/claims/{claim}/letter?kind=letterOfReserve&language={language}")).Ok.Text;
        Assert.Contains(LetterTexts.In(language)["confirm"], letter, StringComparison.Ordinal);
        Assert.Contains(LetterTexts.In(language)["behalf"], letter, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(LanguagesAndKinds))]
    public async Task A_letter_comes_as_a_PDF_with_its_font(string language, string kind)
    {
        var (claim, rep) = await Opened($"pdf-{language}-{kind}", "onCarrier", "hamburg");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/claims/{claim}/letter?kind={kind}&language={language}&form=pdf");
        request.Headers.Add("Authorization", "Bearer " + rep.Key);
        using var answer = await server.Raw(request);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            Assert.Skip(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var pdf = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var raw = Encoding.Latin1.GetString(pdf);
        Assert.StartsWith("%PDF-", raw, StringComparison.Ordinal);
        Assert.Contains("/FontFile2", raw, StringComparison.Ordinal);
        Assert.Contains("%%EOF", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_font_the_answer_names_the_package_to_install()
    {
        var empty = Directory.CreateTempSubdirectory("no-fonts-").FullName;
        await using var bare = new Server { Fonts = empty };
        await bare.InitializeAsync();
        var (claim, rep) = await Opened("bare", "onCarrier", "cmr", bare);
        var chinese = await rep.Get($"/claims/{claim}/letter?kind=claimLetter&language=zh-Hans&form=pdf");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "fonts-missing"), (chinese.Status, chinese.Problem));
        Assert.Contains("fonts-droid-fallback", (string)chinese["detail"]!, StringComparison.Ordinal);
        Assert.Contains(empty, (string)chinese["detail"]!, StringComparison.Ordinal);
        Directory.Delete(empty);
    }

    [Theory]
    [InlineData("", "?kind")]
    [InlineData("?kind=loveLetter", "?kind")]
    [InlineData("?kind=claimLetter&language=fr", "?language")]
    [InlineData("?kind=claimLetter&form=stone", "?form")]
    public async Task A_letter_that_we_do_not_write_is_refused(string query, string pointer)
    {
        var (claim, rep) = await Opened("bad", "onCarrier", "cmr");
        var answer = await rep.Get($"/claims/{claim}/letter{query}");
        Assert.Equal("invalid-request", answer.Problem);
        Assert.Contains(pointer, answer.Pointers);
    }

    [Fact]
    public void Every_language_has_every_sentence_with_the_same_places()
    {
        var english = LetterTexts.In("en").Sentences;
        Assert.All(["zh-Hans", "zh-Hant", "ru"], language =>
        {
            var own = LetterTexts.In(language).Sentences;
            Assert.Equal(english.Keys.Order(), own.Keys.Order());
            Assert.All(english.Where(s => s.Key != "date"), s => Assert.Equal(
                LetterTexts.PlacesIn(s.Value).Order(), LetterTexts.PlacesIn(own[s.Key]).Order()));
            Assert.Equal(12, own["months"].Split(' ').Length);
        });
        foreach (var regime in Enum.GetNames<FreightRecovery.Domain.LiabilityRegime>())
            Assert.True(english.ContainsKey("regime." + System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(regime)), regime);
    }

    [Fact]
    public void Lines_fit_their_width_and_lose_nothing()
    {
        const string Text = "One two three, a-very-long-word-that-fits-no-line 兹就我司货运编号，致函贵方。 end";
        var lines = LetterLines.Of(Text, s => s.Length, 10).ToList();
        Assert.All(lines, l => Assert.InRange(l.Length, 1, 10));
        Assert.Equal(Text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
        Assert.All(lines, l => Assert.DoesNotContain(l[0], "，。"));
    }

    [Fact]
    public void Rules_that_are_wrong_keep_the_program_from_starting_and_say_where()
    {
        var data = Directory.CreateTempSubdirectory("bad-rules-").FullName;
        File.WriteAllText(Path.Combine(data, LegalSource.FileName), """{"version": 1, "sdr": [{"on": "yesterday", "currency": "USD", "value": 1}]}""");
        var wrong = Assert.Throws<LegalFileException>(() => WebApp.Build(new ServeOptions("http://127.0.0.1:0", data, null, false)));
        Assert.Contains("/sdr/0/on", wrong.Message, StringComparison.Ordinal);
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public void Rules_that_go_wrong_later_are_left_unread_and_good_ones_are_taken_up()
    {
        var data = Directory.CreateTempSubdirectory("rules-").FullName;
        var (file, source) = (Path.Combine(data, LegalSource.FileName), LegalSource.Open(data));
        Assert.Empty(source.Over(Domain.Policy.Default).Legal.Sdr);
        Write("""{"version": 2, "sdr": [{"on": "2026-01-02", "currency": "USD", "value": 1.25}]}""", 1);
        Assert.True(source.Refresh());
        Assert.Single(source.Over(Domain.Policy.Default).Legal.Sdr);
        Write("{", 2);
        Assert.Throws<LegalFileException>(() => source.Refresh());
        Assert.Single(source.Over(Domain.Policy.Default).Legal.Sdr);
        Assert.Same(source.Over(Domain.Policy.Default), source.Over(Domain.Policy.Default));
        Directory.Delete(data, recursive: true);

        void Write(string text, int hour)
        {
            File.WriteAllText(file, text);
            File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 5, hour, 0, 0, DateTimeKind.Utc));
        }
    }

    private static string Today(string language) => language switch
    {
        "en" => "5 January 2026", "ru" => "5 января 2026 г.", _ => "2026年1月5日",
    };

    private async Task<(string Claim, Client Rep)> Opened(string suffix, string direction, string regime, Server? at = null)
    {
        var house = at ?? server;
        await Book.Put(house, suffix);
        var id = await Book.Report(house, $"S-{suffix}", "cargoDamaged");
        var rep = await house.As("Wang Fang", "sales");
        var claim = await rep.Post($"/incidents/{id}/claims", new { direction, amount = Book.Money("4000.00"), regime, loss = "hiddenDamage" });
        return ((string)claim.Ok["id"]!, rep);
    }
}
