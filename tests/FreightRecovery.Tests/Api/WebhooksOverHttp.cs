using System.Net;
using System.Text.Json.Nodes;
using FreightRecovery.Store.Queries;
using FreightRecovery.Tests.Hooks;
using FreightRecovery.Web.Hooks;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace FreightRecovery.Tests.Api;

/// <summary>Webhooks over HTTP, and what they are told of the house's own work.</summary>
public sealed class WebhooksOverHttp : IAsyncLifetime
{
    private static readonly string Nothing = Guid.Empty.ToString();

    // Driven by hand, so nothing happens that a test does not ask for.
    private readonly Server server = new()
    {
        PrivateWebhooks = true, Change = services => services.Remove(services.Single(s => s.ImplementationType == typeof(HookService))),
    };

    private Receiver receiver = null!;
    private Client admin = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        receiver = await Receiver.Open();
        await server.InitializeAsync();
        admin = await server.As("root", "admin");
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task One_is_added_shows_its_secret_once_and_is_taken_away()
    {
        var added = (await admin.Post("/webhooks", new { url = receiver.Url + "/a", events = new[] { "hold.placed" }, description = "ERP" })).Ok;
        Assert.Equal(HttpStatusCode.Created, added.Status);
        Assert.StartsWith("whsec_", (string)added["secret"]!, StringComparison.Ordinal);
        Assert.Equal($"/api/v1/webhooks/{added["id"]}", added.Location);

        var listed = Assert.Single((await admin.Get("/webhooks")).Ok["items"]!.AsArray())!;
        Assert.Equal(("ERP", "enabled", "hold.placed"), ((string)listed["description"]!, (string)listed["state"]!, (string)listed["events"]![0]!));
        Assert.DoesNotContain("secret", (await admin.Get("/webhooks")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", (await admin.Get($"/webhooks/{added["id"]}")).Ok.Text, StringComparison.Ordinal);
        var stored = (await server.Services.GetRequiredService<Webhooks>().Find(Guid.Parse((string)added["id"]!), Cancel))!;
        Assert.DoesNotContain(((string)added["secret"]!)["whsec_".Length..], stored.Secret, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await admin.Send(HttpMethod.Delete, $"/webhooks/{added["id"]}", null)).Status);
        Assert.Equal("unknown-reference", (await admin.Send(HttpMethod.Delete, $"/webhooks/{added["id"]}", null)).Problem);
        Assert.Empty((await admin.Get("/webhooks")).Ok["items"]!.AsArray());
    }

    [Fact]
    public async Task The_same_key_gives_the_first_answer_again_with_its_secret_and_adds_nothing()
    {
        var body = new { url = receiver.Url };
        var first = await admin.Post("/webhooks", body, "hook-1");
        var again = await admin.Post("/webhooks", body, "hook-1");
        Assert.Equal((HttpStatusCode.Created, first.Text, first.Location), (again.Status, again.Text, again.Location));
        Assert.Equal("idempotency-key-reused", (await admin.Post("/webhooks", new { url = receiver.Url + "/other" }, "hook-1")).Problem);
        var many = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => admin.Post("/webhooks", body, "hook-2")));
        Assert.Single(many.Select(a => (string)a.Ok["id"]!).Distinct());
        Assert.Equal(2, (await admin.Get("/webhooks")).Ok["items"]!.AsArray().Count);

        var id = (string)first["id"]!;
        var test = await admin.Post($"/webhooks/{id}/test", null, "test-1");
        Assert.Equal((HttpStatusCode.Accepted, test.Text), ((await admin.Post($"/webhooks/{id}/test", null, "test-1")).Status, (await admin.Post($"/webhooks/{id}/test", null, "test-1")).Text));
        Assert.Single((await admin.Get($"/webhooks/{id}/deliveries")).Ok["items"]!.AsArray());
        foreach (var _ in (int[])[1, 2])
            Assert.Equal(HttpStatusCode.NoContent, (await admin.Send(HttpMethod.Delete, $"/webhooks/{id}", null, "delete-1")).Status);
    }

    [Fact]
    public async Task It_is_told_of_a_report_the_hold_and_the_move_with_whose_they_are()
    {
        var secret = (string)(await admin.Post("/webhooks", new { url = receiver.Url })).Ok["secret"]!;
        var (customer, shipment, _) = await Book.Put(server, "HOOK");
        var incident = await Book.Report(server, shipment, "cargoRolled");
        await server.Settle();

        await Deliver();

        var told = receiver.All.ToDictionary(r => (string)JsonNode.Parse(r.Body)!["type"]!, r => JsonNode.Parse(r.Body)!["data"]!);
        Assert.Equal(["hold.placed", "incident.reported", "relationship.moved"], told.Keys.Order());
        Assert.Equal((incident, shipment, customer, "cargoRolled"), (
            (string)told["incident.reported"]["incident"]!, (string)told["incident.reported"]["shipment"]!, (string)told["incident.reported"]["customer"]!,
            (string)told["incident.reported"]["kind"]!));
        Assert.Equal((incident, shipment, customer), ((string)told["hold.placed"]["incident"]!, (string)told["hold.placed"]["shipment"]!, (string)told["hold.placed"]["customer"]!));
        Assert.Equal(customer, (string)told["relationship.moved"]["customer"]!);
        Assert.All(receiver.All, r =>
        {
            Assert.True(r.IsSignedBy(secret));
            Assert.DoesNotContain("Zhao", r.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("Wang", r.Body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task One_of_a_branch_is_told_of_its_branch_and_seen_by_its_administrators()
    {
        var moscow = await server.As("mosk", "admin", "MOSCOW");
        var here = (string)(await moscow.Post("/webhooks", new { url = receiver.Url + "/moscow" })).Ok["id"]!;
        var all = (string)(await admin.Post("/webhooks", new { url = receiver.Url + "/all" })).Ok["id"]!;
        foreach (var (suffix, branch) in new[] { ("EAST", "QINGDAO"), ("WEST", "MOSCOW") })
            await Book.Report(server, (await Book.Put(server, suffix, branch)).Shipment, "cargoRolled");

        await Deliver();

        Assert.Equal(2, receiver.All.Count(r => r.Path == "/all" && r.Body.Contains("\"incident.reported\"", StringComparison.Ordinal)));
        Assert.All(receiver.All.Where(r => r.Path == "/moscow"), r => Assert.Contains("WEST", r.Body, StringComparison.Ordinal));
        Assert.Contains(receiver.All, r => r.Path == "/moscow" && r.Body.Contains("\"hold.placed\"", StringComparison.Ordinal));
        Assert.Equal([here], (await moscow.Get("/webhooks")).Ok["items"]!.AsArray().Select(h => (string)h!["id"]!));
        foreach (var refused in (Answer[])
                 [
                     await moscow.Get($"/webhooks/{all}"), await moscow.Get($"/webhooks/{all}/deliveries"), await moscow.Post($"/webhooks/{all}/test"),
                     await moscow.Post($"/webhooks/{all}/enabling"), await moscow.Post($"/webhooks/{all}/disabling"),
                     await moscow.Post($"/webhooks/{all}/deliveries/{Nothing}/retry"),
                     await moscow.Post($"/webhooks/{all}/deliveries/retry"), await moscow.Send(HttpMethod.Delete, $"/webhooks/{all}", null),
                 ])
            Assert.Equal("forbidden", refused.Problem);
    }

    [Fact]
    public async Task A_test_is_sent_a_failed_one_retried_and_a_disabled_one_left_alone()
    {
        receiver.Answer = _ => Task.FromResult(500);
        var id = (string)(await admin.Post("/webhooks", new { url = receiver.Url })).Ok["id"]!;
        var test = (await admin.Post($"/webhooks/{id}/test")).Ok;
        Assert.Equal((HttpStatusCode.Accepted, "webhook.test", "waiting"), (test.Status, (string)test["event"]!, (string)test["state"]!));
        await Deliver();
        var failing = (await admin.Get($"/webhooks/{id}")).Ok;
        Assert.Equal(("failing", 1), ((string)failing["state"]!, (int)failing["failures"]!));

        receiver.Answer = _ => Task.FromResult(200);
        var retry = $"/webhooks/{id}/deliveries/{test["id"]}/retry";
        await admin.Post(retry).Done();
        await Deliver();
        var delivered = (await admin.Get($"/webhooks/{id}/deliveries")).Ok["items"]![0]!;
        Assert.Equal(("delivered", 2, 200), ((string)delivered["state"]!, (int)delivered["attempts"]!, (int)delivered["status"]!));
        Assert.Equal("not-allowed-in-state", (await admin.Post(retry)).Problem);
        Assert.Equal("unknown-reference", (await admin.Post($"/webhooks/{id}/deliveries/{Nothing}/retry")).Problem);

        Assert.Equal(("disabled", "person"), ((string)(await admin.Post($"/webhooks/{id}/disabling")).Ok["state"]!, (string)(await admin.Get($"/webhooks/{id}")).Ok["disabledBecause"]!));
        Assert.Equal("not-allowed-in-state", (await admin.Post($"/webhooks/{id}/test")).Problem);
        Assert.Equal("not-allowed-in-state", (await admin.Post($"/webhooks/{id}/deliveries/retry")).Problem);
        Assert.Equal("enabled", (string)(await admin.Post($"/webhooks/{id}/enabling")).Ok["state"]!);
        Assert.Equal(0, (int)(await admin.Post($"/webhooks/{id}/deliveries/retry")).Ok["retried"]!);
        await admin.Post($"/webhooks/{id}/test").Done();
    }

    [Fact]
    public async Task Lists_go_page_by_page()
    {
        var id = "";
        for (var i = 0; i < 3; i++)
        {
            server.Clock.Advance(Duration.FromSeconds(1));
            id = (string)(await admin.Post("/webhooks", new { url = $"{receiver.Url}/{i}" })).Ok["id"]!;
        }

        var first = (await admin.Get("/webhooks?limit=2")).Ok;
        var rest = (await admin.Get($"/webhooks?limit=2&after={first["next"]}")).Ok;
        Assert.Equal(["/0", "/1", "/2"], first["items"]!.AsArray().Concat(rest["items"]!.AsArray()).Select(h => new Uri((string)h!["url"]!).AbsolutePath));
        for (var i = 0; i < 3; i++)
            await admin.Post($"/webhooks/{id}/test").Done();
        var (one, two) = ((await admin.Get($"/webhooks/{id}/deliveries?limit=2")).Ok, 0);
        two = (await admin.Get($"/webhooks/{id}/deliveries?limit=2&after={one["next"]}")).Ok["items"]!.AsArray().Count;
        Assert.Equal((2, 1), (one["items"]!.AsArray().Count, two));
    }

    private async Task Deliver()
    {
        await server.Services.GetRequiredService<HookFollower>().Follow(Cancel);
        await await server.Services.GetRequiredService<HookSender>().Begin(Cancel);
    }
}

/// <summary>As shipped, nothing is sent into private networks; and the server sends by itself.</summary>
public sealed class WebhooksAsShipped(Server server) : IClassFixture<Server>
{
    [Theory]
    [InlineData("""{}""", "/url")]
    [InlineData("""{"url":"example.com"}""", "/url")]
    [InlineData("""{"url":"http://example.com/"}""", "/url")]
    [InlineData("""{"url":"https://a:b@example.com/"}""", "/url")]
    [InlineData("""{"url":"https://example.com/","events":[]}""", "/events")]
    [InlineData("""{"url":"https://example.com/","events":["hold.placed","hold.lifted"]}""", "/events/1")]
    [InlineData("""{"url":"https://example.com/","events":[null]}""", "/events/0")]
    [InlineData("""{"url":"https://example.com/","secret":"mine"}""", "/secret")]
    [InlineData("""{"url":"https://example.com/","description":" "}""", "/description")]
    public async Task What_is_wrong_is_told_and_nothing_added(string body, string pointer)
    {
        var admin = await server.As("root", "admin");
        var answer = await admin.Post("/webhooks", body);
        Assert.Equal((400, "invalid-request"), ((int)answer.Status, answer.Problem));
        Assert.Contains(pointer, answer.Pointers);
        Assert.Empty((await admin.Get("/webhooks")).Ok["items"]!.AsArray());
    }

    [Theory]
    [InlineData("https://127.0.0.1/"), InlineData("https://2130706433/"), InlineData("https://10.0.0.1/"), InlineData("https://[::1]/"), InlineData("http://localhost/")]
    public async Task An_address_of_a_private_network_is_refused(string url)
    {
        var answer = await (await server.As("root", "admin")).Post("/webhooks", new { url });
        Assert.Equal((400, "invalid-request"), ((int)answer.Status, answer.Problem));
        Assert.Contains("/url", answer.Pointers);
    }

    [Fact]
    public async Task The_server_sends_by_itself()
    {
        await using var receiver = await Receiver.Open();
        var came = new TaskCompletionSource();
        receiver.Answer = _ =>
        {
            came.TrySetResult();
            return Task.FromResult(200);
        };
        var open = new Server { PrivateWebhooks = true };
        await open.InitializeAsync();
        var admin = await open.As("root", "admin");
        await admin.Post("/webhooks", new { url = receiver.Url, events = new[] { "incident.reported" } }).Done();
        await Book.Report(open, (await Book.Put(open, "ITSELF")).Shipment, "cargoRolled");

        await came.Task.WaitAsync(TestContext.Current.CancellationToken);

        await open.DisposeAsync();
    }
}
