using System.Collections.Immutable;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Recovery;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Intake;
using NodaTime;

namespace FreightRecovery.Web.Cli;

/// <summary>
/// The steps that a sales rep takes on an incident, sent as the API would send them. Each command's id follows from the
/// incident and the step, so taking the same step again adds nothing.
/// </summary>
internal sealed class SampleWork(Embedded embedded)
{
    private readonly OptionDesk desk = new(embedded.Commands, embedded.Policy);

    /// <summary>The customer is told, with a time for the next word. Answers with the promise.</summary>
    public async Task<Guid> Tell(IncidentRow incident, Instant at, Instant nextWord, CancellationToken cancel)
    {
        await Send(incident, "tell", at, new IncidentCommand.Acknowledge(
            Channel.Phone, "Called at once: what is known, what is done next, and when the next word comes.", nextWord), cancel);
        return IdOf(incident, "tell", at).Child("promise");
    }

    /// <summary>What was reported proves true, as bad as it seemed.</summary>
    public Task Assess(IncidentRow incident, Instant at, CancellationToken cancel) => Send(
        incident, "assess", at, new IncidentCommand.Assess(new Assessment(
            Finding.Valid, incident.Fault, "operations", incident.SalesRep, Cause.Service, incident.Severity, null)), cancel);

    /// <summary>Another time is given. Answers with the promise.</summary>
    public async Task<Guid> Promise(IncidentRow incident, string what, Instant at, Instant dueAt, CancellationToken cancel)
    {
        await Send(incident, "promise", at, new IncidentCommand.Promise(what, dueAt), cancel);
        return IdOf(incident, "promise", at).Child("promise");
    }

    /// <summary>A promise is kept.</summary>
    public Task Keep(IncidentRow incident, Guid promise, Instant at, string note, CancellationToken cancel) =>
        Send(incident, "keep", at, new IncidentCommand.KeepPromise(promise, note), cancel);

    /// <summary>A promise is renewed, and the customer told, before it falls due.</summary>
    public Task Renew(IncidentRow incident, Guid promise, Instant at, Instant dueAt, CancellationToken cancel) =>
        Send(incident, "renew", at, new IncidentCommand.RenewPromise(promise, dueAt, at), cancel);

    /// <summary>The best option within the rep's own authority goes out. Answers with the offer.</summary>
    public async Task<Guid> Offer(IncidentRow incident, Instant at, CancellationToken cancel)
    {
        var stands = await embedded.Commands.Load<IncidentState>(StreamId.Of(incident.Id), cancel);
        var (ranked, refusal) = await desk.Rank(stands, at, null, cancel);
        if (refusal is not null)
            throw Unexpected(incident, "offer", refusal);
        var best = ranked.First(o => o.Feasible && o.Authority <= Authority.Sales);
        await Send(incident, "offer", at, new IncidentCommand.MakeOffer(best), cancel);
        return IdOf(incident, "offer", at).Child("offer");
    }

    /// <summary>The customer accepts. Answers with the steps to carry out.</summary>
    public async Task<ImmutableArray<PlannedStep>> Accept(IncidentRow incident, Guid offer, Instant at, CancellationToken cancel)
    {
        var state = await Send(incident, "accept", at, new IncidentCommand.AnswerOffer(
            offer, Accepted: true, "the customer's purchasing", "Mail of the customer, filed with the shipment.", null, OptionsLeft: true), cancel);
        return [.. state.Steps.Select(s => s.Plan)];
    }

    /// <summary>A step is done.</summary>
    public Task Complete(IncidentRow incident, PlannedStep step, Instant at, CancellationToken cancel) =>
        Send(incident, $"complete/{step.Id}", at, new IncidentCommand.CompleteStep(step.Id, "Done, and the customer told."), cancel);

    /// <summary>The customer gives its mark, and the incident is closed with its lesson.</summary>
    public async Task Settle(
        IncidentRow incident, Instant at, int mark, string rootCause, string prevention, CancellationToken cancel)
    {
        await Send(incident, "follow", at, new IncidentCommand.FollowUp(mark, "Thanks for the quick word.", 0), cancel);
        await Send(incident, "resolve", at, new IncidentCommand.Resolve(rootCause, prevention), cancel);
    }

    private async Task<IncidentState> Send(
        IncidentRow incident, string step, Instant at, IncidentCommand command, CancellationToken cancel)
    {
        var outcome = await embedded.Gateway.Send(
            new Envelope(StreamId.Of(incident.Id), command, IdOf(incident, step, at), at, new Actor(incident.SalesRep)), cancel);
        return outcome switch
        {
            Outcome.Done done => (IncidentState)done.State,
            Outcome.Refused refused => throw Unexpected(incident, step, refused.Refusal),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static CommandId IdOf(IncidentRow incident, string step, Instant at) => ImportIds.At(at, $"sample/{incident.Id}/{step}");

    private static InvalidOperationException Unexpected(IncidentRow incident, string step, Refusal refusal) =>
        new($"The sample's step '{step}' on shipment {incident.Shipment} was refused: {refusal.Detail}");
}
