using System.Net;
using FreightRecovery.Store.Queries;
using Microsoft.Extensions.DependencyInjection;

namespace FreightRecovery.Tests.Accounts;

/// <summary>Signing in with the company's own provider, from the button to the desk and back.</summary>
public sealed class CompanySigningIn : IAsyncLifetime
{
    private readonly int port = CompanyProvider.FreePort();
    private Server server = null!;
    private CompanyProvider? provider;

    public async ValueTask InitializeAsync()
    {
        server = new Server
        {
            Company =
                $$"""
                { "name": "Example ID", "issuer": "http://127.0.0.1:{{port}}", "clientId": "freight", "clientSecret": "of-the-test",
                  "roles": { "freight-finance": ["finance"], "freight-heads": ["manager", "executive"] } }
                """,
        };
        await server.InitializeAsync();
        provider = await CompanyProvider.Start(port, new Uri(server.Http.BaseAddress!, "/sign-in/company/callback").AbsoluteUri);
    }

    public async ValueTask DisposeAsync()
    {
        if (provider is not null)
            await provider.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Who_comes_for_the_first_time_gets_an_account_with_the_roles_of_its_groups_and_later_others()
    {
        Assert.SkipWhen(provider is null, "There is no Node.js here.");
        await provider.Become("u-17", "ada.moreau", "SHA", "freight-finance", "canteen");
        var (page, at) = await Enter();
        Assert.Equal("/", at.PathAndQuery);
        Assert.Contains("ada.moreau", page, StringComparison.Ordinal);
        Assert.Contains("finance", page, StringComparison.Ordinal);
        var account = await Account("ada.moreau");
        Assert.Equal("finance in SHA", $"{string.Join(' ', account!.Roles)} in {account.Branch}");
        Assert.Null(account.Password);

        await provider.Become("u-17", "ada.moreau", null, "freight-heads");
        await Enter();
        account = await Account("ada.moreau");
        Assert.Equal("executive manager in ", $"{string.Join(' ', account!.Roles)} in {account.Branch}");
    }

    [Fact]
    public async Task Who_has_no_group_of_ours_is_told_so_and_stays_outside()
    {
        Assert.SkipWhen(provider is null, "There is no Node.js here.");
        await provider.Become("u-18", "carl", null, "canteen");
        var (page, at) = await Enter();
        Assert.Equal("/sign-in", at.AbsolutePath);
        Assert.Contains("Example ID knows you, but no role here is given to you there", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Null(await Account("carl"));
    }

    [Fact]
    public async Task A_name_alone_takes_nobodys_account_over_but_an_invitation_may_be_taken_up_this_way()
    {
        Assert.SkipWhen(provider is null, "There is no Node.js here.");
        var own = await server.Account("bo.qian", "manager");
        await provider.Become("u-19", "bo.qian", null, "freight-finance");
        var (_, at) = await Enter();
        Assert.Equal("/sign-in", at.AbsolutePath);
        Assert.Equal(["manager"], (await Account("bo.qian"))!.Roles);
        Assert.Equal(own.Stamp, (await Account("bo.qian"))!.Stamp);
    }

    [Fact]
    public async Task Whoever_is_closed_here_stays_out_whatever_the_provider_says()
    {
        Assert.SkipWhen(provider is null, "There is no Node.js here.");
        await provider.Become("u-20", "dora", null, "freight-finance");
        await Enter();
        await using (var scope = server.Services.CreateAsyncScope())
        {
            await server.Account("ada", "admin");
            Assert.Null(await scope.ServiceProvider.GetRequiredService<FreightRecovery.Web.Accounts.People>().Close((await Account("dora"))!, closed: true));
        }

        var (_, at) = await Enter();
        Assert.Equal("/sign-in", at.AbsolutePath);
    }

    [Fact]
    public async Task A_provider_that_is_away_is_told_on_the_sign_in_page()
    {
        Assert.SkipWhen(provider is null, "There is no Node.js here.");
        await provider.DisposeAsync();
        var (page, at) = await Enter();
        provider = null;
        Assert.Equal("/sign-in", at.AbsolutePath);
        Assert.Contains("Example ID did not confirm who you are", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    private async Task<(string Page, Uri At)> Enter()
    {
        using var handler = new HttpClientHandler { CookieContainer = new CookieContainer() };
        using var browser = new HttpClient(handler);
        using var answer = await browser.GetAsync(new Uri(server.Http.BaseAddress!, "/sign-in/company?returnUrl=/"), TestContext.Current.CancellationToken);
        return (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.RequestMessage!.RequestUri!);
    }

    private async Task<Account?> Account(string name) =>
        await server.Services.GetRequiredService<FreightRecovery.Store.Queries.Accounts>().Named(name.ToUpperInvariant(), TestContext.Current.CancellationToken);
}
