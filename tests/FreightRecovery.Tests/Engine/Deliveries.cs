using System.Text.Json;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Rows;
using NodaTime;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Tests.Engine;

/// <summary>The outbox is delivered at least once, and has effect once.</summary>
public class Deliveries
{
    private readonly MemoryStore store = new();
    private readonly Node node;

    public Deliveries() => node = new Node(store);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_resolution_takes_the_agreed_discount_off_and_frees_the_invoice()
    {
        await ResolvedIncident(node);
        await node.Dispatcher.Drain(Cancel);

        Assert.Empty(store.Outbox);
        Assert.Empty(store.SetAside);
        Assert.Equal(InvoiceStatus.Released, await node.Status());
        Assert.Equal(Dollars(80m), (await node.Ledger()).Invoices[0].Payable);
    }

    [Fact]
    public async Task Delivering_twice_at_once_adds_nothing()
    {
        await ResolvedIncident(node);
        store.DeliversTwice = true;
        await node.Dispatcher.Drain(Cancel);

        Assert.Empty(store.SetAside);
        Assert.Equal(Dollars(80m), (await node.Ledger()).Invoices[0].Payable);
        Assert.Single(store.Of(StreamId.Of(Shipment)).OfType<LedgerEvent.HoldReleased>());
    }

    [Fact]
    public async Task A_crash_before_the_deliveries_are_ticked_off_delivers_them_again_and_adds_nothing()
    {
        await ResolvedIncident(node);
        store.BeforeDelivered = () => throw new Crash();
        await Assert.ThrowsAsync<Crash>(() => node.Dispatcher.Drain(Cancel));
        var (events, waiting) = (store.Events.Count, store.Outbox.Count);
        store.BeforeDelivered = () => { };

        var (delivered, refused) = await new Node(store, "restarted").Dispatcher.Drain(Cancel);

        Assert.True(waiting > 0);
        Assert.Equal((waiting, 0), (delivered, refused));
        Assert.Equal(events, store.Events.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_long_piece_of_work_leaves_is_delivered_while_it_goes_on_and_after_it()
    {
        var (more, seen) = (new Pulse(), new TaskCompletionSource());
        store.BeforeDelivered = () => seen.TrySetResult();

        var (result, refused) = await node.Dispatcher.DrainBeside(Work(), more, cancel: Cancel);

        Assert.Equal(("done", 0), (result, refused));
        Assert.Empty(store.Outbox);
        Assert.Equal(InvoiceStatus.Released, await node.Status());

        async Task<string> Work()
        {
            await node.Book();
            var incident = await node.Report();
            more.Set();
            // This would wait for ever if nothing were delivered beside it.
            await seen.Task;
            await Resolve(node, incident);
            return "done";
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Work_beside_a_delivery_that_fails_has_ended_when_the_failure_is_told()
    {
        var (more, failed) = (new Pulse(), new TaskCompletionSource());
        store.BeforeDelivered = () =>
        {
            failed.TrySetResult();
            throw new Crash();
        };
        var work = Work();

        await Assert.ThrowsAsync<Crash>(() => node.Dispatcher.DrainBeside(work, more, cancel: Cancel));

        Assert.True(work.IsCompletedSuccessfully);

        async Task<int> Work()
        {
            await node.Book();
            await node.Report();
            more.Set();
            await failed.Task;
            await Task.Yield();
            return 1;
        }
    }

    [Fact]
    public async Task A_target_that_fails_leaves_the_command_in_the_outbox()
    {
        await ResolvedIncident(node);
        store.Before = append => append.Stream == StreamId.Of(Shipment) ? throw new Crash() : Task.CompletedTask;
        await Assert.ThrowsAsync<Crash>(() => node.Dispatcher.Drain(Cancel));
        Assert.Equal(InvoiceStatus.Held, await node.Status());

        store.Before = _ => Task.CompletedTask;
        await node.Dispatcher.Drain(Cancel);
        Assert.Equal(InvoiceStatus.Released, await node.Status());
    }

    [Fact]
    public async Task What_is_refused_or_cannot_be_read_is_set_aside_with_the_reason_and_the_rest_goes_on()
    {
        var absurd = Json.Write(new CustomerCommand.Observe(new Signal(Id("absurd"), SignalKind.IncidentResolved, Start) { Satisfaction = 9 }));
        await Put(absurd.Type, absurd.Payload, "absurd");
        await Put("releaseHold/99", "{}", "unreadable");
        await ResolvedIncident(node);

        var (_, refused) = await node.Dispatcher.Drain(Cancel);

        Assert.Equal(2, refused);
        Assert.Empty(store.Outbox);
        Assert.All(store.SetAside, aside => Assert.NotEmpty(aside.Refusal));
        Assert.Equal(InvoiceStatus.Released, await node.Status());

        async Task Put(string type, string payload, string name) => await store.Append(
            new Append(StreamId.Of(TheCustomer), 0, new CommandId(Id(name)), Start, "test")
            {
                Events = [], Outbox = [new OutboxCommand(new CommandId(Id(name, 1)), StreamId.Of(TheCustomer), type, payload)],
            },
            Cancel);
    }

    [Fact]
    public async Task Bookings_of_a_customer_that_wait_together_are_stored_by_one_append()
    {
        await Book(1, 2, 3);
        var appends = store.Appends;

        Assert.Equal((3, 0), await node.Dispatcher.Drain(Cancel));

        Assert.Equal(appends + 1, store.Appends);
        Assert.Equal([Id("booking", 1), Id("booking", 2), Id("booking", 3)], Observed());
        HistoryLaw.CheckChain(store.Events);
    }

    [Fact]
    public async Task Of_bookings_that_go_together_only_the_one_that_is_refused_is_set_aside()
    {
        await Book(1);
        await Put(Booking(2) with { Satisfaction = 9 });
        await Book(3);

        Assert.Equal((3, 1), await node.Dispatcher.Drain(Cancel));

        Assert.Single(store.SetAside);
        Assert.Equal([Id("booking", 1), Id("booking", 3)], Observed());
    }

    [Fact]
    public async Task Bookings_that_were_delivered_before_a_crash_come_again_with_others_and_none_is_lost_or_doubled()
    {
        await Book(1, 2);
        store.BeforeDelivered = () => throw new Crash();
        await Assert.ThrowsAsync<Crash>(() => node.Dispatcher.Drain(Cancel));
        await Book(3);
        store.BeforeDelivered = () => { };

        Assert.Equal((3, 0), await new Node(store, "restarted").Dispatcher.Drain(Cancel));

        Assert.Empty(store.Outbox);
        Assert.Equal([Id("booking", 1), Id("booking", 2), Id("booking", 3)], Observed());
    }

    [Fact]
    public async Task What_was_learned_of_at_different_times_keeps_its_times()
    {
        await Book(1);
        node.Now += Duration.FromHours(1);
        await Book(2);
        await node.Dispatcher.Drain(Cancel);

        Assert.Equal(
            [Start, Start + Duration.FromHours(1)],
            store.Of(StreamId.Of(TheCustomer)).OfType<CustomerEvent.SignalObserved>().Select(e => e.At));
    }

    [Fact(Timeout = 60_000)]
    public async Task Work_that_gathers_is_delivered_by_the_stretch_and_the_rest_at_its_end()
    {
        var (more, reached) = (new Pulse(), new TaskCompletionSource());
        store.BeforeDelivered = () => reached.TrySetResult();

        var (before, refused) = await node.Dispatcher.DrainBeside(Work(), more, gather: 4, Cancel);

        Assert.Equal((0, 0), (before, refused));
        Assert.Empty(store.Outbox);
        Assert.Equal(6, Observed().Count());

        async Task<int> Work()
        {
            await Book(1, 2, 3);
            more.Set();
            await Task.Yield();
            var early = Observed().Count();
            await Book(4, 5);
            more.Set();
            // This would wait for ever if nothing were delivered beside it.
            await reached.Task;
            await Book(6);
            return early;
        }
    }

    [Fact]
    public async Task A_stream_that_fails_in_a_stretch_keeps_its_commands_and_the_others_go_on()
    {
        await Book(1, 2);
        await ResolvedIncident(node);
        store.Before = append => append.Stream == StreamId.Of(Shipment) ? throw new Crash() : Task.CompletedTask;

        await Assert.ThrowsAsync<Crash>(() => node.Dispatcher.DrainBeside(Task.FromResult(1), new Pulse(), gather: 100, Cancel));

        Assert.Equal(StreamId.Of(Shipment), Assert.Single(store.Outbox.Select(r => r.Target).Distinct()));
        Assert.Contains(Id("booking", 2), Observed());
    }

    private static Signal Booking(int number) => new(Id("booking", number), SignalKind.Booking, Start - Duration.FromDays(10 - number));

    private IEnumerable<Guid> Observed() =>
        store.Of(StreamId.Of(TheCustomer)).OfType<CustomerEvent.SignalObserved>().Where(e => e.Signal.Kind == SignalKind.Booking).Select(e => e.Signal.Id);

    private async Task Book(params int[] numbers)
    {
        foreach (var number in numbers)
            await Put(Booking(number));
    }

    // As if a shipment had told of it.
    private async Task Put(Signal signal)
    {
        var (type, payload) = Json.Write(new CustomerCommand.Observe(signal));
        var from = new StreamId($"shipment/S-{signal.Id:N}");
        await store.Append(
            new Append(from, 0, new CommandId(signal.Id), node.Now, "test")
            {
                Events = [], Outbox = [new OutboxCommand(new CommandId(signal.Id).Next("route"), StreamId.Of(TheCustomer), type, payload)],
            },
            Cancel);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Late_doubled_and_reordered_delivery_gives_the_same_read_rows(int seed)
    {
        var orderly = new Node(new MemoryStore());
        await Story(orderly);
        await orderly.Dispatcher.Drain(Cancel);

        await Story(node);
        var random = new Random(seed);
        var late = store.Outbox.Concat(store.Outbox).ToArray();
        random.Shuffle(late);
        foreach (var row in late)
            Assert.IsType<Outcome.Done>(await node.Gateway.Send(
                new Envelope(row.Target, Json.Read(row.Type, row.Payload), row.Command, row.At, new Actor("dispatcher", Authority.Executive)),
                Cancel));
        await node.Dispatcher.Drain(Cancel);

        Assert.Equal(Shown(orderly.Store), Shown(store));
    }

    [Fact]
    public async Task Replaying_the_events_gives_the_rows_that_the_appends_wrote()
    {
        await Story(node);
        await node.Dispatcher.Drain(Cancel);

        var keys = await node.Keys.Fetch(store.Events.Select(e => e.Payload), anew: false, Cancel);
        var replayed = store.Events.GroupBy(e => e.Stream).SelectMany(stream =>
        {
            var replay = new Replay(stream.Key, Policy.Default);
            foreach (var e in stream)
                replay.Add(e, keys);
            return replay.Rows();
        });
        Assert.Equal(store.Rows.Values.Select(Text).Order(StringComparer.Ordinal), replayed.Select(Text).Order(StringComparer.Ordinal));
    }

    private static async Task ResolvedIncident(Node node)
    {
        await node.Book();
        await Resolve(node, await node.Report());
    }

    private static async Task Resolve(Node node, IncidentId incident)
    {
        await node.Send(incident, new IncidentCommand.Acknowledge(Channel.Phone, "Told.", null));
        await Recover(node, incident);
    }

    private static async Task Recover(Node node, IncidentId incident)
    {
        await node.Send(incident, new IncidentCommand.Assess(Assessment()));
        await node.Send(incident, new IncidentCommand.MakeOffer(Option()));
        var offer = (await node.Incident(incident)).StandingOffer!.Id;
        await node.Send(incident, new IncidentCommand.AnswerOffer(offer, true, "Mei", "mail 7", null, true));
        foreach (var step in (await node.Incident(incident)).Steps)
            await node.Send(incident, new IncidentCommand.CompleteStep(step.Plan.Id, null));
        Assert.IsType<Outcome.Done>(await node.Send(incident, new IncidentCommand.Resolve("Overbooked.", "Book earlier.")));
    }

    // Two incidents; one is resolved, opened again and resolved once more while nothing is delivered; the other stays.
    private static async Task Story(Node node)
    {
        await node.Send(StreamId.Of(TheCustomer), new CustomerCommand.RecordCustomer(CustomerFacts()));
        await node.Book(invoices: 2);
        var incident = await node.Report();
        await node.Report(IncidentFacts(IncidentKind.CargoDamaged));
        await Resolve(node, incident);
        node.Now += Duration.FromHours(1);
        await node.Reopen(incident);
        node.Now += Duration.FromHours(1);
        await Recover(node, incident);
    }

    // How many events told it, and so the version and the order of the moves, is the delivery's affair; what is seen is not.
    private static IEnumerable<string> Shown(MemoryStore store) => store.Rows.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => r.Value switch
    {
        CustomerRow row => Text(row with { Version = 0 }),
        InvoiceRow row => Text(row with { Version = 0 }),
        var row => Text(row),
    });

    private static string Text(ReadRow row) => row.GetType().Name + JsonSerializer.Serialize(row, row.GetType(), Json.Options);
}
