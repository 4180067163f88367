using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace FreightRecovery.Web.Accounts;

/// <summary>
/// Passkeys (WebAuthn): the browser's script fetches what the device is to sign, and sends what it has signed in an ordinary form.
/// </summary>
internal static class PasskeyPages
{
    /// <summary>Signing in with one.</summary>
    public const string SignInPath = "/sign-in/passkey";

    /// <summary>What a device is to sign at sign-in.</summary>
    public const string RequestPath = "/sign-in/passkey/request";

    /// <summary>Adding one.</summary>
    public const string AddPath = "/account/passkeys";

    /// <summary>What a device is to make a passkey from.</summary>
    public const string CreationPath = "/account/passkeys/creation";

    private const int LongestName = 100;
    private const int MostPasskeys = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        open.MapPost(RequestPath, Request).RequireRateLimiting(SignIn.AttemptsPolicy);
        open.MapPost(SignInPath, Enter).RequireRateLimiting(SignIn.AttemptsPolicy);
        var own = routes.MapGroup("").RequireAuthorization(Access.Anybody).ExcludeFromDescription();
        own.MapPost(CreationPath, Creation);
        own.MapPost(AddPath, Add);
        own.MapPost(AddPath + "/remove", Remove);
    }

    private static async Task<IResult> Request(HttpContext context, IAntiforgery antiforgery, SignInManager<Account> signIn) =>
        await antiforgery.IsRequestValidAsync(context)
            ? Results.Text(await signIn.MakePasskeyRequestOptionsAsync(null!), "application/json")
            : Results.BadRequest();

    private static async Task<IResult> Enter(SignInManager<Account> signIn, [FromForm] string? credential, [FromForm] string? returnUrl)
    {
        var result = string.IsNullOrEmpty(credential) ? Microsoft.AspNetCore.Identity.SignInResult.Failed : await Attempt(signIn, credential);
        return Results.LocalRedirect(result.Succeeded ? SignIn.Onward(returnUrl) : $"{SignIn.Path}?error=passkey");
    }

    // What is no credential, or answers no question of ours, is told by throwing.
    private static async Task<Microsoft.AspNetCore.Identity.SignInResult> Attempt(SignInManager<Account> signIn, string credential)
    {
        try
        {
            return await signIn.PasskeySignInAsync(credential);
        }
        catch (Exception e) when (e is InvalidOperationException or PasskeyException or System.Text.Json.JsonException)
        {
            return Microsoft.AspNetCore.Identity.SignInResult.Failed;
        }
    }

    private static async Task<IResult> Creation(HttpContext context, IAntiforgery antiforgery, Caller caller, SignInManager<Account> signIn) =>
        await antiforgery.IsRequestValidAsync(context) && await signIn.UserManager.FindByIdAsync(caller.Key) is { } account
            ? Results.Text(
                await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = account.Id, Name = account.Name, DisplayName = account.Name }), "application/json")
            : Results.BadRequest();

    private static async Task<IResult> Add(Frame frame, Caller caller, SignInManager<Account> signIn, [FromForm] string? credential, [FromForm] string? name)
    {
        var manager = signIn.UserManager;
        if (await manager.FindByIdAsync(caller.Key) is not { } account)
            return Results.NotFound();
        if (string.IsNullOrEmpty(credential) || (await manager.GetPasskeysAsync(account)).Count >= MostPasskeys
            || await Attest(signIn, credential) is not { Succeeded: true } made)
            return Results.LocalRedirect($"{MyAccountPages.Path}?error=passkey");
        made.Passkey.Name = string.IsNullOrWhiteSpace(name) ? frame.L["account.passkeys"] : name.Trim()[..Math.Min(LongestName, name.Trim().Length)];
        await manager.AddOrUpdatePasskeyAsync(account, made.Passkey);
        return Results.LocalRedirect($"{MyAccountPages.Path}?done=saved");
    }

    private static async Task<PasskeyAttestationResult?> Attest(SignInManager<Account> signIn, string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAttestationAsync(credential);
        }
        catch (Exception e) when (e is InvalidOperationException or PasskeyException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static async Task<IResult> Remove(Caller caller, UserManager<Account> manager, [FromForm] string? id)
    {
        if (await manager.FindByIdAsync(caller.Key) is { } account && Convert.TryFromBase64String(id ?? "", new byte[(id ?? "").Length], out _))
            await manager.RemovePasskeyAsync(account, Convert.FromBase64String(id!));
        return Results.LocalRedirect($"{MyAccountPages.Path}?done=saved");
    }
}
