using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FreightRecovery.Tests.Api;

/// <summary>Every door needs a role but those that are named here, and what comes out of any of them is written for browsers to be careful with.</summary>
public sealed class OpenDoors(Server server) : IClassFixture<Server>
{
    // Before somebody is known: signing in, links that carry their own proof, and what watches over the program.
    private static readonly string[] Open =
    [
        "GET /health/live", "GET /health/ready", "GET /openapi/{documentName}.json", "POST /test/clock", "GET /test/clock",
        "GET /sign-in", "POST /sign-in", "GET /sign-in/code", "POST /sign-in/code", "GET /sign-in/recovery", "POST /sign-in/recovery",
        "POST /sign-in/passkey", "POST /sign-in/passkey/request", "GET /sign-in/company", "GET /sign-in/company/done", "POST /sign-out",
        "GET /welcome", "POST /welcome", "GET /c/{token}", "POST /c/{token}",
    ];

    [Fact]
    public void Only_these_doors_are_open_to_everybody()
    {
        var doors = Doors().Where(d => d.Metadata.GetMetadata<IAllowAnonymous>() is not null).SelectMany(Names).ToArray();
        Assert.DoesNotContain(doors, d => !Open.Contains(d));
    }

    [Fact]
    public void Every_other_door_names_the_policy_by_which_it_opens()
    {
        var unnamed = Doors().Where(d => d.Metadata.GetMetadata<IAllowAnonymous>() is null && d.Metadata.GetMetadata<IAuthorizeData>()?.Policy is null);
        Assert.DoesNotContain(unnamed.SelectMany(Names), _ => true);
    }

    [Fact]
    public void Every_form_of_an_administrator_s_page_needs_its_token()
    {
        var forms = Doors().Where(d => d.RoutePattern.RawText!.Split('/')[1] is "webhooks" or "keys" or "people" && Names(d).All(n => n.StartsWith("POST", StringComparison.Ordinal))).ToArray();
        Assert.NotEmpty(forms);
        Assert.DoesNotContain(forms.Where(d => d.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: true }).SelectMany(Names), _ => true);
    }

    [Fact]
    public async Task A_page_is_small_on_the_wire_and_an_answer_to_a_program_is_left_as_it_is()
    {
        using var page = await Ask("/sign-in");
        Assert.Equal("br", Assert.Single(page.Content.Headers.ContentEncoding));
        using var style = await Ask("/assets/desk.css");
        Assert.Equal("br", Assert.Single(style.Content.Headers.ContentEncoding));
        using var answer = await Ask("/api/v1/incidents");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    private IEnumerable<RouteEndpoint> Doors() => server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static IEnumerable<string> Names(RouteEndpoint door) =>
        (door.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(method => $"{method} {door.RoutePattern.RawText!.TrimEnd('/')}");

    private async Task<HttpResponseMessage> Ask(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", "br, gzip");
        return await server.Raw(request);
    }
}
