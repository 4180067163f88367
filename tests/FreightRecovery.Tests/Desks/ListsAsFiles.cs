using System.Net;
using FreightRecovery.Tests.Api;
using CaseDesk = FreightRecovery.Tests.WorkedCases.Desk;

namespace FreightRecovery.Tests.Desks;

/// <summary>Every list of the desks is a file too: what stands on the page stands in it.</summary>
public sealed class ListsAsFiles(Server server) : IClassFixture<Server>
{
    [Theory]
    [InlineData("/notices", "at,kind,text,", ",incidentReported,")]
    [InlineData("/approvals", "incident,reportedAt,kind,", ",cargoRolled,")]
    [InlineData("/quarantine", "receivedAt,receivedBy,feed,", ",dcsa-tnt,")]
    [InlineData("/people", "name,roles,branch,", "Wang Fang,")]
    [InlineData("/keys", "name,id,roles,", "\nerp,")]
    [InlineData("/webhooks", "id,url,description,", ",The ERP,")]
    [InlineData("/book", "", null)]
    public async Task A_list_is_a_file_too(string page, string head, string? row)
    {
        var (_, shipment, _) = await Book.Put(server, "FILES" + page.Length + page[1]);
        var desk = await CaseDesk.Report(server, Book.Report(shipment));
        await desk.Tell();
        await desk.Assess("carrier", "service", "major");
        var feed = await server.As("feed", "integration");
        await feed.Post("/feeds/dcsa-tnt", new { nonsense = page });
        var root = await server.As("root", "admin");
        if (page == "/webhooks")
            await root.Post("/webhooks", new { url = "https://erp.example.invalid/told", description = "The ERP" }).Done();
        var person = await Person.SignedIn(server, "Wang Fang", "manager", "admin", "sales");

        Assert.Equal(HttpStatusCode.OK, await person.Open(page));
        var links = CsvLinks(person.Html);
        Assert.NotEmpty(links);
        foreach (var link in links)
        {
            Assert.Equal(HttpStatusCode.OK, await person.Open(link));
            Assert.DoesNotContain("<html", person.Source, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("\r\n", person.Source, StringComparison.Ordinal);
            if (row is null)
                continue;
            Assert.StartsWith(head, person.Source, StringComparison.Ordinal);
            Assert.Contains(row, person.Source, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_books_files_are_of_the_period_that_is_shown()
    {
        var person = await Person.SignedIn(server, "Ada Moreau", "executive");
        await person.Open("/book?from=2025-12-01&to=2025-12-31");
        var links = CsvLinks(person.Html);
        Assert.Equal(6, links.Count);
        Assert.All(links, link => Assert.EndsWith("?from=2025-12-01&to=2025-12-31", link, StringComparison.Ordinal));
        await person.Open("/book/figures.csv?from=nonsense");
        Assert.DoesNotContain("\r\n", person.Source, StringComparison.Ordinal);
    }

    private static List<string> CsvLinks(string html) =>
        [.. System.Text.RegularExpressions.Regex.Matches(html, "href=\"([^\"]+\\.csv[^\"]*)\"").Select(m => m.Groups[1].Value)];
}
