using System.Net;
using FreightRecovery.Store.Queries;
using Microsoft.Extensions.DependencyInjection;

namespace FreightRecovery.Tests.Api;

public sealed class RolesAndRoutes(Server server) : IClassFixture<Server>
{
    internal const string Nothing = "0198c0de-0000-7000-8000-000000000000";
    internal const string Anybody = "sales supervisor manager accountManager finance operations executive integration admin";
    internal const string Recovery = "sales supervisor manager accountManager executive admin";

    public static TheoryData<string, string> Table => new()
    {
        { "PUT /customers/X", "integration admin" },
        { "PUT /shipments/X", "integration admin" },
        { "PUT /invoices/X", "integration finance admin" },
        { "GET /customers/X", Anybody },
        { "GET /shipments/X", Anybody },
        { "GET /invoices/X", Anybody },
        { "GET /invoices", "finance supervisor manager executive admin" },
        { "POST /invoices/X/collection", "finance" },
        { "POST /invoices/X/override", "finance" },
        { "POST /invoices/X/narrowing", "finance" },
        { "POST /invoices/X/replacement", "finance" },
        { "POST /invoices/X/credit", "finance" },
        { "POST /invoices/X/write-off", "finance" },
        { "GET /invoices/ageing", "finance supervisor manager executive admin" },
        { "GET /reports/holds", "finance supervisor manager executive admin" },
        { "GET /reports/figures", "finance supervisor manager executive admin" },
        { "GET /reports/causes", "supervisor manager executive admin" },
        { "GET /reports/carriers", "supervisor manager executive admin" },
        { "GET /reports/trends", "supervisor manager executive admin" },
        { "GET /reports/lanes", "supervisor manager executive admin" },
        { "GET /reports/slide", "accountManager supervisor manager executive admin" },
        { "POST /incidents", Anybody },
        { "GET /incidents", Anybody },
        { $"GET /incidents/{Nothing}", Anybody },
        { $"GET /incidents/{Nothing}/timeline", Anybody },
        { $"GET /incidents/{Nothing}/options", Anybody },
        { $"GET /incidents/{Nothing}/notice-draft", Anybody },
        { $"POST /incidents/{Nothing}/acknowledgement", Recovery },
        { $"POST /incidents/{Nothing}/assessment", Recovery },
        { $"POST /incidents/{Nothing}/offers", Recovery },
        { $"POST /incidents/{Nothing}/approvals", "supervisor manager executive admin" },
        { $"POST /incidents/{Nothing}/answers", Recovery },
        { $"POST /incidents/{Nothing}/steps/{Nothing}/completion", Recovery + " operations finance" },
        { $"POST /incidents/{Nothing}/follow-ups", Recovery },
        { $"POST /incidents/{Nothing}/customer-link", Recovery },
        { $"GET /incidents/{Nothing}/customer-links", Recovery },
        { $"DELETE /incidents/{Nothing}/customer-links/{Nothing}", Recovery },
        { $"POST /incidents/{Nothing}/resolution", Recovery },
        { $"POST /incidents/{Nothing}/withdrawal", Recovery },
        { $"POST /incidents/{Nothing}/reopening", Recovery },
        { $"POST /incidents/{Nothing}/promises", Recovery },
        { $"POST /promises/{Nothing}/fulfilment", Recovery },
        { $"POST /promises/{Nothing}/renewal", Recovery },
        { $"POST /incidents/{Nothing}/facts", Recovery + " operations finance" },
        { $"POST /incidents/{Nothing}/classification", Recovery },
        { $"POST /incidents/{Nothing}/summary", Recovery },
        { $"GET /incidents/{Nothing}/summary-draft", Anybody },
        { $"PUT /incidents/{Nothing}/parties", Recovery },
        { $"POST /incidents/{Nothing}/evidence", Recovery + " operations finance" },
        { $"GET /evidence/{Nothing}", Anybody },
        { $"POST /incidents/{Nothing}/assignment", Recovery },
        { $"POST /incidents/{Nothing}/question", Recovery },
        { $"POST /incidents/{Nothing}/question/answer", Recovery },
        { $"POST /incidents/{Nothing}/escalation", Recovery },
        { $"POST /incidents/{Nothing}/claims", Recovery + " operations finance" },
        { $"POST /claims/{Nothing}/particulars", Recovery + " operations finance" },
        { "PUT /sdr/USD/2026-01-02", "finance admin" },
        { "GET /sdr/USD", Recovery + " operations finance" },
        { "GET /claims", Recovery + " operations finance" },
        { $"GET /claims/{Nothing}", Recovery + " operations finance" },
        { $"GET /claims/{Nothing}/letter", Recovery + " operations finance" },
        { $"POST /claims/{Nothing}/notice", Recovery + " operations finance" },
        { $"POST /claims/{Nothing}/disallowance", Recovery + " operations finance" },
        { $"POST /claims/{Nothing}/suit", Recovery + " operations finance" },
        { $"POST /claims/{Nothing}/extension", Recovery + " operations finance" },
        { $"POST /claims/{Nothing}/reserve", Recovery + " operations finance" },
        { $"POST /claims/{Nothing}/recovery", Recovery + " operations finance" },
        { $"POST /claims/{Nothing}/settlement", Recovery + " operations finance" },
        { "POST /customers/X/signals", Recovery + " integration" },
        { "GET /customers/X/relationship", Anybody },
        { "GET /relationships", Recovery },
        { "GET /notifications", Anybody },
        { "GET /feeds/quarantine", "integration operations admin" },
        { $"GET /feeds/quarantine/{Nothing}", "integration operations admin" },
        { $"POST /feeds/quarantine/{Nothing}/replay", "integration operations admin" },
        { $"POST /feeds/quarantine/{Nothing}/discard", "integration operations admin" },
        { "GET /feeds/partners", "integration operations admin" },
        { "GET /feeds/partners/X", "integration operations admin" },
        { "PUT /feeds/partners/X", "integration operations admin" },
        { $"POST /notifications/{Nothing}/read", Anybody },
        { "POST /webhooks", "admin" },
        { "GET /webhooks", "admin" },
        { $"GET /webhooks/{Nothing}", "admin" },
        { $"DELETE /webhooks/{Nothing}", "admin" },
        { $"POST /webhooks/{Nothing}/test", "admin" },
        { $"POST /webhooks/{Nothing}/enabling", "admin" },
        { $"POST /webhooks/{Nothing}/disabling", "admin" },
        { $"GET /webhooks/{Nothing}/deliveries", "admin" },
        { $"POST /webhooks/{Nothing}/deliveries/{Nothing}/retry", "admin" },
        { $"POST /webhooks/{Nothing}/deliveries/retry", "admin" },
        { "POST /feeds/dcsa-tnt", "integration admin" },
        { "POST /imports/customers", "integration admin" },
        { "POST /customers/X/erasure", "admin" },
        { "GET /personal-reads", "admin" },
        { "GET /policy", "manager admin" },
        { "POST /policy/reload", "admin" },
        { "POST /disruptions", "integration operations supervisor manager executive admin" },
        { "GET /disruptions", Anybody },
        { $"GET /disruptions/{Nothing}", Anybody },
        { $"GET /disruptions/{Nothing}/shipments", Anybody },
        { $"POST /disruptions/{Nothing}/run", "integration operations supervisor manager executive admin" },
        { $"POST /disruptions/{Nothing}/end", "integration operations supervisor manager executive admin" },
        { $"DELETE /notifications/{Nothing}/read", Anybody },
        { $"DELETE /feeds/quarantine/{Nothing}/discard", "integration operations admin" },
        { "GET /policy/versions", "manager admin" },
        { "PUT /policy", "admin" },
        { "POST /policy/check", "admin" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_route_is_open_to_its_roles_and_to_nobody_else(string call, string allowed)
    {
        var (method, path) = (call[..call.IndexOf(' ', StringComparison.Ordinal)], call[(call.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        foreach (var role in Roles.All)
        {
            var answer = await (await server.As($"somebody of {role}", role)).Send(new HttpMethod(method), path, method == "GET" ? null : Client.Json("{}"));
            Assert.True((answer.Status == HttpStatusCode.Forbidden) != allowed.Split(' ').Contains(role), $"{role}: {answer}");
            if (answer.Status == HttpStatusCode.Forbidden)
                Assert.Equal("forbidden", answer.Problem);
        }

        var nobody = await new Client(server.Http, null).Send(new HttpMethod(method), path, method == "GET" ? null : Client.Json("{}"));
        Assert.Equal((HttpStatusCode.Unauthorized, "unauthenticated"), (nobody.Status, nobody.Problem));
        Assert.StartsWith("Bearer", nobody.Challenge, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("frk_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task An_unknown_key_is_nobody(string key)
    {
        var answer = await new Client(server.Http, key).Get("/incidents");
        Assert.Equal((HttpStatusCode.Unauthorized, "unauthenticated"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task A_known_key_with_another_secret_is_nobody()
    {
        var key = (await server.As("Wang Fang", "sales")).Key!;
        var other = key[..^5] + (key[^5] == 'A' ? 'B' : 'A') + key[^4..];
        Assert.Equal("unauthenticated", (await new Client(server.Http, other).Get("/incidents")).Problem);
    }

    [Fact]
    public async Task An_unknown_role_makes_no_key() => await Assert.ThrowsAsync<ArgumentException>(async () =>
        await server.Services.GetRequiredService<ApiKeys>().Add("Somebody", ["emperor"], null, server.Now, TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_key_of_another_branch_sees_and_changes_nothing()
    {
        var (customer, shipment, invoice) = await Book.Put(server, "BRANCH");
        var id = await Book.Report(server, shipment, "cargoRolled");
        var there = await server.As("Ivanov", "manager finance integration", "MOSCOW");
        var here = await server.As("Zhou Jie", "manager finance integration", "QINGDAO");
        foreach (var path in (string[])[$"/customers/{customer}", $"/shipments/{shipment}", $"/invoices/{invoice}", $"/incidents/{id}",
                     $"/incidents/{id}/timeline", $"/incidents/{id}/options", $"/customers/{customer}/relationship"])
        {
            Assert.Equal("forbidden", (await there.Get(path)).Problem);
            Assert.Equal(HttpStatusCode.OK, (await here.Get(path)).Status);
        }

        var before = await server.Events();
        Assert.Equal("forbidden", (await there.Post("/incidents", Book.Report(shipment))).Problem);
        Assert.Equal("forbidden", (await there.Post($"/invoices/{invoice}/collection")).Problem);
        Assert.Equal("forbidden", (await there.Post($"/incidents/{id}/withdrawal", new { reason = "Mine" })).Problem);
        Assert.Equal("forbidden", (await there.Put($"/customers/{customer}", Book.Customer("MOSCOW"))).Problem);
        Assert.Equal("forbidden", (await there.Put($"/shipments/{shipment}", Book.Shipment(customer))).Problem);
        Assert.Equal("forbidden", (await there.Put("/invoices/I-OTHER", Book.Invoice(shipment))).Problem);
        Assert.Equal("forbidden", (await there.Get("/relationships?branch=QINGDAO")).Problem);
        Assert.Equal(before, await server.Events());
        Assert.DoesNotContain(id, (await there.Get("/incidents")).Ok.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(invoice, (await there.Get("/invoices?status=held")).Ok.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(customer, (await there.Get("/relationships")).Ok.Text, StringComparison.Ordinal);
        Assert.Contains(id, (await here.Get("/incidents")).Ok.Text, StringComparison.Ordinal);
        Assert.Contains(invoice, (await here.Get("/invoices?status=held")).Ok.Text, StringComparison.Ordinal);
        Assert.Contains(customer, (await here.Get("/relationships")).Ok.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sales_rep_sees_its_own_shipments_and_an_account_manager_its_own_customers()
    {
        var (customer, shipment, _) = await Book.Put(server, "OWN");
        var id = await Book.Report(server, shipment, "cargoRolled");
        foreach (var (name, role, seen) in new[]
                 {
                     ("Wang Fang", "sales", true), ("Li Na", "accountManager", true),
                     ("Li Na", "sales", false), ("Wang Fang", "accountManager", false),
                 })
        {
            var client = await server.As(name, role);
            Assert.Equal(seen ? null : "forbidden", (await client.Get($"/incidents/{id}")).Problem);
            Assert.Equal(seen, (await client.Get("/incidents")).Ok.Text.Contains(id, StringComparison.Ordinal));
            Assert.Equal(seen, (await client.Get("/relationships")).Ok.Text.Contains(customer, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_person_signs_in_and_calls_the_api_with_the_cookie()
    {
        await server.Account("Wang Fang", "sales");
        var (cookies, token) = await Form();
        using var wrong = await Enter(cookies, token, "Wang Fang", "wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        using var forged = await Enter("", token, "Wang Fang", Server.Password);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using var entered = await Enter(cookies, token, "Wang Fang", Server.Password);
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("freight-recovery=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);

        using var list = new HttpRequestMessage(HttpMethod.Get, "/api/v1/incidents");
        list.Headers.Add("Cookie", cookie[..cookie.IndexOf(';', StringComparison.Ordinal)]);
        using var listed = await server.Raw(list);
        Assert.Equal(HttpStatusCode.OK, listed.StatusCode);

        using var crossSite = new HttpRequestMessage(HttpMethod.Post, "/api/v1/incidents") { Content = Client.Json("{}") };
        crossSite.Headers.Add("Cookie", cookie[..cookie.IndexOf(';', StringComparison.Ordinal)]);
        crossSite.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var refused = await server.Raw(crossSite);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Every_answer_tells_browsers_to_be_careful()
    {
        using var answer = await server.Raw("/health/ready");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    private async Task<(string Cookies, string Token)> Form()
    {
        using var form = await server.Raw("/sign-in");
        var html = await form.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        const string Before = "name=\"__RequestVerificationToken\" value=\"";
        var start = html.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        var cookies = string.Join("; ", form.Headers.GetValues("Set-Cookie").Select(c => c[..c.IndexOf(';', StringComparison.Ordinal)]));
        return (cookies, html[start..html.IndexOf('"', start)]);
    }

    private async Task<HttpResponseMessage> Enter(string cookies, string token, string name, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = token, ["name"] = name, ["password"] = password, ["returnUrl"] = "/",
            }),
        };
        if (cookies.Length > 0)
            request.Headers.Add("Cookie", cookies);
        return await server.Raw(request);
    }
}

public sealed class RateLimit : IAsyncLifetime
{
    private readonly Server server = new() { RequestsPerSecond = 3 };

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Too_many_requests_at_once_are_told_to_go_slower()
    {
        var rep = await server.As("Wang Fang", "sales");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => rep.Get("/incidents")));
        Assert.Contains("rate-limited", answers.Select(a => a.Problem));
        Assert.Contains(HttpStatusCode.OK, answers.Select(a => a.Status));
    }
}
