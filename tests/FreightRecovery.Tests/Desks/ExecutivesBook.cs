using System.Net;
using System.Text.Json.Nodes;
using FreightRecovery.Tests.Api;
using CaseDesk = FreightRecovery.Tests.WorkedCases.Desk;

namespace FreightRecovery.Tests.Desks;

/// <summary>The whole book on one page; each picture has its table.</summary>
public sealed class ExecutivesBook : IAsyncLifetime
{
    private readonly Server server = new();

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        var (customer, shipment, _) = await Book.Put(server, "BOOK");
        await CaseDesk.Report(server, Book.Report(shipment));
        await (await server.As("erp", "integration")).Post($"/customers/{customer}/signals", new { kind = "complaint", at = "2026-01-05T07:00:00Z", channel = "phone", note = "Again" }).Done();
        await server.Settle();
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Its_pictures_hold_what_the_reports_tell_and_stand_beside_tables()
    {
        var executive = await Person.SignedIn(server, "Gao Lei", "executive");
        Assert.Contains("href=\"/book\"", executive.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await executive.Open("/book"));

        var reported = (await (await server.As("Gao Lei", "executive")).Get("/reports/slide"))["flows"]!.AsArray();
        var drawn = Values(executive, "flow")["links"]!.AsArray();
        Assert.NotEmpty(reported);
        Assert.Equal(reported.Select(f => (int)f!["moves"]!), drawn.Select(l => (int)l!["count"]!));
        Assert.Equal("cargo rolled", (string)Values(executive, "pareto")["bars"]![0]!["label"]!);
        Assert.Contains("<td>cargo rolled</td>", executive.Html, StringComparison.Ordinal);
        Assert.Contains("<td>MSCU</td>", executive.Html, StringComparison.Ordinal);
        Assert.Contains("USD\u00A010,000.00", executive.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Shandong", executive.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_period_is_asked_for_in_the_address_and_a_wrong_one_is_refused()
    {
        var executive = await Person.SignedIn(server, "Gao Lei", "executive");
        await executive.Open("/book?from=2025-01-01&to=2025-12-31");
        Assert.Contains("No incident was reported in this period", executive.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await executive.Open("/book?from=2026-02-01&to=2026-01-01"));
        var sales = await Person.SignedIn(server, "Wang Fang", "sales");
        Assert.Equal(HttpStatusCode.Forbidden, await sales.Open("/book"));
    }

    [Theory]
    [InlineData("en", "What incidents come from")]
    [InlineData("zh-Hans", "事件来源")]
    [InlineData("zh-Hant", "事件來源")]
    [InlineData("ru", "Откуда инциденты")]
    public async Task It_speaks_each_language(string language, string title)
    {
        await server.Account("Gao Lei", "executive");
        var executive = new Person(server) { Languages = language };
        await executive.SignIn("Gao Lei", Server.Password);
        Assert.Equal(HttpStatusCode.OK, await executive.Open("/book"));
        Assert.Contains(title, executive.Html, StringComparison.Ordinal);
    }

    private static JsonNode Values(Person person, string chart)
    {
        var at = person.Source.IndexOf($"data-chart=\"{chart}\" data-values=\"", StringComparison.Ordinal) + $"data-chart=\"{chart}\" data-values=\"".Length;
        return JsonNode.Parse(WebUtility.HtmlDecode(person.Source[at..person.Source.IndexOf('"', at)]))!;
    }
}
