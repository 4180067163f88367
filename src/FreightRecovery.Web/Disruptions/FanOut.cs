using System.Collections.Concurrent;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Disruptions;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Intake;
using NodaTime;

namespace FreightRecovery.Web.Disruptions;

/// <summary>
/// Turns a disruption into an incident for each shipment that it hits. First the invoices of all of them are held, then
/// the incidents are reported, so nobody hears of it while somebody else still collects. Ids derive from the disruption
/// and the shipment: whatever was done before a crash is met again, and a second run adds only what is new.
/// </summary>
public sealed class FanOut(IDatabase database, ICommandGateway gateway, Reporting reporting, Store.Queries.Disruptions disruptions, Func<Policy> policy)
{
    private const int PerQuery = 500;

    // A hold that was given up before its report came, as after a long outage, is placed anew under another number.
    private const int Attempts = 3;

    private readonly ConcurrentDictionary<DisruptionId, FanOutProgress> progress = new();

    /// <summary>How far a run under way in this process has come, or null.</summary>
    public FanOutProgress? ProgressOf(DisruptionId disruption) => progress.GetValueOrDefault(disruption);

    /// <summary>Holds and reports every shipment that is hit and has no incident of it yet.</summary>
    /// <param name="disruption">The disruption.</param>
    /// <param name="now">The instant of the run, UTC.</param>
    /// <param name="held">Told when all invoices are held.</param>
    public async Task Run(DisruptionRow disruption, Instant now, TaskCompletionSource? held = null, CancellationToken cancel = default)
    {
        var count = progress.GetOrAdd(disruption.Id, _ => new FanOutProgress());
        try
        {
            var before = await disruptions.Told(disruption.Id, cancel);
            count.Start(before);
            var holdings = await HoldAll(disruption, count, now, cancel);
            if (holdings.Count > 0)
                await Tell(disruption.Id, new DisruptionCommand.TellHeld(before + holdings.Count), now, cancel);
            held?.TrySetResult();
            foreach (var some in holdings.Chunk(PerQuery))
                await ReportSome(disruption, some, count, now, cancel);
            await Tell(disruption.Id, new DisruptionCommand.TellReported(await disruptions.Told(disruption.Id, cancel)), now, cancel);
        }
        finally
        {
            progress.TryRemove(disruption.Id, out _);
            held?.TrySetResult();
        }
    }

    /// <summary>Holds and reports one shipment that came in late. One that is reported already stays as it is.</summary>
    public async Task One(DisruptionRow disruption, ShipmentRef shipment, Instant now, CancellationToken cancel = default)
    {
        if (await KnownShipments.ByRef(database, [shipment.Value], cancel) is not [{ Customer: { } customer } known]
            || (disruption.Facts.Branch is { } branch && branch != customer.Branch))
            return;
        if (await Report(disruption, known, attempt: 0, now, cancel) is not { } incident)
            return;
        await Remember(disruption, [new ToldIncident(disruption.Id.ToString(), shipment.Value, incident)], now, cancel);
        var told = await disruptions.Told(disruption.Id, cancel);
        await Tell(disruption.Id, new DisruptionCommand.TellHeld(told), now, cancel);
        if (ProgressOf(disruption.Id) is null)
            await Tell(disruption.Id, new DisruptionCommand.TellReported(told), now, cancel);
    }

    private async Task<List<Holding>> HoldAll(DisruptionRow disruption, FanOutProgress count, Instant now, CancellationToken cancel)
    {
        var holdings = new List<Holding>();
        await foreach (var page in disruptions.ToTell(disruption.Id, disruption.Facts, cancel))
        {
            count.Found(page.Count);
            await Parallel.ForEachAsync(page.Where(s => s.Customer is not null), AtOnce(cancel), async (shipment, stop) =>
            {
                var (incident, standing, refused) = await reporting.Hold(
                    IdOf(disruption, shipment.Ref, 0), FactsOf(disruption, shipment), now, By(disruption), stop);
                if (refused is not null)
                    return;
                lock (holdings)
                    holdings.Add(new Holding(shipment.Ref, incident, standing));
                count.OneHeld();
            });
        }

        return holdings;
    }

    // The facts are read again by the page, so that memory holds references only, however many shipments there are.
    private async Task ReportSome(
        DisruptionRow disruption, Holding[] holdings, FanOutProgress count, Instant now, CancellationToken cancel)
    {
        var known = (await KnownShipments.ByRef(database, holdings.Select(h => h.Shipment.Value), cancel)).ToDictionary(s => s.Ref);
        var told = new ConcurrentBag<ToldIncident>();
        await Parallel.ForEachAsync(holdings, AtOnce(cancel), async (holding, stop) =>
        {
            var shipment = known[holding.Shipment];
            var (outcome, incident, _) = await reporting.Record(
                IdOf(disruption, shipment.Ref, 0), holding.Incident, holding.Standing, FactsOf(disruption, shipment), now, By(disruption), null, stop);
            if (outcome is Outcome.Refused && await Report(disruption, shipment, attempt: 1, now, stop) is { } again)
                (outcome, incident) = (new Outcome.Done(0, again, []), again);
            if (outcome is Outcome.Refused)
                return;
            told.Add(new ToldIncident(disruption.Id.ToString(), shipment.Ref.Value, incident));
            count.OneReported();
        });
        await Remember(disruption, told, now, cancel);
    }

    private async Task<IncidentId?> Report(DisruptionRow disruption, KnownShipment shipment, int attempt, Instant now, CancellationToken cancel)
    {
        for (; attempt < Attempts; attempt++)
            if (await reporting.Report(
                IdOf(disruption, shipment.Ref, attempt), FactsOf(disruption, shipment), now, By(disruption), null, cancel) is
                { Outcome: not Outcome.Refused, Incident: var incident })
                return incident;
        return null;
    }

    private ValueTask Remember(DisruptionRow disruption, IReadOnlyCollection<ToldIncident> told, Instant now, CancellationToken cancel) =>
        FeedMemory.Remember(database, Store.Queries.Disruptions.Feed, told, now, cancel);

    private async Task Tell(DisruptionId disruption, DisruptionCommand command, Instant now, CancellationToken cancel) =>
        await gateway.Send(
            new Envelope(StreamId.Of(disruption), command, new CommandId(Guid.CreateVersion7(now.ToDateTimeOffset())), now, Actor.System), cancel);

    private IncidentFacts FactsOf(DisruptionRow disruption, KnownShipment shipment) => new ReportedIncident
    {
        Shipment = shipment.Ref,
        Kind = disruption.Facts.Kind,
        ForceMajeureCause = disruption.Facts.ForceMajeureCause,
        OccurredAt = disruption.Facts.OccurredAt,
        Description = disruption.Facts.Description,
        Channel = Channel.Form,
        ReportedBy = disruption.DeclaredBy,
        Source = new SourceMessage(Store.Queries.Disruptions.Feed, disruption.Id.ToString()),
    }.With(shipment.Facts, shipment.Customer!, policy());

    private static CommandId IdOf(DisruptionRow disruption, ShipmentRef shipment, int attempt) =>
        ImportIds.At(disruption.DeclaredAt, $"{Store.Queries.Disruptions.Feed}/{disruption.Id}/{shipment}/{attempt}");

    private static Actor By(DisruptionRow disruption) => new(disruption.DeclaredBy);

    // Enough to fill the writer's groups, far fewer than may wait.
    private static ParallelOptions AtOnce(CancellationToken cancel) => new() { MaxDegreeOfParallelism = 256, CancellationToken = cancel };

    private sealed record Holding(ShipmentRef Shipment, IncidentId Incident, bool Standing);
}

/// <summary>How far a run has come, counted as it goes.</summary>
public sealed class FanOutProgress
{
    private int matched, held, reported;

    /// <summary>Shipments found to be hit, with those of earlier runs.</summary>
    public int Matched => Volatile.Read(ref matched);

    /// <summary>Shipments whose invoices are held.</summary>
    public int Held => Volatile.Read(ref held);

    /// <summary>Shipments that have their incident.</summary>
    public int Reported => Volatile.Read(ref reported);

    internal void Start(int before) => matched = held = reported = before;

    internal void Found(int more) => Interlocked.Add(ref matched, more);

    internal void OneHeld() => Interlocked.Increment(ref held);

    internal void OneReported() => Interlocked.Increment(ref reported);
}
