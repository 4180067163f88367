using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Tests.Engine;

/// <summary>The embedded gateway: bounded, and as large as what is in use.</summary>
public class Mailboxes
{
    private readonly MemoryStore store = new();

    [Fact]
    public async Task A_full_mailbox_turns_the_next_command_away_and_serves_those_inside()
    {
        var node = new Node(store, depth: 3);
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.Before = _ => open.Task;
        var inside = Enumerable.Range(1, 3).Select(i => node.Send(new LedgerCommand.RecordShipment(ShipmentFacts(i))).AsTask()).ToList();

        // It is turned away at once, not made to wait.
        Assert.IsType<OverloadedException>(node.Send(new LedgerCommand.RecordShipment(ShipmentFacts(4))).AsTask().Exception?.InnerException);

        open.SetResult();
        Assert.All(await Task.WhenAll(inside), outcome => Assert.IsType<Outcome.Done>(outcome));
        Assert.IsType<Outcome.Done>(await node.Send(new LedgerCommand.RecordShipment(ShipmentFacts(4))));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_leaves_its_place_to_the_next()
    {
        var node = new Node(store, depth: 2);
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.Before = _ => open.Task;
        var first = node.Send(new LedgerCommand.RecordShipment(ShipmentFacts(1)));
        using var patience = new CancellationTokenSource();
        var second = node.Gateway.Send(node.To(StreamId.Of(Shipment), new LedgerCommand.RecordShipment(ShipmentFacts(2))), patience.Token);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await second);
        var third = node.Send(new LedgerCommand.RecordShipment(ShipmentFacts(3)));

        open.SetResult();
        Assert.IsType<Outcome.Done>(await first);
        Assert.IsType<Outcome.Done>(await third);
        Assert.Equal(3, (await node.Ledger()).Shipment!.Packages);
    }

    [Fact]
    public async Task An_idle_stream_is_let_go_and_comes_back_from_its_snapshot_and_tail()
    {
        var node = new Node(store);
        await node.Book();
        for (var i = 2; i <= 70; i++)
            await node.Send(new LedgerCommand.RecordShipment(ShipmentFacts(i)));
        await node.Send(Hold(1));
        node.Gateway.LetGoIdle();

        Assert.Equal(0, node.Gateway.Remembered);
        Assert.Equal(Transactor.SnapshotEvery, store.SnapshotOf(StreamId.Of(Shipment))!.Version);
        Assert.IsType<Refusal.InvoiceHeld>(Assert.IsType<Outcome.Refused>(await node.Send(new LedgerCommand.Collect(Invoice(1)))).Refusal);
        Assert.Equal(1, node.Gateway.Remembered);
        HistoryLaw.CheckChain(store.Events);
    }

    [Fact]
    public async Task A_stream_in_use_is_not_let_go()
    {
        var node = new Node(store);
        var (inside, open) = (new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        store.Before = _ =>
        {
            inside.TrySetResult();
            return open.Task;
        };
        var sending = node.Send(new LedgerCommand.RecordShipment(ShipmentFacts()));
        await inside.Task;

        node.Gateway.LetGoIdle();

        Assert.Equal(1, node.Gateway.Remembered);
        open.SetResult();
        Assert.IsType<Outcome.Done>(await sending);
    }

    [Fact]
    public async Task No_more_streams_are_remembered_than_the_house_allows_by_much()
    {
        var node = new Node(store, capacity: 64);
        for (var i = 0; i < 2_000; i++)
            await node.Send(StreamId.Of(new CustomerRef($"C-{i}")), new CustomerCommand.RecordCustomer(CustomerFacts()));

        // It counts at every 256th entry.
        Assert.InRange(node.Gateway.Remembered, 1, 64 + 256);
    }

    [Fact]
    public async Task After_an_answer_was_lost_nothing_is_collected_on_what_memory_says()
    {
        var node = new Node(store);
        await node.Book();
        store.After = _ => throw new Crash();
        await Assert.ThrowsAsync<Crash>(async () => await node.Send(Hold(1)));
        store.After = _ => Task.CompletedTask;

        Assert.IsType<Refusal.InvoiceHeld>(Assert.IsType<Outcome.Refused>(await node.Send(new LedgerCommand.Collect(Invoice(1)))).Refusal);
    }
}
