using FreightRecovery.Tests.Api;
using Microsoft.Playwright;

namespace FreightRecovery.Tests.Browser;

/// <summary>An incident on paper, and long words of a customer on the screen.</summary>
public sealed class PrintedPages(Chrome chrome, Server server) : IClassFixture<Chrome>, IClassFixture<Server>
{
    [Fact]
    public async Task An_incident_is_printed_without_its_forms_and_told_line_by_line()
    {
        await server.Account("Wang Fang", "sales");
        var (_, shipment, _) = await Book.Put(server, "PAPER");
        var rep = await server.As("Wang Fang", "sales");
        var id = (string)(await rep.Post("/incidents", Book.Report(shipment, "cargoDamaged", "Six cartons wet.\nكسر في الصندوق"))).Ok["id"]!;
        await using var window = await chrome.Open(server, 1440, 900);
        await window.SignIn("Wang Fang");
        await window.Page.GotoAsync($"/incidents/{id}?done=reported");

        Assert.Equal("Six cartons wet.\nكسر في الصندوق", await window.Page.Locator(".said").First.InnerTextAsync());
        Assert.NotEqual(0, await Asking(window));

        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(0, await Asking(window));
        Assert.False(await window.Page.Locator("#end").IsVisibleAsync());
        Assert.True(await window.Page.Locator("#facts").IsVisibleAsync());
    }

    private static Task<int> Asking(Window window) => window.Page.Locator("button:visible, input:visible, select:visible, textarea:visible").CountAsync();
}
