using System.Net;
using System.Security.Claims;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Cli;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FreightRecovery.Web.Security;

/// <summary>People sign in with their key once and carry a cookie from then on.</summary>
public static class SignIn
{
    /// <summary>The page with the form.</summary>
    public const string Path = "/sign-in";

    /// <summary>The cookie's scheme.</summary>
    public const string SchemeName = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>The cookie's name.</summary>
    public const string CookieName = "freight-recovery";

    /// <summary>The rate limit on attempts.</summary>
    public const string AttemptsPolicy = "sign-in";

    /// <summary>The cookie as strict as it can be, and looked at anew on each request: a revoked key signs its holder out.</summary>
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.LoginPath = Path;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = async context =>
        {
            var ring = context.HttpContext.RequestServices.GetRequiredService<KeyRing>();
            var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
            if (id is not null && await ring.Holder(id, SchemeName, context.HttpContext.RequestAborted) is { } holder)
                context.ReplacePrincipal(holder);
            else
                context.RejectPrincipal();
        };
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
    }

    /// <summary>Adds the form, signing in and signing out.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Form).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(Path, Enter).AllowAnonymous().RequireRateLimiting(AttemptsPolicy).ExcludeFromDescription();
        routes.MapPost("/sign-out", Leave).AllowAnonymous().ExcludeFromDescription();
    }

    // Programs are told the status; people are shown the form.
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (status == StatusCodes.Status401Unauthorized && HttpMethods.IsGet(context.Request.Method)
            && !context.Request.Path.StartsWithSegments(Routes.Base))
            context.Response.Redirect(context.RedirectUri);
        else
            context.Response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"freight-recovery\"";
        return Task.CompletedTask;
    }

    private static IResult Form(HttpContext context, IAntiforgery antiforgery, ServeOptions options, string? returnUrl) =>
        Page(context, antiforgery, options, returnUrl, null);

    private static async Task<IResult> Enter(
        HttpContext context, IAntiforgery antiforgery, ServeOptions options, KeyRing ring,
        [FromForm] string? key, [FromForm] string? person, [FromForm] string? returnUrl)
    {
        // The form binding has checked the token already.
        var given = person is null ? key?.Trim() : People(context, options).FirstOrDefault(p => p.Name == person)?.Key;
        if (await ring.Open(given ?? "", SchemeName, context.RequestAborted) is not { } principal)
            return Page(context, antiforgery, options, returnUrl, "This key is not known. Look at it again, or ask for a new one.");
        await context.SignInAsync(SchemeName, principal);
        return Results.LocalRedirect(IsLocal(returnUrl) ? returnUrl! : "/");
    }

    private static async Task<IResult> Leave(HttpContext context, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Problems.Of("invalid-request", StatusCodes.Status400BadRequest, "Load the page again and repeat the step.");
        await context.SignOutAsync(SchemeName);
        return Results.LocalRedirect(Path);
    }

    private static bool IsLocal(string? url) =>
        url is ['/', ..] && (url.Length == 1 || (url[1] is not ('/' or '\\') && !url.Any(char.IsControl)));

    // The sample's people may be looked over the shoulder with one click, by whoever sits at this very machine.
    private static IReadOnlyList<SamplePerson> People(HttpContext context, ServeOptions options) =>
        options.Sample && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            ? SampleKeys.Read(options.DataDirectory)
            : [];

    private static RazorComponentResult<SignInPage> Page(
        HttpContext context, IAntiforgery antiforgery, ServeOptions options, string? returnUrl, string? error)
    {
        var token = antiforgery.GetAndStoreTokens(context);
        return new RazorComponentResult<SignInPage>(new Dictionary<string, object?>
        {
            [nameof(SignInPage.Error)] = error,
            [nameof(SignInPage.ReturnUrl)] = IsLocal(returnUrl) ? returnUrl : "/",
            [nameof(SignInPage.FormField)] = token.FormFieldName,
            [nameof(SignInPage.FormToken)] = token.RequestToken,
            [nameof(SignInPage.People)] = People(context, options),
            [nameof(SignInPage.TestClock)] = context.RequestServices.GetService<TestClock>()?.GetCurrentInstant(),
        })
        {
            StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized,
        };
    }
}
