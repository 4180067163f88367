using System.Text.Json.Nodes;
using FreightRecovery.Tests.Accounts;
using Microsoft.Playwright;

namespace FreightRecovery.Tests.Browser;

/// <summary>Coming in with a real browser: a passkey of a virtual device, a code of an app, and no script at all.</summary>
public sealed class SigningInBrowser(Chrome chrome, Server server) : IClassFixture<Chrome>, IClassFixture<Server>
{
    [Fact]
    public async Task A_passkey_is_added_and_signs_in_without_name_and_password()
    {
        await server.Account("mei.lin", "sales");
        await using var window = await chrome.Open(server);
        var device = await window.Page.Context.NewCDPSessionAsync(window.Page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new JsonObject
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        await window.SignIn("mei.lin");
        await window.Page.GotoAsync("/account");
        await window.Page.FillAsync("#passkey-name", "Desk at the window");
        await window.Page.ClickAsync("[data-passkey=create]");
        await Assertions.Expect(window.Page.GetByText("Desk at the window")).ToBeVisibleAsync();

        await window.Page.ClickAsync("text=Sign out >> nth=0");
        await window.Gone("/sign-in");
        await window.Page.ClickAsync("[data-passkey=get]");
        await window.Gone("/");
        await Assertions.Expect(window.Page.Locator(".person")).ToContainTextAsync("mei.lin");

        await window.Page.GotoAsync("/account");
        await window.Page.ClickAsync("text=Remove");
        await window.Page.ClickAsync("text=Sign out >> nth=0");
        await window.Page.ClickAsync("[data-passkey=get]");
        await window.Gone("/sign-in?error=passkey");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("passkey was not accepted");
    }

    [Fact]
    public async Task A_code_of_an_app_is_set_up_from_the_picture_and_asked_for_from_then_on()
    {
        await server.Account("wei.tang", "accountManager");
        await using var window = await chrome.Open(server);
        await window.SignIn("wei.tang");
        await window.Page.GotoAsync("/account");
        await window.Page.ClickAsync("text=Set up an authenticator app");
        await Assertions.Expect(window.Page.Locator(".qr svg")).ToBeVisibleAsync();
        var key = await window.Page.InnerTextAsync(".key code");
        await window.Page.FillAsync("#code", Totp.Code(key, DateTimeOffset.UtcNow));
        await window.Page.ClickAsync("text=Turn on");
        await Assertions.Expect(window.Page.Locator(".codes li")).ToHaveCountAsync(10);
        await window.Page.ClickAsync("text=Sign out");
        await window.Page.FillAsync("#name", "wei.tang");
        await window.Page.FillAsync("#password", Server.Password);
        await window.Page.PressAsync("#password", "Enter");
        await window.Gone("/sign-in/code?returnUrl=%2F");
        await window.Page.FillAsync("#code", Totp.Code(key, DateTimeOffset.UtcNow));
        await window.Page.PressAsync("#code", "Enter");
        await Assertions.Expect(window.Page.Locator(".person")).ToContainTextAsync("wei.tang");
    }

    [Fact]
    public async Task Without_script_the_password_works_and_no_button_is_offered_that_would_not()
    {
        await server.Account("bo.qian", "manager");
        await using var window = await chrome.Open(server, script: false);
        await window.Page.GotoAsync("/sign-in");
        await Assertions.Expect(window.Page.Locator("[data-passkey]")).ToBeHiddenAsync();
        await window.SignIn("bo.qian");
        await Assertions.Expect(window.Page.Locator(".person")).ToContainTextAsync("bo.qian");
    }
}
