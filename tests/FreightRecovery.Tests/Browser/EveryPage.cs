using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace FreightRecovery.Tests.Browser;

/// <summary>Every page in both themes and at both widths: nothing that keeps anybody out (WCAG 2.2 AA), nothing cut off, no complaint of the console.</summary>
public sealed class EveryPage(Chrome chrome, Server server) : IClassFixture<Chrome>, IClassFixture<Server>
{
    private static readonly (string Name, string Roles)[] People =
        [("ada", "admin"), ("mei.lin", "sales"), ("wei.tang", "accountManager"), ("fiona.wu", "finance"), ("bo.qian", "manager"), ("ada.moreau", "executive")];

    // Who looks, and at what; nobody for the pages before signing in.
    private static readonly (string? Person, string[] Paths)[] Pages =
    [
        (null, ["/sign-in", "/welcome", "/c/nothing"]),
        ("wei.tang", ["/customers"]),
        ("fiona.wu", ["/invoices"]),
        ("bo.qian", ["/approvals"]),
        ("ada.moreau", ["/book"]),
        ("ada", ["/", "/account", "/people", "/keys", "/quarantine"]),
    ];

    private static readonly string[] Languages = ["zh-CN", "zh-TW", "ru-RU"];

    [Theory]
    [InlineData(360, 800, ColorScheme.Light)]
    [InlineData(360, 800, ColorScheme.Dark)]
    [InlineData(1440, 900, ColorScheme.Light)]
    [InlineData(1440, 900, ColorScheme.Dark)]
    public async Task Nothing_keeps_anybody_out(int width, int height, ColorScheme scheme)
    {
        await House();
        var faults = new List<string>();
        foreach (var (person, paths) in Pages)
        {
            await using var window = await chrome.Open(server, width, height, scheme);
            if (person is not null)
                await window.SignIn(person);
            foreach (var path in paths)
            {
                await window.Page.GotoAsync(path);
                var axe = await window.Page.RunAxe();
                faults.AddRange(axe.Violations.Select(v => $"{path}: {v.Id}, {v.Help}: {v.Nodes[0].Html}"));
                await Fits(window, path, width, faults);
                await window.Keep($"{(path.Length == 1 ? "today" : path.Trim('/').Replace('/', '-'))}-{width}-{scheme}".ToLowerInvariant());
            }

            faults.AddRange(window.Complaints.Where(c => !c.Contains("status of 410", StringComparison.Ordinal)));
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task Each_language_fits_on_a_phone()
    {
        await House();
        var faults = new List<string>();
        foreach (var language in Languages)
        {
            foreach (var (person, paths) in Pages)
            {
                await using var window = await chrome.Open(server, 360, 800, locale: language);
                if (person is not null)
                    await window.SignIn(person);
                foreach (var path in paths)
                {
                    await window.Page.GotoAsync(path);
                    if ((await window.Page.Locator("html").GetAttributeAsync("lang"))![..2] != language[..2])
                        faults.Add($"{path} is not in {language}");
                    await Fits(window, $"{path} in {language}", 360, faults);
                }
            }
        }

        Assert.Empty(faults);
    }

    private async Task House()
    {
        foreach (var (name, roles) in People)
            await server.Account(name, roles);
    }

    private static async Task Fits(Window window, string path, int width, List<string> faults)
    {
        if (await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var needed && needed > width)
            faults.Add($"{path} is {needed} pixels wide, and the window {width}");
    }
}
