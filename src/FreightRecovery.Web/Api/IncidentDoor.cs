using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Engine;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.Api;

/// <summary>The way to one incident: is it there, may the caller see it, then on to the domain.</summary>
public sealed class IncidentDoor(
    Incidents incidents, Commands commands, IncidentViews views, PersonalReads reads, IClock clock, Func<Policy> policy)
{
    /// <summary>Sends a command; answers with the incident.</summary>
    public Task<Results<Versioned<IncidentView>, ProblemHttpResult>> Send(
        Guid id, WriteRequest write, IncidentCommand command, CancellationToken cancel) =>
        Send(id, write, command, done => views.Of(done, cancel), cancel);

    /// <summary>Sends a command; renders the state after it.</summary>
    public async Task<Results<Versioned<TView>, ProblemHttpResult>> Send<TView>(
        Guid id, WriteRequest write, IncidentCommand command, Func<Done<IncidentState>, ValueTask<Versioned<TView>>> render,
        CancellationToken cancel) =>
        await Refuse(id, write.Caller, cancel) is { } problem
            ? problem
            : await commands.Send(write, StreamId.Of(new IncidentId(id)), command, render, cancel);

    /// <summary>Sends a step that may open the incident again.</summary>
    public async Task<Results<Versioned<IncidentView>, ProblemHttpResult>> HoldAgainThen(
        Guid id, WriteRequest write, Func<long, IncidentCommand> step, Func<Policy, bool> mayReopen, CancellationToken cancel)
    {
        if (await Refuse(id, write.Caller, cancel) is { } problem)
            return problem;
        return mayReopen(policy())
            ? await commands.HoldAgainThen(write, new IncidentId(id), step, done => views.Of(done, cancel), cancel)
            : await commands.Send<IncidentState, IncidentView>(
                write, StreamId.Of(new IncidentId(id)), step(0), done => views.Of(done, cancel), cancel);
    }

    /// <summary>The incident as it stands, or why the caller does not get it.</summary>
    public async Task<(Done<IncidentState>? Done, ProblemHttpResult? Problem)> Open(Guid id, Caller caller, CancellationToken cancel)
    {
        var done = await commands.Load<IncidentState>(StreamId.Of(new IncidentId(id)), cancel);
        if (done.State.Facts is not { } facts)
            return (null, NoSuchIncident(id));
        return caller.Sees(new Belonging(facts.Branch, facts.SalesRep, facts.AccountManager)) ? (done, null) : (null, Problems.OutOfScope());
    }

    /// <summary>The same, to be shown: who reads of the customer's people is noted before.</summary>
    public async Task<(Done<IncidentState>? Done, ProblemHttpResult? Problem)> Read(
        Guid id, Caller caller, string what, CancellationToken cancel)
    {
        var (done, problem) = await Open(id, caller, cancel);
        if (done?.State.Facts is { } facts)
            await reads.Note(caller.Name, facts.Customer, what, clock.GetCurrentInstant(), policy().Privacy.ReadAgainWithin, cancel);
        return (done, problem);
    }

    /// <summary>A text drafted about it, in the customer's language unless another one is asked for.</summary>
    public async Task<Results<Ok<TDraft>, ProblemHttpResult>> Draft<TDraft>(
        Guid id, string? language, Caller caller, Func<IncidentState, string, TDraft> draft, CancellationToken cancel)
    {
        if (language is not null && !Codes.Languages.Contains(language))
            return Problems.Invalid("?language", "We write in one of en, zh-Hans, zh-Hant, ru.");
        var (incident, problem) = await Read(id, caller, $"incident {id}", cancel);
        return incident is { State: var state } ? TypedResults.Ok(draft(state, language ?? state.Facts!.Language)) : problem!;
    }

    /// <summary>Why the caller may not go on with this incident, or null.</summary>
    public async Task<ProblemHttpResult?> Refuse(Guid id, Caller caller, CancellationToken cancel) =>
        await incidents.BelongingOf(new IncidentId(id), cancel) is not { } belonging ? NoSuchIncident(id)
        : caller.Sees(belonging) ? null
        : Problems.OutOfScope();

    private static ProblemHttpResult NoSuchIncident(Guid id) => Problems.NotFound($"There is no incident {id}.");
}
