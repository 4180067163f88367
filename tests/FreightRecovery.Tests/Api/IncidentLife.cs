using System.Net;
using NodaTime;

namespace FreightRecovery.Tests.Api;

public sealed class IncidentLife(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task A_rolled_cargo_goes_from_the_report_to_the_invoice_collected_at_eighty_percent()
    {
        var (_, shipment, invoice) = await Book.Put(server, "LIFE");
        var rep = await server.As("Wang Fang", "sales");
        var manager = await server.As("Zhou Jie", "manager");
        var finance = await server.As("Sun Li", "finance");

        var reported = await rep.Post("/incidents", Book.Report(shipment));
        Assert.Equal(HttpStatusCode.Created, reported.Status);
        var id = (string)reported["id"]!;
        Assert.Equal($"/api/v1/incidents/{id}", reported.Location);
        Assert.Equal("reported", (string)reported["state"]!);
        Assert.Equal(invoice, (string)reported["holds"]![0]!["invoice"]!);

        var refused = await finance.Post($"/invoices/{invoice}/collection");
        Assert.Equal((HttpStatusCode.Conflict, "invoice-held"), (refused.Status, refused.Problem));
        Assert.Equal(id, (string)refused["holds"]![0]!["incident"]!);

        var draft = await rep.Get($"/incidents/{id}/notice-draft");
        Assert.Equal("zh-Hans", (string)draft["language"]!);
        Assert.Contains(shipment, (string)draft["body"]!, StringComparison.Ordinal);

        var told = await rep.Post($"/incidents/{id}/acknowledgement", new
        {
            channel = "phone", note = "Told Ms Zhao; asked for the insurance papers.", promiseDueAt = "2026-01-06T09:00:00Z",
        });
        Assert.Equal("acknowledged", (string)told.Ok["state"]!);
        Assert.Equal("open", (string)told["promises"]![0]!["status"]!);

        Assert.Equal("assessed", (string)(await rep.Post($"/incidents/{id}/assessment", Book.Assessment())).Ok["state"]!);

        var options = (await rep.Get($"/incidents/{id}/options")).Ok.Body.AsArray();
        var best = options[0]!;
        Assert.Equal(1, (int)best["rank"]!);
        Assert.Contains("freightDiscount", best["parts"]!.AsArray().Select(p => (string)p!["kind"]!));

        var beyond = await rep.Post($"/incidents/{id}/offers", new { });
        Assert.Equal((HttpStatusCode.Conflict, "approval-needed"), (beyond.Status, beyond.Problem));
        Assert.Equal((string)best["authority"]!, (string)beyond["authority"]!);
        await manager.Post($"/incidents/{id}/approvals", new { optionId = (string)best["id"]!, approved = true, note = "Keep them." }).Done();
        var offer = (await rep.Post($"/incidents/{id}/offers", new { optionId = (string)best["id"]! })).Ok;

        var confirmed = (await rep.Post($"/incidents/{id}/answers", new
        {
            offerId = (string)offer["id"]!, accepted = true, by = "Zhao Min", evidence = "E-mail of 5 January",
        })).Ok;
        Assert.Equal("confirmed", (string)confirmed["state"]!);

        var operations = await server.As("He Ping", "operations");
        Answer? last = null;
        foreach (var step in confirmed["steps"]!.AsArray())
            last = (await operations.Post($"/incidents/{id}/steps/{step!["id"]}/completion", new { note = "Done." })).Ok;
        Assert.Equal("carriedOut", (string)last!["state"]!);

        await rep.Post($"/incidents/{id}/follow-ups", new { satisfaction = 5, note = "Very pleased" }).Done();
        await rep.Post($"/promises/{told["promises"]![0]!["id"]}/fulfilment", new { note = "Called at 9" }).Done();
        var resolved = (await rep.Post($"/incidents/{id}/resolution", new { rootCause = "Overbooked", prevention = "Confirm space a day before" })).Ok;
        Assert.Equal("resolved", (string)resolved["state"]!);
        await server.Settle();

        var collected = (await finance.Post($"/invoices/{invoice}/collection")).Ok;
        Assert.Equal("8000.00", (string)collected["receipt"]!["amount"]!["amount"]!);
        Assert.Equal("collected", (string)collected["status"]!);
        var again = (await finance.Post($"/invoices/{invoice}/collection")).Ok;
        Assert.Equal((string)collected["receipt"]!["id"]!, (string)again["receipt"]!["id"]!);

        var timeline = (await rep.Get($"/incidents/{id}/timeline")).Ok["items"]!.AsArray();
        Assert.Equal("incidentReported", (string)timeline[0]!["kind"]!);
        Assert.Equal("Wang Fang", (string)timeline[0]!["by"]!);
        var standing = (await rep.Get($"/customers/C-LIFE/relationship")).Ok;
        Assert.Equal("content", (string)standing["stage"]!);
        Assert.True((bool)standing["recovered"]!);
    }

    [Fact]
    public async Task The_same_event_reported_twice_is_one_incident()
    {
        var (_, shipment, _) = await Book.Put(server, "TWICE");
        var rep = await server.As("Wang Fang", "sales");
        var first = await rep.Post("/incidents", Book.Report(shipment));
        var second = await rep.Post("/incidents", Book.Report(shipment, description: "Told again by somebody else"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Equal((string)first["id"]!, (string)second["id"]!);
        Assert.Equal("30 containers left behind", (string)second["description"]!);
    }

    [Fact]
    public async Task A_declined_option_gives_way_to_the_next_one()
    {
        var (_, shipment, _) = await Book.Put(server, "DECLINE");
        var id = await Book.Report(server, shipment, "transitDelay");
        var chief = await server.As("Gao Yan", "executive");
        await Tell(chief, id);
        await chief.Post($"/incidents/{id}/assessment", Book.Assessment()).Done();
        var declined = new HashSet<string>();
        while (true)
        {
            var offer = await chief.Post($"/incidents/{id}/offers", new { });
            if (offer.Problem is "not-allowed-in-state")
                break;
            Assert.True(declined.Add((string)offer.Ok["option"]!["id"]!));
            await chief.Post($"/incidents/{id}/answers", new
            {
                offerId = (string)offer["id"]!, accepted = false, by = "Zhao Min", evidence = "Phone", objection = "Not enough",
            }).Done();
        }

        Assert.True(declined.Count >= 3);
        var kinds = (await chief.Get($"/incidents/{id}/timeline")).Ok["items"]!.AsArray().Select(e => (string)e!["kind"]!);
        Assert.Contains("optionsExhausted", kinds);
    }

    [Fact]
    public async Task A_low_mark_opens_a_resolved_incident_and_holds_its_invoices_again()
    {
        var (_, shipment, invoice) = await Book.Put(server, "LOW");
        var id = await Book.Report(server, shipment, "shipmentNotTracked");
        var chief = await server.As("Gao Yan", "executive");
        await Tell(chief, id);
        await chief.Post($"/incidents/{id}/assessment", new
        {
            finding = "communication", fault = "sales", department = "Sales", cause = "service", severity = "minor",
        }).Done();
        await chief.Post($"/incidents/{id}/resolution", new { rootCause = "Nobody called", prevention = "Call daily" }).Done();
        await server.Settle();
        Assert.Equal("released", (string)(await chief.Get($"/invoices/{invoice}")).Ok["status"]!);

        var reopened = (await chief.Post($"/incidents/{id}/follow-ups", new { satisfaction = 1, note = "Still silent" })).Ok;
        Assert.Equal("reopened", (string)reopened["state"]!);
        Assert.Equal("held", (string)(await chief.Get($"/invoices/{invoice}")).Ok["status"]!);

        await chief.Post($"/incidents/{id}/withdrawal", new { reason = "The customer let it go" }).Done();
        await server.Settle();
        Assert.Equal("reopened", (string)(await chief.Post($"/incidents/{id}/reopening", new { reason = "It did not" })).Ok["state"]!);
        Assert.Equal("held", (string)(await chief.Get($"/invoices/{invoice}")).Ok["status"]!);
    }

    [Fact]
    public async Task A_promise_is_renewed_in_time_or_broken()
    {
        var (_, shipment, _) = await Book.Put(server, "PROMISE");
        var id = await Book.Report(server, shipment, "transitDelay");
        var rep = await server.As("Wang Fang", "sales");
        var due = server.Now + Duration.FromHours(3);
        var promise = (await rep.Post($"/incidents/{id}/promises", new { what = "The new arrival", dueAt = due.ToString() })).Ok;
        var renewed = await rep.Post($"/promises/{promise["id"]}/renewal", new
        {
            dueAt = (due + Duration.FromHours(2)).ToString(), customerToldAt = server.Now.ToString(),
        });
        Assert.Equal("open", (string)renewed.Ok["status"]!);

        await server.Advance(Duration.FromHours(6));
        var late = await rep.Post($"/promises/{promise["id"]}/fulfilment", new { note = "Too late" });
        Assert.Equal("not-allowed-in-state", late.Problem);
        Assert.Equal("broken", (string)(await rep.Get($"/incidents/{id}")).Ok["promises"]![0]!["status"]!);
    }

    [Fact]
    public async Task Two_different_people_of_finance_override_a_hold()
    {
        var (_, shipment, invoice) = await Book.Put(server, "OVERRIDE");
        await Book.Report(server, shipment, "cargoDamaged");
        var (one, two) = (await server.As("Sun Li", "finance"), await server.As("Ma Hui", "finance"));
        var reason = new { reason = "The customer asks to pay" };

        await one.Post($"/invoices/{invoice}/override", reason).Done();
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), await Outcome(one.Post($"/invoices/{invoice}/override", reason)));
        Assert.Equal("released", (string)(await two.Post($"/invoices/{invoice}/override", reason)).Ok["status"]!);
        Assert.Equal("collected", (string)(await one.Post($"/invoices/{invoice}/collection")).Ok["status"]!);
    }

    [Theory]
    [InlineData("en", "insured")]
    [InlineData("zh-Hans", "已投保")]
    [InlineData("zh-Hant", "已投保")]
    [InlineData("ru", "застрахован")]
    public async Task The_notice_is_drafted_in_each_language(string language, string insured)
    {
        var (_, shipment, _) = await Book.Put(server, "DRAFT-" + language);
        var id = await Book.Report(server, shipment, "customsPapersLost");
        var rep = await server.As("Wang Fang", "sales");
        await rep.Post($"/incidents/{id}/promises", new { what = "News", dueAt = "2026-03-01T01:30:00Z" }).Done();
        var body = (string)(await rep.Get($"/incidents/{id}/notice-draft?language={language}")).Ok["body"]!;
        Assert.Contains(insured, body, StringComparison.Ordinal);
        Assert.Contains("2026-03-01 09:30 (Asia/Shanghai)", body, StringComparison.Ordinal);
    }

    private static async Task Tell(Client client, string id) =>
        await client.Post($"/incidents/{id}/acknowledgement", new { channel = "phone", note = "Told" }).Done();

    private static async Task<(HttpStatusCode, string?)> Outcome(Task<Answer> call)
    {
        var answer = await call;
        return (answer.Status, answer.Problem);
    }
}
