using System.Net;
using System.Text.RegularExpressions;
using FreightRecovery.Tests.Desks;
using FreightRecovery.Web.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace FreightRecovery.Tests.Accounts;

/// <summary>Coming in: by password, link, code and recovery code; and being kept out.</summary>
public sealed partial class SigningIn : IAsyncLifetime
{
    private const string Other = "paper boat on a quiet river";

    private readonly Server server = new();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task The_first_administrator_comes_in_by_a_link_that_works_once()
    {
        var link = await FirstLink();
        Assert.NotNull(link);
        var first = new Person(server);
        Assert.Equal(HttpStatusCode.OK, await first.Open(link));
        var (user, token) = (Hidden(first, "u"), Hidden(first, "t"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await first.Send("/welcome", ("u", user), ("t", token), ("password", "short"), ("again", "short")));
        Assert.Contains("at least 12 characters", first.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await first.Send("/welcome", ("u", user), ("t", token), ("password", "password1234"), ("again", "password1234")));
        Assert.Contains("easy to guess", first.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await first.Send("/welcome", ("u", user), ("t", token), ("password", Other), ("again", Server.Password)));
        Assert.Equal(HttpStatusCode.OK, await first.Send("/welcome", ("u", user), ("t", token), ("password", Other), ("again", Other)));
        Assert.Equal("/", first.Address);
        Assert.Contains(">admin<", first.Html, StringComparison.Ordinal);

        var second = new Person(server);
        Assert.Equal(HttpStatusCode.Gone, await second.Open(link));
        await second.Open("/sign-in");
        Assert.Equal(HttpStatusCode.Gone, await second.Send("/welcome", ("u", user), ("t", token), ("password", Server.Password), ("again", Server.Password)));
        Assert.Null(await FirstLink());
    }

    [Fact]
    public async Task Five_wrong_passwords_make_an_account_rest_and_the_right_one_does_not_wake_it()
    {
        await server.Account("mei.lin", "sales");
        var person = new Person(server);
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await person.SignIn("mei.lin", "wrong"));
            Assert.DoesNotContain("account rests after several", person.Html, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await person.SignIn("mei.lin", "wrong"));
        Assert.Contains("account rests after several", person.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await person.SignIn("MEI.LIN", Server.Password));
        Assert.Equal(HttpStatusCode.Unauthorized, await person.Open("/api/v1/incidents"));
    }

    [Fact]
    public async Task Nobody_is_told_whether_a_name_exists()
    {
        await server.Account("mei.lin", "sales");
        var (known, unknown) = (new Person(server), new Person(server));
        await known.SignIn("mei.lin", "wrong");
        await unknown.SignIn("nobody", "wrong");
        Assert.Equal(Plain(known), Plain(unknown));

        static string Plain(Person person) => Token().Replace(person.Html, "").Replace("mei.lin", "", StringComparison.Ordinal).Replace("nobody", "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_app_set_up_the_password_alone_is_not_enough_and_each_recovery_code_works_once()
    {
        var person = await Person.SignedIn(server, "mei.lin", "sales");
        Assert.Equal(HttpStatusCode.OK, await person.Send("/account/authenticator", ("form", "begin")));
        var key = Key().Match(person.Html).Groups["key"].Value;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await person.Send("/account/authenticator/finish", ("code", "000000")));
        Assert.Equal(HttpStatusCode.OK, await person.Send("/account/authenticator/finish", ("code", Totp.Code(key, DateTimeOffset.UtcNow))));
        var codes = Code().Matches(person.Html).Select(m => m.Groups["code"].Value).ToArray();
        Assert.Equal(10, codes.Length);
        Assert.Equal(HttpStatusCode.OK, await person.Open("/account"));
        Assert.Contains("10 recovery codes are left", person.Html, StringComparison.Ordinal);

        var again = new Person(server);
        await again.SignIn("mei.lin", Server.Password);
        Assert.StartsWith("/sign-in/code", again.Address, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await again.Open("/api/v1/incidents"));
        await again.Open("/sign-in/code");
        Assert.Equal(HttpStatusCode.Unauthorized, await again.Send("/sign-in/code", ("code", "123 456"), ("returnUrl", "/")));
        Assert.Equal(HttpStatusCode.OK, await again.Send("/sign-in/code", ("code", Totp.Code(key, DateTimeOffset.UtcNow)), ("returnUrl", "/")));
        Assert.Equal("/", again.Address);

        var lost = new Person(server);
        await lost.SignIn("mei.lin", Server.Password);
        await lost.Open("/sign-in/recovery");
        Assert.Equal(HttpStatusCode.OK, await lost.Send("/sign-in/recovery", ("code", codes[0].ToLowerInvariant()), ("returnUrl", "/")));
        Assert.Equal("/", lost.Address);
        var twice = new Person(server);
        await twice.SignIn("mei.lin", Server.Password);
        await twice.Open("/sign-in/recovery");
        Assert.Equal(HttpStatusCode.Unauthorized, await twice.Send("/sign-in/recovery", ("code", codes[0]), ("returnUrl", "/")));
    }

    [Fact]
    public async Task The_second_step_is_only_for_who_has_made_the_first()
    {
        var person = new Person(server);
        Assert.Equal(HttpStatusCode.OK, await person.Open("/sign-in/code"));
        Assert.Equal("/sign-in", person.Address);
        Assert.Equal(HttpStatusCode.Unauthorized, await person.Send("/sign-in/code", ("code", "123456"), ("returnUrl", "/")));
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_and_so_does_another_password()
    {
        var (here, there) = (await Person.SignedIn(server, "mei.lin", "sales"), await Person.SignedIn(server, "mei.lin", "sales"));
        await here.Open("/account");
        await here.Send("/account/everywhere", ("form", "everywhere"));
        Assert.Equal("/sign-in", here.Address);
        await there.Open("/");
        Assert.StartsWith("/sign-in", there.Address[there.Address.IndexOf("/sign-in", StringComparison.Ordinal)..], StringComparison.Ordinal);

        (here, there) = (await Person.SignedIn(server, "mei.lin", "sales"), await Person.SignedIn(server, "mei.lin", "sales"));
        await here.Open("/account");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await here.Send("/account/password", ("current", "wrong"), ("password", Other), ("again", Other)));
        Assert.Equal(HttpStatusCode.OK, await here.Send("/account/password", ("current", Server.Password), ("password", Other), ("again", Other)));
        Assert.Equal(HttpStatusCode.OK, await here.Open("/api/v1/incidents"));
        Assert.Equal(HttpStatusCode.Unauthorized, await there.Open("/api/v1/incidents"));
    }

    [Fact]
    public async Task A_return_address_leads_nowhere_else()
    {
        await server.Account("mei.lin", "sales");
        foreach (var foreign in new[] { "https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example/", "/\n/elsewhere.example" })
        {
            var person = new Person(server);
            await person.Open("/sign-in");
            await person.Send("/sign-in", ("name", "mei.lin"), ("password", Server.Password), ("returnUrl", foreign));
            Assert.Equal("/", person.Address);
        }
    }

    [Fact]
    public async Task The_screens_speak_the_browsers_language_and_then_the_persons()
    {
        var person = new Person(server) { Languages = "ru" };
        await person.Open("/sign-in");
        Assert.Contains("<html lang=\"ru\">", person.Html, StringComparison.Ordinal);
        await server.Account("mei.lin", "sales");
        await person.SignIn("mei.lin", Server.Password);
        await person.Open("/account");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await person.Send("/account/look", ("language", "zh-Hant"), ("zone", "Asia/Nowhere")));
        Assert.Equal(HttpStatusCode.OK, await person.Send("/account/look", ("language", "zh-Hant"), ("zone", "Asia/Taipei")));
        Assert.Contains("<html lang=\"zh-Hant\">", person.Html, StringComparison.Ordinal);
        Assert.Contains("我的帳戶", person.Html, StringComparison.Ordinal);
    }

    private async Task<string?> FirstLink()
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<People>().FirstLink();
    }

    private static string Hidden(Person person, string name) =>
        Regex.Match(person.Html, $"name=\"{name}\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture).Groups["value"].Value;

    [GeneratedRegex("""<p class="key"><code>(?<key>[^<]+)</code>""", RegexOptions.ExplicitCapture)]
    private static partial Regex Key();

    [GeneratedRegex("<li><code>(?<code>[^<]+)</code></li>", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex("value=\"[^\"]*\"")]
    private static partial Regex Token();
}
