using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace FreightRecovery.Tests.Browser;

/// <summary>Every page at both widths and in both themes: nothing that keeps anybody out (WCAG 2.2 AA), nothing cut off, no complaint of the console.</summary>
public sealed class EveryPage(Chrome chrome, Server server) : WholeHouse(chrome, server)
{
    [Theory]
    [InlineData(360, 800, ColorScheme.Dark)]
    [InlineData(1440, 900, ColorScheme.Light)]
    public async Task Nothing_keeps_anybody_out(int width, int height, ColorScheme theme)
    {
        // Colours do not depend on the width, so each theme is looked at once; where pictures are wanted, at both.
        ColorScheme[] themes = Chrome.KeepsAll ? [ColorScheme.Light, ColorScheme.Dark] : [theme];
        var pages = await Furnish($"W{width}");
        var faults = new List<string>();
        foreach (var (person, named) in pages)
        {
            await using var window = await Open(person, width, height);
            foreach (var path in named)
            {
                await Visit(window, path);
                await Fits(window, path, width, faults);
                foreach (var scheme in themes)
                    await Look(window, path, width, scheme, faults);
            }

            faults.AddRange(window.Complaints.Where(c => !c.Contains("status of 41", StringComparison.Ordinal)));
        }

        Assert.Empty(faults);
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
}
