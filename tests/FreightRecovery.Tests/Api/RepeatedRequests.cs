using System.Net;

namespace FreightRecovery.Tests.Api;

public sealed class RepeatedRequests(Server server) : IClassFixture<Server>
{
    [Fact]
    public async Task The_same_key_and_body_gives_the_first_answer_again_and_adds_nothing()
    {
        var (_, shipment, _) = await Book.Put(server, "KEY");
        var rep = await server.As("Wang Fang", "sales");
        var first = await rep.Post("/incidents", Book.Report(shipment), "report-1");
        var id = (string)first.Ok["id"]!;
        var told = await rep.Post($"/incidents/{id}/acknowledgement", new { channel = "phone", note = "Told" }, "told-1");
        await server.Settle();
        var before = await server.Events();

        var again = await rep.Post("/incidents", Book.Report(shipment), "report-1");
        Assert.Equal((HttpStatusCode.Created, first.Text, first.ETag), (again.Status, again.Text, again.ETag));
        Assert.Equal(first.Location, again.Location);
        var toldAgain = await rep.Post($"/incidents/{id}/acknowledgement", new { channel = "phone", note = "Told" }, "told-1");
        Assert.Equal((told.Status, told.Text), (toldAgain.Status, toldAgain.Text));
        await server.Settle();
        Assert.Equal(before, await server.Events());
    }

    [Fact]
    public async Task A_duplicate_report_is_answered_as_a_duplicate_when_it_is_repeated()
    {
        var (_, shipment, _) = await Book.Put(server, "DUPLICATE");
        var rep = await server.As("Wang Fang", "sales");
        await rep.Post("/incidents", Book.Report(shipment)).Done();
        var duplicate = await rep.Post("/incidents", Book.Report(shipment), "duplicate-1");
        var again = await rep.Post("/incidents", Book.Report(shipment), "duplicate-1");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (duplicate.Status, again.Status));
    }

    [Fact]
    public async Task The_same_key_with_another_body_or_address_is_refused()
    {
        var (_, shipment, invoice) = await Book.Put(server, "REUSED");
        var rep = await server.As("root", "admin finance");
        await rep.Post("/incidents", Book.Report(shipment, "cargoDamaged"), "reused").Done();
        var before = await server.Events();
        foreach (var answer in (Answer[])
                 [
                     await rep.Post("/incidents", Book.Report(shipment, "cargoLost"), "reused"),
                     await rep.Post($"/invoices/{invoice}/collection", null, "reused"),
                 ])
            Assert.Equal((422, "idempotency-key-reused"), ((int)answer.Status, answer.Problem));
        Assert.Equal(before, await server.Events());
    }

    [Fact]
    public async Task Two_callers_may_use_the_same_key()
    {
        var (_, shipment, _) = await Book.Put(server, "CALLERS");
        var (one, two) = (await server.As("Wang Fang", "sales"), await server.As("Zhou Jie", "manager"));
        Assert.Equal(HttpStatusCode.Created, (await one.Post("/incidents", Book.Report(shipment, "cargoLost"), "mine")).Status);
        Assert.Equal(HttpStatusCode.Created, (await two.Post("/incidents", Book.Report(shipment, "cargoDamaged"), "mine")).Status);
    }

    [Fact]
    public async Task Many_requests_with_one_key_at_once_report_one_incident()
    {
        var (_, shipment, _) = await Book.Put(server, "RACE");
        var rep = await server.As("Wang Fang", "sales");
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => rep.Post("/incidents", Book.Report(shipment), "race")));
        Assert.Single(answers.Select(a => (string)a.Ok["id"]!).Distinct());
        Assert.Single((await rep.Get($"/incidents?customer=C-RACE")).Ok["items"]!.AsArray());
    }

    [Fact]
    public async Task A_refusal_is_not_remembered()
    {
        var (_, shipment, invoice) = await Book.Put(server, "REFUSED");
        var id = await Book.Report(server, shipment, "cargoRolled");
        var finance = await server.As("Sun Li", "finance");
        Assert.Equal("invoice-held", (await finance.Post($"/invoices/{invoice}/collection", null, "collect")).Problem);
        await (await server.As("Wang Fang", "sales")).Post($"/incidents/{id}/withdrawal", new { reason = "A mistake" }).Done();
        await server.Settle();
        Assert.Equal("collected", (string)(await finance.Post($"/invoices/{invoice}/collection", null, "collect")).Ok["status"]!);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk")]
    public async Task A_key_that_is_none_is_refused(string key)
    {
        var answer = await (await server.As("Wang Fang", "sales")).Post("/incidents", Book.Report(), key);
        Assert.Equal((400, "invalid-request"), ((int)answer.Status, answer.Problem));
    }

    [Fact]
    public async Task A_stale_version_is_refused_and_the_fresh_one_goes_through()
    {
        var (customer, shipment, invoice) = await Book.Put(server, "ETAG");
        var all = await server.As("root", "admin finance");
        var id = await Book.Report(server, shipment, "cargoRolled");
        await server.Settle();
        (string Path, Func<string?, Task<Answer>> Change)[] resources =
        [
            ($"/customers/{customer}", match => all.Put($"/customers/{customer}", Book.Customer(accountManager: "Xu Bo"), ifMatch: match)),
            ($"/shipments/{shipment}", match => all.Put($"/shipments/{shipment}", new { customer, mode = "air", origin = "CNTAO", destination = "JPTYO" }, ifMatch: match)),
            ($"/invoices/{invoice}", match => all.Put($"/invoices/{invoice}", Book.Invoice(shipment, "12.00"), ifMatch: match)),
            ($"/incidents/{id}", match => all.Post($"/incidents/{id}/acknowledgement", new { channel = "phone", note = "Told" }, ifMatch: match)),
        ];
        foreach (var (path, change) in resources)
        {
            var tag = (await all.Get(path)).Ok.ETag!;
            var stale = await change("\"99\"");
            Assert.Equal((412, "stale"), ((int)stale.Status, stale.Problem));
            Assert.Equal((400, "invalid-request"), await Outcome(change("99")));
            var changed = await change(tag);
            Assert.NotEqual(tag, changed.Ok.ETag);
            Assert.Equal(changed.ETag, (await all.Get(path)).ETag);
        }

        await all.Put($"/customers/{customer}", Book.Customer(), ifMatch: "*").Done();
    }

    private static async Task<(int, string?)> Outcome(Task<Answer> call)
    {
        var answer = await call;
        return ((int)answer.Status, answer.Problem);
    }
}
