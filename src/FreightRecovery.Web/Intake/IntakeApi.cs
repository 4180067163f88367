using System.Security.Cryptography;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Disruptions;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using NodaTime;

namespace FreightRecovery.Web.Intake;

/// <summary>A message in quarantine as the contract shows it.</summary>
/// <param name="Id">Its id, for the replay.</param>
/// <param name="Feed">The feed it came by.</param>
/// <param name="Pointer">RFC 6901 pointer to the fault within its message; empty for the whole.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Body">What came; bytes that are no UTF-8 show as U+FFFD.</param>
/// <param name="ReceivedAt">When it first came, UTC.</param>
/// <param name="ReceivedBy">Who sent it.</param>
/// <param name="Attempts">How often it was replayed in vain.</param>
public sealed record QuarantineView(
    Guid Id, string Feed, string Pointer, string Reason, string Body, Instant ReceivedAt, string ReceivedBy, int Attempts)
{
    internal static QuarantineView Of(QuarantinedMessage m) =>
        new(m.Id, m.Feed, m.Pointer, m.Reason, System.Text.Encoding.UTF8.GetString(m.Body), m.ReceivedAt, m.ReceivedBy, m.Attempts);
}

/// <summary>The ways in: feeds with their quarantine, and imports.</summary>
public static class IntakeApi
{
    private const string KeyHeader = "Idempotency-Key";
    private const int LongestKey = 128;
    private const long MostBytes = 1024 * 1024;

    /// <summary>Adds what the ways in need.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton(s => new IntakeEngine(
            s.GetRequiredService<IDatabase>(), s.GetRequiredService<ICommandGateway>(), s.GetRequiredService<Reporting>())
        {
            Policy = s.GetRequiredService<Func<Policy>>(),
            Disruptions = s.GetRequiredService<DisruptionWatch>(),
        })
        .AddSingleton<Importer>()
        .AddSingleton<FeedIntake>();

    /// <summary>Adds the routes to the group of the API.</summary>
    public static void MapIntake(this IEndpointRouteBuilder api)
    {
        var feeds = api.MapGroup("/feeds").WithTags("Feeds");
        feeds.MapPost("/{format}", Feed).RequireAuthorization(Access.MasterData).WithSummary("Takes a carrier's message in.");
        feeds.MapGet("/quarantine", List).RequireAuthorization(Access.Quarantine).WithSummary("What could not be read or placed, oldest first.");
        feeds.MapPost("/quarantine/{id}/replay", Replay).RequireAuthorization(Access.Quarantine).WithSummary("Reads a message again.");
        ImportApi.Map(api);
    }

    private static async Task<Results<Accepted<FeedAnswer>, ProblemHttpResult>> Feed(
        string format, HttpContext context, Caller caller, IClock clock, IDatabase database, FeedIntake feeds, CancellationToken cancel)
    {
        if (format != FeedIntake.Dcsa)
            return Problems.NotFound($"There is no feed '{format}'. Send Track and Trace messages to /feeds/{FeedIntake.Dcsa}.");
        if (MediaType(context.Request) is not "application/json")
            return Problems.FromStatus(StatusCodes.Status415UnsupportedMediaType);
        if (!TryReadKey(context.Request, out var key))
            return WrongKey();
        if (context.Request.ContentLength > MostBytes)
            return Problems.FromStatus(StatusCodes.Status413PayloadTooLarge);
        using var message = new MemoryStream();
        await context.Request.Body.CopyToAsync(message, cancel);
        if (message.Length > MostBytes)
            return Problems.FromStatus(StatusCodes.Status413PayloadTooLarge);
        var bytes = message.ToArray();
        // What a message tells is known by its events' ids; the key only has to be told of another message's.
        if (key is not null)
        {
            var hash = Convert.ToHexString(SHA256.HashData(bytes));
            if (await Settings.SetOnce(database, $"feed/{caller.Key}/{key}", hash, cancel) != hash)
                return Problems.KeyReused();
        }

        return TypedResults.Accepted((string?)null, await feeds.Take(bytes, caller.Actor, clock.GetCurrentInstant(), cancel));
    }

    private static async Task<Results<Ok<PageOf<QuarantineView>>, ProblemHttpResult>> List(
        Page<QuarantineKey> page, IDatabase database, CancellationToken cancel)
    {
        var rows = await Quarantine.Waiting(database, page.After?.Id, page.Limit + 1, cancel);
        var more = rows.Count > page.Limit;
        var items = rows.Take(page.Limit).ToList();
        return Page<QuarantineKey>.Of(
            new Store.Queries.PageOf<QuarantinedMessage, QuarantineKey>(items, more ? new QuarantineKey(items[^1].Id) : null), QuarantineView.Of);
    }

    private static async Task<Results<Ok<FeedAnswer>, ProblemHttpResult>> Replay(
        Guid id, Caller caller, IClock clock, IDatabase database, FeedIntake feeds, CancellationToken cancel)
    {
        if (await Quarantine.Find(database, id, cancel) is not { } message)
            return Problems.NotFound($"There is nothing in quarantine under {id}.");
        return message.ReplayedAt is { } at
            ? Problems.From(new Refusal.NotAllowedInState($"It was read at {at}; there is nothing left to replay."))
            : TypedResults.Ok(await feeds.Replay(message, caller.Actor, clock.GetCurrentInstant(), cancel));
    }

    private static string? MediaType(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            ? type.MediaType.ToString().ToLowerInvariant()
            : null;

    internal static bool TryReadKey(HttpRequest request, out string? key)
    {
        key = request.Headers.TryGetValue(KeyHeader, out var values) ? values.ToString() : null;
        return key is null || (values.Count == 1 && key.Length is > 0 and <= LongestKey && key.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0);
    }

    internal static ProblemHttpResult WrongKey() => Problems.Of(
        "invalid-request", StatusCodes.Status400BadRequest, $"An Idempotency-Key is 1 to {LongestKey} visible ASCII characters.");
}

/// <summary>Where a page of the quarantine ends.</summary>
public sealed record QuarantineKey(Guid Id);
