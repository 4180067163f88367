using System.Net;
using System.Security.Claims;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Cli;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Hosting;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace FreightRecovery.Web.Accounts;

/// <summary>People sign in with a password, and a code where they have set one up, and carry a cookie from then on.</summary>
public static class SignIn
{
    /// <summary>The page with the form.</summary>
    public const string Path = "/sign-in";

    /// <summary>The page that asks for the code of an app.</summary>
    public const string CodePath = "/sign-in/code";

    /// <summary>The page that asks for a recovery code.</summary>
    public const string RecoveryPath = "/sign-in/recovery";

    /// <summary>The cookie's scheme: the user manager's own.</summary>
    public static readonly string SchemeName = IdentityConstants.ApplicationScheme;

    /// <summary>The cookie's name.</summary>
    public const string CookieName = "freight-recovery";

    /// <summary>The rate limit on attempts.</summary>
    public const string AttemptsPolicy = "sign-in";

    /// <summary>
    /// A session ends twelve hours after its last use, and at once when the account is closed or signed out everywhere. The cookie goes
    /// along with a link from elsewhere, such as a mail's; whatever changes something asks for more than the cookie.
    /// </summary>
    internal static void Configure(CookieAuthenticationOptions options)
    {
        Harden(options, CookieName, TimeSpan.FromHours(12));
        options.LoginPath = Path;
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = async context =>
        {
            var ring = context.HttpContext.RequestServices.GetRequiredService<AccountRing>();
            if (context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && context.Principal.FindFirstValue(Caller.StampClaim) is { } stamp
                && await ring.Holder(id, stamp, context.HttpContext.RequestAborted) is { } holder)
                context.ReplacePrincipal(holder);
            else
                context.RejectPrincipal();
        };
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
    }

    /// <summary>A cookie that no script reads and no plain connection carries where there is a safe one.</summary>
    internal static void Harden(CookieAuthenticationOptions options, string name, TimeSpan lasting)
    {
        options.ExpireTimeSpan = lasting;
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    /// <summary>Adds the pages up to the first desk, and the way out.</summary>
    internal static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet(Path, Form);
        pages.MapPost(Path, Enter).RequireRateLimiting(AttemptsPolicy);
        pages.MapGet(CodePath, CodeForm);
        pages.MapPost(CodePath, EnterCode).RequireRateLimiting(AttemptsPolicy);
        pages.MapGet(RecoveryPath, RecoveryForm);
        pages.MapPost(RecoveryPath, EnterRecovery).RequireRateLimiting(AttemptsPolicy);
        pages.MapPost("/sign-out", Leave);
    }

    /// <summary>The path to go on to: our own, or the first desk.</summary>
    internal static string Onward(string? url) =>
        url is ['/', ..] && (url.Length == 1 || (url[1] is not ('/' or '\\') && !url.Any(char.IsControl))) ? url : "/";

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

    private static IResult Form(HttpContext context, Frame frame, ServeOptions options, CompanySignIn company, string? returnUrl, string? error) =>
        Page(context, frame, options, company, returnUrl, error is null ? null : CompanySignIn.Error(error, company, frame.L));

    private static async Task<IResult> Enter(
        HttpContext context, Frame frame, ServeOptions options, CompanySignIn company, SignInManager<Account> signIn,
        [FromForm] string? name, [FromForm] string? password, [FromForm] string? person, [FromForm] string? returnUrl)
    {
        if (person is not null)
            return await EnterSample(context, frame, options, company, signIn, person, returnUrl);
        var account = await signIn.UserManager.FindByNameAsync(name?.Trim() ?? "");
        var result = account is null
            ? await Unknown(signIn, password)
            : await signIn.PasswordSignInAsync(account, password ?? "", isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded)
            return Results.LocalRedirect(Onward(returnUrl));
        if (result.RequiresTwoFactor)
            return Results.LocalRedirect($"{CodePath}?returnUrl={Uri.EscapeDataString(Onward(returnUrl))}");
        return Page(context, frame, options, company, returnUrl, frame.L[result.IsLockedOut ? "account.locked" : "account.wrong"], name);
    }

    // A name that nobody has takes as long as a wrong password, so that trying names tells nothing.
    private static Task<Microsoft.AspNetCore.Identity.SignInResult> Unknown(SignInManager<Account> signIn, string? password)
    {
        signIn.UserManager.PasswordHasher.VerifyHashedPassword(Nobody, NobodysPassword.Value(signIn.UserManager.PasswordHasher), password ?? "");
        return Task.FromResult(Microsoft.AspNetCore.Identity.SignInResult.Failed);
    }

    private static readonly Account Nobody = new() { Id = "", Name = "", Roles = [], CreatedAt = default };

    private static class NobodysPassword
    {
        private static string? hash;

        public static string Value(IPasswordHasher<Account> hasher) => hash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
    }

    private static async Task<IResult> EnterSample(
        HttpContext context, Frame frame, ServeOptions options, CompanySignIn company, SignInManager<Account> signIn, string person, string? returnUrl)
    {
        if (People(context, options).All(p => p.Name != person) || await signIn.UserManager.FindByNameAsync(person) is not { DisabledAt: null } account)
            return Page(context, frame, options, company, returnUrl, frame.L["account.wrong"]);
        await signIn.SignInAsync(account, isPersistent: false);
        return Results.LocalRedirect(Onward(returnUrl));
    }

    private static async Task<IResult> CodeForm(Frame frame, SignInManager<Account> signIn, string? returnUrl) =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? Results.LocalRedirect(Path) : Code(frame, returnUrl, recovery: false, null);

    private static async Task<IResult> EnterCode(Frame frame, SignInManager<Account> signIn, [FromForm] string? code, [FromForm] string? returnUrl)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is null)
            return Code(frame, returnUrl, recovery: false, "account.lost");
        var result = await signIn.TwoFactorAuthenticatorSignInAsync(Digits(code), isPersistent: false, rememberClient: false);
        return result.Succeeded ? Results.LocalRedirect(Onward(returnUrl))
            : Code(frame, returnUrl, recovery: false, result.IsLockedOut ? "account.locked" : "account.code.wrong");
    }

    private static async Task<IResult> RecoveryForm(Frame frame, SignInManager<Account> signIn, string? returnUrl) =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? Results.LocalRedirect(Path) : Code(frame, returnUrl, recovery: true, null);

    private static async Task<IResult> EnterRecovery(Frame frame, SignInManager<Account> signIn, [FromForm] string? code, [FromForm] string? returnUrl)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } account)
            return Code(frame, returnUrl, recovery: true, "account.lost");
        if (await signIn.UserManager.IsLockedOutAsync(account))
            return Code(frame, returnUrl, recovery: true, "account.locked");
        var result = await signIn.TwoFactorRecoveryCodeSignInAsync((code ?? "").Trim().ToUpperInvariant());
        if (result.Succeeded)
            return Results.LocalRedirect(Onward(returnUrl));
        await signIn.UserManager.AccessFailedAsync(account);
        return Code(frame, returnUrl, recovery: true, "account.recovery.wrong");
    }

    private static async Task<IResult> Leave(HttpContext context, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Problems.Of("invalid-request", StatusCodes.Status400BadRequest, "Load the page again and repeat the step.");
        await context.SignOutAsync(SchemeName);
        return Results.LocalRedirect(Path);
    }

    /// <summary>The digits of a code, which people and apps write with blanks.</summary>
    internal static string Digits(string? code) => new([.. (code ?? "").Where(char.IsAsciiDigit)]);

    // The sample's people may be looked over the shoulder with one click, by whoever sits at this very machine.
    private static IReadOnlyList<SamplePerson> People(HttpContext context, ServeOptions options) =>
        options.Sample && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            ? SampleKeys.Read(options.DataDirectory)
            : [];

    private static RazorComponentResult<SignInPage> Page(
        HttpContext context, Frame frame, ServeOptions options, CompanySignIn company, string? returnUrl, string? error, string? name = null) => new(
        new Dictionary<string, object?>
        {
            [nameof(SignInPage.Frame)] = frame,
            [nameof(SignInPage.Error)] = error,
            [nameof(SignInPage.Name)] = name,
            [nameof(SignInPage.Company)] = company.Name,
            [nameof(SignInPage.ReturnUrl)] = Onward(returnUrl),
            [nameof(SignInPage.People)] = People(context, options),
        })
    {
        StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized,
    };

    private static RazorComponentResult<CodePage> Code(Frame frame, string? returnUrl, bool recovery, string? error) => new(new Dictionary<string, object?>
    {
        [nameof(CodePage.Frame)] = frame,
        [nameof(CodePage.Error)] = error is null ? null : frame.L[error],
        [nameof(CodePage.IsRecovery)] = recovery,
        [nameof(CodePage.ReturnUrl)] = Onward(returnUrl),
    })
    {
        StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized,
    };
}
