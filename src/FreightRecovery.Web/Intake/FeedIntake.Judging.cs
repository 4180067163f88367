using System.Collections.Immutable;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Meanings;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Intake;

/// <summary>What the facts of a message mean for the shipments of the house, and what is done about it.</summary>
public sealed partial class FeedIntake
{
    // Reports that wait for the writer at once; far fewer than may wait for one shipment.
    private const int InFlight = 256;

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
        var backIds = back.Select(b => b.EventId).ToHashSet(StringComparer.Ordinal);
        var replaced = told.Where(t => backIds.Contains(t.Message)).Select(t => t.Incident).ToHashSet();

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
                    else if (known is { Wrong: false } && !outdated)
                    {
                        // The correction may have been noted and its incident not withdrawn, if all ended in between.
                        corrected.Add(Verdict(fact, shipment, wrong: false));
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
                        corrected.Add(Verdict(fact, shipment, wrong: false));
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
            verdicts.Add(Verdict(report.Fact, report.Shipment, wrong: true));
        }

        await FeedMemory.Remember(database, feed, news, now, cancel);
        await FeedTellings.Judge(database, feed, [.. corrected, .. verdicts], cancel);
        await Withdraw(feed, [.. back.Select(f => (f.EventId, $"{(f.CreatedAt ?? now).ToUnixTimeTicks()}"))], "The carrier took its message back.", by, now, cancel);
        await Withdraw(feed, [.. corrected.Select(c => (c.Message, c.Telling))], "Corrected by its source: nothing is wrong any more.", by, now, cancel);
        return new Judgement([.. incidents], ignored, refusals.Count == 0 ? null : string.Join(" ", refusals));

        FeedVerdict Verdict(TradeFact fact, KnownShipment shipment, bool wrong) =>
            new(fact.EventId, shipment.Ref.Value, tellings.DigestOf(fact), wrong);
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

    // One reading is seen beside the others of its container, also beside those that the same message tells. Only for one that is off are the others looked up.
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

    private sealed record Judgement(IReadOnlyList<IncidentId> Incidents, int Ignored, string? Refused);
}
