using System.Diagnostics;
using FreightRecovery.Cluster.Hosting;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Cluster.Tests;

/// <summary>What only a cluster does.</summary>
public sealed class SiloTests
{
    private readonly MemoryStore store = new();

    [Fact]
    public async Task Streams_are_spread_over_the_silos()
    {
        await using var silos = await Start(new SiloBounds());
        var node = new Node(store, door: await silos.Over(store));

        for (var i = 0; i < 40; i++)
            await node.Send(StreamId.Of(new CustomerRef($"C-{i}")), new CustomerCommand.RecordCustomer(CustomerFacts()));

        Assert.All(silos.Streams, streams => Assert.InRange(streams, 1, 39));
    }

    [Fact]
    public async Task Within_a_silo_nothing_is_copied()
    {
        await using var silos = await Start(new SiloBounds());
        await silos.Over(store);
        var node = new Node(store, door: silos.Cluster.Silos[0].ServiceProvider.GetRequiredService<ICommandGateway>());
        var (same, others) = (0, 0);
        for (var i = 0; i < 20; i++)
        {
            var customer = StreamId.Of(new CustomerRef($"C-{i}"));
            var first = Assert.IsType<Outcome.Done>(await node.Send(customer, new CustomerCommand.RecordCustomer(CustomerFacts())));
            // Nothing new: the answer is what is remembered.
            var second = Assert.IsType<Outcome.Done>(await node.Send(customer, new CustomerCommand.RecordCustomer(CustomerFacts())));
            if (ReferenceEquals(first.State, second.State))
                same++;
            else
                others++;
        }

        // Some live here, and some on the other silo.
        Assert.True(same > 0 && others > 0, $"{same} here, {others} there.");
    }

    [Fact]
    public async Task A_silo_remembers_no_more_streams_than_it_may_by_much()
    {
        await using var silos = await Start(new SiloBounds { Streams = 8 });
        var node = new Node(store, door: await silos.Over(store));

        for (var i = 0; i < 100; i++)
            await node.Send(StreamId.Of(new CustomerRef($"C-{i}")), new CustomerCommand.RecordCustomer(CustomerFacts()));

        // Leaving goes on behind the answers.
        var began = Stopwatch.GetTimestamp();
        while (silos.Streams.Any(streams => streams > 12) && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60))
            await silos.Cluster.Client.GetGrain<Orleans.Runtime.IManagementGrain>(0).GetTotalActivationCount(TestContext.Current.CancellationToken);
        Assert.All(silos.Streams, streams => Assert.InRange(streams, 1, 12));
        Assert.Equal(100, store.Events.Count);
    }

    [Fact]
    public async Task A_stream_that_a_silo_took_with_it_is_taken_up_by_the_other()
    {
        await using var silos = await Start(new SiloBounds());
        // A client of the silo that stays: whoever is a client of the one that goes looks for another one first.
        var stays = silos.Cluster.Silos[0].ServiceProvider.GetRequiredService<ICommandGateway>();
        await silos.Over(store);
        var node = new Node(store, door: stays);
        for (var i = 0; i < 20; i++)
            await node.Send(StreamId.Of(new ShipmentRef($"SH-{i}")), new LedgerCommand.RecordShipment(ShipmentFacts()));

        await silos.Cluster.KillSiloAsync(silos.Cluster.Silos[1], TestContext.Current.CancellationToken);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            node.Send(StreamId.Of(new ShipmentRef($"SH-{i}")), new LedgerCommand.RecordShipment(ShipmentFacts(2))).AsTask()));

        Assert.All(outcomes, outcome => Assert.Equal(2, Assert.IsType<Outcome.Done>(outcome).Version));
        HistoryLaw.CheckChain(store.Events);
        Assert.Equal(40, store.Events.Count);
    }

    private static async Task<BoundedSilos> Start(SiloBounds bounds)
    {
        var silos = new BoundedSilos(bounds);
        await silos.InitializeAsync();
        return silos;
    }
}

/// <summary>Two silos of other bounds.</summary>
internal sealed class BoundedSilos(SiloBounds bounds) : TwoSilos(bounds);
