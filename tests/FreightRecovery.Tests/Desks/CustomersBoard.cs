using System.Net;
using FreightRecovery.Tests.Api;

namespace FreightRecovery.Tests.Desks;

/// <summary>The account manager's board and a customer's page, without script.</summary>
public sealed class CustomersBoard(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task The_board_puts_first_with_whom_most_is_at_stake_and_is_filtered_and_paged_by_its_address()
    {
        var erp = await server.As("erp", "integration");
        string[] margins = ["900000.00", "100000.00", "500000.00"];
        for (var i = 0; i < 3; i++)
        {
            await erp.Put($"/customers/BOARD-{i}", Customer($"House {i}", margins[i], "Ren Wei")).Done();
            await erp.Post($"/customers/BOARD-{i}/signals", Word("complaint")).Done();
        }

        await erp.Put("/customers/BOARD-9", Customer("Content House", "5000.00", "Ren Wei")).Done();
        var manager = await Person.SignedIn(server, "Ren Wei", "accountManager");
        Assert.Contains("href=\"/customers\"", manager.Html, StringComparison.Ordinal);
        await manager.Open("/customers?stage=complaint");
        Assert.Equal(["BOARD-0", "BOARD-2", "BOARD-1"], Rows(manager));
        await manager.Open("/customers?stage=complaint&limit=2");
        Assert.Equal(["BOARD-0", "BOARD-2"], Rows(manager));
        await manager.Open(Href(manager, "rel=\"next\""));
        Assert.Equal(["BOARD-1"], Rows(manager));
        await manager.Open("/customers?q=house%202");
        Assert.Equal(["BOARD-2"], Rows(manager));
        await manager.Open("/customers?q=%25");
        Assert.Empty(Rows(manager));
        Assert.Contains("Nothing fits", manager.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await manager.Open("/customers?stage=angry"));

        await manager.Open("/customers.csv?stage=complaint");
        Assert.Equal(["BOARD-0", "BOARD-2", "BOARD-1"], manager.Source.Split("\r\n").Skip(1).Where(l => l.Length > 0).Select(l => l[..l.IndexOf(',', StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task A_customers_page_shows_its_slide_and_what_to_do_and_takes_in_its_word()
    {
        var (customer, shipment, _) = await Book.Put(server, "PAGE");
        var manager = await Person.SignedIn(server, "Li Na", "accountManager");
        await manager.Open($"/customers/{customer}");
        Assert.Contains("It has never moved", manager.Html, StringComparison.Ordinal);
        Assert.Contains("Nothing is due", manager.Html, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await manager.Send($"/customers/{customer}/signals", ("kind", "remark"), ("at", "2027-01-05T09:00"), ("note", "x")));
        Assert.Contains("Name a time that has passed", manager.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"remark\" selected", manager.Source, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await manager.Send($"/customers/{customer}/signals", ("kind", "complaint"), ("at", "2026-01-05T07:00"), ("note", "<i>Nobody calls</i>")));

        Assert.Contains("It is recorded", manager.Html, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"slide\"", manager.Source, StringComparison.Ordinal);
        Assert.Contains("stage complaint", manager.Source, StringComparison.Ordinal);
        Assert.Contains("&lt;i&gt;Nobody calls&lt;/i&gt;", manager.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", manager.Source, StringComparison.Ordinal);

        var incident = await Book.Report(server, shipment, "cargoRolled");
        await server.Settle();
        await manager.Open($"/customers/{customer}");
        Assert.Contains("Tell it first what happened", manager.Html, StringComparison.Ordinal);
        Assert.Contains($"/incidents/{incident}", manager.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_other_customers_does_not_see_this_one()
    {
        var (customer, _, _) = await Book.Put(server, "SCOPE");
        var (other, finance) = (await Person.SignedIn(server, "Hu Yan", "accountManager"), await Person.SignedIn(server, "Sun Li", "finance"));
        Assert.Equal(HttpStatusCode.Forbidden, await other.Open($"/customers/{customer}"));
        Assert.Equal(HttpStatusCode.NotFound, await other.Open("/customers/NOBODY"));
        await other.Open("/customers");
        Assert.DoesNotContain(customer, Rows(other));
        Assert.Equal(HttpStatusCode.Forbidden, await finance.Open("/customers"));
        Assert.Equal(HttpStatusCode.OK, await finance.Open($"/customers/{customer}"));
        Assert.DoesNotContain("/signals", finance.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await finance.Send($"/customers/{customer}/signals", ("kind", "praise")));
    }

    [Theory]
    [InlineData("en", "Customers at risk")]
    [InlineData("zh-Hans", "风险客户")]
    [InlineData("zh-Hant", "風險客戶")]
    [InlineData("ru", "Клиенты под угрозой")]
    public async Task They_speak_each_language(string language, string title)
    {
        var (customer, _, _) = await Book.Put(server, "SPEAK" + language);
        var erp = await server.As("erp", "integration");
        await erp.Post($"/customers/{customer}/signals", Word("threat")).Done();
        var manager = new Person(server) { Languages = language };
        await server.Account("Li Na", "accountManager");
        await manager.SignIn("Li Na", Server.Password);
        Assert.Equal(HttpStatusCode.OK, await manager.Open("/customers"));
        Assert.Contains(title, manager.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await manager.Open($"/customers/{customer}"));
    }

    internal static string Href(Person person, string before)
    {
        var line = person.Html[..person.Html.IndexOf(before, StringComparison.Ordinal)];
        var at = line.LastIndexOf("href=\"", StringComparison.Ordinal) + "href=\"".Length;
        return line[at..line.IndexOf('"', at)];
    }

    private static IEnumerable<string> Rows(Person person) => person.Html.Split("<span class=\"ref\">").Skip(1).Select(p => p[..p.IndexOf('<', StringComparison.Ordinal)]);

    private static object Customer(string name, string margin, string manager) => new
    {
        name, language = "en", timeZone = "Asia/Shanghai", countryCode = "CN", branch = "QINGDAO", salesRep = "Wang Fang", accountManager = manager,
        nominated = false, expectedAnnualMargin = Book.Money(margin), contacts = Array.Empty<object>(),
    };

    private static object Word(string kind) => new { kind, at = "2026-01-05T07:00:00Z", channel = "phone", note = "As it was said" };
}
