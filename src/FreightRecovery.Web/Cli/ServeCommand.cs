using System.CommandLine;
using FreightRecovery.Web.Accounts;
using FreightRecovery.Web.Hosting;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Cli;

/// <summary><c>serve</c>, which is also what the program does without a verb.</summary>
internal static class ServeCommand
{
    private const string DefaultUrls = "http://127.0.0.1:5080";

    public static void AddTo(RootCommand root, HostChoice? host)
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen.", HelpName = "URL", DefaultValueFactory = _ => DefaultUrls };
        var place = new PlaceOptions();
        var policy = PolicyCommand.File();
        var empty = new Option<bool>("--empty") { Description = "Start without the sample book." };
        var fonts = new Option<string?>("--fonts")
        {
            Description = "A folder of fonts for letters as PDF, in place of the system's.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("FREIGHTRECOVERY_FONTS") is { Length: > 0 } set ? set : null,
        };
        var inbox = new Option<string?>("--inbox")
        {
            Description = "A folder of files to take in: DIR/shipments/*.csv, DIR/PARTNER/dcsa-tnt/*.json and so on.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("FREIGHTRECOVERY_INBOX") is { Length: > 0 } set ? set : null,
        };
        var privateWebhooks = new Option<bool>("--webhooks-private")
        {
            Description = "Webhooks may lead into private networks, and to this machine without https.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("FREIGHTRECOVERY_WEBHOOKS_PRIVATE") is "true" or "1",
        };
        var clock = new Option<Instant?>("--test-clock")
        {
            Description = "Start with a clock that stands at this instant and is moved by POST /test/clock.",
            HelpName = "INSTANT",
            CustomParser = given =>
            {
                var parsed = InstantPattern.ExtendedIso.Parse(given.Tokens[0].Value);
                if (parsed.Success)
                    return parsed.Value;
                given.AddError("--test-clock takes an instant in UTC, such as 2026-01-05T08:00:00Z.");
                return null;
            },
        };

        var serve = new Command("serve", "Starts the server; so does the program without a verb.");
        foreach (var command in (Command[])[root, serve])
        {
            command.Add(urls);
            place.AddTo(command);
            command.Add(policy);
            command.Add(empty);
            command.Add(clock);
            command.Add(fonts);
            command.Add(inbox);
            command.Add(privateWebhooks);
            foreach (var word in host?.Words ?? [])
                command.Add(word);
            command.SetAction(async (words, cancel) =>
            {
                var options = new ServeOptions(
                    words.GetRequiredValue(urls), place.Directory(words), words.GetValue(clock), Sample: !words.GetValue(empty))
                {
                    Connection = place.Of(words).Connection,
                    Fonts = words.GetValue(fonts),
                    Inbox = words.GetValue(inbox),
                    PrivateWebhooks = words.GetValue(privateWebhooks),
                    PolicyFile = words.GetValue(policy),
                };
                return await Serve(options, host is null ? null : await host.Read(words, options, cancel), cancel);
            });
        }

        root.Add(serve);
    }

    private static async Task<int> Serve(ServeOptions options, HostParts? host, CancellationToken cancel)
    {
        StartChecks.Addresses(options.Urls);
        using var place = options.Connection is null ? StartChecks.Directory(options.DataDirectory) : null;
        // The book is loaded before the server listens: who gets an answer gets it from a whole book.
        if (options.Sample)
            await SampleStart.LoadIfNew(options.Place, options.PolicyFile, options.TestClock ?? SystemClock.Instance.GetCurrentInstant(), cancel);
        await using var app = WebApp.Build(options, host: host);
        await app.StartAsync(cancel);
        foreach (var url in app.Urls)
            Console.WriteLine($"Ready at {url} - the day is at {url}/, the API at {url}/api/v1, its description at {url}/openapi/v1.json");
        if (File.Exists(SampleKeys.FileIn(options.DataDirectory)))
        {
            Console.WriteLine($"People sign in on the page, as one of the sample's people with one click. Programs take a key of {SampleKeys.FileIn(options.DataDirectory)}: Authorization: Bearer <key>");
        }
        else
        {
            await TellFirstAdministrator(app, cancel);
            Console.WriteLine($"A key for a program: ./run-local.sh key add --name NAME --role ROLE --data {options.DataDirectory}"
                + (options.Connection is null ? "" : " --store sqlserver, with the connection string in FREIGHTRECOVERY_CONNECTION"));
        }

        if (options.TestClock is { } at)
            Console.WriteLine($"The clock is not real: it stands at {InstantPattern.ExtendedIso.Format(at)} until POST /test/clock moves it.");
        Console.WriteLine("Ctrl-C stops it.");
        await app.WaitForShutdownAsync(cancel);
        return ExitCodes.Ok;
    }

    // Until somebody has chosen the first administrator's password, each start makes a new link.
    private static async Task TellFirstAdministrator(WebApplication app, CancellationToken cancel)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<People>().FirstLink() is { } path)
            Console.WriteLine($"Nobody administers this house yet. Open this link, which works once, for three days, and choose a password: {app.Urls.First()}{path}");
        cancel.ThrowIfCancellationRequested();
    }
}
