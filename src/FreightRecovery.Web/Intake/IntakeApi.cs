using System.Security.Cryptography;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Feeds.Edifact;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Disruptions;
using FreightRecovery.Web.Hosting;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using NodaTime;

namespace FreightRecovery.Web.Intake;

/// <summary>The ways in: feeds with their quarantine, and imports.</summary>
public static class IntakeApi
{
    private const string Edifact = "application/edifact";
    private const int ContrlReference = 14;
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
        .AddSingleton(s => new PartnerMaps(Path.Combine(s.GetRequiredService<ServeOptions>().DataDirectory, PartnerMaps.Folder)))
        .AddSingleton<FeedIntake>();

    /// <summary>Adds the routes to the group of the API.</summary>
    public static void MapIntake(this IEndpointRouteBuilder api)
    {
        var feeds = api.MapGroup("/feeds").WithTags("Feeds");
        feeds.MapPost("/{format}", Feed).RequireAuthorization(Access.MasterData)
            .WithSummary("Takes a carrier's message in. With Accept: application/edifact a UN/EDIFACT message is answered with CONTRL.");
        QuarantineApi.Map(feeds.MapGroup("/quarantine"));
        PartnersApi.Map(feeds.MapGroup("/partners"));
        ImportApi.Map(api);
    }

    private static async Task<Results<Accepted<FeedAnswer>, ContentHttpResult, ProblemHttpResult>> Feed(
        string format, HttpContext context, Caller caller, IClock clock, IDatabase database, FeedIntake feeds, CancellationToken cancel)
    {
        if (FeedFormat.Find(format) is not { } known)
            return Problems.NotFound($"There is no feed '{format}'. There are {string.Join(", ", FeedFormat.All.Select(f => f.Name))}.");
        // What characters a message is in, it says itself where it may be others than UTF-8.
        if (!known.MediaTypes.Contains(known.IsText ? AnyCharset(context.Request) : MediaType(context.Request), StringComparer.Ordinal))
            return Problems.Of("unsupported-media-type", StatusCodes.Status415UnsupportedMediaType,
                $"Send a message of {known.Name} as {string.Join(" or ", known.MediaTypes)}.");
        if (!TryReadKey(context.Request, out var key))
            return WrongKey();
        if (await Bytes(context.Request, cancel) is not { } bytes)
            return Problems.FromStatus(StatusCodes.Status413PayloadTooLarge);
        // What a message tells is known by its events' ids; the key only has to be told of another message's.
        if (key is not null)
        {
            var hash = Convert.ToHexString(SHA256.HashData(bytes));
            if (await Settings.SetOnce(database, $"feed/{caller.Key}/{key}", hash, cancel) != hash)
                return Problems.KeyReused();
        }

        var now = clock.GetCurrentInstant();
        var answer = await feeds.Take(known, bytes, caller.Actor, now, cancel);
        if (!known.IsEdifact || !Accepts(context.Request, Edifact))
            return TypedResults.Accepted((string?)null, answer);
        var reference = Convert.ToHexString(SHA256.HashData(bytes))[..ContrlReference];
        return TypedResults.Content(
            Contrl.Of(bytes, answer.Reading!, new ContrlStamp(reference, now)), Edifact, null, StatusCodes.Status202Accepted);
    }

    /// <summary>The body of a request, whole; null when it is longer than any message or map.</summary>
    internal static async ValueTask<byte[]?> Bytes(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > MostBytes)
            return null;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancel);
        return body.Length > MostBytes ? null : body.ToArray();
    }

    private static string? MediaType(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            ? type.MediaType.ToString().ToLowerInvariant()
            : null;

    private static string? AnyCharset(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.MediaType.ToString().ToLowerInvariant() : null;

    private static bool Accepts(HttpRequest request, string mediaType) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) && accepted.Any(a => a.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase));

    internal static bool TryReadKey(HttpRequest request, out string? key)
    {
        key = request.Headers.TryGetValue(KeyHeader, out var values) ? values.ToString() : null;
        return key is null || (values.Count == 1 && key.Length is > 0 and <= LongestKey && key.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0);
    }

    internal static ProblemHttpResult WrongKey() => Problems.Of(
        "invalid-request", StatusCodes.Status400BadRequest, $"An Idempotency-Key is 1 to {LongestKey} visible ASCII characters.");
}
