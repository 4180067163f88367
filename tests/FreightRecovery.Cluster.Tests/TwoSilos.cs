using System.Collections.Concurrent;
using System.Diagnostics;
using FreightRecovery.Cluster.Grains;
using FreightRecovery.Cluster.Hosting;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace FreightRecovery.Cluster.Tests;

/// <summary>
/// Orleans' own test cluster with two silos, and a client outside of both: everything that goes to a stream and comes back is
/// serialised on the way.
/// </summary>
public class TwoSilos : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<string, (MemoryStore Store, Transactor Transactor)> nodes = new();
    private readonly SiloBounds bounds;
    private MemoryStore store = new();

    public TwoSilos()
        : this(new SiloBounds())
    {
    }

    private protected TwoSilos(SiloBounds bounds)
    {
        this.bounds = bounds;
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((silo, host) =>
        {
            Silo.AddStreams(host, bounds);
            host.Services.AddTransient(_ => TransactorOf(silo.SiloName));
            host.Configure<GrainCollectionOptions>(collection =>
            {
                collection.CollectionQuantum = TimeSpan.FromMinutes(1);
                collection.CollectionAge = TimeSpan.FromMinutes(5);
            });
        });
        builder.ConfigureClient(client => Silo.AddWire(client.Services));
        Cluster = builder.Build();
    }

    public InProcessTestCluster Cluster { get; }

    /// <summary>How many streams each silo remembers.</summary>
    public IEnumerable<int> Streams => Cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<Memory>().Streams);

    public async ValueTask InitializeAsync() => await Cluster.DeployAsync();

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A gateway over another store: what the silos remember of the one before is let go first.</summary>
    internal async Task<ICommandGateway> Over(MemoryStore next, int depth = 1024)
    {
        // One that is just answering is not let go the first time, and going takes a moment.
        var began = Stopwatch.GetTimestamp();
        do
            await Cluster.Client.GetGrain<Orleans.Runtime.IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
        while (Streams.Any(streams => streams > 0) && Stopwatch.GetElapsedTime(began) < Patience);
        Assert.All(Streams, streams => Assert.Equal(0, streams));
        store = next;
        foreach (var silo in Cluster.Silos)
            silo.ServiceProvider.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.MaxEnqueuedRequestsHardLimit = depth;
        return new GrainGateway(Cluster.Client, bounds.Patience);
    }

    // Each silo has keys and a transactor of its own, as a program of its own would have.
    private Transactor TransactorOf(string silo) => nodes.AddOrUpdate(
        silo, _ => New(store), (_, known) => ReferenceEquals(known.Store, store) ? known : New(store)).Transactor;

    private static (MemoryStore Store, Transactor Transactor) New(MemoryStore over) => (over, new Transactor(
        over, () => Policy.Default, new CustomerKeys(over, MasterKey.TryParse(Node.Master)!)));
}
