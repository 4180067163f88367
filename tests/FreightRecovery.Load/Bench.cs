using System.Diagnostics;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Disruptions;
using FreightRecovery.Engine;
using FreightRecovery.Store;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Web.Disruptions;
using FreightRecovery.Web.Intake;
using NodaTime;

namespace FreightRecovery.Load;

/// <summary>The real importer and dispatcher over a database in a directory, as the verb <c>import</c> has them.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private static readonly Actor By = new("load", Authority.Executive);
    private readonly IOpenStore store;
    private readonly Importer importer;
    private readonly InProcessGateway gateway;
    private readonly Reporting reporting;
    private readonly Dispatcher dispatcher;

    public Bench(string directory)
        : this(SqliteStore.Open(directory))
    {
    }

    private Bench(IOpenStore store)
    {
        this.store = store;
        var transactor = new Transactor(store, () => Policy.Default, store.Keys);
        gateway = new InProcessGateway(transactor);
        reporting = new Reporting(gateway, transactor);
        importer = new Importer(new IntakeEngine(store, gateway, reporting));
        dispatcher = new Dispatcher(store, gateway);
    }

    /// <summary>The position of the last event.</summary>
    public ValueTask<long> Head() => store.Head(default);

    /// <summary>Makes a book in a directory: customers, shipments, and an invoice of each shipment.</summary>
    public static Task Make(string directory, int customers, int shipments) => Make(new StorePlace(directory), customers, shipments);

    /// <summary>Makes a book in a store that holds nothing.</summary>
    public static async Task Make(StorePlace place, int customers, int shipments)
    {
        await using var bench = new Bench(await place.Open());
        if (await bench.Head() > 0)
            throw new InvalidOperationException("The database holds something already. Give an empty one.");
        var directory = place.DataDirectory;
        await bench.Import("customers", Book.File(directory, "customers", 0, customers, Book.Customer));
        await bench.Import("shipments", Book.File(directory, "shipments", 0, shipments, n => Book.Shipment(n, customers)));
        await bench.Import("invoices", Book.File(directory, "invoices", 0, shipments, Book.Invoice));
    }

    /// <summary>Imports a file and delivers what follows from it. Answers how long that took.</summary>
    public async Task<TimeSpan> Import(string kind, string file)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        var watch = Stopwatch.StartNew();
        await using var rows = File.OpenRead(file);
        var order = new ImportOrder(ImportKind.Find(kind)!, ImportForm.Ndjson, By, null, Path.GetFileName(file), now, now);
        var (result, refused) = await dispatcher.DrainBeside(Task.Run(() => importer.Run(order, rows)), store.Outbox, Dispatcher.Gathered);
        watch.Stop();
        if (result.Rejected > 0 || refused > 0)
            throw new InvalidOperationException($"{file}: {result.Rejected} rows rejected, {refused} refused. {result.Errors.FirstOrDefault()}");
        return watch.Elapsed;
    }

    /// <summary>Declares that a vessel has collided, and fans it out. Answers how long that took until everything was delivered.</summary>
    public async Task<TimeSpan> FanOut(string vessel, int shipments)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        var disruption = new DisruptionId(Guid.CreateVersion7());
        var disruptions = new Store.Queries.Disruptions(store);
        var watch = Stopwatch.StartNew();
        await gateway.Send(new Envelope(
            StreamId.Of(disruption),
            new DisruptionCommand.Declare(new DisruptionFacts
            {
                Kind = IncidentKind.ForceMajeure, ForceMajeureCause = ForceMajeureCause.Accident, Description = "A collision.",
                OccurredAt = now, Match = new DisruptionMatch(vessel),
            }),
            new CommandId(Guid.CreateVersion7()), now, By));
        var row = (await disruptions.Active()).Single();
        var fanOut = new FanOut(store, gateway, reporting, disruptions, () => Policy.Default);
        await dispatcher.DrainBeside(
            Task.Run(async () =>
            {
                await fanOut.Run(row, now);
                return true;
            }),
            store.Outbox);
        watch.Stop();
        if ((await disruptions.Active()).Single() is { Reported: var reported } && reported != shipments)
            throw new InvalidOperationException($"{reported} of {shipments} shipments were reported.");
        return watch.Elapsed;
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
