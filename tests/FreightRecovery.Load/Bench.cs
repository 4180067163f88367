using System.Diagnostics;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Store.Sqlite;
using NodaTime;

namespace FreightRecovery.Load;

/// <summary>The real engine over a fresh database in a directory of its own.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private static readonly Actor Loader = new("load");

    public Bench(string directory)
    {
        Directory = directory;
        Store = SqliteStore.Open(directory);
        Transactor = new Transactor(Store, () => Policy.Default);
        Gateway = new InProcessGateway(Transactor);
        Reporting = new Reporting(Gateway, Transactor);
        Dispatcher = new Dispatcher(Store, Gateway);
    }

    public string Directory { get; }

    public SqliteStore Store { get; }

    public Transactor Transactor { get; }

    public InProcessGateway Gateway { get; }

    public Reporting Reporting { get; }

    public Dispatcher Dispatcher { get; }

    public static CommandId NewId() => new(Guid.CreateVersion7());

    /// <summary>Puts customers, shipments and one freight invoice for each.</summary>
    public async Task Fill(int customers, int shipments)
    {
        await Each(customers, n => Send(StreamId.Of(Book.CustomerOf(n)), new CustomerCommand.RecordCustomer(Book.Customer(n))));
        await Each(shipments, async n =>
        {
            await Send(StreamId.Of(Book.ShipmentOf(n)), new LedgerCommand.RecordShipment(Book.Shipment(n, customers)));
            await Send(StreamId.Of(Book.ShipmentOf(n)), new LedgerCommand.IssueInvoice(
                Book.InvoiceOf(n), new Money(1_850.50m, new Currency("USD")), InvoiceKind.Freight, new LocalDate(2026, 4, 1)));
        });
        await Dispatcher.Drain();
    }

    public async Task Send(StreamId stream, object command)
    {
        var outcome = await Gateway.Send(new Envelope(stream, command, NewId(), Book.Today, Loader));
        if (outcome is Outcome.Refused refused)
            throw new InvalidOperationException($"{stream}: {refused.Refusal.Detail}");
    }

    public async Task<TimeSpan> Report(int count, int shipments, int customers)
    {
        var watch = Stopwatch.StartNew();
        var draining = true;
        var drain = Task.Run(async () =>
        {
            while (Volatile.Read(ref draining))
            {
                var next = Store.Outbox.Next;
                await Dispatcher.Drain();
                await Task.WhenAny(next, Task.Delay(20));
            }

            await Dispatcher.Drain();
        });
        await Each(count, async n =>
        {
            var (outcome, _, standing) = await Reporting.Report(
                NewId(), Book.Incident(n, shipments, customers), Book.Today, Loader, null, CancellationToken.None);
            if (outcome is not Outcome.Done || standing)
                throw new InvalidOperationException($"Report {n}: {outcome}");
        });
        Volatile.Write(ref draining, false);
        await drain;
        return watch.Elapsed;
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    private static Task Each(int count, Func<int, Task> work) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 512 }, async (n, _) => await work(n));
}
