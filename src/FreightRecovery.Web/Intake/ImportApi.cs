using System.Text;
using FreightRecovery.Engine;
using FreightRecovery.Store;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Intake.Csv;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using NodaTime;

namespace FreightRecovery.Web.Intake;

/// <summary>Imports over HTTP.</summary>
internal static class ImportApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/imports/{kind}", Import).RequireAuthorization(Access.MasterData).WithTags("Imports")
            .WithSummary("Imports a stream of NDJSON or CSV. Under an Idempotency-Key it goes on where it broke off; with dryRun everything is checked and nothing written.");

    private static async Task<Results<Ok<ImportResult>, ProblemHttpResult>> Import(
        string kind, bool? dryRun, string? delimiter, string? map, HttpContext context, Caller caller, IClock clock, IDatabase database, Importer importer,
        IntakeEngine engine, Transactor transactor, CancellationToken cancel)
    {
        if (ImportKind.Find(kind) is not { } known)
            return Problems.NotFound($"There is no import of '{kind}'. There are {string.Join(", ", ImportKind.All.Select(k => k.Name))}.");
        if (FormOf(context.Request) is not var (form, charset))
            return Problems.Of("unsupported-media-type", StatusCodes.Status415UnsupportedMediaType,
                "Send application/x-ndjson in UTF-8, a JSON object on each line, or text/csv, with its charset unless that is to be found out.");
        if (Reading(charset, delimiter) is not { } reading)
            return Problems.Invalid("/delimiter", "A delimiter is one character, such as ; or |, or the word tab.");
        if (map is not null && form is not ImportForm.Csv)
            return Problems.Invalid("/map", "A map names the columns of a CSV; the members of NDJSON have their names. Leave it out.");
        try
        {
            reading = map is null ? reading : reading with { Map = ColumnMap.Parse(Encoding.UTF8.GetBytes(map), "The query's map") };
        }
        catch (InvalidDataException wrong)
        {
            return Problems.Invalid("/map", wrong.Message);
        }

        if (!IntakeApi.TryReadKey(context.Request, out var key))
            return IntakeApi.WrongKey();
        // A row is bounded, the stream is not.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        var now = clock.GetCurrentInstant();
        var dry = dryRun is true;
        var startedAt = key is null || dry ? now : await ImportNames.StartOf(database, caller.Actor, known, key, now, cancel);
        var order = new ImportOrder(known, form, caller.Actor, caller.Branch, key ?? Guid.CreateVersion7().ToString(), startedAt, now)
        {
            Csv = reading, Remembered = key is not null && !dry,
        };
        var result = await (dry ? DryRun.Of(engine, transactor) : importer).Run(order, context.Request.Body, cancel: cancel);
        return result.OtherRows ? Problems.KeyReused() : TypedResults.Ok(result);
    }

    private static (ImportForm Form, FileEncoding? Charset)? FormOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return null;
        var charset = type.Charset.HasValue ? FileEncoding.Find(HeaderUtilities.RemoveQuotes(type.Charset).ToString()) : null;
        if (type.Charset.HasValue && charset is null)
            return null;
        return type.MediaType.ToString().ToLowerInvariant() switch
        {
            "application/x-ndjson" or "application/ndjson" when charset is null or { IsUtf8: true } => (ImportForm.Ndjson, null),
            "text/csv" => (ImportForm.Csv, charset),
            _ => null,
        };
    }

    private static CsvReading? Reading(FileEncoding? charset, string? delimiter) =>
        delimiter is null ? new CsvReading { Encoding = charset }
        : CsvReading.DelimiterOf(delimiter) is { } known ? new CsvReading { Encoding = charset, Delimiter = known }
        : null;
}
