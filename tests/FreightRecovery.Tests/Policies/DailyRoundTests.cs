using System.Text.Json.Nodes;
using FreightRecovery.Domain;
using FreightRecovery.Store.Queries;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Tests.Api;
using FreightRecovery.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace FreightRecovery.Tests.Policies;

/// <summary>What the house looks after once a day: calendars that run out, and its own book's top tenth.</summary>
public sealed class DailyRoundTests : IAsyncLifetime
{
    private readonly Server server = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Administrators_and_the_branchs_managers_are_told_once_that_a_calendar_runs_out()
    {
        var (admin, manager, elsewhere) = (await server.As("Root", "admin"), await server.As("Zhou", "manager", "QINGDAO"), await server.As("Ivan", "manager", "LED"));
        await Calendar("2026-03-31");
        await admin.Post("/policy/reload").Done();

        // 45 days before: the 15th of February, by the branch's own day.
        await Move(Duration.FromDays(40));
        Assert.Empty(await Told(admin));
        await Move(Duration.FromDays(3));
        await Move(Duration.FromDays(60));

        Assert.Contains("'Tsingtao' are entered until 2026-03-31", (string)Assert.Single(await Told(admin))["text"]!, StringComparison.Ordinal);
        Assert.Single(await Told(manager));
        Assert.Empty(await Told(elsewhere));

        // What follows no event is gone with a rebuild, and told again on the next round.
        Maintenance.Rebuild(server.DataDirectory, Policy.Default);
        Assert.Empty(await Told(admin));
        await Move(Duration.FromDays(1));
        Assert.Single(await Told(admin));
    }

    [Fact]
    public async Task A_clock_that_counts_past_the_last_holiday_says_so()
    {
        var (_, shipment, _) = await Book.Put(server, "PAST");
        var id = await Book.Report(server, shipment, "cargoRolled");
        await Calendar("2026-01-09");
        var admin = await server.As("Root", "admin");
        await admin.Post("/policy/reload").Done();

        var clocks = (await admin.Get($"/incidents/{id}")).Ok["clocks"]!;
        Assert.Equal((null, "2026-01-09"), ((string?)clocks["firstResponse"]!["holidaysUntil"], (string)clocks["resolution"]!["holidaysUntil"]!));
    }

    [Fact]
    public async Task A_notice_without_an_event_takes_no_place_that_an_event_may_want()
    {
        var notices = server.Services.GetRequiredService<Notifications>();
        for (var i = 0; i < 12; i++)
            await notices.TellOnce($"once {i}", "role:admin", "", "x", "text", server.Now, Cancel);
        var (_, shipment, _) = await Book.Put(server, "SEQ");
        await Book.Report(server, shipment, "cargoRolled");
        for (var i = 6; i < 12; i++)
            await notices.TellOnce($"once {i}", "role:admin", "", "x", "text", server.Now, Cancel);

        var admin = await server.As("Root", "admin");
        Assert.Equal(12, (await admin.Get("/notifications?limit=200")).Ok["items"]!.AsArray().Count(n => (string)n!["kind"]! == "x"));
        Assert.NotEmpty((await (await server.As("Wang Fang", "sales")).Get("/notifications")).Ok["items"]!.AsArray());
    }

    [Fact]
    public async Task The_top_tenth_begins_where_the_houses_own_book_says_and_the_escalation_keeps_the_figure()
    {
        var (customer, shipment, _) = await Book.Put(server, "TENTH");
        var integration = await server.As("erp", "integration");
        // 59 others bring a thousand to 59 thousand: six of sixty are the top tenth, and this one brings 120 thousand.
        for (var i = 1; i < 60; i++)
            await integration.Put($"/customers/C-{i}", Customer(i * 1_000)).Done();
        await integration.Put("/customers/C-CNY", Customer(9_000_000, "CNY")).Done();
        await Move(Duration.FromDays(1));

        var figures = await server.Services.GetRequiredService<Margins>().TopTenth(Cancel);
        Assert.Equal([("CNY", 9_000_000m, 1), ("USD", 55_000m, 60)], figures.ByCurrency.Select(b => (b.From.Currency.Code, b.From.Amount, b.Customers)));
        Assert.Equal(55_000m, server.Services.GetRequiredService<Func<Policy>>()().TopTenth.ByCurrency[1].From.Amount);
        Maintenance.Rebuild(server.DataDirectory, Policy.Default);
        Assert.Equal(figures.ByCurrency, (await server.Services.GetRequiredService<Margins>().TopTenth(Cancel)).ByCurrency);

        await integration.Put($"/customers/{customer}", Customer(55_000)).Done();
        var id = await Book.Report(server, shipment, "cargoRolled");
        var chief = await server.As("Gao Yan", "executive");
        await chief.Post($"/incidents/{id}/acknowledgement", new { channel = "phone", note = "Told." }).Done();
        await chief.Post($"/incidents/{id}/assessment", Book.Assessment()).Done();
        // While the offer is with the customer no clock of ours runs.
        await chief.Post($"/incidents/{id}/offers", new { }).Done();
        for (var day = 1; day <= 3; day++)
        {
            await server.Advance(Duration.FromDays(1));
            await integration.Post($"/customers/{customer}/signals", new { kind = "complaint", at = server.Now.ToString(), channel = "phone", note = "Again" }).Done();
        }

        for (var week = 0; week < 30; week++)
            await server.Advance(Duration.FromDays(7));
        var risen = Assert.Single((await chief.Get($"/incidents/{id}")).Ok["escalations"]!.AsArray())!;
        Assert.Equal(("stage", "55000.00"), ((string)risen["cause"]!, (string)risen["topTenthFrom"]!["amount"]!));
    }

    private static JsonNode Customer(decimal margin, string currency = "USD")
    {
        var body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Book.Customer()))!;
        body["expectedAnnualMargin"] = new JsonObject { ["amount"] = margin.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), ["currency"] = currency };
        return body;
    }

    private async Task Calendar(string until)
    {
        var folder = Directory.CreateDirectory(Path.Combine(server.DataDirectory, "calendars")).FullName;
        await File.WriteAllTextAsync(Path.Combine(server.DataDirectory, Web.Policies.PolicyFiles.Name), """{"version":2}""", Cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "TAO.json"), $$"""
            { "name": "Tsingtao", "branches": ["QINGDAO"], "zone": "Asia/Shanghai", "holidaysUntil": "{{until}}",
              "week": { "monday": [{ "from": "09:00", "to": "17:00" }], "friday": [{ "from": "09:00", "to": "17:00" }] } }
            """, Cancel);
    }

    private Task Move(Duration by) =>
        server.Services.GetRequiredService<ClockHands>().Move(Period.FromSeconds((long)by.TotalSeconds), Cancel);

    private static async Task<List<JsonNode>> Told(Client client) =>
        [.. (await client.Get("/notifications?limit=200")).Ok["items"]!.AsArray().Where(n => (string)n!["kind"]! == "calendarRunsOut").Select(n => n!)];
}
