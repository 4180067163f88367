using FreightRecovery.Domain.Incidents;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FreightRecovery.Web.Api;

/// <summary>Promises to customers: given, kept, renewed.</summary>
internal static class PromisesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/incidents/{id:guid}/promises", Give).RequireAuthorization(Access.Recovery).WithTags("Promises")
            .WithSummary("Gives the customer a time.");
        var promises = api.MapGroup("/promises/{id:guid}").RequireAuthorization(Access.Recovery).WithTags("Promises");
        promises.MapPost("/fulfilment", Keep).WithSummary("The promise was kept.");
        promises.MapPost("/renewal", Renew).WithSummary("A later time, of which the customer was told before the old one passed.");
    }

    private static Task<Results<Versioned<PromiseView>, ProblemHttpResult>> Give(
        Guid id, Write<PromiseBody, IncidentCommand.Promise> write, IncidentDoor door, CancellationToken cancel) =>
        door.Send(id, write, write.Facts, done => View(done, done.State.Promises[^1]), cancel);

    private static Task<Results<Versioned<PromiseView>, ProblemHttpResult>> Keep(
        Guid id, Write<NoteBody, NoteBody> write, Incidents incidents, IncidentDoor door, CancellationToken cancel) =>
        Send(id, write, new IncidentCommand.KeepPromise(id, write.Facts.Note ?? ""), incidents, door, cancel);

    private static Task<Results<Versioned<PromiseView>, ProblemHttpResult>> Renew(
        Guid id, Write<RenewalBody, RenewedPromise> write, Incidents incidents, IncidentDoor door, CancellationToken cancel) =>
        Send(id, write, new IncidentCommand.RenewPromise(id, write.Facts.DueAt, write.Facts.CustomerToldAt), incidents, door, cancel);

    private static async Task<Results<Versioned<PromiseView>, ProblemHttpResult>> Send(
        Guid id, WriteRequest write, IncidentCommand command, Incidents incidents, IncidentDoor door, CancellationToken cancel) =>
        await incidents.OfPromise(id, cancel) is { } incident
            ? await door.Send(incident.Value, write, command, done => View(done, done.State.Promises.First(p => p.Id == id)), cancel)
            : Problems.NotFound($"There is no promise {id}.");

    private static ValueTask<Versioned<PromiseView>> View(Done<IncidentState> done, PromiseState promise) =>
        new(new Versioned<PromiseView>(PromiseView.Of(promise, done.State.Facts!), done.Version));
}
