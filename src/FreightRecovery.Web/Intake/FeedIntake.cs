using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Meanings;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Intake;

/// <summary>
/// Takes the messages of the carriers' feeds in. A message costs a fixed number of queries, however many events it has.
/// Whatever crashes in between, the message can be sent again: ids derive from the event and the shipment, what was
/// done meets itself, and the rest is done.
/// </summary>
public sealed class FeedIntake(
    IDatabase database, ICommandGateway gateway, Reporting reporting, Func<FeedPolicy> policy, PartnerMaps maps)
{
    private const int LongestId = 200;

    // Reports that wait for the writer at once; far fewer than may wait for one shipment.
    private const int InFlight = 256;

    /// <summary>Takes one message in.</summary>
    /// <param name="format">The format it is in.</param>
    /// <param name="message">The message as it came.</param>
    /// <param name="by">Who sent it; by this name its private codes are known.</param>
    /// <param name="now">The instant of the call, UTC.</param>
    public async Task<FeedAnswer> Take(
        FeedFormat format, ReadOnlyMemory<byte> message, Actor by, Instant now, CancellationToken cancel = default)
    {
        var reading = Read(format, message, by.Name, now);
        var judged = await Judge(format.Name, reading.Facts, by, now, cancel);
        var aside = reading.Unreadable.Select(u =>
        {
            var (body, at) = format.Kept(u, message);
            return Aside(u.Pointer, u.Reason, body, at);
        }).ToList();
        // What was understood and could not be placed is kept with the whole message, which can be sent again as often as need be.
        if (judged.Refused is { } refused)
            aside.Add(Aside("", refused, message.ToArray(), null));

        var ids = await Quarantine.Add(database, aside, cancel);
        return new FeedAnswer(
            reading.Facts.Length, judged.Incidents, judged.Ignored,
            [.. aside.Select((a, i) => new QuarantinedEvent(ids[i], a.Pointer, a.Reason))]) { Reading = reading };

        QuarantinedMessage Aside(string pointer, string reason, byte[] body, TextPlace? at) => new(
            Guid.CreateVersion7(now.ToDateTimeOffset()), format.Name, pointer, reason, body, now, by.Name)
        {
            At = at is { } place ? new FaultPlace(place.Line, place.Column, place.Length) : null,
        };
    }

    /// <summary>Reads a message in quarantine again, with its sender's codes of today. It stays there, with the new reason, unless all of it could be placed.</summary>
    public async Task<FeedAnswer> Replay(QuarantinedMessage message, Actor by, Instant now, CancellationToken cancel = default)
    {
        if (FeedFormat.Find(message.Feed) is not { } format)
            throw new InvalidOperationException($"Nothing reads the feed {message.Feed} any more.");
        // Days without a year are of the year in which they came.
        var reading = Read(format, format.Again(message), message.ReceivedBy, message.ReceivedAt);
        var judged = await Judge(format.Name, reading.Facts, by, now, cancel);
        var wrong = string.Join(" ", reading.Unreadable.Select(u => u.Reason).Append(judged.Refused).OfType<string>());
        if (wrong.Length == 0)
            await Quarantine.Replayed(database, message.Id, now, cancel);
        else
            await Quarantine.StillWrong(database, message.Id, wrong, cancel);
        return new FeedAnswer(
            reading.Facts.Length, judged.Incidents, judged.Ignored,
            wrong.Length == 0 ? [] : [new QuarantinedEvent(message.Id, message.Pointer, wrong)]) { Reading = reading };
    }

    private FeedReading Read(FeedFormat format, ReadOnlyMemory<byte> message, string partner, Instant receivedAt)
    {
        var reading = format.Read(message, new FeedContext(receivedAt) { Codes = maps.Of(partner).Of(format.Name) });
        return reading.Facts.Any(f => f.EventId.Length > LongestId)
            ? reading with { Facts = [.. reading.Facts.Select(f => f.EventId.Length > LongestId ? f with { EventId = Shortened(f.EventId) } : f)] }
            : reading;
    }

    // Longer than a key of the memory of feeds; its beginning is for people, its digest tells it from others.
    private static string Shortened(string id) => $"{id.AsSpan(0, 100)}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";

    private async Task<Judgement> Judge(string feed, ImmutableArray<TradeFact> facts, Actor by, Instant now, CancellationToken cancel)
    {
        if (facts.IsEmpty)
            return new Judgement([], 0, null);
        // Marked first: what is taken back in the same message is not reported at all.
        var back = facts.Where(f => f.IsRetracted).ToList();
        await FeedMemory.TakeBack(database, feed, [.. back.Select(f => (f.EventId, f.CreatedAt ?? now))], cancel);
        var (told, takenBack) = await FeedMemory.Recall(database, feed, facts.Select(f => f.EventId), cancel);
        var standing = told.ToDictionary(t => (t.Message, t.Shipment), t => t);
        var candidates = await Candidates.Find(database, facts, cancel);
        var loads = await Loads(facts, candidates, cancel);
        var tellings = await Tellings.Hear(
            database, feed, [.. facts.Where(f => !f.IsRetracted && candidates.Of(f).Any())], now, cancel);
        var plans = await ToldPlans.Of(feed, facts, candidates, policy(), gateway, by, now, cancel);
        var temperatures = await Temperatures(facts, candidates, cancel);
        // What is taken back and told under another id in one message is one incident with new figures.
        var replaced = told.Where(t => back.Any(b => b.EventId == t.Message)).Select(t => t.Incident).ToHashSet();

        var reports = new List<PendingReport>();
        var corrected = new List<FeedVerdict>();
        var incidents = new HashSet<IncidentId>();
        var refusals = new List<string>();
        var ignored = 0;
        var turns = new SemaphoreSlim(InFlight);
        foreach (var fact in facts)
        {
            if (fact.IsRetracted)
            {
                ignored += told.Any(t => t.Message == fact.EventId) ? 0 : 1;
                continue;
            }

            var restated = takenBack.TryGetValue(fact.EventId, out var at);
            if (restated && !(fact.CreatedAt > at))
            {
                ignored++;
                continue;
            }

            var concerns = false;
            foreach (var shipment in candidates.Of(fact))
            {
                var known = standing.GetValueOrDefault((fact.EventId, shipment.Ref.Value));
                var outdated = tellings.IsOutdated(fact);
                if (outdated || (!restated && known is not null && tellings.IsJudged(fact, known)))
                {
                    if (known is { Wrong: true } && !restated)
                    {
                        incidents.Add(known.Incident);
                        concerns = true;
                    }

                    continue;
                }

                var booked = plans.Booked(shipment) with
                {
                    LoadedContainers = OnBoard(loads, shipment.Ref), Temperatures = [.. temperatures[shipment.Ref.Value]],
                };
                if (Meaning.Of(fact, booked, policy()) is not Meaning.Incident { Proposal: var proposal })
                {
                    // What came after the delivery says nothing of what was wrong before it.
                    if (known is { Wrong: true } && !(fact.OccurredAt > shipment.Facts.DeliveredAt))
                        corrected.Add(new FeedVerdict(fact.EventId, shipment.Ref.Value, tellings.DigestOf(fact), Wrong: false));
                    continue;
                }

                concerns = true;
                if (shipment.Customer is null)
                {
                    refusals.Add($"Event {fact.EventId}: shipment {shipment.Ref} belongs to customer {shipment.Facts.Customer}, who is not known.");
                    continue;
                }

                await turns.WaitAsync(cancel);
                reports.Add(new PendingReport(fact, shipment, Freed(
                    known is null || restated
                        ? Report(feed, fact, shipment, proposal, tellings.Of(fact, feed, proposal), restated, replaced, by, now, cancel)
                        : Amend(known, tellings.DigestOf(fact), proposal, tellings.Of(fact, feed, proposal), by, now, cancel), turns)));
            }

            if (!concerns)
                ignored++;
        }

        var news = new List<ToldIncident>(reports.Count);
        var verdicts = new List<FeedVerdict>(reports.Count);
        foreach (var report in reports)
        {
            var (incident, refusal) = await report.Answer;
            if (refusal is not null)
            {
                refusals.Add($"Event {report.Fact.EventId}, shipment {report.Shipment.Ref}: {refusal}");
                continue;
            }

            incidents.Add(incident);
            news.Add(new ToldIncident(report.Fact.EventId, report.Shipment.Ref.Value, incident));
            verdicts.Add(new FeedVerdict(report.Fact.EventId, report.Shipment.Ref.Value, tellings.DigestOf(report.Fact), Wrong: true));
        }

        await FeedMemory.Remember(database, feed, news, now, cancel);
        await FeedTellings.Judge(database, feed, [.. corrected, .. verdicts], cancel);
        await Withdraw(feed, back.Select(f => f.EventId), "The carrier took its message back.", by, now, cancel);
        await Withdraw(feed, corrected.Select(c => c.Message), "Corrected by its source: nothing is wrong any more.", by, now, cancel);
        return new Judgement([.. incidents], ignored, refusals.Count == 0 ? null : string.Join(" ", refusals));
    }

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

    private async Task Withdraw(string feed, IEnumerable<string> messages, string reason, Actor by, Instant now, CancellationToken cancel)
    {
        var unfounded = await FeedMemory.Unfounded(database, feed, messages, cancel);
        foreach (var incident in unfounded)
        {
            // A refusal says that somebody settled it in between: then there is nothing left to withdraw.
            var id = new CommandId(DerivedId.Of(incident.Value, $"{feed}/withdraw/{now.ToUnixTimeTicks()}", 0));
            await gateway.Send(
                new Envelope(StreamId.Of(incident), new IncidentCommand.Withdraw(reason), id, now, by), cancel);
        }
    }

    // Every load that the message tells counts before any departure is judged, in whatever order they stand in it.
    private async Task<ILookup<string, string>> Loads(IReadOnlyList<TradeFact> facts, Candidates candidates, CancellationToken cancel)
    {
        var loads = new HashSet<(string Shipment, string Container)>();
        foreach (var fact in facts.Where(f => f is { IsRetracted: false, Kind: FactKind.Equipment } && !f.Containers.IsEmpty))
            foreach (var shipment in candidates.Of(fact))
            {
                if (fact.OccurredAt < shipment.Facts.BookedAt)
                    continue;
                loads.Add((shipment.Ref.Value, ""));
                if (fact.LoadedContainer is { } container)
                    loads.Add((shipment.Ref.Value, TradeNames.Reference(container)));
            }

        await FeedMemory.RememberLoads(database, loads, cancel);
        return await FeedMemory.Loads(database, candidates.All.Select(s => s.Ref.Value), cancel);
    }

    // One reading is seen beside the others of its container, also beside those that the same message tells. Good ones are looked up for nothing.
    private async Task<ILookup<string, TemperatureReading>> Temperatures(
        IReadOnlyList<TradeFact> facts, Candidates candidates, CancellationToken cancel)
    {
        var told = facts.Select(f => (Fact: f, Reading: TemperatureReading.Of(f))).Where(t => t.Reading is not null)
            .SelectMany(t => candidates.Of(t.Fact).Select(s => (Shipment: s.Ref.Value, Reading: t.Reading!.Value))).ToList();
        await FeedTemperatures.Remember(
            database, [.. told.Select(t => new MeasuredTemperature(t.Shipment, t.Reading.Container, t.Reading.At, t.Reading.Off))], cancel);
        var tolerance = policy().TemperatureTolerance;
        var known = await FeedTemperatures.Of(database, told.Where(t => t.Reading.Off > tolerance).Select(t => t.Shipment), cancel);
        return known.SelectMany(k => k).ToLookup(r => r.Shipment, r => new TemperatureReading(r.Container, r.At, r.Off), StringComparer.Ordinal);
    }

    private static ImmutableHashSet<string>? OnBoard(ILookup<string, string> loads, ShipmentRef shipment) =>
        loads.Contains(shipment.Value) ? [.. loads[shipment.Value].Where(c => c.Length > 0)] : null;

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

    private sealed record Judgement(IReadOnlyList<IncidentId> Incidents, int Ignored, string? Refused);

    private sealed record PendingReport(TradeFact Fact, KnownShipment Shipment, Task<(IncidentId Incident, string? Refusal)> Answer);
}
