using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Options;

namespace FreightRecovery.Web.Accounts;

/// <summary>
/// OpenID Connect's code flow with PKCE by the framework's OAuth handler: the discovery document tells the addresses when they are first
/// needed, and who somebody is comes from the user-info endpoint, over the connection on which the code was redeemed.
/// </summary>
internal sealed class CompanyHandler(
    IOptionsMonitor<OAuthOptions> options, ILoggerFactory logger, UrlEncoder encoder, CompanySettings settings) : OAuthHandler<OAuthOptions>(options, logger, encoder)
{
    public const string SchemeName = "company";

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await Discover();
        await base.HandleChallengeAsync(properties);
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        await Discover();
        return await base.ExchangeCodeAsync(context);
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Options.UserInformationEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await Backchannel.SendAsync(request, Context.RequestAborted);
        answer.EnsureSuccessStatusCode();
        using var user = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(Context.RequestAborted), cancellationToken: Context.RequestAborted);
        Add(ClaimTypes.NameIdentifier, "sub");
        Add(ClaimTypes.Name, settings.NameClaim);
        Add(ClaimTypes.Role, settings.GroupsClaim);
        Add(CompanySignIn.BranchClaim, settings.BranchClaim);
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);

        void Add(string type, string member)
        {
            if (!user.RootElement.TryGetProperty(member, out var value))
                return;
            foreach (var item in value.ValueKind is JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value])
                if (item.ValueKind is JsonValueKind.String && item.GetString() is { Length: > 0 } text)
                    identity.AddClaim(new Claim(type, text));
        }
    }

    private async Task Discover()
    {
        if (Options.UserInformationEndpoint != CompanySignIn.Unknown)
            return;
        using var answer = await Backchannel.GetAsync(new Uri(settings.Issuer.AbsoluteUri.TrimEnd('/') + "/.well-known/openid-configuration"), Context.RequestAborted);
        answer.EnsureSuccessStatusCode();
        using var document = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(Context.RequestAborted), cancellationToken: Context.RequestAborted);
        if (Told("issuer").TrimEnd('/') != settings.Issuer.AbsoluteUri.TrimEnd('/'))
            throw new AuthenticationFailureException($"The provider calls itself {Told("issuer")}, and the settings call it {settings.Issuer}.");
        Options.AuthorizationEndpoint = Told("authorization_endpoint");
        Options.TokenEndpoint = Told("token_endpoint");
        Options.UserInformationEndpoint = Told("userinfo_endpoint");

        string Told(string member) => document.RootElement.TryGetProperty(member, out var value) && value.GetString() is { } text
            ? text
            : throw new AuthenticationFailureException($"The provider's discovery document has no {member}.");
    }
}
