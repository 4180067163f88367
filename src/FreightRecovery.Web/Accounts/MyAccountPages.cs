using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Language;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace FreightRecovery.Web.Accounts;

/// <summary>What everybody settles for themselves: language, zone, password, second step, passkeys, sessions.</summary>
internal static class MyAccountPages
{
    public const string Path = "/account";

    private const int RecoveryCodes = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Path).RequireAuthorization(Access.Anybody).ExcludeFromDescription();
        pages.MapGet("", Show);
        pages.MapPost("/look", Look);
        pages.MapPost("/password", Change).RequireRateLimiting(SignIn.AttemptsPolicy);
        pages.MapPost("/authenticator", Begin);
        pages.MapPost("/authenticator/finish", Finish).RequireRateLimiting(SignIn.AttemptsPolicy);
        pages.MapPost("/authenticator/stop", Stop);
        pages.MapPost("/codes", Codes);
        pages.MapPost("/everywhere", Everywhere);
    }

    private static async Task<IResult> Show(Frame frame, Caller caller, UserManager<Account> manager, string? done, string? error) =>
        await manager.FindByIdAsync(caller.Key) is { } account
            ? await Page(frame, account, manager, new MyAccountStep
            {
                Done = done is "saved" ? frame.L["account.mine.saved"] : done is "stopped" ? frame.L["account.second.stopped"] : null,
                PasskeyError = error is "passkey" ? frame.L["account.passkeys.failed"] : null,
            })
            : Results.NotFound();

    private static async Task<IResult> Look(
        Frame frame, Caller caller, UserManager<Account> manager, AccountRing ring, [FromForm] string? language, [FromForm] string? zone)
    {
        if (await manager.FindByIdAsync(caller.Key) is not { } account)
            return Results.NotFound();
        zone = string.IsNullOrWhiteSpace(zone) ? null : zone.Trim();
        if (zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            return await Page(frame, account, manager, new MyAccountStep { ZoneError = frame.L["account.zone.wrong"], Zone = zone });
        account.Language = Phrasebook.Languages.Contains(language) ? language : null;
        account.Zone = zone;
        await manager.UpdateAsync(account);
        ring.Forget(account.Id);
        return Results.LocalRedirect(Path + "?done=saved");
    }

    private static async Task<IResult> Change(
        Frame frame, Caller caller, SignInManager<Account> signIn, AccountRing ring, [FromForm] string? current, [FromForm] string? password, [FromForm] string? again)
    {
        var manager = signIn.UserManager;
        if (await manager.FindByIdAsync(caller.Key) is not { } account)
            return Results.NotFound();
        if (password != again)
            return await Page(frame, account, manager, new MyAccountStep { PasswordError = frame.L["account.welcome.differ"] });
        if (await manager.ChangePasswordAsync(account, current ?? "", password ?? "") is { Succeeded: false } refused)
        {
            var wrong = refused.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch));
            return await Page(frame, account, manager, new MyAccountStep { PasswordError = wrong ? frame.L["account.current.wrong"] : PasswordRules.Say(refused, frame.L) });
        }

        await Renew(signIn, account, ring);
        return Results.LocalRedirect(Path + "?done=saved");
    }

    private static async Task<IResult> Begin(Frame frame, Caller caller, SignInManager<Account> signIn, AccountRing ring)
    {
        var manager = signIn.UserManager;
        if (await manager.FindByIdAsync(caller.Key) is not { TwoFactor: false } account)
            return Results.LocalRedirect(Path);
        await manager.ResetAuthenticatorKeyAsync(account);
        await Renew(signIn, account, ring);
        return await Authenticator(frame, account, manager, null);
    }

    private static async Task<IResult> Finish(Frame frame, Caller caller, SignInManager<Account> signIn, AccountRing ring, [FromForm] string? code)
    {
        var manager = signIn.UserManager;
        if (await manager.FindByIdAsync(caller.Key) is not { TwoFactor: false } account)
            return Results.LocalRedirect(Path);
        if (!await manager.VerifyTwoFactorTokenAsync(account, manager.Options.Tokens.AuthenticatorTokenProvider, SignIn.Digits(code)))
            return await Authenticator(frame, account, manager, frame.L["account.code.wrong"]);
        await manager.SetTwoFactorEnabledAsync(account, true);
        var codes = await manager.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes);
        await Renew(signIn, account, ring);
        return RecoveryPage(frame, codes);
    }

    private static async Task<IResult> Stop(Caller caller, SignInManager<Account> signIn, AccountRing ring, [FromForm] string? form)
    {
        if (await signIn.UserManager.FindByIdAsync(caller.Key) is not { } account)
            return Results.NotFound();
        account.Authenticator = account.Recovery = null;
        await signIn.UserManager.SetTwoFactorEnabledAsync(account, false);
        await Renew(signIn, account, ring);
        return Results.LocalRedirect(Path + "?done=stopped");
    }

    private static async Task<IResult> Codes(Frame frame, Caller caller, UserManager<Account> manager, [FromForm] string? form) =>
        await manager.FindByIdAsync(caller.Key) is { TwoFactor: true } account
            ? RecoveryPage(frame, await manager.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes))
            : Results.LocalRedirect(Path);

    private static async Task<IResult> Everywhere(HttpContext context, Caller caller, People people, SignInManager<Account> signIn, [FromForm] string? form)
    {
        if (await signIn.UserManager.FindByIdAsync(caller.Key) is { } account)
            await people.EndSessions(account);
        await signIn.SignOutAsync();
        return Results.LocalRedirect(SignIn.Path);
    }

    // Whatever changes how somebody signs in ends all other sessions; this one goes on under the new stamp.
    private static async Task Renew(SignInManager<Account> signIn, Account account, AccountRing ring)
    {
        ring.Forget(account.Id);
        await signIn.SignInAsync(account, isPersistent: false);
    }

    private static RazorComponentResult<CodesPage> RecoveryPage(Frame frame, IEnumerable<string>? codes) => new(new Dictionary<string, object?>
    {
        [nameof(CodesPage.Frame)] = frame,
        [nameof(CodesPage.Codes)] = (IReadOnlyList<string>)[.. codes ?? []],
    });

    private static async Task<IResult> Authenticator(Frame frame, Account account, UserManager<Account> manager, string? error) =>
        new RazorComponentResult<AuthenticatorPage>(new Dictionary<string, object?>
        {
            [nameof(AuthenticatorPage.Frame)] = frame,
            [nameof(AuthenticatorPage.Key)] = await manager.GetAuthenticatorKeyAsync(account),
            [nameof(AuthenticatorPage.Person)] = account.Name,
            [nameof(AuthenticatorPage.Error)] = error,
        })
        {
            StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };

    private static async Task<IResult> Page(Frame frame, Account account, UserManager<Account> manager, MyAccountStep step) =>
        new RazorComponentResult<MyAccountPage>(new Dictionary<string, object?>
        {
            [nameof(MyAccountPage.Frame)] = frame,
            [nameof(MyAccountPage.Account)] = account,
            [nameof(MyAccountPage.CodesLeft)] = account.TwoFactor ? await manager.CountRecoveryCodesAsync(account) : 0,
            [nameof(MyAccountPage.Passkeys)] = (IReadOnlyList<UserPasskeyInfo>)[.. await manager.GetPasskeysAsync(account)],
            [nameof(MyAccountPage.Step)] = step,
        })
        {
            StatusCode = step.IsRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
}

/// <summary>What the last step on one's own account came to.</summary>
public sealed record MyAccountStep
{
    /// <summary>What was done; null when nothing was.</summary>
    public string? Done { get; init; }

    /// <summary>Why the password was not changed.</summary>
    public string? PasswordError { get; init; }

    /// <summary>What is wrong with the zone.</summary>
    public string? ZoneError { get; init; }

    /// <summary>Why no passkey was made.</summary>
    public string? PasskeyError { get; init; }

    /// <summary>A zone as it was typed.</summary>
    public string? Zone { get; init; }

    internal bool IsRefused => PasswordError is not null || ZoneError is not null;
}
