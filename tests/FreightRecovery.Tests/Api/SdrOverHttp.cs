using System.Net;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FreightRecovery.Tests.Api;

/// <summary>Values of the SDR as people enter them: at once in force, each word kept with its author.</summary>
public sealed class SdrOverHttp(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task A_missing_value_says_where_to_enter_it_and_counts_as_soon_as_it_is_there()
    {
        await Book.Put(server, "SDR");
        var id = await Book.Report(server, "S-SDR", "cargoDamaged");
        var rep = await server.As("Wang Fang", "sales");
        var claim = $"/claims/{(string)(await rep.Post($"/incidents/{id}/claims", new { direction = "onCarrier", amount = Book.Money("1.00", "GBP"), regime = "cmr", mass = 1000 })).Ok["id"]!}";
        Assert.Contains("Enter it: PUT /sdr/GBP/2026-01-05.", (await rep.Get(claim)).Ok["clocks"]!["master"]!["missing"]!.ToJsonString(), StringComparison.Ordinal);

        var finance = await server.As("Vera Kim", "finance");
        var entered = await finance.Put("/sdr/GBP/2026-01-05", new { value = "1.05", source = "imf.org" });
        Assert.Equal(("1.05", 1, "Vera Kim", "imf.org"), ((string)entered.Ok["value"]!, (int)entered["version"]!, (string)entered["enteredBy"]!, (string)entered["source"]!));
        Assert.Equal("8746.50", (string)(await rep.Get(claim)).Ok["limit"]!["amount"]!);
    }

    [Fact]
    public async Task A_later_word_goes_over_an_earlier_one_which_is_kept()
    {
        var finance = await server.As("Vera Kim", "finance");
        await finance.Put("/sdr/EUR/2026-01-02", new { value = "1.15" }).Done();
        Assert.Equal(1, (int)(await finance.Put("/sdr/EUR/2026-01-02", new { value = "1.15" })).Ok["version"]!);
        Assert.Equal("stale", (await finance.Put("/sdr/EUR/2026-01-02", new { value = "1.16" }, ifMatch: "\"7\"")).Problem);
        Assert.Equal(2, (int)(await finance.Put("/sdr/EUR/2026-01-02", new { value = "1.16" }, ifMatch: "\"1\"")).Ok["version"]!);
        await finance.Put("/sdr/EUR/2026-01-03", new { value = "1.17" }).Done();

        var first = (await finance.Get("/sdr/EUR?limit=2")).Ok;
        Assert.Equal(["1.17", "1.16"], first["items"]!.AsArray().Select(i => (string)i!["value"]!));
        var rest = (await finance.Get($"/sdr/EUR?limit=2&after={(string)first["next"]!}")).Ok;
        Assert.Equal(["1.15"], rest["items"]!.AsArray().Select(i => (string)i!["value"]!));
        Assert.Null(rest["next"]);
        var rates = (await new SdrRates(server.Services.GetRequiredService<IOpenStore>()).All(TestContext.Current.CancellationToken)).Where(r => r.Currency.Code == "EUR");
        Assert.Equal([1.16m, 1.17m], rates.Select(r => r.Value));
    }

    [Theory]
    [InlineData("dollars", "2026-01-02", "1.3", "/currency")]
    [InlineData("USD", "2026-01-07", "1.3", "/on")]
    [InlineData("USD", "1980-12-31", "1.3", "/on")]
    [InlineData("USD", "soon", "1.3", "/on")]
    [InlineData("USD", "2026-01-02", "0", "/value")]
    [InlineData("USD", "2026-01-02", "-1", "/value")]
    [InlineData("USD", "2026-01-02", "1,3", "/value")]
    [InlineData("USD", "2026-01-02", "1.12345678901", "/value")]
    public async Task What_can_be_no_value_is_refused_by_its_place(string currency, string on, string value, string pointer)
    {
        var answer = await (await server.As("Vera Kim", "finance")).Put($"/sdr/{currency}/{on}", new { value });
        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (answer.Status, answer.Problem));
        Assert.Equal([pointer], answer.Pointers);
    }

    [Fact]
    public async Task What_was_entered_is_there_after_a_restart_and_goes_before_the_file()
    {
        var data = Directory.CreateTempSubdirectory("sdr-").FullName;
        await File.WriteAllTextAsync(Path.Combine(data, LegalSource.FileName),
            """{"version": 2, "sdr": [{"on": "2026-01-02", "currency": "USD", "value": 1.25}, {"on": "2026-01-03", "currency": "USD", "value": 1.26}]}""",
            TestContext.Current.CancellationToken);
        var source = LegalSource.Open(data);
        source.Enter([new(new(2026, 1, 2), new("USD"), 1.3m)]);
        Assert.Equal([1.26m, 1.3m], source.Over(Domain.Policy.Default).Legal.Sdr.Select(r => r.Value));
        await File.WriteAllTextAsync(Path.Combine(data, LegalSource.FileName), """{"version": 3}""", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(Path.Combine(data, LegalSource.FileName), new DateTime(2027, 1, 5, 0, 0, 0, DateTimeKind.Utc));
        Assert.True(source.Refresh());
        Assert.Equal([1.3m], source.Over(Domain.Policy.Default).Legal.Sdr.Select(r => r.Value));
        Directory.Delete(data, recursive: true);

        await using var house = new Server();
        await house.InitializeAsync();
        await (await house.As("Vera Kim", "finance")).Put("/sdr/USD/2026-01-02", new { value = "1.3" }).Done();
        var again = LegalSource.Open(house.DataDirectory);
        again.Enter(await new SdrRates(house.Services.GetRequiredService<IOpenStore>()).All(TestContext.Current.CancellationToken));
        Assert.Equal(1.3m, Assert.Single(again.Over(Domain.Policy.Default).Legal.Sdr).Value);
    }
}
