using System.Reflection;
using System.Text;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Store;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.IncidentDesk;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FreightRecovery.Web.Api.Evidence;

/// <summary>
/// A file that comes in as multipart/form-data, in pieces and never whole in memory, with a note if there is one. It lies nowhere as it
/// came: it is sealed while it is read, and so a form of our own pages is read here too and not by the framework, which keeps files aside.
/// </summary>
public sealed class Upload : WriteRequest
{
    /// <summary>The field in which a form of our own pages carries its token.</summary>
    internal const string TokenField = "__RequestVerificationToken";

    private const string TokenHeader = "RequestVerificationToken";
    private const int NoteBytes = Checks.TextLength * 4;
    private HttpContext context = null!;
    private string? name, note, once;
    private IAntiforgery? guard;
    private IncomingFile? file;

    /// <summary>Binds a handler's parameter. The file is not read yet: first it is found out whether the caller may send it.</summary>
    public static ValueTask<Upload?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var upload = new Upload { context = context };
        upload.BindHead(context);
        return ValueTask.FromResult<Upload?>(upload);
    }

    /// <summary>The same from a form of our own pages: it carries a token, and its own key, before the file.</summary>
    internal static Upload OfPage(HttpContext context)
    {
        var upload = new Upload { context = context, guard = context.RequestServices.GetRequiredService<IAntiforgery>() };
        upload.BindHead(context);
        return upload;
    }

    /// <summary>Reads the file onto the disk. It is the caller's to keep or to let go.</summary>
    internal async Task<(IncomingFile? File, IncidentCommand.AddEvidence? Command, ProblemHttpResult? Problem)> Receive(
        EvidenceFiles files, CustomerKey key, EvidencePolicy policy, CancellationToken cancel)
    {
        var problem = await Read(files, key, policy, cancel);
        if (problem is null && file is null)
            problem = Problems.Invalid("/file", "Send the file in a part named 'file', with its name.");
        if (problem is null && file!.Size == 0)
            problem = Problems.Invalid("/file", "The file is empty.");
        var type = problem is null ? MediaTypes.Of(file!.Head.Span, name!) : null;
        if (problem is null && (type is null || !policy.Types.Contains(type)))
            problem = Problems.Of("unsupported-media-type", StatusCodes.Status415UnsupportedMediaType,
                $"By what is in it, this file is {type ?? "of no known type"}. Taken are {string.Join(", ", policy.Types)}.");
        if (problem is null && once is not null)
            context.Request.Headers["Idempotency-Key"] = $"{once}-{file!.Sha256[..32]}";
        if (problem is null)
            await BindKey(context, Encoding.UTF8.GetBytes($"{file!.Sha256}\n{name}\n{note}"));
        problem ??= Problem;
        return problem is null
            ? (file, new IncidentCommand.AddEvidence(name!, type!, file!.Size, file.Sha256, note), null)
            : (file, null, problem);
    }

    private protected override void Read(ReadOnlySpan<byte> body, Faults faults) { }

    private async Task<ProblemHttpResult?> Read(EvidenceFiles files, CustomerKey key, EvidencePolicy policy, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var media)
            || !media.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(media.Boundary) is not { Length: > 0 and <= 70 } boundary)
            return Problems.Of("unsupported-media-type", StatusCodes.Status415UnsupportedMediaType,
                "Send multipart/form-data with a part 'file' and, if you like, a part 'note'.");
        // Bounded below, piece by piece; what comes after is read on, so that the caller gets its answer.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        try
        {
            var reader = new MultipartReader(boundary.ToString(), context.Request.Body);
            while (await reader.ReadNextSectionAsync(cancel) is { } section)
                if (await Take(section, files, key, policy, cancel) is { } problem)
                    return problem;
            return null;
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException && !cancel.IsCancellationRequested))
        {
            return Problems.Invalid("", "The multipart body is broken or ends too early. Send it again.");
        }
    }

    private async Task<ProblemHttpResult?> Take(
        MultipartSection section, EvidenceFiles files, CustomerKey key, EvidencePolicy policy, CancellationToken cancel)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part))
            return Problems.Invalid("", "Each part has a Content-Disposition with its name.");
        switch (HeaderUtilities.RemoveQuotes(part.Name).ToString())
        {
            case "file" when file is null && part.IsFileDisposition():
                if (!await Genuine())
                    return Forged();
                var given = HeaderUtilities.RemoveQuotes(part.FileNameStar.HasValue ? part.FileNameStar : part.FileName).ToString();
                name = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
                var faults = new Faults(At);
                faults.Line(name, "/file");
                if (faults.Any)
                    return Problems.Invalid(faults);
                file = await files.Take(section.Body, key, policy.MaxBytes, cancel);
                return file is not null ? null : Problems.Of(
                    "too-large", StatusCodes.Status413PayloadTooLarge, $"A file has {policy.MaxBytes} bytes at the most. Send a smaller one.");
            case "note" when note is null && !part.IsFileDisposition():
                note = await Text(section, cancel);
                // A form sends each field, and an empty one is none.
                if (guard is not null && note.Length == 0)
                {
                    note = null;
                    return null;
                }

                var wrong = new Faults(At);
                wrong.Text(note, "/note");
                return wrong.Any ? Problems.Invalid(wrong) : null;
            case "file" when guard is not null && file is null:
                return Problems.Invalid("/file", "Choose a file.");
            case TokenField when guard is not null:
                // Where the guard looks before it would have the framework read the form.
                context.Request.Headers[TokenHeader] = await Text(section, cancel);
                return null;
            case FormWrite.OnceField when guard is not null:
                once = Guid.TryParse(await Text(section, cancel), out var own) ? own.ToString() : null;
                return null;
            default:
                return Problems.Invalid("", "There is one part 'file' with a file's name, and at most one part 'note'.");
        }
    }

    // Without a token in its place the guard would have the framework read the form, which is being read here.
    private async ValueTask<bool> Genuine() =>
        guard is null || (context.Request.Headers[TokenHeader].ToString().Length > 0 && await guard.IsRequestValidAsync(context));

    private static ProblemHttpResult Forged() => Problems.Of(
        "invalid-request", StatusCodes.Status400BadRequest, "This form is not from our own page, or too old. Open the page again.");

    private static async ValueTask<string> Text(MultipartSection section, CancellationToken cancel)
    {
        var text = new byte[NoteBytes + 1];
        var length = await section.Body.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, cancel);
        return Encoding.UTF8.GetString(text, 0, length);
    }
}
