using System.Net;
using FreightRecovery.Tests.Api;

namespace FreightRecovery.Tests.Desks;

/// <summary>What somebody was told, on a page: who sees it, reading it, what is new, each language, live.</summary>
public sealed class NoticesDesk(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task A_rep_is_told_of_its_incident_and_nobody_else_is()
    {
        var (_, shipment, _) = await Book.Put(server, "TELLME");
        var incident = await Book.Report(server, shipment, "cargoRolled");
        var (rep, other) = (await Person.SignedIn(server, "Wang Fang", "sales"), await Person.SignedIn(server, "Somebody else", "sales"));
        Assert.Contains("href=\"/notices\"", rep.Html, StringComparison.Ordinal);
        await rep.Open("/notices");
        Assert.Contains($"href=\"/incidents/{incident}\"", rep.Html, StringComparison.Ordinal);
        Assert.Contains($"shipment {shipment}. Tell the customer first.", rep.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await other.Open("/notices"));
        Assert.DoesNotContain(incident, other.Html, StringComparison.Ordinal);
        Assert.Contains("Nobody has told you anything yet", other.Html, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, await other.Send("/notices", ("read", NoticeOf(rep, incident))));
        await rep.Open("/notices?show=new");
        Assert.Contains(incident, rep.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_read_is_new_no_more_until_it_is_marked_as_new_again()
    {
        var (_, shipment, _) = await Book.Put(server, "READ");
        var incident = await Book.Report(server, shipment, "cargoRolled");
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        await rep.Open("/notices?show=new");
        var notice = NoticeOf(rep, incident);

        Assert.Equal(HttpStatusCode.OK, await rep.Send("/notices?show=new", ("read", notice)));
        Assert.Equal("/notices?show=new", rep.Address);
        Assert.DoesNotContain(incident, rep.Html, StringComparison.Ordinal);
        await rep.Open("/notices");
        Assert.Contains($"name=\"unread\" value=\"{notice}\"", rep.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await rep.Send("/notices", ("unread", notice)));
        Assert.Contains($"name=\"read\" value=\"{notice}\"", rep.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_were_seen_are_read_at_once_and_what_came_since_is_new()
    {
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        var (_, seen, _) = await Book.Put(server, "SEEN");
        var first = await Book.Report(server, seen, "cargoRolled");
        await rep.Open("/notices");
        var upTo = rep.Html.Split("name=\"all\" value=\"")[1].Split('"')[0];
        var (_, later, _) = await Book.Put(server, "SINCE");
        var second = await Book.Report(server, later, "cargoRolled");

        Assert.Equal(HttpStatusCode.OK, await rep.Send("/notices?show=new", ("all", upTo)));
        Assert.DoesNotContain(first, rep.Html, StringComparison.Ordinal);
        Assert.Contains(second, rep.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await rep.Send("/notices?show=new", ("all", long.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Contains("You have read everything", rep.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_listens_from_the_place_that_it_was_written_at()
    {
        var (_, shipment, _) = await Book.Put(server, "HEAR");
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        await rep.Open("/notices");
        var address = rep.Html.Split("sse-connect=\"")[1].Split('"')[0];
        await Book.Report(server, shipment, "cargoRolled");
        using var live = await rep.Follow(address);
        Assert.Equal("notification", (await live.Next()).Event);
    }

    [Theory]
    [InlineData("zh-Hans", "通知")]
    [InlineData("zh-Hant", "通知")]
    [InlineData("ru", "Уведомления")]
    public async Task They_speak_each_language(string language, string title)
    {
        var (_, shipment, _) = await Book.Put(server, "SAY" + language);
        await Book.Report(server, shipment, "cargoRolled");
        var rep = new Person(server) { Languages = language };
        await server.Account("Wang Fang", "sales");
        await rep.SignIn("Wang Fang", Server.Password);
        await rep.Open("/notices");
        Assert.Contains($"<h1>{title}</h1>", rep.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("lang=\"en\"", rep.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Tell the customer first", rep.Html, StringComparison.Ordinal);
    }

    private static string NoticeOf(Person person, string incident)
    {
        var row = person.Html[person.Html.IndexOf($"/incidents/{incident}\"", StringComparison.Ordinal)..];
        return row.Split("name=\"read\" value=\"")[1].Split('"')[0];
    }
}
