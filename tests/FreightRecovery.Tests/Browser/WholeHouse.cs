using FreightRecovery.Tests.Api;
using CaseDesk = FreightRecovery.Tests.WorkedCases.Desk;

namespace FreightRecovery.Tests.Browser;

/// <summary>A house with something on every page, and who looks at which of them.</summary>
public abstract class WholeHouse(Chrome chrome, Server server) : IClassFixture<Chrome>, IClassFixture<Server>
{
    private static readonly (string Name, string Roles)[] People =
    [
        ("ada", "admin"), ("Wang Fang", "sales"), ("Li Na", "accountManager"), ("Sun Li", "finance"), ("Zhou Jie", "manager"), ("Ada Moreau", "executive"),
        ("Lan Su", "operations"),
    ];

    private string link = "";

    /// <summary>Fills it: one incident is new, another is told, assessed and waits for a yes. Answers who looks at which pages; nobody at what needs no account.</summary>
    protected async Task<IReadOnlyList<(string? Person, string[] Paths)>> Furnish(string name)
    {
        foreach (var (person, roles) in People)
            await server.Account(person, roles);
        var (customer, shipment, invoice) = await Book.Put(server, name);
        var (fresh, told) = (await Book.Report(server, shipment, "cargoDamaged"), await Book.Report(server, shipment, "cargoRolled"));
        var rep = await server.As("Wang Fang", "sales");
        await rep.Post($"/incidents/{told}/acknowledgement", new { channel = "phone", note = "Told.", promiseDueAt = "2026-02-01T08:00:00Z" }).Done();
        await rep.Post($"/incidents/{told}/assessment", new { finding = "valid", fault = "carrier", cause = "service", severity = "major" }).Done();
        var carried = await CaseDesk.Report(server, Book.Report(shipment, "transitDelay"));
        await carried.Tell();
        await carried.Assess("carrier", "service", "major");
        await carried.Answer(await carried.Offer(), accepted: true);
        await server.Settle();
        link = new Uri((string)(await rep.Post($"/incidents/{told}/customer-link")).Ok["url"]!).PathAndQuery;
        var (webhook, disruption) = (await Webhook(), await Disruption());
        return
        [
            (null, ["/sign-in", "/welcome", link, "/c/cut-off"]),
            ("ada", ["/", "/account", "/people", "/keys", "/webhooks", webhook, "/quarantine", "/policy"]),
            ("Wang Fang", ["/", "/notices", "/incidents", "/incidents?state=resolved", "/incidents/new", $"/incidents/{fresh}", $"/incidents/{told}"]),
            ("Li Na", ["/customers", $"/customers/{customer}"]),
            ("Sun Li", ["/invoices", $"/invoices/{invoice}"]),
            ("Zhou Jie", ["/approvals", $"/incidents/{told}"]),
            ("Ada Moreau", ["/book"]),
            ("Lan Su", ["/incidents", "/steps", "/disruptions", disruption]),
        ];
    }

    /// <summary>True for the customer's own page, which speaks the customer's language.</summary>
    protected bool IsCustomers(string path) => path == link;

    /// <summary>A window in which this person is signed in, or nobody.</summary>
    protected async Task<Window> Open(string? person, int width, int height, string locale = "en")
    {
        var window = await chrome.Open(server, width, height, locale: locale);
        if (person is not null)
            await window.SignIn(person);
        return window;
    }

    /// <summary>Goes to a page and unfolds its forms, which are part of it too.</summary>
    protected static async Task Visit(Window window, string path)
    {
        await window.Page.GotoAsync(path);
        await window.Page.EvaluateAsync("document.querySelectorAll('details:has(input, select, textarea)').forEach(d => { d.open = true; })");
    }

    /// <summary>Notes when a page is wider than its window.</summary>
    protected static async Task Fits(Window window, string path, int width, List<string> faults)
    {
        if (await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var needed && needed > width)
            faults.Add($"{path} is {needed} pixels wide, and the window {width}");
    }

    // One that was told something, and whose address does not let us in.
    private async Task<string> Webhook()
    {
        var admin = await server.As("root", "admin");
        var id = (string)(await admin.Post("/webhooks", new { url = "https://erp.example.invalid/freight-recovery/incidents-and-holds", description = "The ERP" })).Ok["id"]!;
        await admin.Post($"/webhooks/{id}/test").Done();
        return $"/webhooks/{id}";
    }

    private async Task<string> Disruption()
    {
        var body = new
        {
            kind = "forceMajeure", forceMajeureCause = "weather", description = "Typhoon Kong-rey: the port is shut, and nothing is loaded or discharged.",
            occurredAt = "2026-01-05T06:00:00Z", match = new { port = "CNTAO", from = "2026-01-04", to = "2026-01-05" },
        };
        var id = (string)(await (await server.As("Lan Su", "operations")).Post("/disruptions", body)).Ok["id"]!;
        await server.Settle();
        return $"/disruptions/{id}";
    }
}
