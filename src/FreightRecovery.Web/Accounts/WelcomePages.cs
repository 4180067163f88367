using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Language;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace FreightRecovery.Web.Accounts;

/// <summary>
/// Behind a link that works once: whoever opens it chooses the password of an account. So the first administrator begins, so does everybody
/// whom one has added, and so does who has forgotten the password.
/// </summary>
internal static class WelcomePages
{
    /// <summary>The page; the link carries the account's id as <c>u</c> and the token as <c>t</c>.</summary>
    public const string Path = "/welcome";

    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lasting = TimeSpan.FromDays(3);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Path).AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("", Show);
        pages.MapPost("", Choose).RequireRateLimiting(SignIn.AttemptsPolicy);
    }

    private static async Task<IResult> Show(string? u, string? t, Frame frame, UserManager<Account> manager) =>
        Page(frame, await Behind(u, t, manager), t, null);

    private static async Task<IResult> Choose(
        Frame frame, SignInManager<Account> signIn, AccountRing ring, [FromForm] string? u, [FromForm] string? t, [FromForm] string? password, [FromForm] string? again)
    {
        var manager = signIn.UserManager;
        if (await Behind(u, t, manager) is not { } account)
            return Page(frame, null, null, null);
        if (password != again)
            return Page(frame, account, t, frame.L["account.welcome.differ"]);
        // The link stands for the administrator's word, so it also opens what was locked and takes the second step away.
        (account.LockedUntil, account.Failures, account.TwoFactor, account.Authenticator, account.Recovery) = (null, 0, false, null, null);
        if (await manager.ResetPasswordAsync(account, t!, password ?? "") is { Succeeded: false } refused)
            return Page(frame, account, t, PasswordRules.Say(refused, frame.L));
        ring.Forget(account.Id);
        await signIn.SignInAsync(account, isPersistent: false);
        return Results.LocalRedirect("/");
    }

    // The token is bound to the account's stamp, which changes with the password: no link works twice.
    private static async Task<Account?> Behind(string? id, string? token, UserManager<Account> manager) =>
        id is not null && token is not null && await manager.FindByIdAsync(id) is { DisabledAt: null } account
            && await manager.VerifyUserTokenAsync(account, manager.Options.Tokens.PasswordResetTokenProvider, UserManager<Account>.ResetPasswordTokenPurpose, token)
            ? account
            : null;

    private static RazorComponentResult<WelcomePage> Page(Frame frame, Account? account, string? token, string? error) => new(new Dictionary<string, object?>
    {
        [nameof(WelcomePage.Frame)] = frame,
        [nameof(WelcomePage.Account)] = account,
        [nameof(WelcomePage.Token)] = token,
        [nameof(WelcomePage.Error)] = error,
    })
    {
        StatusCode = account is null ? StatusCodes.Status410Gone : error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
    };
}

/// <summary>
/// What a password must be: long, and not easy to guess. Mixtures of letters and signs are not asked for, as NIST SP 800-63B advises (section
/// 3.1.1.2 of its fourth revision).
/// </summary>
internal sealed class PasswordRules : IPasswordValidator<Account>
{
    /// <summary>The least number of characters.</summary>
    public const int Shortest = 12;

    private const int FewCharacters = 5;
    private const string Easy = "EasyPassword";

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) => Task.FromResult(
        password is not null && IsEasy(user.Name, password) ? IdentityResult.Failed(new IdentityError { Code = Easy, Description = Easy }) : IdentityResult.Success);

    /// <summary>Why a password was refused, for a person.</summary>
    public static string Say(IdentityResult refused, Locale locale) =>
        refused.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordTooShort)) ? locale.Count("account.password.short", Shortest)
        : refused.Errors.Any(e => e.Code == Easy) ? locale["account.password.easy"]
        : locale["account.welcome.expired"];

    private static bool IsEasy(string name, string password)
    {
        var plain = password.ToLowerInvariant();
        return plain.Distinct().Count() < FewCharacters || plain.Contains(name.ToLowerInvariant(), StringComparison.Ordinal)
            || plain.Contains("password", StringComparison.Ordinal) || plain.Contains("freightrecovery", StringComparison.Ordinal)
            || "abcdefghijklmnopqrstuvwxyz01234567890123456789qwertyuiopasdfghjklzxcvbnm".Contains(plain, StringComparison.Ordinal);
    }
}
