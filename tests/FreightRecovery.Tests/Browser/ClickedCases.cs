using FreightRecovery.Domain;
using FreightRecovery.Tests.Api;
using FreightRecovery.Web.Disruptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;

namespace FreightRecovery.Tests.Browser;

/// <summary>
/// Worked cases clicked through by three people at three screens: sales at a desk, the customer on its phone behind a link, finance at
/// another desk. Pictures of the way are kept.
/// </summary>
public sealed class ClickedCases(Chrome chrome, Server server) : IClassFixture<Chrome>, IClassFixture<Server>
{
    [Fact]
    public async Task Rolled_cargo_is_put_right_and_the_invoice_goes_out_at_eighty_percent()
    {
        var (_, shipment, invoice) = await Book.Put(server, "WEB1");
        await using var sales = await Desk("Wang Fang", "sales");
        await sales.Page.GotoAsync("/incidents");
        var incident = await Book.Report(server, shipment, "cargoRolled");
        // The list is open: the report comes by itself.
        await sales.Page.ClickAsync($"[data-incident='{incident}'] a");
        await sales.Keep("case1-1-reported");
        await Told(sales, incident);
        await Assessed(sales, incident, "carrier", "service", "major");
        await using var manager = await Desk("Zhou Jie", "manager");
        await Do(manager, incident, "approval", "approved", "true", ("note", "A good customer."));

        await sales.Page.ReloadAsync();
        await sales.Keep("case1-2-options");
        await Do(sales, incident, "offer");
        await using var phone = await chrome.Open(server, 360, 740, locale: "zh-CN");
        await Accept(phone, await LinkFrom(sales, incident), "Zhao Min", "case1-3");
        await using var finance = await Desk("Sun Li", "finance");
        await Collect(finance, invoice);
        await Assertions.Expect(finance.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await finance.Keep("case1-4-held");

        await CarriedOut(incident);
        await Closed(sales, phone, incident, "case1-5");
        await Collect(finance, invoice);
        await Assertions.Expect(finance.Page.Locator("main")).ToContainTextAsync("8,000.00");
        await finance.Keep("case1-6-collected");
        NoComplaints(sales, manager, phone, finance);
    }

    [Fact]
    public async Task After_a_collision_the_cargo_is_found_sound_and_the_freight_is_collected_in_full()
    {
        var erp = await server.As("erp", "integration");
        await erp.Put("/customers/C-WEB2", Book.Customer()).Done();
        await erp.Put("/shipments/S-WEB2", new
        {
            customer = "C-WEB2", mode = "sea", carrier = "HYRD", vessel = "HALYARD STAR", voyage = "018E", origin = "CNTAO", destination = "USNYC", packages = 420,
            bookedAt = "2025-12-20T08:00:00Z",
        }).Done();
        await erp.Put("/invoices/I-WEB2", Book.Invoice("S-WEB2", "12000.00")).Done();
        var disruption = (await (await server.As("Bo Qian", "manager")).Post("/disruptions", new
        {
            kind = "forceMajeure", forceMajeureCause = "accident", description = "Collided with a bunker barge at Busan.",
            occurredAt = "2026-01-05T02:00:00Z", match = new { vessel = "HALYARD STAR", voyage = "018E" },
        })).Ok;
        var fanOut = server.Services.GetRequiredService<FanOutService>();
        for (var look = 0; look < 2; look++)
            await fanOut.Hold(new DisruptionId(Guid.Parse((string)disruption["id"]!)), TestContext.Current.CancellationToken);
        await server.Settle();

        await using var sales = await Desk("Wang Fang", "sales");
        await sales.Page.GotoAsync("/incidents?q=S-WEB2");
        var incident = (await sales.Page.Locator("[data-incident]").First.GetAttributeAsync("data-incident"))!;
        await sales.Page.ClickAsync($"[data-incident='{incident}'] a");
        await Told(sales, incident);
        await Assessed(sales, incident, "nobody", "accident", "major");
        await Do(sales, incident, "offer");
        await using var phone = await chrome.Open(server, 360, 740);
        await Accept(phone, await LinkFrom(sales, incident), "Zhao Min", "case2-1");
        await CarriedOut(incident);
        await Closed(sales, phone, incident, "case2-2");
        await using var finance = await Desk("Sun Li", "finance");
        await Collect(finance, "I-WEB2");
        await Assertions.Expect(finance.Page.Locator("main")).ToContainTextAsync("12,000.00");
        await finance.Keep("case2-3-collected");
        NoComplaints(sales, phone, finance);
    }

    [Fact]
    public async Task Mis_weighed_air_cargo_is_corrected_and_collected_at_the_lower_mass()
    {
        var erp = await server.As("erp", "integration");
        await erp.Put("/customers/C-WEB4", Book.Customer()).Done();
        await erp.Put("/shipments/S-WEB4", new
        {
            customer = "C-WEB4", mode = "air", carrier = "ZM", flight = "ZM7204", origin = "HKHKG", destination = "DEFRA", packages = 26, grossMass = 520,
            chargeableMass = 520, bookedAt = "2025-12-30T08:00:00Z", deliveredAt = "2026-01-03T08:00:00Z",
        }).Done();
        await erp.Put("/invoices/I-WEB4", Book.Invoice("S-WEB4", "2604.00")).Done();
        var incident = (string)(await (await server.As("Wang Fang", "sales")).Post("/incidents", new
        {
            shipment = "S-WEB4", kind = "chargeableMassWrong", occurredAt = "2026-01-02T06:00:00Z", description = "Charged 520 kg.", channel = "email",
            reportedBy = "Zhao Min", extent = new { mass = 470 }, wish = "refund",
        })).Ok["id"]!;

        await using var sales = await Desk("Wang Fang", "sales");
        await sales.Page.GotoAsync($"/incidents/{incident}");
        await Told(sales, incident);
        await Assessed(sales, incident, "operations", "quality", "minor");
        await Do(sales, incident, "offer");
        await using var phone = await chrome.Open(server, 360, 740, locale: "ru-RU");
        await Accept(phone, await LinkFrom(sales, incident), "Zhao Min", "case4-1");
        await CarriedOut(incident);
        await Closed(sales, phone, incident, "case4-2");
        await using var finance = await Desk("Sun Li", "finance");
        await Collect(finance, "I-WEB4~2");
        await Assertions.Expect(finance.Page.Locator("main")).ToContainTextAsync("2,353.62");
        await finance.Keep("case4-3-collected");
        NoComplaints(sales, phone, finance);
    }

    private async Task<Window> Desk(string name, string role)
    {
        await server.Account(name, role);
        var window = await chrome.Open(server);
        await window.SignIn(name);
        return window;
    }

    private static Task Told(Window sales, string incident) => Do(sales, incident, "acknowledgement");

    private static async Task Assessed(Window sales, string incident, string fault, string cause, string severity)
    {
        var form = Form(sales, incident, "assessment");
        foreach (var (name, value) in new[] { ("fault", fault), ("cause", cause), ("severity", severity) })
            await form.Locator($"select[name={name}]").SelectOptionAsync(value);
        await Do(sales, incident, "assessment");
    }

    // The link is given on the incident's page; whoever has it needs no account.
    private static async Task<string> LinkFrom(Window sales, string incident)
    {
        await sales.Page.GotoAsync($"/incidents/{incident}");
        await sales.Page.Locator($"form[action$='{incident}/link'] button").ClickAsync();
        return (await sales.Page.Locator("code").First.InnerTextAsync()).Trim();
    }

    private static async Task Accept(Window phone, string link, string name, string picture)
    {
        await phone.Page.GotoAsync(new Uri(link).PathAndQuery);
        await phone.Keep(picture + "-offer");
        await phone.Page.FillAsync("#by", name);
        await phone.Page.ClickAsync("button[value=accept]");
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Status).First).ToBeVisibleAsync();
        await phone.Keep(picture + "-accepted");
        Assert.True(await phone.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360);
    }

    // What other desks do in between, over the API.
    private async Task CarriedOut(string incident)
    {
        var rep = await server.As("Wang Fang", "sales");
        foreach (var step in (await rep.Get($"/incidents/{incident}")).Ok["steps"]!.AsArray())
        {
            await server.Advance(Duration.FromMinutes(30));
            var owner = (string)step!["owner"]!;
            await (owner == "sales" ? rep : await server.As($"the {owner}", owner))
                .Post($"/incidents/{incident}/steps/{(string)step["id"]!}/completion", new { note = "Done, and the customer told." }).Done();
        }
    }

    private async Task Closed(Window sales, Window phone, string incident, string picture)
    {
        await phone.Page.ReloadAsync();
        await phone.Page.CheckAsync("input[name=mark][value='5']");
        await phone.Page.ClickAsync("button[value=mark]");
        await phone.Keep(picture + "-mark");
        await sales.Page.GotoAsync($"/incidents/{incident}");
        foreach (var promise in (await (await server.As("Wang Fang", "sales")).Get($"/incidents/{incident}")).Ok["promises"]!.AsArray().Where(p => p!["fulfilledAt"] is null))
            await Do(sales, incident, "kept", row: (string)promise!["id"]!);
        await Do(sales, incident, "resolution", null, null, ("rootCause", "The carrier overbooked."), ("prevention", "Confirm space two days before."));
        await sales.Keep(picture + "-resolved");
        await server.Settle();
    }

    private static async Task Collect(Window finance, string invoice)
    {
        await finance.Page.GotoAsync($"/invoices/{Uri.EscapeDataString(invoice)}");
        await finance.Page.Locator("form[action$='/collection'] button").ClickAsync();
        await Assertions.Expect(finance.Page.Locator("main").GetByRole(AriaRole.Alert).Or(finance.Page.Locator("main").GetByRole(AriaRole.Status)).First).ToBeVisibleAsync();
    }

    private static ILocator Form(Window window, string incident, string act, string? row = null) =>
        row is null
            ? window.Page.Locator($"form[action$='{incident}/{act}']").First
            : window.Page.Locator($"form[action$='{incident}/{act}']", new PageLocatorOptions { Has = window.Page.Locator($"input[value='{row}']") }).First;

    private static Task Do(Window window, string incident, string act, string row) => Do(window, Form(window, incident, act, row), incident, act, null, null);

    private static Task Do(Window window, string incident, string act, string? button = null, string? value = null, params (string Name, string Value)[] fields) =>
        Do(window, Form(window, incident, act), incident, act, button, value, fields);

    private static async Task Do(Window window, ILocator form, string incident, string act, string? button, string? value, params (string Name, string Value)[] fields)
    {
        if (!window.Page.Url.Contains(incident, StringComparison.Ordinal))
            await window.Page.GotoAsync($"/incidents/{incident}");
        // What is not done every time is folded up.
        await form.EvaluateAsync("f => { for (let d = f.closest('details'); d; d = d.parentElement.closest('details')) d.open = true; }");
        foreach (var (name, typed) in fields)
            await form.Locator($"[name={name}]").FillAsync(typed);
        await form.Locator(button is null ? "button[type=submit]" : $"button[name={button}][value={value}]").First.ClickAsync();
        await window.Gone($"/incidents/{incident}?done={act}");
    }

    // A refusal has a status of its own, of which the console tells.
    private static void NoComplaints(params Window[] windows) =>
        Assert.DoesNotContain(windows.SelectMany(w => w.Complaints), c => !c.Contains("status of 4", StringComparison.Ordinal));
}
