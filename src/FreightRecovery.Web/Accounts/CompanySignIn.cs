using System.Security.Claims;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Language;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Identity;

namespace FreightRecovery.Web.Accounts;

/// <summary>
/// Signing in with the company's own provider. Who comes for the first time gets an account; the provider's groups decide the roles, at each
/// sign-in anew. An account that has a password is never taken over by a name alone.
/// </summary>
/// <param name="Settings">The provider; null where none is set up.</param>
internal sealed record CompanySignIn(CompanySettings? Settings)
{
    /// <summary>Where it begins.</summary>
    public const string Path = "/sign-in/company";

    /// <summary>The claim of the branch, on the way to the account.</summary>
    public const string BranchClaim = "branch";

    /// <summary>In place of an address that the discovery document will tell.</summary>
    public const string Unknown = "https://unknown.invalid/";

    private const string Callback = Path + "/callback", DonePath = Path + "/done", Failed = "company", NoRole = "role";

    /// <summary>What people call the provider; null where none is set up.</summary>
    public string? Name => Settings?.Name;

    /// <summary>Adds the handler, where a provider is set up.</summary>
    public static void AddTo(AuthenticationBuilder authentication, CompanySettings? settings)
    {
        authentication.Services.AddSingleton(new CompanySignIn(settings));
        if (settings is null)
            return;
        authentication.Services.AddSingleton(settings);
        authentication.AddOAuth<OAuthOptions, CompanyHandler>(CompanyHandler.SchemeName, oauth =>
        {
            oauth.SignInScheme = IdentityConstants.ExternalScheme;
            oauth.CallbackPath = Callback;
            oauth.ClientId = settings.ClientId;
            oauth.ClientSecret = settings.ClientSecret ?? "none";
            oauth.UsePkce = true;
            oauth.AuthorizationEndpoint = oauth.TokenEndpoint = oauth.UserInformationEndpoint = Unknown;
            oauth.Scope.Clear();
            foreach (var scope in settings.Scopes)
                oauth.Scope.Add(scope);
            oauth.CorrelationCookie.SameSite = SameSiteMode.Lax;
            oauth.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            oauth.Events.OnRemoteFailure = context =>
            {
                Log(context.HttpContext).LogWarning(context.Failure, "The company's sign-in at {Issuer} did not confirm somebody.", settings.Issuer);
                context.Response.Redirect($"{SignIn.Path}?error={Failed}");
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }

    /// <summary>Adds the way there and back.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Path).AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("", Begin).RequireRateLimiting(SignIn.AttemptsPolicy);
        pages.MapGet("/done", Finish);
    }

    /// <summary>What the sign-in page says after it went wrong.</summary>
    public static string? Error(string error, CompanySignIn company, Locale locale) => error switch
    {
        Failed when company.Name is { } name => locale["account.company.failed", ("provider", name)],
        NoRole when company.Name is { } name => locale["account.company.unknown", ("provider", name)],
        "passkey" => locale["account.passkey.failed"],
        _ => null,
    };

    private static async Task<IResult> Begin(HttpContext context, CompanySignIn company, string? returnUrl)
    {
        if (company.Settings is null)
            return Results.LocalRedirect(SignIn.Path);
        try
        {
            await context.ChallengeAsync(
                CompanyHandler.SchemeName,
                new AuthenticationProperties { RedirectUri = $"{DonePath}?returnUrl={Uri.EscapeDataString(SignIn.Onward(returnUrl))}" });
            return Results.Empty;
        }
        catch (Exception e) when (e is HttpRequestException or AuthenticationFailureException or System.Text.Json.JsonException or TaskCanceledException)
        {
            Log(context).LogWarning(e, "The company's sign-in at {Issuer} cannot be reached.", company.Settings.Issuer);
            return Results.LocalRedirect($"{SignIn.Path}?error={Failed}");
        }
    }

    private static async Task<IResult> Finish(
        HttpContext context, CompanySignIn company, SignInManager<Account> signIn, People people, Store.Queries.Accounts accounts, string? returnUrl, CancellationToken cancel)
    {
        var told = await context.AuthenticateAsync(IdentityConstants.ExternalScheme);
        await context.SignOutAsync(IdentityConstants.ExternalScheme);
        if (company.Settings is not { } settings || told.Principal is not { } who || who.FindFirstValue(ClaimTypes.NameIdentifier) is not { } subject)
            return Results.LocalRedirect($"{SignIn.Path}?error={Failed}");

        var provider = settings.Issuer.AbsoluteUri;
        var roles = settings.RolesOf(who.FindAll(ClaimTypes.Role).Select(c => c.Value));
        var branch = who.FindFirstValue(BranchClaim);
        var account = await accounts.Of(provider, subject, cancel) ?? await Newcomer(who, provider, subject, roles, branch, signIn.UserManager, people, accounts, cancel);
        if (account is not { DisabledAt: null } || roles.Count == 0 || await people.Change(account, roles, branch) is not null)
            return Results.LocalRedirect($"{SignIn.Path}?error={NoRole}");
        await signIn.SignInAsync(account, isPersistent: false, CompanyHandler.SchemeName);
        return Results.LocalRedirect(SignIn.Onward(returnUrl));
    }

    private static ILogger Log(HttpContext context) => context.RequestServices.GetRequiredService<ILogger<CompanySignIn>>();

    private static async Task<Account?> Newcomer(
        ClaimsPrincipal who, string provider, string subject, IReadOnlyList<string> roles, string? branch, UserManager<Account> manager, People people,
        Store.Queries.Accounts accounts, CancellationToken cancel)
    {
        if (who.FindFirstValue(ClaimTypes.Name) is not { } name)
            return null;
        // Whom an administrator has added and who never chose a password may come this way; who has one may not be taken over.
        var account = await manager.FindByNameAsync(name) is { } invited ? invited.Password is null ? invited : null : (await people.Add(name, roles, branch)).Account;
        if (account is not null)
            await accounts.Link(account.Id, provider, subject, cancel);
        return account;
    }
}
