using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Disruptions;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Rows;
using FreightRecovery.Store.Queries;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Web.Disruptions;
using NodaTime;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Tests.Disruptions;

/// <summary>A fan-out that breaks off at any step goes on at the next start, and nothing is done twice or left out.</summary>
public sealed class BrokenFanOuts : IAsyncDisposable
{
    private const int Shipments = 40;
    private readonly string directory = Directory.CreateTempSubdirectory("freight-recovery-").FullName;
    private readonly SqliteStore store;
    private readonly Transactor transactor;
    private readonly DisruptionId disruption = new(Id("collision"));
    private int ids;

    public BrokenFanOuts()
    {
        store = SqliteStore.Open(directory);
        transactor = new Transactor(store, () => Policy.Default, store.Keys);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(Shipments)]
    [InlineData(Shipments + 1)]
    [InlineData(Shipments + 2)]
    [InlineData(Shipments + 19)]
    [InlineData((2 * Shipments) + 1)]
    public async Task It_goes_on_where_it_broke_off(int after)
    {
        await Book();
        await Assert.ThrowsAnyAsync<Crash>(async () => await FanOut(after).Run(await Row(), Start, cancel: Cancel));

        await FanOut().Run(await Row(), Start + Duration.FromMinutes(1), cancel: Cancel);

        await AssertAllReportedOnce();
    }

    [Theory]
    [InlineData(17)]
    [InlineData(Shipments + 19)]
    public async Task Holds_that_were_given_up_in_between_are_placed_anew(int after)
    {
        await Book();
        await Assert.ThrowsAnyAsync<Crash>(async () => await FanOut(after).Run(await Row(), Start, cancel: Cancel));
        var later = Start + Policy.Default.Disruptions.HeldAheadFor + Duration.FromMinutes(1);
        var gateway = new InProcessGateway(transactor);
        await new DeadlineSweep(store, gateway, () => Policy.Default, _ => NewId()).Sweep(later, Cancel);
        await new Dispatcher(store, gateway).Drain(Cancel);

        await FanOut().Run(await Row(), later, cancel: Cancel);

        await AssertAllReportedOnce();
    }

    // Its sweep runs at the next start beside the fan-out that is taken up again: nobody may collect between the two.
    [Fact]
    public async Task An_outage_of_days_frees_no_invoice_that_the_fan_out_had_held()
    {
        await Book();
        await Assert.ThrowsAnyAsync<Crash>(async () => await FanOut(Shipments + 3).Run(await Row(), Start, cancel: Cancel));
        var gateway = new InProcessGateway(transactor);

        await new DeadlineSweep(store, gateway, () => Policy.Default, _ => NewId()).Sweep(Start + Duration.FromDays(3), Cancel);
        await new Dispatcher(store, gateway).Drain(Cancel);

        for (var i = 0; i < Shipments; i++)
        {
            var ledger = (LedgerState)(await transactor.Load(StreamId.Of(Ship(i)), null, Cancel)).State;
            Assert.Single(ledger.Barring(ledger.Invoices[0]));
        }
    }

    private async Task AssertAllReportedOnce()
    {
        var gateway = new InProcessGateway(transactor);
        await new Dispatcher(store, gateway).Drain(Cancel);
        await new DeadlineSweep(store, gateway, () => Policy.Default, _ => NewId()).Sweep(Start + Duration.FromMinutes(30), Cancel);
        await new Dispatcher(store, gateway).Drain(Cancel);
        var row = await Row();
        Assert.Equal((Shipments, Shipments, DisruptionStatus.Watching), (row.Held, row.Reported, row.Status));
        var hits = (await new FreightRecovery.Store.Queries.Disruptions(store).Hits(disruption, new Scope(null, null, null), null, 200, Cancel)).Items;
        Assert.Equal(Shipments, hits.Select(h => h.Shipment).Distinct().Count());
        for (var i = 0; i < Shipments; i++)
        {
            var ledger = (LedgerState)(await transactor.Load(StreamId.Of(Ship(i)), null, Cancel)).State;
            var hold = Assert.Single(ledger.Barring(ledger.Invoices[0]));
            Assert.Equal(hits.Single(h => h.Shipment == Ship(i)).Incident, hold.Incident);
            var incident = (IncidentState)(await transactor.Load(StreamId.Of(hold.Incident), null, Cancel)).State;
            Assert.Equal(IncidentStatus.Reported, incident.Status);
        }
    }

    private async Task Book()
    {
        var gateway = new InProcessGateway(transactor);
        await Send(StreamId.Of(TheCustomer), new CustomerCommand.RecordCustomer(CustomerFacts()));
        for (var i = 0; i < Shipments; i++)
        {
            await Send(StreamId.Of(Ship(i)), new LedgerCommand.RecordShipment(ShipmentFacts() with { Vessel = "EVER ABLE", DeliveredAt = null }));
            await Send(StreamId.Of(Ship(i)), new LedgerCommand.IssueInvoice(
                new InvoiceRef($"I-{i}"), Dollars(100m), InvoiceKind.Freight, new LocalDate(2026, 2, 1)));
        }

        await Send(StreamId.Of(disruption), new DisruptionCommand.Declare(new DisruptionFacts
        {
            Kind = IncidentKind.ForceMajeure, ForceMajeureCause = ForceMajeureCause.Accident, Description = "A collision at Busan.",
            OccurredAt = Start, Match = new DisruptionMatch("EVER ABLE"),
        }));

        async Task Send(StreamId stream, object command) => Assert.IsType<Outcome.Done>(
            await gateway.Send(new Envelope(stream, command, NewId(), Start, new Actor("li")), Cancel));
    }

    private async Task<DisruptionRow> Row() => (await new FreightRecovery.Store.Queries.Disruptions(store).Active(Cancel)).Single(d => d.Id == disruption);

    private FanOut FanOut(int? failsAfter = null)
    {
        ICommandGateway gateway = new InProcessGateway(transactor);
        if (failsAfter is { } sends)
            gateway = new Failing(gateway, sends);
        return new FanOut(store, gateway, new Reporting(gateway, transactor), new FreightRecovery.Store.Queries.Disruptions(store), () => Policy.Default);
    }

    private CommandId NewId() => new(Id("id", Interlocked.Increment(ref ids)));

    private static ShipmentRef Ship(int number) => new($"S-{number:D3}");

    private sealed class Crash : Exception;

    // Carries so many commands through, then nothing any more.
    private sealed class Failing(ICommandGateway behind, int sends) : ICommandGateway
    {
        private int left = sends;

        public ValueTask<Outcome> Send(Envelope envelope, CancellationToken cancel = default) =>
            Interlocked.Decrement(ref left) < 0 ? throw new Crash() : behind.Send(envelope, cancel);
    }
}
