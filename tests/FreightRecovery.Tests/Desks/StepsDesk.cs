using System.Net;
using FreightRecovery.Tests.Api;
using NodaTime;
using CaseDesk = FreightRecovery.Tests.WorkedCases.Desk;

namespace FreightRecovery.Tests.Desks;

/// <summary>Who carries recoveries out: what is owed, soonest first, and the button that says it is done.</summary>
public sealed class StepsDesk(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task Each_role_begins_with_its_own_steps_and_a_step_that_is_done_leaves_the_list()
    {
        var desk = await Confirmed("DOING", server);
        var steps = await Steps(desk);
        var operations = await Person.SignedIn(server, "Guo Jing", "operations");
        Assert.Contains("href=\"/steps\"", operations.Html, StringComparison.Ordinal);
        await operations.Open("/steps");
        Assert.Equal(steps.Where(s => s.Owner == "operations").Select(s => s.Id), Rows(operations, steps));
        await operations.Open("/steps?owner=all");
        Assert.Equal(steps.Select(s => s.Id), Rows(operations, steps));

        var first = steps.First(s => s.Owner == "operations");
        (string, string)[] form = [("incident", desk.Incident), ("row", first.Id), ("note", "Booked on <the> 14th"), ("once", Guid.NewGuid().ToString())];
        Assert.Equal(HttpStatusCode.OK, await operations.Send("/steps?owner=all", form));

        Assert.Contains("The step is done.", operations.Html, StringComparison.Ordinal);
        Assert.Equal(steps.Where(s => s != first).Select(s => s.Id), Rows(operations, steps));
        var done = (await desk.Read())["steps"]!.AsArray().Single(s => (string)s!["id"]! == first.Id)!;
        Assert.Equal("Guo Jing", (string)done["doneBy"]!);
        Assert.Equal("Booked on <the> 14th", (string)done["note"]!);
        // A second click is no second step, and what is done stays done; what is refused is told above the list.
        Assert.Equal(HttpStatusCode.OK, await operations.Send("/steps?owner=all", form));
        form[1] = ("row", Guid.NewGuid().ToString());
        Assert.Equal(HttpStatusCode.NotFound, await operations.Send("/steps?owner=all", form));
        Assert.Contains("role=\"alert\"", operations.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_overdue_is_listed_alone_and_as_a_file_and_what_is_owed_no_more_goes()
    {
        await using var house = new Server();
        await house.InitializeAsync();
        var desk = await Confirmed("LATE", house);
        var steps = await Steps(desk);
        var manager = await Person.SignedIn(house, "Zhou Jie", "manager", "executive");
        await manager.Open("/steps?owner=all&late=yes");
        Assert.Empty(Rows(manager, steps));
        Assert.Contains("Nothing is overdue.", manager.Html, StringComparison.Ordinal);

        await house.Advance(steps.Min(s => s.DueAt) - house.Now + Duration.FromMinutes(1));
        await manager.Open("/steps?owner=all&late=yes");
        var late = steps.Where(s => s.DueAt < house.Now).Select(s => s.Id).ToList();
        Assert.Equal(late, Rows(manager, steps));
        Assert.NotEqual(steps.Count, late.Count);
        await manager.Open("/steps.csv?owner=all");
        var lines = manager.Source.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(steps.Count + 1, lines.Length);
        Assert.Equal(late.Count, lines.Count(l => l.Contains(",yes,", StringComparison.Ordinal)));
        await manager.Open("/steps?owner=all&limit=1");
        await manager.Open(CustomersBoard.Href(manager, "rel=\"next\""));
        Assert.Equal(steps.Skip(1).Select(s => s.Id), Rows(manager, steps));

        await (await desk.Rep()).Post($"/incidents/{desk.Incident}/withdrawal", new { reason = "Reported by mistake" }).Done();
        await manager.Open("/steps?owner=all");
        Assert.Contains("Nothing is to be carried out.", manager.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rep_sees_the_steps_of_its_own_customers_and_another_branch_none()
    {
        var desk = await Confirmed("MINE", server);
        var steps = await Steps(desk);
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        await rep.Open("/steps?owner=all");
        Assert.Equal(steps.Count, Rows(rep, steps).Count);
        var other = await Person.SignedIn(server, "Other Rep", "sales");
        await other.Open("/steps?owner=all");
        Assert.Empty(Rows(other, steps));

        await server.Account("Ivanov", "operations", "MOSCOW");
        var abroad = new Person(server);
        await abroad.SignIn("Ivanov", Server.Password);
        await abroad.Open("/steps?owner=all");
        Assert.Empty(Rows(abroad, steps));
        Assert.Equal(HttpStatusCode.Forbidden, await abroad.Send("/steps", ("incident", desk.Incident), ("row", steps[0].Id)));
        Assert.Equal(HttpStatusCode.NotFound, await abroad.Send("/steps", ("incident", "no id"), ("row", steps[0].Id)));
    }

    [Theory]
    [InlineData("zh-Hans", "待执行步骤")]
    [InlineData("zh-Hant", "待執行步驟")]
    [InlineData("ru", "Шаги к выполнению")]
    public async Task It_speaks_each_language(string language, string title)
    {
        var steps = await Steps(await Confirmed("SAY" + language, server));
        var operations = new Person(server) { Languages = language };
        await server.Account("Guo Jing", "operations");
        await operations.SignIn("Guo Jing", Server.Password);
        await operations.Open("/steps");
        Assert.Contains(title, operations.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(steps.First(s => s.Owner == "operations").What, operations.Html, StringComparison.Ordinal);
    }

    private static async Task<CaseDesk> Confirmed(string suffix, Server house)
    {
        var (_, shipment, _) = await Book.Put(house, suffix);
        var desk = await CaseDesk.Report(house, Book.Report(shipment, "cargoRolled"));
        await desk.Tell();
        await desk.Assess("carrier", "service", "major");
        await desk.Answer(await desk.Offer(), accepted: true);
        return desk;
    }

    // Soonest first.
    private static async Task<List<(string Id, string What, string Owner, Instant DueAt)>> Steps(CaseDesk desk) =>
    [
        .. (await desk.Read())["steps"]!.AsArray()
            .Select(s => (
                Id: (string)s!["id"]!, What: (string)s["what"]!, Owner: (string)s["owner"]!,
                DueAt: NodaTime.Text.InstantPattern.ExtendedIso.Parse((string)s["dueAt"]!).Value))
            .OrderBy(s => s.DueAt).ThenBy(s => s.Id, StringComparer.Ordinal),
    ];

    // The steps of one incident, in the order of the page.
    private static List<string> Rows(Person person, IEnumerable<(string Id, string What, string Owner, Instant DueAt)> steps) =>
    [
        .. steps.Select(s => s.Id).Where(id => person.Source.Contains($"value=\"{id}\"", StringComparison.Ordinal))
            .OrderBy(id => person.Source.IndexOf($"value=\"{id}\"", StringComparison.Ordinal)),
    ];
}
