using FreightRecovery.Domain.Incidents;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Api.Summaries;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FreightRecovery.Web.Api;

/// <summary>What is written down about an incident beside its steps: facts, classification, summary, parties.</summary>
internal static class RecordingApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var incident = api.MapGroup("/incidents/{id:guid}").WithTags("Incidents");
        incident.MapPost("/facts", (Guid id, Write<FactsBody, IncidentCommand.GiveFacts> write, IncidentDoor door, CancellationToken cancel) =>
                door.Send(id, write, write.Facts, cancel))
            .RequireAuthorization(Access.Steps)
            .WithSummary("Gives facts that were not known at the report; the incident's 'missing' and 'wanted' name them.");
        incident.MapPost("/classification",
                (Guid id, Write<ClassificationBody, IncidentCommand.OverruleClassification> write, IncidentDoor door, CancellationToken cancel) =>
                    door.Send(id, write, write.Facts, cancel))
            .RequireAuthorization(Access.Recovery)
            .WithSummary("Overrules single members of the classification, with a reason; the proposal stays visible.");
        incident.MapPost("/summary",
                (Guid id, Write<SummaryBody, IncidentCommand.RecordSummary> write, IncidentDoor door, CancellationToken cancel) =>
                    door.Send(id, write, write.Facts, cancel))
            .RequireAuthorization(Access.Recovery)
            .WithSummary("The summary that was read back to the customer, and who there confirmed it.");
        incident.MapGet("/summary-draft", Draft).RequireAuthorization(Access.Anybody)
            .WithSummary("A drafted summary to read back to the customer, in its language or another one.");
        incident.MapPut("/parties",
                (Guid id, Write<PartiesBody, IncidentCommand.RecordParties> write, IncidentDoor door, CancellationToken cancel) =>
                    door.Send(id, write, write.Facts, cancel))
            .RequireAuthorization(Access.Recovery)
            .WithSummary("Whom it concerns, and who answers for the customer; replaces what was said before.");
    }

    private static Task<Results<Ok<SummaryDraft>, ProblemHttpResult>> Draft(
        Guid id, string? language, Caller caller, IncidentDoor door, CancellationToken cancel) =>
        door.Draft(id, language, caller, SummaryDraft.Of, cancel);
}
