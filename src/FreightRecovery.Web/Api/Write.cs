using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using NodaTime;

namespace FreightRecovery.Web.Api;

/// <summary>Part of a request that was found wrong while it was bound; the handler is then not called.</summary>
internal interface IRequestPart
{
    /// <summary>What is wrong, or null.</summary>
    ProblemHttpResult? Problem { get; }
}

/// <summary>
/// What every write brings: who, when, a new command id, the version the caller has seen and its idempotency key, which
/// is looked up before anything else is done.
/// </summary>
public abstract class WriteRequest : IRequestPart
{
    private const int LongestKey = 128;

    /// <summary>Who.</summary>
    public Caller Caller { get; private set; } = null!;

    /// <summary>The command's id.</summary>
    public CommandId Id { get; private set; }

    /// <summary>Now, UTC.</summary>
    public Instant At { get; private set; }

    /// <summary>The version the caller has seen, or null.</summary>
    public long? IfMatch { get; private set; }

    /// <summary>The caller's key, or null.</summary>
    public IdempotencyKey? Key { get; private set; }

    /// <summary>What the same request came to when it was first made, or null when it is new.</summary>
    internal (KeyTrace Trace, bool Added)? First { get; private set; }

    /// <inheritdoc/>
    public ProblemHttpResult? Problem { get; private set; }

    /// <summary>A command of this request for a stream.</summary>
    public Envelope To(StreamId stream, object command) => new(stream, command, Id, At, Caller.Actor) { IfMatch = IfMatch, Key = Key };

    /// <summary>Checks the body.</summary>
    private protected abstract void Read(ReadOnlySpan<byte> body, Faults faults);

    /// <summary>Whether an empty body will do.</summary>
    private protected virtual bool BodyOptional => false;

    /// <summary>The longest body that is taken.</summary>
    private protected virtual int MostBytes => 64 * 1024;

    /// <summary>Takes what stands in the request's head.</summary>
    private protected void BindHead(HttpContext context)
    {
        Begin(
            Caller.Of(context) ?? throw new InvalidOperationException("Writes need somebody who is signed in."),
            context.RequestServices.GetRequiredService<IClock>().GetCurrentInstant());
        Problem = ReadIfMatch(context.Request);
    }

    /// <summary>Says who writes, and when.</summary>
    private protected void Begin(Caller caller, Instant at)
    {
        (Caller, At) = (caller, at);
        Id = new CommandId(Guid.CreateVersion7(at.ToDateTimeOffset()));
    }

    /// <summary>Takes the idempotency key, and looks up what the same request came to before.</summary>
    /// <param name="body">The body, or what stands for it: the same for the same body.</param>
    private protected async ValueTask BindKey(HttpContext context, byte[] body)
    {
        Problem = ReadKey(context.Request, body);
        if (Problem is null && Key is not null)
            await LookUp(context.RequestServices.GetRequiredService<IStore>(), context.RequestAborted);
    }

    private protected async ValueTask Bind(HttpContext context)
    {
        BindHead(context);
        Problem ??= CheckMediaType(context.Request);
        if (Problem is not null)
            return;
        if (await ReadBody(context) is not { } body)
        {
            Problem = Problems.FromStatus(StatusCodes.Status413PayloadTooLarge);
            return;
        }

        await BindKey(context, body);
        if (Problem is not null)
            return;
        var faults = new Faults(At);
        Read(body, faults);
        if (faults.Any)
            Problem = Problems.Invalid(faults);
    }

    private async ValueTask LookUp(IStore store, CancellationToken cancel)
    {
        if (await store.FindKey(Key!.Caller, Key.Key, cancel) is not { } trace)
            return;
        var (same, added) = Key.Compare(trace);
        if (same)
            First = (trace, added);
        else
            Problem = Problems.KeyReused();
    }

    private ProblemHttpResult? ReadIfMatch(HttpRequest request)
    {
        var header = request.Headers.IfMatch.ToString();
        if (header.Length == 0 || header == "*")
            return null;
        if (header is ['"', .., '"'] && header.Length > 2
            && long.TryParse(header.AsSpan(1, header.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            IfMatch = version;
            return null;
        }

        return Problems.Of("invalid-request", StatusCodes.Status400BadRequest,
            "If-Match is the ETag as it was given, quotes included, or an asterisk.");
    }

    private ProblemHttpResult? CheckMediaType(HttpRequest request)
    {
        if (BodyOptional && request.ContentLength is null or 0 && request.ContentType is null)
            return null;
        return Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
                ? null
                : Problems.FromStatus(StatusCodes.Status415UnsupportedMediaType);
    }

    private ProblemHttpResult? ReadKey(HttpRequest request, byte[] body)
    {
        if (!request.Headers.TryGetValue("Idempotency-Key", out var values))
            return null;
        var key = values.ToString();
        if (values.Count != 1 || key.Length is 0 or > LongestKey || key.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
            return Problems.Of("invalid-request", StatusCodes.Status400BadRequest,
                $"An Idempotency-Key is 1 to {LongestKey} visible ASCII characters.");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.PathBase}{request.Path}{request.QueryString}\n"));
        hash.AppendData(body);
        Key = new IdempotencyKey(Caller.Key, key, hash.GetHashAndReset());
        return null;
    }

    // Null when it is over the limit.
    private async ValueTask<byte[]?> ReadBody(HttpContext context)
    {
        if (context.Request.ContentLength > MostBytes)
            return null;
        var reader = context.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(context.RequestAborted);
            if (result.Buffer.Length > MostBytes)
            {
                reader.AdvanceTo(result.Buffer.End);
                return null;
            }

            if (result.IsCompleted)
            {
                var body = result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return body;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}

/// <summary>A write that says all it has to say with its address.</summary>
public sealed class Write : WriteRequest
{
    private protected override bool BodyOptional => true;

    /// <summary>Binds a handler's parameter.</summary>
    public static async ValueTask<Write?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var write = new Write();
        await write.Bind(context);
        return write;
    }

    private protected override void Read(ReadOnlySpan<byte> body, Faults faults)
    {
        if (!body.IsEmpty)
            BodyReader.Read<NoBody, NoBody>(body, faults);
    }

    private sealed record NoBody : IBody<NoBody>
    {
        public NoBody Read(Faults faults) => this;
    }
}

/// <summary>A write with a body that was read and checked.</summary>
/// <typeparam name="TBody">The body's form in the contract.</typeparam>
/// <typeparam name="TFacts">What it was turned into.</typeparam>
public sealed class Write<TBody, TFacts> : WriteRequest, IEndpointParameterMetadataProvider
    where TBody : class, IBody<TFacts>
    where TFacts : class
{
    /// <summary>What was sent, checked.</summary>
    public TFacts Facts { get; private set; } = null!;

    private protected override bool BodyOptional => typeof(TBody) == typeof(NoteBody) || typeof(TBody) == typeof(OfferBody);

    /// <summary>Binds a handler's parameter.</summary>
    public static async ValueTask<Write<TBody, TFacts>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var write = new Write<TBody, TFacts>();
        await write.Bind(context);
        return write;
    }

    /// <summary>Tells the OpenAPI document of the body.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new BodyMetadata());

    private protected override void Read(ReadOnlySpan<byte> body, Faults faults) =>
        Facts = BodyReader.Read<TBody, TFacts>(body.IsEmpty && BodyOptional ? "{}"u8 : body, faults)!;

    // Says what the body is, to the document alone: what comes in is judged while it is bound, so that each refusal is a problem.
    private sealed class BodyMetadata : IAcceptsMetadata
    {
        public IReadOnlyList<string> ContentTypes => ["application/json"];

        public Type RequestType => typeof(TBody);

        public bool IsOptional => true;
    }
}
