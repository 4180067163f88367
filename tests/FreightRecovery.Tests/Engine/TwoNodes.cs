using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using NodaTime;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Tests.Engine;

/// <summary>The same stream in memory on two nodes: the store's unique keys are the law, not what a node remembers.</summary>
public class TwoNodes
{
    private readonly MemoryStore store = new();
    private readonly Node one, two;

    public TwoNodes() => (one, two) = (new Node(store, "one"), new Node(store, "two"));

    [Fact]
    public async Task Collections_and_reports_at_once_through_both_never_collect_what_is_held()
    {
        var (collectedInAll, refusedInAll) = (0, 0);
        for (var round = 0; round < 25; round++)
        {
            var (outcomes, history) = await Race(round);
            collectedInAll += history.OfType<LedgerEvent.InvoiceCollected>().Count();
            refusedInAll += outcomes.Count(o => o is Outcome.Refused { Refusal: Refusal.InvoiceHeld });
        }

        Assert.True(collectedInAll > 0 && refusedInAll > 0, $"{collectedInAll} collected, {refusedInAll} refused: no race.");
    }

    private static async Task<(Outcome[] Outcomes, IReadOnlyList<object> History)> Race(int round)
    {
        var store = new MemoryStore { Before = async _ => await Task.Yield() };
        Node[] nodes = [new Node(store, "one"), new Node(store, "two")];
        await nodes[0].Book(invoices: 16);
        await nodes[1].Send(new LedgerCommand.RecordShipment(ShipmentFacts()));
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var collections = Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            await start.Task;
            return await nodes[i % 2].Send(new LedgerCommand.Collect(Invoice(((i + round) % 16) + 1)));
        })).ToList();
        var reports = Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            await start.Task;
            for (var turn = 0; turn < round % 5; turn++)
                await Task.Yield();
            return await nodes[i % 2].Report(IncidentFacts((IncidentKind)i));
        })).ToList();
        start.SetResult();
        var incidents = await Task.WhenAll(reports);
        var outcomes = await Task.WhenAll(collections);

        var history = store.Of(StreamId.Of(Shipment));
        HistoryLaw.Check(history);
        HistoryLaw.CheckChain(store.Events);
        Assert.Subset(history.OfType<LedgerEvent.HoldPlaced>().Select(h => h.Incident).ToHashSet(), incidents.ToHashSet());
        var receipts = history.OfType<LedgerEvent.InvoiceCollected>().ToList();
        Assert.Equal(receipts.Count, receipts.Select(r => r.Invoice).Distinct().Count());
        return (outcomes, history);
    }

    [Fact]
    public async Task A_node_that_remembers_a_free_invoice_does_not_collect_what_another_node_has_held()
    {
        await two.Book();
        await one.Report();

        Assert.IsType<Refusal.InvoiceHeld>(Assert.IsType<Outcome.Refused>(await two.Send(new LedgerCommand.Collect(Invoice(1)))).Refusal);
    }

    [Fact]
    public async Task A_node_that_remembers_a_held_invoice_does_not_refuse_what_another_node_has_freed()
    {
        await two.Book();
        var incident = await two.Report();
        await one.Send(incident, new IncidentCommand.Withdraw("A mistake."));
        await one.Dispatcher.Drain(TestContext.Current.CancellationToken);

        Assert.IsType<Outcome.Done>(await two.Send(new LedgerCommand.Collect(Invoice(1))));
    }

    [Fact]
    public async Task A_hold_that_comes_between_deciding_and_storing_stops_the_collection()
    {
        await one.Book();
        store.Before = async append =>
        {
            store.Before = _ => Task.CompletedTask;
            await two.Report();
        };

        Assert.IsType<Refusal.InvoiceHeld>(Assert.IsType<Outcome.Refused>(await one.Send(new LedgerCommand.Collect(Invoice(1)))).Refusal);
    }

    [Fact]
    public async Task Nothing_new_is_not_said_of_a_state_that_another_node_has_changed()
    {
        await one.Send(new LedgerCommand.RecordShipment(ShipmentFacts(packages: 1)));
        await two.Send(new LedgerCommand.RecordShipment(ShipmentFacts(packages: 2)));

        Assert.IsType<Outcome.Done>(await one.Send(new LedgerCommand.RecordShipment(ShipmentFacts(packages: 1))));

        Assert.Equal(1, (await two.Ledger()).Shipment!.Packages);
    }

    [Fact]
    public async Task A_clock_that_remembers_a_settled_incident_does_not_wipe_the_deadline_of_its_reopening()
    {
        await one.Book();
        var incident = await one.Report();
        await one.Send(incident, new IncidentCommand.Withdraw("A mistake."));
        await two.Reopen(incident);
        await two.Send(incident, new IncidentCommand.Acknowledge(Channel.Phone, "Told.", Start + Duration.FromHours(2)));
        var due = store.DeadlineOf(StreamId.Of(incident));

        await one.Gateway.Send(one.To(StreamId.Of(incident), new IncidentCommand.DeadlinePassed(null)) with { FromClock = true },
            TestContext.Current.CancellationToken);

        Assert.Equal(Start + Duration.FromHours(2), due?.Due);
        Assert.Equal(due, store.DeadlineOf(StreamId.Of(incident)));
    }

    [Fact]
    public async Task A_stream_that_others_keep_winning_is_given_up_and_not_tried_for_ever()
    {
        await one.Book();
        var packages = 1;
        store.Before = async append =>
        {
            if (append.Actor == "ben")
                await two.Send(new LedgerCommand.RecordShipment(ShipmentFacts(++packages)));
        };

        await Assert.ThrowsAsync<OverloadedException>(async () => await one.Send(new LedgerCommand.Collect(Invoice(1)), "ben"));
        Assert.Empty(store.Of(StreamId.Of(Shipment)).OfType<LedgerEvent.InvoiceCollected>());
    }
}
