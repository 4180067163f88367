using System.Diagnostics;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Engine;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FreightRecovery.Web.Api;

/// <summary>What a command came to: the state after it, as it was even when the same request is made again much later.</summary>
/// <param name="Stream">The stream it went to.</param>
/// <param name="State">The stream's state.</param>
/// <param name="Version">The stream's version.</param>
/// <param name="Added">Whether the request added anything.</param>
public sealed record Done<TState>(StreamId Stream, TState State, long Version, bool Added);

/// <summary>Carries the writes of the API to the domain and turns outcomes into answers, in one place.</summary>
public sealed class Commands(ICommandGateway gateway, Transactor transactor, Reporting reporting, Dispatcher dispatcher)
{
    /// <summary>Sends a command; renders the state after it.</summary>
    public Task<Results<Versioned<TView>, ProblemHttpResult>> Send<TState, TView>(
        WriteRequest write, StreamId stream, object command, Func<Done<TState>, ValueTask<Versioned<TView>>> render,
        CancellationToken cancel) =>
        Answer(write, async () => (await gateway.Send(write.To(stream, command), cancel), stream), render, cancel);

    /// <summary>Sends a step that may open a settled incident again; its invoices are held before.</summary>
    public Task<Results<Versioned<TView>, ProblemHttpResult>> HoldAgainThen<TView>(
        WriteRequest write, IncidentId incident, Func<long, IncidentCommand> step,
        Func<Done<IncidentState>, ValueTask<Versioned<TView>>> render, CancellationToken cancel) =>
        Answer(
            write,
            async () => (await reporting.HoldAgainThen(
                incident, write.Id, write.At, write.Caller.Actor, write.IfMatch, write.Key, step, cancel), StreamId.Of(incident)),
            render,
            cancel);

    /// <summary>Reports an incident; renders it, or the one that stands for the same event.</summary>
    public Task<Results<Versioned<TView>, ProblemHttpResult>> Report<TView>(
        WriteRequest write, IncidentFacts facts, Func<Done<IncidentState>, ValueTask<Versioned<TView>>> render, CancellationToken cancel) =>
        Answer(
            write,
            async () =>
            {
                var (outcome, incident, _) = await reporting.Report(write.Id, facts, write.At, write.Caller.Actor, write.Key, cancel);
                return (outcome, StreamId.Of(incident));
            },
            render,
            cancel);

    /// <summary>The state of a stream now.</summary>
    public async Task<Done<TState>> Load<TState>(StreamId stream, CancellationToken cancel)
    {
        var loaded = await transactor.Load(stream, null, cancel);
        return new Done<TState>(stream, (TState)loaded.State, loaded.Version, false);
    }

    // Does what a write asks for, unless the same request did it before; then the state as it was then is rendered again.
    private async Task<Results<Versioned<TView>, ProblemHttpResult>> Answer<TState, TView>(
        WriteRequest write, Func<Task<(Outcome Outcome, StreamId Stream)>> act, Func<Done<TState>, ValueTask<Versioned<TView>>> render,
        CancellationToken cancel)
    {
        if (write.First is var (trace, added))
            return await render(await Then<TState>(trace, added, cancel));
        var (outcome, stream) = await act();
        switch (outcome)
        {
            case Outcome.Done done:
                // A report is answered as soon as it is durable; what it means for the customer follows by itself.
                if (done.Events is not [IncidentEvent.IncidentReported])
                    await dispatcher.FollowUp(done, write.At, cancel);
                return await render(new Done<TState>(stream, (TState)done.State, done.Version, done.Events.Count > 0 || done.Repeated));
            case Outcome.Refused refused:
                return Problems.From(refused.Refusal);
            case Outcome.KeyUsed used:
                var (same, addedThen) = write.Key!.Compare(used.Trace);
                return same ? await render(await Then<TState>(used.Trace, addedThen, cancel)) : Problems.KeyReused();
            default:
                throw new UnreachableException();
        }
    }

    private async Task<Done<TState>> Then<TState>(KeyTrace trace, bool added, CancellationToken cancel) =>
        new(trace.Stream, (TState)(await transactor.Load(trace.Stream, trace.Version, cancel)).State, trace.Version, added);
}
