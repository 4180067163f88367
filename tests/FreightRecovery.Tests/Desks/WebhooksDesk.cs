using System.Net;
using System.Text.RegularExpressions;
using FreightRecovery.Tests.Hooks;
using FreightRecovery.Web.Hooks;
using Microsoft.Extensions.DependencyInjection;

namespace FreightRecovery.Tests.Desks;

/// <summary>Webhooks on the administrator's pages, without script.</summary>
public sealed partial class WebhooksDesk : IAsyncLifetime
{
    private readonly Server server = new()
    {
        PrivateWebhooks = true, Change = services => services.Remove(services.Single(s => s.ImplementationType == typeof(HookService))),
    };

    private Receiver receiver = null!;

    public async ValueTask InitializeAsync()
    {
        receiver = await Receiver.Open();
        await server.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task One_is_added_tried_mended_disabled_and_deleted()
    {
        var ada = await Person.SignedIn(server, "ada", "admin");
        await ada.Open("/webhooks");
        Assert.Contains("Nobody is told yet", ada.Html);
        Assert.Contains("aria-current=\"page\">Webhooks", ada.Html);

        await ada.Send("/webhooks", ("url", receiver.Url + "/in"), ("description", "The ERP"), ("event", "hold.placed"), ("event", "incident.reported"));
        var secret = Secret().Match(ada.Html).Value;
        Assert.NotEqual("", secret);
        Assert.Contains("webhook-signature", ada.Html);
        var path = Path().Match(ada.Html).Value;
        await ada.Open("/webhooks");
        Assert.DoesNotContain("whsec_" + secret[6..], ada.Html);
        Assert.Contains("2 kinds", ada.Html);

        receiver.Answer = _ => Task.FromResult(503);
        await ada.Open(path);
        Assert.Contains("hold.placed, incident.reported", ada.Html);
        await ada.Send($"{path}/test", ("form", "test"));
        Assert.Contains("A test is on its way", ada.Html);
        await Deliver();
        await ada.Open(path);
        Assert.Contains("refused · 503", ada.Html);
        Assert.Contains("Next attempt: 5 Jan", ada.Html);
        Assert.Contains("1 attempt has failed since", ada.Html);

        receiver.Answer = _ => Task.FromResult(200);
        await ada.Send(Retry().Match(ada.Html).Groups["path"].Value, ("form", "retry"));
        await Deliver();
        await ada.Open(path);
        Assert.Contains("delivered", ada.Html);
        Assert.DoesNotContain("/retry", ada.Html);
        Assert.All(receiver.All, r => Assert.True(r.IsSignedBy(secret)));

        await ada.Send($"{path}/test", ("form", "test"));
        await ada.Send($"{path}/disabling", ("form", "disabling"));
        Assert.Contains("disabled by an administrator", ada.Html);
        Assert.DoesNotContain($"{path}/test", ada.Html);
        await ada.Send($"{path}/enabling", ("form", "enabling"));
        Assert.Contains("told of what happens from now on", ada.Html);
        await ada.Send($"{path}/deliveries/retry", ("form", "retry"));
        Assert.DoesNotContain("Retry all that failed", ada.Html);
        await Deliver();
        Assert.Equal(3, receiver.All.Count);
        await ada.Send($"{path}/deletion", ("form", "deletion"));
        Assert.Contains("The webhook is deleted", ada.Html);
        Assert.Equal(HttpStatusCode.NotFound, await ada.Open(path));
        Assert.Contains("There is no webhook", ada.Html);
    }

    [Fact]
    public async Task What_was_typed_wrong_is_shown_again_beside_what_would_do()
    {
        var ada = await Person.SignedIn(server, "ada", "admin");
        await ada.Open("/webhooks");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await ada.Send("/webhooks", ("url", "http://example.com/"), ("description", "The <ERP>"), ("event", "hold.placed")));

        Assert.Contains("It was not added", ada.Html);
        Assert.Contains("value=\"http://example.com/\"", ada.Html);
        Assert.Contains("The &lt;ERP&gt;", ada.Source);
        Assert.Matches("value=\"hold.placed\"[^>]*checked", ada.Html);
    }

    [Fact]
    public async Task Only_administrators_open_them_and_only_those_of_their_branch()
    {
        var sales = await Person.SignedIn(server, "mei.lin", "sales");
        Assert.DoesNotContain("/webhooks", sales.Html);
        Assert.Equal(HttpStatusCode.Forbidden, await sales.Open("/webhooks"));

        var id = (string)(await (await server.As("root", "admin")).Post("/webhooks", new { url = receiver.Url })).Ok["id"]!;
        await server.Account("mosk", "admin", "MOSCOW");
        var moscow = new Person(server);
        await moscow.SignIn("mosk", Server.Password);
        await moscow.Open("/webhooks");
        Assert.DoesNotContain(id, moscow.Html);
        Assert.Equal(HttpStatusCode.Forbidden, await moscow.Open($"/webhooks/{id}"));
        await moscow.Open("/webhooks");
        await moscow.Send($"/webhooks/{id}/deletion", ("form", "deletion"));
        Assert.Single((await (await server.As("root", "admin")).Get("/webhooks")).Ok["items"]!.AsArray());
    }

    private async Task Deliver()
    {
        await server.Services.GetRequiredService<HookFollower>().Follow(TestContext.Current.CancellationToken);
        await await server.Services.GetRequiredService<HookSender>().Begin(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("whsec_[A-Za-z0-9+/=]{44}")]
    private static partial Regex Secret();

    [GeneratedRegex("/webhooks/[0-9a-f-]{36}")]
    private static partial Regex Path();

    [GeneratedRegex("action=\"(?<path>/webhooks/[^\"]*/retry)\"")]
    private static partial Regex Retry();
}
