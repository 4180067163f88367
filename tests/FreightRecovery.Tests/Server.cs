using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FreightRecovery.Engine;
using FreightRecovery.Store.Queries;
using FreightRecovery.Store;
using FreightRecovery.Web.Accounts;
using FreightRecovery.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace FreightRecovery.Tests;

/// <summary>The real server on a free port over a data directory of its own, with a clock that stands still.</summary>
public sealed class Server : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("freight-recovery-").FullName;
    private readonly Dictionary<string, string> keys = [];
    private WebApplication app = null!;

    /// <summary>Where its database and its policy are.</summary>
    public string DataDirectory => directory;

    /// <summary>Requests a second that one caller may make.</summary>
    public int RequestsPerSecond { get; init; } = 50_000;

    /// <summary>Attempts a minute to sign in from one address.</summary>
    public int SignInsPerMinute { get; init; } = 1000;

    /// <summary>Requests a minute to customers' own pages from one address.</summary>
    public int LinksPerMinute { get; init; } = 1000;

    /// <summary>The house's own rules of law, or null.</summary>
    public string? Legal { get; init; }

    /// <summary>The file of the company's own sign-in, or null.</summary>
    public string? Company { get; init; }

    /// <summary>Whether webhooks may lead to this machine.</summary>
    public bool PrivateWebhooks { get; init; }

    /// <summary>What else a test changes of the services.</summary>
    public Action<IServiceCollection>? Change { get; init; }

    /// <summary>A folder of fonts, or null for the system's.</summary>
    public string? Fonts { get; init; }

    /// <summary>The password of every account that tests make.</summary>
    public const string Password = "correct horse battery staple";

    public static Instant Start { get; } = Instant.FromUtc(2026, 1, 5, 8, 0);

    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    public TestClock Clock => Services.GetRequiredService<TestClock>();

    public Instant Now => Clock.GetCurrentInstant();

    public async ValueTask InitializeAsync()
    {
        if (Legal is not null)
            await File.WriteAllTextAsync(Path.Combine(directory, LegalSource.FileName), Legal);
        if (Company is not null)
            await File.WriteAllTextAsync(Path.Combine(directory, CompanySettings.FileName), Company);
        app = WebApp.Build(new ServeOptions("http://127.0.0.1:0", directory, Start, Sample: false)
        {
            RequestsPerSecond = RequestsPerSecond, Fonts = Fonts, SignInsPerMinute = SignInsPerMinute, LinksPerMinute = LinksPerMinute,
            PrivateWebhooks = PrivateWebhooks,
        }, services =>
        {
            services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000); // stretching is not what is tried here
            Change?.Invoke(services);
        });
        await app.StartAsync();
        var address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(address) };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>A client with a key of its own name and roles.</summary>
    public async Task<Client> As(string name, string roles, string? branch = null)
    {
        var person = $"{name}|{roles}|{branch}";
        if (!keys.TryGetValue(person, out var key))
            keys[person] = key = await Services.GetRequiredService<ApiKeys>().Add(name, roles.Split(' '), branch, Now);
        return new Client(Http, key);
    }

    /// <summary>Somebody's account, made where there is none; the password is <see cref="Password"/>.</summary>
    public async Task<Account> Account(string name, string roles, string? branch = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await manager.FindByNameAsync(name) is { } known)
            return known;
        var (account, fault) = await scope.ServiceProvider.GetRequiredService<People>().Add(name, roles.Split(' '), branch);
        Assert.Null(fault);
        Assert.True((await manager.AddPasswordAsync(account!, Password)).Succeeded);
        return account!;
    }

    /// <summary>Sends a request as it is.</summary>
    public Task<HttpResponseMessage> Raw(
        HttpRequestMessage request, HttpCompletionOption until = HttpCompletionOption.ResponseContentRead) =>
        Http.SendAsync(request, until, TestContext.Current.CancellationToken);

    /// <summary>Gets a page or document.</summary>
    public Task<HttpResponseMessage> Raw(string path) => Raw(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Moves the clock and waits until all that follows from it is done.</summary>
    public async Task Advance(Duration by)
    {
        await Services.GetRequiredService<DeadlineSweep>().Sweep(Clock.Advance(by));
        await Settle();
    }

    /// <summary>Waits until the outbox is delivered.</summary>
    public async Task Settle() => await Services.GetRequiredService<Dispatcher>().Drain();

    /// <summary>How many events there are: what a refused request must leave as it is.</summary>
    public async Task<long> Events()
    {
        // What earlier requests led to in other streams may still be on its way, and so may what has fallen due by now.
        await Settle();
        await Advance(Duration.Zero);
        return await Services.GetRequiredService<IOpenStore>().Head(default);
    }
}

/// <summary>Somebody who calls the API.</summary>
public sealed class Client(HttpClient http, string? key)
{
    public string? Key => key;

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<Answer> Put(string path, object body, string? idempotencyKey = null, string? ifMatch = null) =>
        Send(HttpMethod.Put, path, Json(body), idempotencyKey, ifMatch);

    public Task<Answer> Post(string path, object? body = null, string? idempotencyKey = null, string? ifMatch = null) =>
        Send(HttpMethod.Post, path, body is null ? null : Json(body), idempotencyKey, ifMatch);

    public async Task<Answer> Send(
        HttpMethod method, string path, HttpContent? content, string? idempotencyKey = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("/api", StringComparison.Ordinal) ? path : "/api/v1" + path);
        request.Content = content;
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (idempotencyKey is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(
            response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers.ETag?.ToString(),
            response.Headers.Location?.ToString(), response.Headers.WwwAuthenticate.ToString(), text);
    }

    public static StringContent Json(object body) =>
        new(body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
}

/// <summary>Calls of which only the success matters.</summary>
public static class Calls
{
    public static async Task Done(this Task<Answer> call) => _ = (await call).Ok;
}

/// <summary>An answer of the API.</summary>
public sealed record Answer(
    HttpStatusCode Status, string? MediaType, string? ETag, string? Location, string Challenge, string Text)
{
    private const string Prefix = "urn:freight-recovery:problem:";

    public JsonNode Body => JsonNode.Parse(Text)!;

    public JsonNode? this[string member] => Body[member];

    /// <summary>The problem's name, or null when it is none.</summary>
    public string? Problem => MediaType == "application/problem+json" ? ((string)Body["type"]!)[Prefix.Length..] : null;

    /// <summary>The pointers of what is wrong.</summary>
    public IEnumerable<string> Pointers => Body["errors"] is JsonObject errors ? errors.Select(e => e.Key) : [];

    public override string ToString() => $"{(int)Status} {Text}";

    /// <summary>The answer itself, when it went well.</summary>
    public Answer Ok => (int)Status < 300 ? this : throw new InvalidOperationException(ToString());
}
