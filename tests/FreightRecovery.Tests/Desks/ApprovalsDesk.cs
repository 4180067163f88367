using System.Net;
using FreightRecovery.Tests.Api;
using NodaTime;
using CaseDesk = FreightRecovery.Tests.WorkedCases.Desk;

namespace FreightRecovery.Tests.Desks;

/// <summary>Who stands above sales: approvals, what has risen, what the team owes.</summary>
public sealed class ApprovalsDesk(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task A_manager_approves_with_a_word_and_the_offer_goes_out()
    {
        var desk = await Assessed("APPROVE", server);
        var manager = await Person.SignedIn(server, "Zhou Jie", "manager");
        Assert.Contains("href=\"/approvals\"", manager.Html, StringComparison.Ordinal);
        await manager.Open("/approvals");
        Assert.Contains($"/approvals/{desk.Incident}", manager.Html, StringComparison.Ordinal);
        await manager.Open($"/approvals/{desk.Incident}");
        var best = (string)(await desk.Options())[0]!["id"]!;
        Assert.Contains(best, manager.Source, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await manager.Send($"/approvals/{desk.Incident}", ("option", best), ("act", "approve"), ("note", " ")));
        Assert.Contains("Say why", manager.Html, StringComparison.Ordinal);
        Assert.Equal("approval-needed", (await (await desk.Rep()).Post($"/incidents/{desk.Incident}/offers", new { })).Problem);
        Assert.Equal(HttpStatusCode.OK, await manager.Send($"/approvals/{desk.Incident}", ("option", best), ("act", "approve"), ("note", "A <good> customer.")));

        Assert.Contains("Approved by Zhou Jie", manager.Html, StringComparison.Ordinal);
        Assert.Contains("A &lt;good&gt; customer.", manager.Source, StringComparison.Ordinal);
        await (await desk.Rep()).Post($"/incidents/{desk.Incident}/offers", new { }).Done();
        await manager.Open("/approvals");
        Assert.DoesNotContain($"/approvals/{desk.Incident}", manager.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_goes_out_no_more_and_a_lower_authority_is_told_that_it_is_beyond_it()
    {
        var desk = await Assessed("REFUSE", server);
        var (supervisor, manager) = (await Person.SignedIn(server, "Ma Chao", "supervisor"), await Person.SignedIn(server, "Zhou Jie", "manager"));
        var best = (await desk.Options())[0]!;
        Assert.Equal("manager", (string)best["authority"]!);
        await supervisor.Open($"/approvals/{desk.Incident}");
        Assert.Contains("beyond your authority", supervisor.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, await supervisor.Send($"/approvals/{desk.Incident}", ("option", (string)best["id"]!), ("act", "approve"), ("note", "Yes")));
        await manager.Open($"/approvals/{desk.Incident}");
        Assert.Equal(HttpStatusCode.OK, await manager.Send($"/approvals/{desk.Incident}", ("option", (string)best["id"]!), ("act", "refuse"), ("note", "Too much")));

        Assert.Contains("Refused by Zhou Jie", manager.Html, StringComparison.Ordinal);
        Assert.False((bool)(await desk.Read())["decisions"]!.AsArray().Single()!["approved"]!);
    }

    [Fact]
    public async Task What_has_risen_and_what_the_team_owes_is_on_the_desk_until_it_is_settled()
    {
        var desk = await Assessed("RISE", server);
        await (await desk.Rep()).Post($"/incidents/{desk.Incident}/escalation", new { reason = "The customer wants your supervisor" }).Done();
        await (await desk.Rep()).Post($"/incidents/{desk.Incident}/promises", new { what = "The survey's result", dueAt = (server.Now + Duration.FromHours(5)).ToString() }).Done();
        var supervisor = await Person.SignedIn(server, "Ma Chao", "supervisor");
        await supervisor.Open("/approvals");
        Assert.Contains("The customer wants your supervisor", supervisor.Html, StringComparison.Ordinal);
        Assert.Contains("The survey's result", supervisor.Html, StringComparison.Ordinal);

        await server.Advance(Duration.FromHours(6));
        await supervisor.Open("/approvals");
        Assert.Contains("overdue by", supervisor.Html, StringComparison.Ordinal);
        await (await desk.Rep()).Post($"/incidents/{desk.Incident}/withdrawal", new { reason = "Reported by mistake" }).Done();
        await supervisor.Open("/approvals");
        Assert.DoesNotContain("The customer wants your supervisor", supervisor.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("The survey's result", supervisor.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sales_do_not_approve_and_other_branches_do_not_see()
    {
        var desk = await Assessed("ABOVE", server);
        var (rep, other) = (await Person.SignedIn(server, "Wang Fang", "sales"), new Person(server));
        Assert.Equal(HttpStatusCode.Forbidden, await rep.Open("/approvals"));
        await server.Account("Ivanov", "manager", "MOSCOW");
        await other.SignIn("Ivanov", Server.Password);
        await other.Open("/approvals");
        Assert.DoesNotContain(desk.Incident, other.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await other.Open($"/approvals/{desk.Incident}"));
    }

    [Theory]
    [InlineData("en", "Risen to you")]
    [InlineData("zh-Hans", "升级至您")]
    [InlineData("zh-Hant", "升級至您")]
    [InlineData("ru", "Поднято до вас")]
    public async Task They_speak_each_language(string language, string title)
    {
        var desk = await Assessed("SAY" + language, server);
        var manager = new Person(server) { Languages = language };
        await server.Account("Zhou Jie", "manager");
        await manager.SignIn("Zhou Jie", Server.Password);
        Assert.Equal(HttpStatusCode.OK, await manager.Open("/approvals"));
        Assert.Contains(title, manager.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await manager.Open($"/approvals/{desk.Incident}"));
    }

    private static async Task<CaseDesk> Assessed(string suffix, Server house)
    {
        var (_, shipment, _) = await Book.Put(house, suffix);
        var desk = await CaseDesk.Report(house, Book.Report(shipment));
        await desk.Tell();
        await desk.Assess("carrier", "service", "major");
        return desk;
    }
}
