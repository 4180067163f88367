using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Store;
using FreightRecovery.Store.SqlServer;
using NodaTime;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Tests.Store;

/// <summary>The wire to the server is cut on the way there, within a batch of statements, and on the way back, when all is committed.</summary>
[Collection(nameof(OnSqlServer))]
public sealed class CutWires
{
    private const int Step = 1900;
    private const int MostCuts = 60;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_the_wire_is_cut_a_report_is_stored_whole_and_once(bool onTheWayBack)
    {
        var connection = await SqlServerDatabase.Empty();
        var directory = Directory.CreateTempSubdirectory("freight-cut-").FullName;
        await using var wire = new DatabaseWire();
        var cuts = 0;
        await using (var store = await SqlServerStore.Open(wire.Through(connection), directory, cancel: Cancel))
        {
            var transactor = new Transactor(store, () => Policy.Default, store.Keys);
            var gateway = new InProcessGateway(transactor);
            var reporting = new Reporting(gateway, transactor);
            for (var whole = false; !whole; cuts++)
            {
                Assert.True(cuts < MostCuts);
                var shipment = new ShipmentRef($"CUT-{cuts}");
                await gateway.Send(Envelope(shipment, new LedgerCommand.RecordShipment(ShipmentFacts())), Cancel);
                await gateway.Send(
                    Envelope(shipment, new LedgerCommand.IssueInvoice(new InvoiceRef($"I-{cuts}"), Dollars(100m), InvoiceKind.Freight, new LocalDate(2026, 2, 1))),
                    Cancel);

                wire.CutAfter(cuts * (long)Step, onTheWayBack);
                var (outcome, incident, standing) = await reporting.Report(
                    NewId(), IncidentFacts() with { Shipment = shipment }, Start, new Actor("li"), null, Cancel);
                whole = !wire.WasCut();

                Assert.IsType<Outcome.Done>(outcome);
                Assert.False(standing);
                Assert.Equal(1, (await store.Load(StreamId.Of(incident), null, Cancel)).Events.Count(e => e.Type == "incidentReported/1"));
                Assert.Equal(1, (await store.Load(StreamId.Of(shipment), null, Cancel)).Events.Count(e => e.Type == "holdPlaced/1"));
            }
        }

        Assert.True(cuts > 1, "The wire was never cut.");
        var place = new StorePlace(directory, connection);
        Assert.Empty((await place.Verify(cancel: Cancel)).Problems);
        Assert.Equal($"{cuts}", (await SqlServerDatabase.Names(connection, "SELECT CAST(count(*) AS nvarchar(10)) FROM incident"))[0]);
        Assert.Equal($"{cuts}", (await SqlServerDatabase.Names(connection, "SELECT CAST(count(*) AS nvarchar(10)) FROM invoice WHERE status = 'held'"))[0]);
        Directory.Delete(directory, recursive: true);
    }

    private static Envelope Envelope(ShipmentRef shipment, LedgerCommand command) =>
        new(StreamId.Of(shipment), command, NewId(), Start, new Actor("ann", Authority.Executive));

    private static CommandId NewId() => new(Guid.CreateVersion7());
}
