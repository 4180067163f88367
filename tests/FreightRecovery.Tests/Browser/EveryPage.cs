using Deque.AxeCore.Playwright;
using FreightRecovery.Tests.Api;
using Microsoft.Playwright;

namespace FreightRecovery.Tests.Browser;

/// <summary>Every page at both widths and in both themes: nothing that keeps anybody out (WCAG 2.2 AA), nothing cut off, no complaint of the console.</summary>
public sealed class EveryPage(Chrome chrome, Server server) : IClassFixture<Chrome>, IClassFixture<Server>
{
    private static readonly (string Name, string Roles)[] People =
    [
        ("ada", "admin"), ("Wang Fang", "sales"), ("Li Na", "accountManager"), ("Sun Li", "finance"), ("Zhou Jie", "manager"), ("Ada Moreau", "executive"),
        ("Lan Su", "operations"),
    ];

    // Who looks, and at what; nobody for the pages before signing in and the customer's own.
    private static readonly (string? Person, string[] Paths)[] Pages =
    [
        (null, ["/sign-in", "/welcome", "LINK", "/c/cut-off"]),
        ("ada", ["/", "/account", "/people", "/keys", "/webhooks", "WEBHOOK", "/quarantine", "/policy"]),
        ("Wang Fang", ["/", "/notices", "/incidents", "/incidents?state=resolved", "/incidents/new", "INCIDENT", "TOLD"]),
        ("Li Na", ["/customers", "CUSTOMER"]),
        ("Sun Li", ["/invoices", "INVOICE"]),
        ("Zhou Jie", ["/approvals", "TOLD"]),
        ("Ada Moreau", ["/book"]),
        ("Lan Su", ["/incidents"]),
    ];

    private readonly Dictionary<string, string> paths = [];

    private static readonly string[] Languages = ["zh-CN", "zh-TW", "ru-RU"];

    [Theory]
    [InlineData(360, 800, ColorScheme.Dark)]
    [InlineData(1440, 900, ColorScheme.Light)]
    public async Task Nothing_keeps_anybody_out(int width, int height, ColorScheme theme)
    {
        // Colours do not depend on the width, so each theme is looked at once; where pictures are wanted, at both.
        ColorScheme[] themes = Chrome.KeepsAll ? [ColorScheme.Light, ColorScheme.Dark] : [theme];
        await House($"W{width}");
        var faults = new List<string>();
        foreach (var (person, named) in Pages)
        {
            await using var window = await chrome.Open(server, width, height);
            if (person is not null)
                await window.SignIn(person);
            foreach (var path in named.Select(p => paths.GetValueOrDefault(p, p)))
            {
                await window.Page.GotoAsync(path);
                await Unfold(window);
                await Fits(window, path, width, faults);
                foreach (var scheme in themes)
                    await Look(window, path, width, scheme, faults);
            }

            faults.AddRange(window.Complaints.Where(c => !c.Contains("status of 41", StringComparison.Ordinal)));
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task Each_language_fits_on_a_phone()
    {
        await House("LANGUAGES");
        var faults = new List<string>();
        foreach (var language in Languages)
        {
            foreach (var (person, named) in Pages)
            {
                await using var window = await chrome.Open(server, 360, 800, locale: language);
                if (person is not null)
                    await window.SignIn(person);
                foreach (var path in named.Select(p => paths.GetValueOrDefault(p, p)))
                {
                    await window.Page.GotoAsync(path);
                    await Unfold(window);
                    // The customer's own page speaks the customer's language.
                    if (path != paths["LINK"] && (await window.Page.Locator("html").GetAttributeAsync("lang"))![..2] != language[..2])
                        faults.Add($"{path} is not in {language}");
                    await Fits(window, $"{path} in {language}", 360, faults);
                }
            }
        }

        Assert.Empty(faults);
    }

    // A house with something on every page: one incident is new, another is told, assessed and waits for a yes.
    private async Task House(string name)
    {
        foreach (var (person, roles) in People)
            await server.Account(person, roles);
        var (customer, shipment, invoice) = await Book.Put(server, name);
        var (fresh, told) = (await Book.Report(server, shipment, "cargoDamaged"), await Book.Report(server, shipment, "cargoRolled"));
        var rep = await server.As("Wang Fang", "sales");
        await rep.Post($"/incidents/{told}/acknowledgement", new { channel = "phone", note = "Told.", promiseDueAt = "2026-02-01T08:00:00Z" }).Done();
        await rep.Post($"/incidents/{told}/assessment", new { finding = "valid", fault = "carrier", cause = "service", severity = "major" }).Done();
        await server.Settle();
        (paths["INCIDENT"], paths["TOLD"]) = ($"/incidents/{fresh}", $"/incidents/{told}");
        (paths["CUSTOMER"], paths["INVOICE"]) = ($"/customers/{customer}", $"/invoices/{invoice}");
        paths["WEBHOOK"] = await Webhook();
        paths["LINK"] = new Uri((string)(await rep.Post($"/incidents/{told}/customer-link")).Ok["url"]!).PathAndQuery;
    }

    // Forms that are folded away are part of the page too.
    private static Task Unfold(Window window) => window.Page.EvaluateAsync("document.querySelectorAll('details:has(input, select, textarea)').forEach(d => { d.open = true; })");

    // One that was told something, and whose address does not let us in.
    private async Task<string> Webhook()
    {
        var admin = await server.As("root", "admin");
        var id = (string)(await admin.Post("/webhooks", new { url = "https://erp.example.invalid/freight-recovery/incidents-and-holds", description = "The ERP" })).Ok["id"]!;
        await admin.Post($"/webhooks/{id}/test").Done();
        return $"/webhooks/{id}";
    }

    private static async Task Look(Window window, string path, int width, ColorScheme scheme, List<string> faults)
    {
        await window.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        var axe = await window.Page.RunAxe();
        faults.AddRange(axe.Violations.Select(v => $"{path}, {scheme}: {v.Id}, {v.Help}: {v.Nodes[0].Html}"));
        if (Chrome.KeepsAll)
            await window.Keep($"page-{Named(path)}-{width}-{scheme}".ToLowerInvariant());
    }

    private static string Named(string path) => path switch
    {
        "/" => "today",
        ['/', 'c', '/', .. { Length: > 20 }] => "customer-link",
        _ => path.Trim('/').Split('?')[0].Replace('/', '-'),
    };

    private static async Task Fits(Window window, string path, int width, List<string> faults)
    {
        if (await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var needed && needed > width)
            faults.Add($"{path} is {needed} pixels wide, and the window {width}");
    }
}
