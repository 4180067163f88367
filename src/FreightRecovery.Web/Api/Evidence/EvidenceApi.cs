using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using NodaTime;

namespace FreightRecovery.Web.Api.Evidence;

/// <summary>A file of evidence.</summary>
public sealed record EvidenceView(
    Guid Id, IncidentId Incident, string Name, string Type, long Size, string Sha256, string? Note, Instant At, string By)
{
    internal static EvidenceView Of(IncidentId incident, IncidentEvent.EvidenceAdded e) =>
        new(e.Evidence, incident, e.Name, e.Type, e.Size, e.Sha256, e.Note, e.At, e.By);
}

/// <summary>Evidence: files that belong to an incident.</summary>
internal static class EvidenceApi
{
    // Told to the document alone: routing would answer before it is known who calls.
    private static OpenApiRequestBody Form => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                        ["note"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What it shows." },
                    },
                    Required = new HashSet<string> { "file" },
                },
            },
        },
    };

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/incidents/{id:guid}/evidence", Add).RequireAuthorization(Access.Steps).WithTags("Incidents")
            .Produces<EvidenceView>(StatusCodes.Status201Created)
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = Form;
                return Task.CompletedTask;
            })
            .WithSummary("Adds a file as evidence (multipart/form-data: file, note). 200 with the one that is there when it is the same file.");
        api.MapGet("/evidence/{id:guid}", Get).RequireAuthorization(Access.Anybody).WithTags("Incidents")
            .WithSummary("A file of evidence, to be saved. 410 when it is gone, 500 when it is not what was stored.");
    }

    /// <summary>Keeps a file and says so in its incident.</summary>
    internal static async Task<Results<Versioned<EvidenceView>, ProblemHttpResult>> Add(
        Guid id, Upload upload, IncidentDoor door, EvidenceFiles files, CustomerKeys keys, IStore store, Func<Policy> policy,
        CancellationToken cancel)
    {
        var (incident, refused) = await door.Open(id, upload.Caller, cancel);
        if (refused is not null)
            return refused;
        var key = await keys.Ensure(incident!.State.Facts!.Customer, store, cancel);
        var (incoming, command, problem) = await upload.Receive(files, key, policy().Evidence, cancel);
        using var file = incoming;
        if (problem is not null)
            return problem;
        // First the file, then the event that names it: a crash between them leaves a file too many, never one too few.
        file!.Keep();
        return await door.Send<EvidenceView>(
            id, upload, command!,
            done =>
            {
                var view = EvidenceView.Of(done.Stream.Incident, done.State.Evidence.First(e => e.Sha256 == command!.Sha256));
                return new(new Versioned<EvidenceView>(view, done.Version)
                {
                    Status = done.Added ? StatusCodes.Status201Created : StatusCodes.Status200OK,
                    Location = $"{Routes.Base}/evidence/{view.Id}",
                });
            },
            cancel);
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Get(
        Guid id, Caller caller, EvidenceQueries evidence, IncidentDoor door, EvidenceFiles files, CustomerKeys keys, HttpResponse response,
        CancellationToken cancel)
    {
        if (await evidence.IncidentOf(id, cancel) is not { } incident)
            return Problems.NotFound($"There is no evidence {id}.");
        var (done, problem) = await door.Read(incident.Value, caller, $"evidence {id}", cancel);
        if (problem is not null)
            return problem;
        var found = done!.State.Evidence.First(e => e.Evidence == id);
        if (found.Name == Personal.Erased || await keys.Of(done.State.Facts!.Customer, cancel) is not { } key)
            return Problems.Of("gone", StatusCodes.Status410Gone, "The customer was forgotten, and with it what it had sent.");
        switch (files.Check(key, found.Sha256))
        {
            case EvidenceFault.Missing:
                return Problems.Of("gone", StatusCodes.Status410Gone,
                    $"The file '{found.Name}' is no longer in the data directory. Restore it from a copy of the folder {EvidenceFiles.Folder}.");
            case EvidenceFault.Altered:
                return Problems.Of("internal-error", StatusCodes.Status500InternalServerError,
                    $"The file '{found.Name}' was altered after it was stored, and is not given out. Restore it from a copy of the folder {EvidenceFiles.Folder}.");
        }

        // Whatever is in the file, a browser saves it and runs nothing of it.
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private, no-cache";
        response.ContentLength = found.Size;
        return TypedResults.Stream(
            files.Open(key, found.Sha256), found.Type, found.Name, entityTag: new EntityTagHeaderValue($"\"{found.Sha256}\""));
    }
}
