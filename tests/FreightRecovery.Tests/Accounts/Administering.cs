using System.Net;
using System.Text.RegularExpressions;
using FreightRecovery.Store.Queries;
using FreightRecovery.Tests.Desks;
using Microsoft.Extensions.DependencyInjection;

namespace FreightRecovery.Tests.Accounts;

/// <summary>An administrator adds people, changes what they may do, and takes it away again.</summary>
public sealed partial class Administering : IAsyncLifetime
{
    private readonly Server server = new();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Who_is_added_comes_in_by_the_link_as_what_the_administrator_said()
    {
        var admin = await Person.SignedIn(server, "ada", "admin");
        await admin.Open("/people");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await admin.Send("/people", ("name", "fiona.wu"), ("branch", "SHA")));
        Assert.Contains("Choose one or more roles", admin.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await admin.Send("/people", ("name", "fiona.wu"), ("role", "finance"), ("role", "operations"), ("branch", "SHA")));
        var link = new Uri(Link().Match(admin.Html).Groups["link"].Value);

        var fiona = new Person(server);
        Assert.Equal(HttpStatusCode.OK, await fiona.Open(link.PathAndQuery));
        var token = Regex.Match(fiona.Html, "name=\"t\" value=\"(?<t>[^\"]*)\"", RegexOptions.ExplicitCapture).Groups["t"].Value;
        var id = (await Account("fiona.wu")).Id;
        await fiona.Send("/welcome", ("u", id), ("t", token), ("password", Server.Password), ("again", Server.Password));
        Assert.Equal("/", fiona.Address);
        Assert.Contains("finance, operations", fiona.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await fiona.Open("/people"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await admin.Send("/people", ("name", "Fiona.Wu"), ("role", "finance")));
        Assert.Contains("has this name already", admin.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_role_counts_at_the_next_click_and_a_closed_account_is_out_at_once()
    {
        var admin = await Person.SignedIn(server, "ada", "admin");
        var bo = await Person.SignedIn(server, "bo.qian", "sales");
        Assert.Equal(HttpStatusCode.Forbidden, await bo.Open("/quarantine"));
        var path = "/people/" + (await Account("bo.qian")).Id;
        await admin.Open(path);
        Assert.Equal(HttpStatusCode.OK, await admin.Send(path, ("role", "operations"), ("branch", "")));
        Assert.Equal(HttpStatusCode.OK, await bo.Open("/quarantine"));

        await admin.Send(path + "/close", ("closed", "true"));
        Assert.Equal(HttpStatusCode.Unauthorized, await bo.Open("/api/v1/incidents"));
        Assert.Equal(HttpStatusCode.Unauthorized, await new Person(server).SignIn("bo.qian", Server.Password));
        await admin.Send(path + "/close", ("closed", "false"));
        Assert.Equal(HttpStatusCode.OK, await new Person(server).SignIn("bo.qian", Server.Password));
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        var admin = await Person.SignedIn(server, "ada", "admin");
        var path = "/people/" + (await Account("ada")).Id;
        await admin.Open(path);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await admin.Send(path, ("role", "sales")));
        Assert.Contains("Nobody would be left", admin.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await admin.Send(path + "/close", ("closed", "true")));
        await server.Account("bea", "admin");
        Assert.Equal(HttpStatusCode.Forbidden, await admin.Send(path, ("role", "sales")));
    }

    [Fact]
    public async Task A_key_works_from_the_page_and_stops_when_it_is_revoked()
    {
        var admin = await Person.SignedIn(server, "ada", "admin");
        await admin.Open("/keys");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await admin.Send("/keys", ("name", "edi-gateway")));
        Assert.Equal(HttpStatusCode.OK, await admin.Send("/keys", ("name", "edi-gateway"), ("role", "integration")));
        var key = Key().Match(admin.Html).Groups["key"].Value;
        Assert.Equal(HttpStatusCode.OK, (await new Client(server.Http, key).Get("/incidents")).Status);
        await admin.Send($"/keys/{key.Split('_')[1]}/revoke", ("form", "revoke"));
        Assert.Contains("No key is in force", admin.Html, StringComparison.Ordinal);
        Assert.Null(await server.Services.GetRequiredService<ApiKeys>().Find(key.Split('_')[1], TestContext.Current.CancellationToken));
    }

    private async Task<Account> Account(string name) => (await server.Services.GetRequiredService<FreightRecovery.Store.Queries.Accounts>().Named(name.ToUpperInvariant()))!;

    [GeneratedRegex("""<p class="secret"><code>(?<link>[^<]+)</code>""", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("""<p class="secret"><code>(?<key>[^<]+)</code>""", RegexOptions.ExplicitCapture)]
    private static partial Regex Key();
}
