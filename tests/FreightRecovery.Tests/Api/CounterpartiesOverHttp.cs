using FreightRecovery.Web.Api.Letters;

namespace FreightRecovery.Tests.Api;

/// <summary>The other side of a claim, the carrier's regime beside ours, and wilful misconduct, over HTTP and in letters.</summary>
public sealed class CounterpartiesOverHttp(Server server) : IClassFixture<Server>
{
    [Theory]
    [InlineData("ru")]
    [InlineData("zh-Hant")]
    public async Task A_letter_is_written_in_the_language_of_who_gets_it_and_to_its_name(string language)
    {
        var (id, rep) = await Damaged("CP-" + language);
        var claim = await rep.Post($"/incidents/{id}/claims", new
        {
            direction = "onCarrier", amount = Book.Money("900.00"), counterparty = new { name = "FESCO", language, contact = "claims@fesco.example" },
        });
        Assert.Equal(("FESCO", language), ((string)claim.Ok["counterparty"]!["name"]!, (string)claim["counterparty"]!["language"]!));
        var path = $"/claims/{(string)claim["id"]!}/letter?kind=noticeOfClaim";
        var letter = (await rep.Get(path)).Ok.Text;
        Assert.Contains(LetterTexts.In(language)["greeting"], letter, StringComparison.Ordinal);
        Assert.Contains("FESCO\nclaims@fesco.example", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("MSCU", letter, StringComparison.Ordinal);
        Assert.Contains("Dear Sir or Madam", (await rep.Get(path + "&language=en")).Ok.Text, StringComparison.Ordinal);
        Assert.Equal(["?kind"], (await rep.Get($"/claims/{(string)claim["id"]!}/letter?kind=acknowledgement")).Pointers);
    }

    [Fact]
    public async Task The_customers_claim_is_acknowledged_in_its_own_language_and_passed_on_in_the_carriers()
    {
        var (id, rep) = await Damaged("CP-ACK");
        var claim = (string)(await rep.Post($"/incidents/{id}/claims", new { direction = "fromCustomer", amount = Book.Money("900.00") })).Ok["id"]!;
        var acknowledged = (await rep.Get($"/claims/{claim}/letter?kind=acknowledgement")).Ok.Text;
        Assert.Contains("贵司金额为 900.00 USD 的索赔已收悉", acknowledged, StringComparison.Ordinal);
        Assert.DoesNotContain(LetterTexts.In("zh-Hans")["behalf"], acknowledged, StringComparison.Ordinal);
        Assert.Contains("To the carrier: MSCU", (await rep.Get($"/claims/{claim}/letter?kind=claimLetter")).Ok.Text, StringComparison.Ordinal);

        await rep.Post($"/incidents/{id}/claims", new { direction = "onCarrier", amount = Book.Money("900.00"), counterparty = new { name = "ФЕСКО", language = "ru" } }).Done();
        var passedOn = (await rep.Get($"/claims/{claim}/letter?kind=claimLetter")).Ok.Text;
        Assert.Contains("ФЕСКО", passedOn, StringComparison.Ordinal);
        Assert.Contains(LetterTexts.In("ru")["behalf"], passedOn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Particulars_are_added_later_and_both_clocks_show_them()
    {
        var (id, rep) = await Damaged("CP-LATER");
        var claim = $"/claims/{(string)(await rep.Post($"/incidents/{id}/claims", new { direction = "fromCustomer", amount = Book.Money("900.00"), regime = "cmr" })).Ok["id"]!}";
        var told = (await rep.Post($"{claim}/particulars", new { masterRegime = "hamburg", wilfulMisconduct = "Left in the rain." })).Ok;
        Assert.Equal(("hamburg", false), ((string)told["clocks"]!["master"]!["regime"]!, (bool)told["clocks"]!["master"]!["regimeAssumed"]!));
        Assert.Equal(("cmr", "2029-01-05"), ((string)told["clocks"]!["house"]!["regime"]!, (string)told["clocks"]!["house"]!["sueBy"]!));
        Assert.True((bool)told["clocks"]!["house"]!["unlimited"]!);
        Assert.Contains("Left in the rain.", told["clocks"]!["house"]!["limitLines"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("claimDescribed", (await rep.Get($"/incidents/{id}/timeline")).Ok.Text, StringComparison.Ordinal);

        var before = await server.Events();
        foreach (var (body, pointer) in new (object, string)[]
                 {
                     (new { }, ""), (new { counterparty = new { language = "ru" } }, "/counterparty/name"),
                     (new { counterparty = new { name = "A", language = "fr" } }, "/counterparty/language"), (new { masterRegime = "lex" }, "/masterRegime"),
                 })
            Assert.Equal([pointer], (await rep.Post($"{claim}/particulars", body)).Pointers);
        Assert.Equal(before, await server.Events());
    }

    [Fact]
    public async Task A_loss_without_a_claim_is_warned_of_before_the_carriers_last_days()
    {
        await using var house = new Server();
        await house.InitializeAsync();
        var (id, rep) = await Damaged("CP-NONE", house, "air");
        await house.Advance(NodaTime.Duration.FromDays(10));
        Assert.Contains("nobody has claimed yet", (await rep.Get("/notifications")).Ok.Text, StringComparison.Ordinal);
        var chief = await house.As("Bo Qian", "manager");
        Assert.DoesNotContain("timeBarNear", (await chief.Get("/notifications")).Ok.Text, StringComparison.Ordinal);
        await house.Advance(NodaTime.Duration.FromDays(3));
        Assert.Contains("timeBarNear", (await chief.Get("/notifications")).Ok.Text, StringComparison.Ordinal);
        await house.Advance(NodaTime.Duration.FromDays(5));
        Assert.Contains("nobody had claimed", (await chief.Get("/notifications")).Ok.Text, StringComparison.Ordinal);
        var bar = Assert.Single((await rep.Get($"/incidents/{id}")).Ok["timeBars"]!.AsArray())!;
        Assert.Equal(("notice", "2026-01-19", true), ((string)bar["bar"]!, (string)bar["by"]!, (bool)bar["missed"]!));
    }

    private async Task<(string Incident, Client Rep)> Damaged(string suffix, Server? at = null, string mode = "sea")
    {
        var house = at ?? server;
        await Book.Put(house, suffix);
        await (await house.As("erp", "integration")).Put($"/shipments/S-{suffix}", new
        {
            customer = $"C-{suffix}", mode, carrier = "MSCU", origin = "KRPUS", destination = "SGSIN", packages = 3, grossMass = 1000,
            bookedAt = "2025-12-01T08:00:00Z", deliveredAt = "2026-01-05T06:00:00Z",
        }).Done();
        return (await Book.Report(house, $"S-{suffix}", "cargoDamaged"), await house.As("Wang Fang", "sales"));
    }
}
