using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Store;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Disruptions;
using FreightRecovery.Web.Hosting;
using FreightRecovery.Web.Intake;
using FreightRecovery.Web.Policies;

namespace FreightRecovery.Web.Cli;

/// <summary>The engine over a data directory without a server, for verbs that bring data in. A server may run beside it.</summary>
internal sealed class Embedded : IAsyncDisposable
{
    private readonly Lazy<Importer> dryImporter;

    private Embedded(IOpenStore store, PolicyInForce policy, LegalSource legal, string dataDirectory)
    {
        Policy = () => legal.Over(policy.Current.House);
        Store = store;
        var transactor = new Transactor(store, Policy, store.Keys);
        Gateway = new InProcessGateway(transactor);
        var reporting = new Reporting(Gateway, transactor);
        Dispatcher = new Dispatcher(store, Gateway);
        Commands = new Commands(Gateway, transactor, reporting, Dispatcher);
        var disruptions = new Store.Queries.Disruptions(store);
        Disruptions = new DisruptionWatch(disruptions, new FanOut(store, Gateway, reporting, disruptions, Policy));
        var intake = new IntakeEngine(store, Gateway, reporting) { Policy = Policy, Disruptions = Disruptions };
        Importer = new Importer(intake);
        dryImporter = new Lazy<Importer>(() => DryRun.Of(intake, transactor));
        Feeds = new FeedIntake(store, Gateway, reporting, () => policy.Current.Feeds, new PartnerMaps(Path.Combine(dataDirectory, PartnerMaps.Folder)));
        Sweep = new DeadlineSweep(store, Gateway, Policy, at => new CommandId(Guid.CreateVersion7(at.ToDateTimeOffset())));
    }

    public IOpenStore Store { get; }

    public Func<Policy> Policy { get; }

    public ICommandGateway Gateway { get; }

    public Commands Commands { get; }

    /// <summary>The disruptions that shipments are compared with; refreshed before an import.</summary>
    public DisruptionWatch Disruptions { get; }

    public Importer Importer { get; }

    /// <summary>An importer that checks everything and writes nothing; what it has seen counts for it.</summary>
    public Importer DryImporter => dryImporter.Value;

    public FeedIntake Feeds { get; }

    public Dispatcher Dispatcher { get; }

    public DeadlineSweep Sweep { get; }

    /// <summary>Opens a house's store, under its policy or the one of a file.</summary>
    public static async Task<Embedded> Open(StorePlace place, string? policyFile = null, CancellationToken cancel = default)
    {
        var policy = new PolicyInForce(new PolicyFiles(policyFile, place.DataDirectory));
        var legal = LegalSource.Open(place.DataDirectory);
        return new Embedded(await place.Open(() => legal.Over(policy.Current.House), cancel), policy, legal, place.DataDirectory);
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
