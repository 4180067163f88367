using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Feeds.Meanings;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Hosting;
using FreightRecovery.Web.Intake;

namespace FreightRecovery.Web.Cli;

/// <summary>The engine over a data directory without a server, for verbs that bring data in. A server may run beside it.</summary>
internal sealed class Embedded : IAsyncDisposable
{
    private Embedded(SqliteStore store, Policy policy)
    {
        Store = store;
        var transactor = new Transactor(store, () => policy);
        Gateway = new InProcessGateway(transactor);
        var reporting = new Reporting(Gateway, transactor);
        Dispatcher = new Dispatcher(store, Gateway);
        Commands = new Commands(Gateway, transactor, reporting, Dispatcher);
        Importer = new Importer(new IntakeEngine(store, Gateway, reporting));
        Feeds = new FeedIntake(store, Gateway, reporting, () => FeedPolicy.Default);
        Sweep = new DeadlineSweep(store, Gateway, at => new CommandId(Guid.CreateVersion7(at.ToDateTimeOffset())));
    }

    public SqliteStore Store { get; }

    public ICommandGateway Gateway { get; }

    public Commands Commands { get; }

    public Importer Importer { get; }

    public FeedIntake Feeds { get; }

    public Dispatcher Dispatcher { get; }

    public DeadlineSweep Sweep { get; }

    public static Embedded Open(string dataDirectory) => new(SqliteStore.Open(dataDirectory), LegalSource.Open(dataDirectory).Over(Policy.Default));

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
