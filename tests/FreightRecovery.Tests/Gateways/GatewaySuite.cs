using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Tests.Engine;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Tests.Gateways;

/// <summary>
/// What every way to the domain does, whatever stands behind the gateway: each of them is a few lines that open one. What is stored is
/// the same as in one process, byte for byte.
/// </summary>
public abstract class GatewaySuite
{
    private readonly MemoryStore store = new();

    /// <summary>A gateway over a store, that remembers nothing yet.</summary>
    /// <param name="depth">How many commands may wait for one stream.</param>
    private protected abstract ValueTask<ICommandGateway> Open(MemoryStore over, int depth = 1024);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names() => [.. AcceptedCommands.Types.Select(t => t.FullName!)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_command_stores_and_answers_the_same_as_in_one_process(string name)
    {
        foreach (var accepted in AcceptedCommands.Of(typeof(Money).Assembly.GetType(name)!))
        {
            var (here, there) = (new MemoryStore(), new MemoryStore());
            await OneKey.In(here, there);
            var expected = await Story.Tell(accepted, new Node(here));
            var told = await Story.Tell(accepted, new Node(there, door: await Open(there)));

            Assert.Equal(expected, told);
            // Whoever comes back after it was forgotten gets a new key, and that is random.
            if (name != typeof(CustomerCommand.Forget).FullName)
                Assert.Equal(Stored.By(here), Stored.By(there));
            else
                Assert.Equal(here.Events.Select(e => (e.Stream, e.Version, e.Type)), there.Events.Select(e => (e.Stream, e.Version, e.Type)));
        }
    }

    [Fact]
    public async Task From_the_report_to_the_collected_invoice_the_same_is_stored()
    {
        var (here, there) = (new MemoryStore(), new MemoryStore());
        await OneKey.In(here, there);
        await Story.FromReportToCollection(new Node(here));
        await Story.FromReportToCollection(new Node(there, door: await Open(there)));

        Assert.Contains(here.Events, e => e.Type == "invoiceCollected/1");
        Assert.Equal(Stored.By(here), Stored.By(there));
        Assert.Equal(here.Outbox, there.Outbox);
        // On the way to it nothing more is asked of the database.
        Assert.Equal(here.Trips, there.Trips);
    }

    [Fact]
    public async Task Collections_and_reports_at_once_never_collect_what_is_held()
    {
        store.Before = async _ => await Task.Yield();
        var node = new Node(store, door: await Open(store));
        await node.Book(invoices: 12);
        var collections = Enumerable.Range(1, 12).Select(i => Task.Run(async () => await node.Send(new LedgerCommand.Collect(Invoice(i)))));
        var reports = Enumerable.Range(0, 12).Select(i => Task.Run(() => node.Report(IncidentFacts((IncidentKind)i))));

        var collecting = Task.WhenAll(collections);
        var incidents = await Task.WhenAll(reports);
        await collecting;

        var history = store.Of(StreamId.Of(Shipment));
        HistoryLaw.Check(history);
        HistoryLaw.CheckChain(store.Events);
        Assert.Subset(history.OfType<LedgerEvent.HoldPlaced>().Select(h => h.Incident).ToHashSet(), incidents.ToHashSet());
    }

    [Fact]
    public async Task The_same_id_sent_again_and_again_at_once_is_done_once()
    {
        store.Before = async _ => await Task.Yield();
        var node = new Node(store, door: await Open(store));
        await node.Book();
        var collect = node.To(StreamId.Of(Shipment), new LedgerCommand.Collect(Invoice(1)));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await node.Door.Send(collect, Cancel))));

        Assert.Single(outcomes, o => Assert.IsType<Outcome.Done>(o).Events.Count > 0);
        Assert.Single(store.Of(StreamId.Of(Shipment)).OfType<LedgerEvent.InvoiceCollected>());
    }

    [Fact]
    public async Task A_full_stream_turns_commands_away_and_serves_those_inside()
    {
        var node = new Node(store, door: await Open(store, depth: 4));
        var (inside, open) = (New(), New());
        store.Before = async _ =>
        {
            inside.TrySetResult();
            await open.Task;
        };
        var first = node.Send(new LedgerCommand.RecordShipment(ShipmentFacts(1))).AsTask();
        await inside.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        List<Task<Outcome>> rest = [.. Enumerable.Range(2, 30).Select(i => node.Send(new LedgerCommand.RecordShipment(ShipmentFacts(i))).AsTask())];

        // One that is turned away is told while those inside still wait.
        var away = await Task.WhenAny(rest);
        Assert.IsType<OverloadedException>(away.Exception?.InnerException);

        open.SetResult();
        await Task.WhenAll(rest).ContinueWith(_ => { }, Cancel, TaskContinuationOptions.None, TaskScheduler.Default);
        Assert.IsType<Outcome.Done>(await first);
        Assert.All(rest.Where(t => t.IsFaulted), t => Assert.IsType<OverloadedException>(t.Exception!.InnerException));
        var done = rest.Count(t => t.IsCompletedSuccessfully);
        Assert.InRange(done, 1, 29);
        Assert.Equal(done + 1, store.Of(StreamId.Of(Shipment)).Count);
        Assert.IsType<Outcome.Done>(await node.Send(new LedgerCommand.RecordShipment(ShipmentFacts(99))));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_changes_nothing_and_holds_nobody_up()
    {
        var node = new Node(store, door: await Open(store));
        var (inside, open) = (New(), New());
        store.Before = async _ =>
        {
            inside.TrySetResult();
            await open.Task;
        };
        var first = node.Send(new LedgerCommand.RecordShipment(ShipmentFacts(1)));
        await inside.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        using var patience = new CancellationTokenSource();
        var second = node.Door.Send(node.To(StreamId.Of(Shipment), new LedgerCommand.RecordShipment(ShipmentFacts(2))), patience.Token);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await second);
        var third = node.Send(new LedgerCommand.RecordShipment(ShipmentFacts(3)));
        open.SetResult();

        Assert.IsType<Outcome.Done>(await first);
        Assert.IsType<Outcome.Done>(await third);
        Assert.Equal(3, (await node.Ledger()).Shipment!.Packages);
    }

    [Fact]
    public async Task A_forgotten_customer_is_not_remembered()
    {
        var node = new Node(store, door: await Open(store));
        await node.Send(StreamId.Of(TheCustomer), new CustomerCommand.RecordCustomer(CustomerFacts()));
        await node.Send(Incident(1), new IncidentCommand.Report(IncidentFacts()));

        await node.Send(StreamId.Of(TheCustomer), new CustomerCommand.Forget([Incident(1)]));
        await node.Dispatcher.Drain(Cancel);
        var told = await node.Send(Incident(1), new IncidentCommand.Acknowledge(Channel.Phone, "Told.", null));

        var incident = (IncidentState)Assert.IsType<Outcome.Done>(told).State;
        Assert.Equal((Personal.Erased, Personal.Erased), (incident.Facts!.ReportedBy, incident.Facts.Description));
    }

    [Fact]
    public async Task What_another_node_has_held_is_not_collected_on_what_is_remembered()
    {
        var (node, other) = (new Node(store, door: await Open(store)), new Node(store, "other"));
        await node.Book();
        var incident = await other.Report();

        var held = Assert.IsType<Refusal.InvoiceHeld>(
            Assert.IsType<Outcome.Refused>(await node.Send(new LedgerCommand.Collect(Invoice(1)))).Refusal);

        Assert.Equal(incident, Assert.Single(held.Holds).Incident);
    }

    [Fact]
    public async Task After_an_answer_was_lost_nothing_is_collected_on_what_memory_says()
    {
        var node = new Node(store, door: await Open(store));
        await node.Book();
        store.After = _ => throw new Engine.Crash();
        await Assert.ThrowsAnyAsync<Exception>(async () => await node.Send(Hold(1)));
        store.After = _ => Task.CompletedTask;

        Assert.IsType<Refusal.InvoiceHeld>(Assert.IsType<Outcome.Refused>(await node.Send(new LedgerCommand.Collect(Invoice(1)))).Refusal);
    }

    [Fact]
    public async Task An_idempotency_key_that_was_used_is_answered_with_what_it_was_used_for()
    {
        var node = new Node(store, door: await Open(store));
        var record = node.To(StreamId.Of(Shipment), new LedgerCommand.RecordShipment(ShipmentFacts())) with
        {
            Key = new IdempotencyKey("ann", "k-1", [1, 2, 3]),
        };
        Assert.IsType<Outcome.Done>(await node.Door.Send(record, Cancel));

        var again = node.To(StreamId.Of(Shipment), new LedgerCommand.RecordShipment(ShipmentFacts(2))) with { Key = record.Key };
        var used = Assert.IsType<Outcome.KeyUsed>(await node.Door.Send(again, Cancel));

        Assert.Equal((StreamId.Of(Shipment), 1), (used.Trace.Stream, used.Trace.Version));
        Assert.Equal((true, true), record.Key!.Compare(used.Trace));
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
