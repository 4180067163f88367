using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Meanings;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Intake;

/// <summary>What is done about what a message means: incidents are reported, amended, opened again or withdrawn.</summary>
public sealed partial class FeedIntake
{
    private async Task<(IncidentId Incident, string? Refusal)> Report(
        string feed, TradeFact fact, KnownShipment shipment, IncidentProposal proposal, Telling telling, bool restated, HashSet<IncidentId> replaced,
        Actor by, Instant now, CancellationToken cancel)
    {
        var id = IdOf(feed, fact, shipment.Ref, now);
        var customer = shipment.Customer!;
        var (outcome, incident, standing) = await reporting.Report(
            id,
            new IncidentFacts
            {
                Shipment = shipment.Ref,
                Customer = shipment.Facts.Customer,
                Branch = customer.Branch,
                SalesRep = customer.SalesRep,
                AccountManager = customer.AccountManager,
                Language = customer.Language,
                TimeZone = customer.TimeZone,
                Cargo = CargoFacts.OfReport(proposal.Kind, shipment.Facts),
                Insured = shipment.Facts.Insured,
                Kind = proposal.Kind,
                ForceMajeureCause = proposal.ForceMajeureCause,
                Fault = proposal.Fault,
                Severity = proposal.Severity,
                // A carrier's clock may run ahead of ours; nothing has happened in the future.
                OccurredAt = Instant.Min(proposal.OccurredAt, now),
                Place = proposal.Place,
                Description = proposal.Description,
                Channel = Channel.Feed,
                ReportedBy = fact.Carrier ?? feed,
                Source = new SourceMessage(feed, proposal.MessageId),
                Told = telling,
            },
            now, by, null, cancel);
        if (outcome is Outcome.Refused { Refusal: var refusal })
            return (incident, refusal.Detail);
        if (restated && standing)
            await Reopen(incident, id, by, now, cancel);
        // A carrier tells a new estimate as a new event as often as not: of one delay the newest length counts.
        return (incident, standing && (restated || proposal.Late is not null || replaced.Contains(incident)) ? await Amend(incident, id, proposal, telling, by, now, cancel) : null);
    }

    // An event that has its incident is told otherwise than before: longer, more, or again after nothing was wrong for a while.
    private async Task<(IncidentId Incident, string? Refusal)> Amend(
        ToldIncident known, string digest, IncidentProposal proposal, Telling telling, Actor by, Instant now, CancellationToken cancel)
    {
        var id = ImportIds.At(Instant.Min(telling.ToldAt, now), $"{telling.Source.Feed}/{known.Message}/{known.Shipment}/{digest}");
        if (!known.Wrong)
            await Reopen(known.Incident, id, by, now, cancel);
        return (known.Incident, await Amend(known.Incident, id, proposal, telling, by, now, cancel));
    }

    private async Task<string?> Amend(
        IncidentId incident, CommandId id, IncidentProposal proposal, Telling telling, Actor by, Instant now, CancellationToken cancel) =>
        await gateway.Send(
            new Envelope(
                StreamId.Of(incident), new IncidentCommand.Amend(telling, proposal.Severity, proposal.Fault, proposal.Description), id.Next("amend"), now,
                by), cancel) is Outcome.Refused { Refusal: var refusal } ? refusal.Detail : null;

    // Taken back and told again: the incident that was withdrawn is open once more. One that stands stays as it is.
    private ValueTask<Outcome> Reopen(IncidentId incident, CommandId id, Actor by, Instant now, CancellationToken cancel) => reporting.HoldAgainThen(
        incident, id.Next("again"), now, by, null, null,
        heldAsOf => new IncidentCommand.Reopen("The carrier tells it again after taking it back.", heldAsOf), cancel);

    // Each word that withdraws has its own effect once, however often and in whichever instant it comes: what came again after it goes by the next one.
    private async Task Withdraw(
        string feed, IReadOnlyCollection<(string Message, string Word)> words, string reason, Actor by, Instant now, CancellationToken cancel)
    {
        var unfounded = await FeedMemory.Unfounded(database, feed, words.Select(w => w.Message), cancel);
        var said = string.Join('/', words.Select(w => $"{w.Message}/{w.Word}").Order(StringComparer.Ordinal));
        foreach (var incident in unfounded)
        {
            // A refusal says that somebody settled it in between: then there is nothing left to withdraw.
            var id = new CommandId(DerivedId.Of(incident.Value, $"{feed}/withdraw/{said}", 0));
            await gateway.Send(
                new Envelope(StreamId.Of(incident), new IncidentCommand.Withdraw(reason), id, now, by), cancel);
        }
    }

    private static async Task<(IncidentId, string?)> Freed(Task<(IncidentId, string?)> report, SemaphoreSlim turns)
    {
        try
        {
            return await report;
        }
        finally
        {
            turns.Release();
        }
    }

    // The same event and shipment always give the same id, in the time order of telling; a carrier's clock that runs
    // ahead must not put an incident above all later ones.
    private static CommandId IdOf(string feed, TradeFact fact, ShipmentRef shipment, Instant now) => ImportIds.At(
        Instant.Min(fact.CreatedAt ?? fact.OccurredAt, now), $"{feed}/{fact.EventId}/{shipment}");

    private sealed record PendingReport(TradeFact Fact, KnownShipment Shipment, Task<(IncidentId Incident, string? Refusal)> Answer);
}
