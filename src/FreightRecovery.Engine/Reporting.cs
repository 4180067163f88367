using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;

namespace FreightRecovery.Engine;

/// <summary>
/// Steps that touch two streams, in the order that errs on the side of not collecting: first the hold in the ledger,
/// durable, then the incident's own event. A crash between the two leaves a hold too many, which the clock clears.
/// </summary>
public sealed class Reporting(ICommandGateway gateway, Transactor transactor)
{
    /// <summary>
    /// Reports an incident. The envelope's id names the command; the incident's id derives from it. Answers with the
    /// incident, or with the one that stands for the same event.
    /// </summary>
    public async ValueTask<(Outcome Outcome, IncidentId Incident, bool Standing)> Report(
        CommandId id, IncidentFacts facts, NodaTime.Instant at, Actor by, IdempotencyKey? key, CancellationToken cancel)
    {
        var (incident, standing, refused) = await Hold(id, facts, at, by, cancel);
        return refused is null ? await Record(id, incident, standing, facts, at, by, key, cancel) : (refused, incident, false);
    }

    /// <summary>
    /// The first half of a report: holds the shipment's invoices. Answers for which incident, which may be the one that stands
    /// for the same event, or why not.
    /// </summary>
    public async ValueTask<(IncidentId Incident, bool Standing, Outcome.Refused? Refused)> Hold(
        CommandId id, IncidentFacts facts, NodaTime.Instant at, Actor by, CancellationToken cancel)
    {
        var incident = new IncidentId(id.Child("incident"));
        return await gateway.Send(new Envelope(StreamId.Of(facts.Shipment), HoldFor(incident, 1, facts), id.Next("hold"), at, by), cancel) switch
        {
            Outcome.Refused { Refusal: Refusal.AlreadyReported already } => (already.Standing, true, null),
            Outcome.Refused refused => (incident, false, refused),
            _ => (incident, false, null),
        };
    }

    /// <summary>The second half: the incident itself, for which the invoices are held.</summary>
    public async ValueTask<(Outcome Outcome, IncidentId Incident, bool Standing)> Record(
        CommandId id, IncidentId incident, bool standing, IncidentFacts facts, NodaTime.Instant at, Actor by, IdempotencyKey? key,
        CancellationToken cancel)
    {
        // A standing hold may be all that a crash left of an earlier report: reporting again completes it, and adds
        // nothing where the incident is there.
        var outcome = await gateway.Send(
            new Envelope(StreamId.Of(incident), new IncidentCommand.Report(facts), id.Next("report"), at, by)
            {
                Key = key, OpensStream = !standing,
            }, cancel);
        return (outcome, incident, standing && outcome is not Outcome.Done { Events.Count: > 0 });
    }

    /// <summary>
    /// Sends a step that may open a settled incident again. The invoices are held before, as of the version after the
    /// settlement; a release that is still on its way then no longer frees them.
    /// </summary>
    public async ValueTask<Outcome> HoldAgainThen(
        IncidentId incident, CommandId id, NodaTime.Instant at, Actor by, long? ifMatch, IdempotencyKey? key,
        Func<long, IncidentCommand> step, CancellationToken cancel)
    {
        var stream = StreamId.Of(incident);
        var loaded = await transactor.Load(stream, null, cancel);
        var heldAsOf = loaded.Version + 1;
        if (loaded.State is IncidentState { Settled: true, Facts: { } facts })
        {
            // A retry of a step that was taken places no hold: nothing would release it. Nor does one that is refused anyway.
            if ((ifMatch is { } seen && seen != loaded.Version) || await transactor.Knows(stream, id, cancel))
                heldAsOf = 0;
            else if (await Hold(facts) is Outcome.Refused refused)
                return refused;
        }

        return await gateway.Send(new Envelope(stream, step(heldAsOf), id, at, by) { IfMatch = ifMatch, Key = key }, cancel);

        // The version is part of the id: a retry after one more settlement is another hold.
        ValueTask<Outcome> Hold(IncidentFacts facts) => gateway.Send(
            new Envelope(
                StreamId.Of(facts.Shipment), HoldFor(incident, heldAsOf, facts), id.Next("hold", checked((int)heldAsOf)), at, by),
            cancel);
    }

    private static LedgerCommand.PlaceHold HoldFor(IncidentId incident, long heldAsOf, IncidentFacts facts) => new(
        incident, heldAsOf, facts.Kind, facts.Place, facts.OccurredAt, Words.Of(facts.Kind), facts.SalesRep, facts.Source)
    {
        Branch = facts.Branch, AccountManager = facts.AccountManager,
    };
}
