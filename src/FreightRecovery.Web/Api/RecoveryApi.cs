using System.Collections.Immutable;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Recovery;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.Api;

/// <summary>The recovery of an incident: options, approvals, offers, answers, steps.</summary>
internal static class RecoveryApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var incident = api.MapGroup("/incidents/{id:guid}").WithTags("Recovery");
        incident.MapGet("/options", Rank).RequireAuthorization(Access.Anybody)
            .WithSummary("The options, best first, each with the sum behind its rank; those that cannot be done come last with the reason.");
        incident.MapPost("/offers", Offer).RequireAuthorization(Access.Recovery)
            .WithSummary("Puts an option to the customer; the best one when none is named.");
        incident.MapPost("/approvals", Approve).RequireAuthorization(Access.Approval)
            .WithSummary("Approves or refuses an option that is beyond the rep's authority.");
        incident.MapPost("/answers", Answer).RequireAuthorization(Access.Recovery)
            .WithSummary("The customer's own answer to the offer.");
        incident.MapPost("/steps/{step:guid}/completion", Complete).RequireAuthorization(Access.Steps)
            .WithSummary("A step of the confirmed option is done, and the customer told.");
    }

    private static async Task<Results<Ok<ImmutableArray<RecoveryOption>>, ProblemHttpResult>> Rank(
        Guid id, Caller caller, IncidentDoor door, OptionDesk options, IClock clock, CancellationToken cancel)
    {
        if (await door.Open(id, caller, cancel) is var (incident, problem) && problem is not null)
            return problem;
        var (ranked, refusal) = await options.Rank(incident!, clock.GetCurrentInstant(), null, cancel);
        return refusal is null ? TypedResults.Ok(ranked) : Problems.From(refusal);
    }

    private static Task<Results<Versioned<OfferView>, ProblemHttpResult>> Offer(
        Guid id, Write<OfferBody, OfferBody> write, IncidentDoor door, OptionDesk options, CancellationToken cancel) =>
        PutToCustomer(id, write, write.Facts, door, options, cancel);

    /// <summary>Puts an option to the customer, whichever way that was asked for.</summary>
    internal static async Task<Results<Versioned<OfferView>, ProblemHttpResult>> PutToCustomer(
        Guid id, WriteRequest write, OfferBody asked, IncidentDoor door, OptionDesk options, CancellationToken cancel)
    {
        var (option, problem) = await Choose(id, write, asked.OptionId, door, options, cancel);
        return problem is not null
            ? problem
            : await door.Send<OfferView>(
                id, write, new IncidentCommand.MakeOffer(option!),
                done => new(new Versioned<OfferView>(OfferView.Of(done.State.Offers[^1]), done.Version)), cancel);
    }

    private static Task<Results<Versioned<IncidentView>, ProblemHttpResult>> Approve(
        Guid id, Write<ApprovalBody, OptionVerdict> write, IncidentDoor door, OptionDesk options, CancellationToken cancel) =>
        Decide(id, write, write.Facts, door, options, cancel);

    /// <summary>Approves or refuses an option, whichever way that was asked for.</summary>
    internal static async Task<Results<Versioned<IncidentView>, ProblemHttpResult>> Decide(
        Guid id, WriteRequest write, OptionVerdict verdict, IncidentDoor door, OptionDesk options, CancellationToken cancel)
    {
        var (option, problem) = await Choose(id, write, verdict.Option, door, options, cancel);
        return problem is not null
            ? problem
            : await door.Send(
                id, write, new IncidentCommand.DecideOption(option!, verdict.Approved, verdict.Note), cancel);
    }

    private static Task<Results<Versioned<IncidentView>, ProblemHttpResult>> Answer(
        Guid id, Write<AnswerBody, IncidentCommand.AnswerOffer> write, IncidentDoor door, OptionDesk options, CancellationToken cancel) =>
        Record(id, write, write.Facts, door, options, cancel);

    /// <summary>Records the customer's answer, whichever way it came.</summary>
    internal static async Task<Results<Versioned<IncidentView>, ProblemHttpResult>> Record(
        Guid id, WriteRequest write, IncidentCommand.AnswerOffer answer, IncidentDoor door, OptionDesk options, CancellationToken cancel)
    {
        if (!answer.Accepted && write.First is null)
        {
            var (incident, problem) = await door.Open(id, write.Caller, cancel);
            if (problem is not null)
                return problem;
            var declined = incident!.State.Offers.FirstOrDefault(o => o.Id == answer.Offer)?.Option.Id;
            var (ranked, refusal) = await options.Rank(incident, write.At, declined, cancel);
            if (refusal is not null)
                return Problems.From(refusal);
            answer = answer with { OptionsLeft = ranked.Any(o => o.Feasible) };
        }

        return await door.Send(id, write, answer, cancel);
    }

    private static Task<Results<Versioned<IncidentView>, ProblemHttpResult>> Complete(
        Guid id, Guid step, Write<NoteBody, NoteBody> write, IncidentDoor door, CancellationToken cancel) =>
        door.Send(id, write, new IncidentCommand.CompleteStep(step, write.Facts.Note), cancel);

    // The option that is named, or the best one. A request that was made before needs none: its answer stands.
    private static async Task<(RecoveryOption? Option, ProblemHttpResult? Problem)> Choose(
        Guid id, WriteRequest write, Guid? named, IncidentDoor door, OptionDesk options, CancellationToken cancel)
    {
        var (incident, problem) = await door.Open(id, write.Caller, cancel);
        if (problem is not null || write.First is not null)
            return (null, problem);
        var (ranked, refusal) = await options.Rank(incident!, write.At, null, cancel);
        if (refusal is not null)
            return (null, Problems.From(refusal));
        if (named is { } wanted)
            return ranked.FirstOrDefault(o => o.Id == wanted) is { } option
                ? (option, null)
                : (null, Problems.Unknown("/optionId", "This incident has no such option now. GET its options again and choose one of them."));
        // An offer that would be refused for its state keeps the reason of that state, whatever options there are.
        var best = Offering.Next(incident!.State, ranked, write.Caller.Actor.Authority) ?? ranked.FirstOrDefault(o => o.Feasible);
        return best is not null
            ? (best, null)
            : (null, Problems.From(new Refusal.NotAllowedInState(
                "The customer has declined every option. Speak to it, assess anew, and let the new facts open new options.")));
    }
}
