using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Feeds.Meanings;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Web.Intake;

namespace FreightRecovery.Web.Cli;

/// <summary>The engine over a data directory without a server, for verbs that bring data in. A server may run beside it.</summary>
internal sealed class Embedded : IAsyncDisposable
{
    private Embedded(SqliteStore store)
    {
        Store = store;
        var transactor = new Transactor(store, () => Policy.Default);
        var gateway = new InProcessGateway(transactor);
        var reporting = new Reporting(gateway, transactor);
        Importer = new Importer(new IntakeEngine(store, gateway, reporting));
        Feeds = new FeedIntake(store, gateway, reporting, () => FeedPolicy.Default);
        Dispatcher = new Dispatcher(store, gateway);
    }

    public SqliteStore Store { get; }

    public Importer Importer { get; }

    public FeedIntake Feeds { get; }

    public Dispatcher Dispatcher { get; }

    public static Embedded Open(string dataDirectory) => new(SqliteStore.Open(dataDirectory));

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
