using System.Net;
using System.Text.Json.Nodes;
using FreightRecovery.Domain;
using FreightRecovery.Tests.Api;
using FreightRecovery.Web.Disruptions;
using Microsoft.Extensions.DependencyInjection;

namespace FreightRecovery.Tests.Desks;

/// <summary>The worked cases clicked through on the incident's page, by the people of the house, without script.</summary>
public sealed class CasesAtTheDesk : IAsyncLifetime
{
    private readonly Server server = new();

    public async ValueTask InitializeAsync() => await server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Rolled_cargo_is_told_assessed_approved_offered_accepted_carried_out_and_closed()
    {
        var (_, shipment, invoice) = await Book.Put(server, "CLICK1");
        var incident = await Book.Report(server, shipment, "cargoRolled");
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        await rep.Open($"/incidents/{incident}");
        Assert.Contains("First: tell the customer", rep.Html);
        Assert.Contains("lang=\"zh-Hans\"", rep.Source);
        Assert.DoesNotContain("act-assessment", rep.Html);
        Assert.Contains(invoice, rep.Html);

        await Do(rep, incident, "acknowledgement", ("channel", "phone"), ("note", "Told at once."), ("promiseDueAt", "2026-01-06T10:00"));
        Assert.Contains("The customer is told.", rep.Html);
        Assert.DoesNotContain("First: tell the customer", rep.Html);
        await Assess(rep, incident, "carrier", "service");
        Assert.Contains("rebook on the next departure + discount on the freight + joint visit", rep.Html);
        Assert.Contains("Needs a yes first", rep.Html);
        var best = (string)(await Options(incident))[0]!["id"]!;

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await rep.Send($"/incidents/{incident}/offer", ("row", best)));
        Assert.Contains("beyond your authority", rep.Html);
        Assert.Equal(HttpStatusCode.Forbidden, await rep.Send($"/incidents/{incident}/approval", ("row", best), ("approved", "true"), ("note", "Mine.")));
        var manager = await Person.SignedIn(server, "Zhou Jie", "manager");
        await manager.Open($"/incidents/{incident}");
        await Do(manager, incident, "approval", ("row", best), ("approved", "true"), ("note", "A good customer."));
        await rep.Open($"/incidents/{incident}");
        Assert.Contains("Approved by Zhou Jie", rep.Html);
        await Do(rep, incident, "offer", ("row", best));
        var offer = (string)(await Read(incident))["offers"]![0]!["id"]!;
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            await rep.Send($"/incidents/{incident}/answer", ("row", offer), ("accepted", "true"), ("by", "Zhao Min"), ("evidence", "")));
        Assert.Contains("evidence-error", rep.Html);
        Assert.Contains("value=\"Zhao Min\"", rep.Html);
        await Do(rep, incident, "answer", ("row", offer), ("accepted", "true"), ("by", "Zhao Min"), ("evidence", "Her mail of today"));

        foreach (var step in (await Read(incident))["steps"]!.AsArray())
        {
            var doer = (string)step!["owner"]! == "sales" ? rep : await Person.SignedIn(server, $"the {(string)step["owner"]!}", (string)step["owner"]!);
            await doer.Open($"/incidents/{incident}");
            await Do(doer, incident, "step", ("row", (string)step["id"]!), ("note", "Done, and the customer told."));
        }

        await rep.Open($"/incidents/{incident}");
        await Do(rep, incident, "kept", ("row", (string)(await Read(incident))["promises"]![0]!["id"]!));
        await Do(rep, incident, "mark", ("satisfaction", "5"));
        await Do(rep, incident, "resolution", ("rootCause", "The carrier overbooked."), ("prevention", "Confirm space two days before."));
        Assert.Contains("its invoices are released", rep.Html);
        Assert.Contains("Confirm space two days before.", rep.Html);
        Assert.Contains("Offer accepted", rep.Html);
        await server.Settle();
        var collected = (await (await server.As("Sun Li", "finance")).Post($"/invoices/{invoice}/collection")).Ok;
        Assert.Equal("8000.00", (string)collected["receipt"]!["amount"]!["amount"]!);

        await Do(rep, incident, "reopening", ("reason", "One box is missing."));
        Assert.Contains("First: tell the customer", rep.Html);
    }

    [Fact]
    public async Task A_collision_is_explained_first_and_the_insurance_is_looked_into()
    {
        var erp = await server.As("erp", "integration");
        await erp.Put("/customers/C-CLICK2", Book.Customer()).Done();
        await erp.Put("/shipments/S-CLICK2", new
        {
            customer = "C-CLICK2", mode = "sea", carrier = "HYRD", vessel = "HALYARD STAR", voyage = "018E", origin = "CNTAO", destination = "USNYC",
            packages = 420, bookedAt = "2025-12-20T08:00:00Z",
        }).Done();
        await erp.Put("/invoices/I-CLICK2", Book.Invoice("S-CLICK2", "12000.00")).Done();
        var disruption = (await (await server.As("Bo Qian", "manager")).Post("/disruptions", new
        {
            kind = "forceMajeure", forceMajeureCause = "accident", description = "Collided with a bunker barge at Busan.",
            occurredAt = "2026-01-05T02:00:00Z", match = new { vessel = "HALYARD STAR", voyage = "018E" },
        })).Ok;
        var fanOut = server.Services.GetRequiredService<FanOutService>();
        for (var look = 0; look < 2; look++)
            await fanOut.Hold(new DisruptionId(Guid.Parse((string)disruption["id"]!)), TestContext.Current.CancellationToken);
        await server.Settle();

        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        await rep.Open("/incidents?q=S-CLICK2");
        const string Row = "data-incident=\"";
        var at = rep.Html.IndexOf(Row, StringComparison.Ordinal) + Row.Length;
        var incident = rep.Html[at..rep.Html.IndexOf('"', at)];
        await rep.Send("/incidents", ("once", "b"), ("incident", incident), ("channel", "phone"), ("note", "Told at once."));
        await rep.Open($"/incidents/{incident}");
        await Assess(rep, incident, "nobody", "accident");
        Assert.Contains("survey and insurance check + explain and report on a date", rep.Html);
        await Do(rep, incident, "offer", ("row", (string)(await Options(incident))[0]!["id"]!));
        await Do(rep, incident, "answer", ("row", (string)(await Read(incident))["offers"]![0]!["id"]!), ("accepted", "true"), ("by", "Zhao Min"), ("evidence", "Call 17"));
        Assert.Equal("confirmed", (string)(await Read(incident))["state"]!);
    }

    [Fact]
    public async Task What_the_state_forbids_is_said_in_a_sentence_and_nothing_is_done()
    {
        var (_, shipment, _) = await Book.Put(server, "CLICK3");
        var incident = await Book.Report(server, shipment, "cargoDamaged");
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");
        await rep.Open($"/incidents/{incident}");
        var before = await server.Events();

        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            await rep.Send($"/incidents/{incident}/resolution", ("rootCause", "A"), ("prevention", "B")));
        Assert.Contains("The incident is reported. Missing: the acknowledgement", rep.Html);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await rep.Send($"/incidents/{incident}/promise", ("what", "A call"), ("dueAt", "soon")));
        Assert.Contains("Write a day and time.", rep.Html);
        Assert.Contains("value=\"A call\"", rep.Html);
        Assert.Equal(HttpStatusCode.NotFound, await rep.Send($"/incidents/{Guid.NewGuid()}/promise", ("what", "A call"), ("dueAt", "2026-02-01T10:00")));

        Assert.Equal(before, await server.Events());
    }

    [Fact]
    public async Task Who_was_handed_an_incident_by_mistake_hands_it_back_with_one_click()
    {
        var (_, shipment, _) = await Book.Put(server, "CLICK5");
        var incident = await Book.Report(server, shipment, "cargoDamaged");
        var manager = await Person.SignedIn(server, "Zhou Jie", "manager");
        await manager.Open($"/incidents/{incident}");
        await Do(manager, incident, "assignment", ("to", "Chen Wei"));
        Assert.Contains("Hand it back to Wang Fang", manager.Html);
        await Do(manager, incident, "assignment", ("to", "Lan Su"));
        Assert.Contains("Hand it back to Chen Wei", manager.Html);
        await Do(manager, incident, "assignment", ("to", "Chen Wei"));
        Assert.Equal("Chen Wei", (string)(await Read(incident))["assignee"]!);
        await manager.Open($"/incidents/{incident}");
        Assert.DoesNotContain("Hand it back", manager.Html);
    }

    [Fact]
    public async Task Finance_reads_and_changes_nothing_that_is_not_its_own()
    {
        var (_, shipment, invoice) = await Book.Put(server, "CLICK4");
        var incident = await Book.Report(server, shipment, "cargoRolled");
        var finance = await Person.SignedIn(server, "Sun Li", "finance");
        Assert.Equal(HttpStatusCode.OK, await finance.Open($"/incidents/{incident}"));
        Assert.Contains(invoice, finance.Html);
        Assert.DoesNotContain($"/incidents/{incident}/acknowledgement", finance.Html);
        Assert.Equal(HttpStatusCode.Forbidden, await finance.Send($"/incidents/{incident}/acknowledgement", ("channel", "phone"), ("note", "x")));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    [InlineData("zh-TW")]
    [InlineData("ru")]
    public async Task Every_page_is_drawn_in_every_language(string language)
    {
        var (_, shipment, _) = await Book.Put(server, "LANG");
        var incident = await Book.Report(server, shipment, "cargoRolled");
        await server.Account("Wang Fang", "sales");
        await server.Account("root", "admin");
        var (rep, admin) = (new Person(server) { Languages = language }, new Person(server) { Languages = language });
        await rep.SignIn("Wang Fang", Server.Password);
        await admin.SignIn("root", Server.Password);

        foreach (var path in (string[])["/", "/incidents", "/incidents?q=nothing", $"/incidents/{incident}", $"/incidents/{Guid.NewGuid()}"])
            await Drawn(rep, path);
        foreach (var path in (string[])["/", "/quarantine", $"/quarantine/{Guid.NewGuid()}", $"/incidents/{incident}"])
            await Drawn(admin, path);
        await rep.Open($"/incidents/{incident}");
        await Do(rep, incident, "acknowledgement", ("channel", "phone"), ("note", "Told."), ("promiseDueAt", "2026-01-06T10:00"));
        await Assess(rep, incident, "carrier", "service");
        await Do(rep, incident, "question", ("what", "Photographs"));
    }

    private static async Task Drawn(Person person, string path)
    {
        var status = await person.Open(path);
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{path}: {status}");
        Assert.Contains("</html>", person.Html);
    }

    private static Task Assess(Person rep, string incident, string fault, string cause) => Do(
        rep, incident, "assessment", ("finding", "valid"), ("communication", ""), ("fault", fault), ("cause", cause), ("severity", "major"),
        ("lossEstimate", ""), ("lossEstimateCurrency", "USD"));

    private static async Task Do(Person person, string incident, string act, params (string, string)[] fields)
    {
        Assert.Equal(HttpStatusCode.OK, await person.Send($"/incidents/{incident}/{act}", fields));
        Assert.Equal($"/incidents/{incident}?done={act}", person.Address);
    }

    private async Task<Answer> Read(string incident) => (await (await server.As("Wang Fang", "sales")).Get($"/incidents/{incident}")).Ok;

    private async Task<JsonArray> Options(string incident) => (await (await server.As("Wang Fang", "sales")).Get($"/incidents/{incident}/options")).Body.AsArray();
}
