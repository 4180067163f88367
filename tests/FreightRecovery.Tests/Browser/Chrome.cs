using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FreightRecovery.Tests.Browser;

/// <summary>The machine's own Chromium, without a window. Where there is none, tests in a browser are skipped.</summary>
public sealed class Chrome : IAsyncLifetime
{
    private static readonly string? Program = ((string?[])
        [Environment.GetEnvironmentVariable("FREIGHTRECOVERY_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"])
        .FirstOrDefault(File.Exists);

    /// <summary>Whether pictures of all pages are wanted, not only of the worked cases.</summary>
    public static bool KeepsAll { get; } = Environment.GetEnvironmentVariable("FREIGHTRECOVERY_SCREENSHOTS") is { Length: > 0 };

    // A machine that has much else to do is slow, not wrong.
    private const float Patience = 90_000;

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Where screenshots are kept: beside the tests, or where the environment says.</summary>
    public static string Screenshots { get; } =
        Directory.CreateDirectory(Environment.GetEnvironmentVariable("FREIGHTRECOVERY_SCREENSHOTS") ?? Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    public async ValueTask InitializeAsync()
    {
        if (Program is null)
            return;
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A window of its own, with its own cookies.</summary>
    public async Task<Window> Open(Server server, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, string locale = "en", bool script = true)
    {
        Assert.SkipWhen(browser is null, "There is no Chromium here.");
        // Passkeys belong to a name, not to an address of numbers.
        var home = new UriBuilder(server.Http.BaseAddress!) { Host = "localhost" }.Uri;
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = home.AbsoluteUri, ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme, Locale = locale,
            JavaScriptEnabled = script,
        });
        context.SetDefaultTimeout(Patience);
        return new Window(context, await context.NewPageAsync());
    }
}

/// <summary>A window of the browser, and what its console complained of.</summary>
public sealed class Window : IAsyncDisposable
{
    // Looked at again and again: waiting for a way that has been gone already would never end.
    private static readonly PageAssertionsToHaveURLOptions Patience = new() { Timeout = 30_000 };

    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    public Window(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
                complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
    }

    public IPage Page { get; }

    /// <summary>What the console complained of: refused scripts, missing files, faults.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>Signs in by the form.</summary>
    public async Task SignIn(string name)
    {
        await Page.GotoAsync("/sign-in");
        await Page.FillAsync("#name", name);
        await Page.FillAsync("#password", Server.Password);
        await Page.ClickAsync("#password ~ button");
        await Assertions.Expect(Page).Not.ToHaveURLAsync(new Regex("/sign-in"), Patience);
    }

    /// <summary>Waits until the page is where a path leads.</summary>
    public Task Gone(string path) => Assertions.Expect(Page).ToHaveURLAsync(new Regex(Regex.Escape(path) + "$"), Patience);

    /// <summary>Keeps a picture of the page.</summary>
    public Task Keep(string name) => Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Chrome.Screenshots, name + ".png"), FullPage = true });

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
