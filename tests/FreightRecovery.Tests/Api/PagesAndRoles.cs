using System.Net;
using System.Text.RegularExpressions;
using FreightRecovery.Store.Queries;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static FreightRecovery.Tests.Api.RolesAndRoutes;

namespace FreightRecovery.Tests.Api;

/// <summary>Every page and every form of the desks with the roles that it opens to, and the law that no door is left out of the tables.</summary>
public sealed class PagesAndRoles(Server server) : IClassFixture<Server>
{
    private const string Steps = Recovery + " operations finance";
    private const string Approval = "supervisor manager executive admin";
    private const string Lists = "finance supervisor manager executive admin";
    private const string Quarantine = "integration operations admin";
    private const string Disruptions = "integration operations supervisor manager executive admin";

    // They go on until the reader goes; LiveNotifications and InboxDesk follow them.
    private static readonly string[] Streams = ["GET /api/v1/notifications/stream", "GET /incidents/live"];

    public static TheoryData<string, string> Table => new()
    {
        { "GET /", Anybody },
        { "GET /account", Anybody },
        { "POST /account/look", Anybody },
        { "POST /account/password", Anybody },
        { "POST /account/authenticator", Anybody },
        { "POST /account/authenticator/finish", Anybody },
        { "POST /account/authenticator/stop", Anybody },
        { "POST /account/codes", Anybody },
        { "POST /account/everywhere", Anybody },
        { "POST /account/passkeys", Anybody },
        { "POST /account/passkeys/creation", Anybody },
        { "POST /account/passkeys/remove", Anybody },
        { "GET /people", "admin" },
        { "GET /people.csv", "admin" },
        { "POST /people", "admin" },
        { $"GET /people/{Nothing}", "admin" },
        { $"POST /people/{Nothing}", "admin" },
        { $"POST /people/{Nothing}/link", "admin" },
        { $"POST /people/{Nothing}/close", "admin" },
        { $"POST /people/{Nothing}/sessions", "admin" },
        { "GET /keys", "admin" },
        { "GET /keys.csv", "admin" },
        { "POST /keys", "admin" },
        { "POST /keys/X/revoke", "admin" },
        { "GET /webhooks", "admin" },
        { "GET /webhooks.csv", "admin" },
        { "POST /webhooks", "admin" },
        { $"GET /webhooks/{Nothing}", "admin" },
        { $"POST /webhooks/{Nothing}/test", "admin" },
        { $"POST /webhooks/{Nothing}/enabling", "admin" },
        { $"POST /webhooks/{Nothing}/disabling", "admin" },
        { $"POST /webhooks/{Nothing}/deletion", "admin" },
        { $"POST /webhooks/{Nothing}/deliveries/retry", "admin" },
        { $"POST /webhooks/{Nothing}/deliveries/{Nothing}/retry", "admin" },
        { "GET /policy", "manager admin" },
        { "POST /policy", "admin" },
        { "GET /incidents", Anybody },
        { "GET /incidents.csv", Anybody },
        { "POST /incidents", Recovery },
        { "GET /incidents/new", Anybody },
        { "POST /incidents/new", Anybody },
        { $"GET /incidents/{Nothing}", Anybody },
        { $"POST /incidents/{Nothing}/link", Recovery },
        { $"POST /incidents/{Nothing}/link/{Nothing}/end", Recovery },
        { $"POST /incidents/{Nothing}/evidence", Steps },
        { $"POST /incidents/{Nothing}/parties", Recovery },
        { $"POST /incidents/{Nothing}/classification", Recovery },
        { $"POST /incidents/{Nothing}/acknowledgement", Recovery },
        { $"POST /incidents/{Nothing}/assessment", Recovery },
        { $"POST /incidents/{Nothing}/facts", Steps },
        { $"POST /incidents/{Nothing}/summary", Recovery },
        { $"POST /incidents/{Nothing}/assignment", Recovery },
        { $"POST /incidents/{Nothing}/question", Recovery },
        { $"POST /incidents/{Nothing}/heard", Recovery },
        { $"POST /incidents/{Nothing}/promise", Recovery },
        { $"POST /incidents/{Nothing}/resolution", Recovery },
        { $"POST /incidents/{Nothing}/withdrawal", Recovery },
        { $"POST /incidents/{Nothing}/escalation", Recovery },
        { $"POST /incidents/{Nothing}/step", Steps },
        { $"POST /incidents/{Nothing}/kept", Recovery },
        { $"POST /incidents/{Nothing}/renewed", Recovery },
        { $"POST /incidents/{Nothing}/offer", Recovery },
        { $"POST /incidents/{Nothing}/approval", Approval },
        { $"POST /incidents/{Nothing}/answer", Recovery },
        { $"POST /incidents/{Nothing}/mark", Recovery },
        { $"POST /incidents/{Nothing}/reopening", Recovery },
        { $"POST /incidents/{Nothing}/signal", Recovery + " integration" },
        { "GET /customers", Recovery },
        { "GET /customers.csv", Recovery },
        { "GET /customers/X", Anybody },
        { "POST /customers/X/signals", Recovery + " integration" },
        { "GET /invoices", Lists },
        { "GET /invoices.csv", Lists },
        { "GET /invoices/X", Anybody },
        { "POST /invoices/X/collection", "finance" },
        { "GET /notices", Anybody },
        { "GET /notices.csv", Anybody },
        { "POST /notices", Anybody },
        { "GET /steps", Steps },
        { "POST /steps", Steps },
        { "GET /steps.csv", Steps },
        { "GET /approvals", Approval },
        { "GET /approvals.csv", Approval },
        { $"GET /approvals/{Nothing}", Approval },
        { $"POST /approvals/{Nothing}", Approval },
        { "GET /book", Approval },
        { "GET /book/slide.csv", Approval },
        { "GET /book/figures.csv", Approval },
        { "GET /book/causes.csv", Approval },
        { "GET /book/carriers.csv", Approval },
        { "GET /book/lanes.csv", Approval },
        { "GET /book/trends.csv", Approval },
        { "GET /disruptions", Anybody },
        { "GET /disruptions.csv", Anybody },
        { $"GET /disruptions/{Nothing}", Anybody },
        { $"GET /disruptions/{Nothing}/shipments.csv", Anybody },
        { "POST /disruptions", Disruptions },
        { $"POST /disruptions/{Nothing}/run", Disruptions },
        { $"POST /disruptions/{Nothing}/end", Disruptions },
        { "GET /quarantine", Quarantine },
        { "GET /quarantine.csv", Quarantine },
        { $"GET /quarantine/{Nothing}", Quarantine },
        { $"POST /quarantine/{Nothing}/replay", Quarantine },
        { $"POST /quarantine/{Nothing}/discard", Quarantine },
        { $"POST /quarantine/{Nothing}/return", Quarantine },
        { $"POST /quarantine/{Nothing}/map", Quarantine },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_page_is_open_to_its_roles_and_to_nobody_else(string call, string allowed)
    {
        foreach (var role in Roles.All)
        {
            using var answer = await Call(call, (await server.As($"somebody of {role}", role)).Key);
            Assert.True((answer.StatusCode == HttpStatusCode.Forbidden) != allowed.Split(' ').Contains(role), $"{role}: {answer.StatusCode}");
        }

        using var nobody = await Call(call, null);
        Assert.Equal(call.StartsWith("GET", StringComparison.Ordinal) ? HttpStatusCode.Redirect : HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    [Fact]
    public void No_door_is_left_out()
    {
        var known = Table.Select(row => row.Data.Item1).Concat(RolesAndRoutes.Table.Select(row => row.Data.Item1.Replace(" /", " /api/v1/", StringComparison.Ordinal)))
            .Concat(Streams).ToArray();
        Assert.DoesNotContain(Doors(), door => !known.Any(new Regex(door).IsMatch));
    }

    [Fact]
    public void No_row_of_the_table_names_a_door_that_is_not_there()
    {
        var doors = Doors().Select(door => new Regex(door)).ToArray();
        Assert.DoesNotContain(Table.Select(row => row.Data.Item1), call => !doors.Any(door => door.IsMatch(call)));
    }

    // Each as the pattern of the calls that come through it.
    private IEnumerable<string> Doors() =>
        from door in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where door.Metadata.GetMetadata<IAllowAnonymous>() is null
        from method in door.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
        let path = door.RoutePattern.RawText!.Length > 1 ? door.RoutePattern.RawText.TrimEnd('/') : "/"
        select $"^{method} {Regex.Replace(Regex.Escape(path), @"\\\{[^}]*\}", "[^/]+")}$";

    private Task<HttpResponseMessage> Call(string call, string? key)
    {
        var (method, path) = call.Split(' ', 2) is [var m, var p] ? (m, p) : throw new FormatException(call);
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET")
            request.Content = new FormUrlEncodedContent([]);
        if (key is not null)
            request.Headers.Authorization = new("Bearer", key);
        return server.Raw(request);
    }
}
