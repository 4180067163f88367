using System.Diagnostics;
using System.Net;
using FreightRecovery.Tests.Store;

namespace FreightRecovery.Cluster.Tests.Processes;

/// <summary>Real nodes over a real database, that are killed, paused, added, restarted, and left without their database.</summary>
[Collection(nameof(LostNodes))]
public sealed class LostNodes
{
    private const string Name = "S";

    [Fact]
    public async Task A_node_that_is_killed_under_load_takes_nothing_with_it()
    {
        await using var house = await House.Open(nodes: 3);
        await house.Book(Name, 60);

        var lost = new Stopwatch();
        await house.Report(Name, 60, answered =>
        {
            if (answered != 20)
                return Task.CompletedTask;
            lost.Start();
            return house.Nodes[2].Kill();
        });

        await house.Nodes[0].Ready(nodes: 2);
        TestContext.Current.SendDiagnosticMessage("The loss was noticed, and 40 reports more were answered, {0} after it.", lost.Elapsed);
        await house.Shared(among: 2);
        Assert.Equal(60, house.Acknowledged.Count);
        await house.Check();
    }

    [Fact]
    public async Task A_node_that_joins_takes_its_share()
    {
        await using var house = await House.Open(nodes: 2);
        await house.Book("A", 20);
        var third = house.Add();
        foreach (var node in house.Nodes)
            await node.Ready(nodes: 3);

        // All of it is asked of the other two.
        await house.Book("B", 60);

        // Streams are spread by chance: a third of them, of which half is the least.
        var streams = await Task.WhenAll(house.Nodes.Select(async n => (await n.Health()).GetProperty("streams").GetInt32()));
        Assert.True((await third.Health()).GetProperty("streams").GetInt32() >= streams.Sum() / 6, string.Join(' ', streams));
        // And of the outbox and the deadlines a third of the slots.
        await house.Shared(among: 3);
    }

    [Fact]
    public async Task A_paused_node_cannot_collect_what_was_held_meanwhile()
    {
        await using var house = await House.Open(nodes: 2);
        await house.Book(Name, 16);
        // Both have read them, and the second remembers some of them as free.
        await Task.WhenAll(Enumerable.Range(0, 16).Select(n => house.Nodes[1].Send(HttpMethod.Get, $"/invoices/I{Name}-{n}", null)));

        house.Nodes[1].Pause();
        // What is asked of it now waits in its sockets until it goes on.
        var collections = Enumerable.Range(0, 16).Select(n => house.Nodes[1].Send(HttpMethod.Post, $"/invoices/I{Name}-{n}/collection", new { })).ToList();
        var paused = house.Nodes[1];
        house.Nodes.RemoveAt(1);
        await house.Report(Name, 16);
        paused.GoOn();

        foreach (var collection in collections)
            try
            {
                using var answer = await collection;
                Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.Conflict, HttpStatusCode.ServiceUnavailable, HttpStatusCode.InternalServerError]);
            }
            catch (HttpRequestException)
            {
                // Who was put out of the cluster ends itself.
            }

        await house.Check();
        await paused.DisposeAsync();
    }

    [Fact]
    public async Task A_database_that_goes_away_and_comes_back_is_taken_up_again()
    {
        await using var wire = new DatabaseWire();
        await using var house = await House.Open(nodes: 2, wire.Through);
        await house.Book(Name, 40);

        await house.Report(Name, 40, async answered =>
        {
            if (answered == 10)
                await wire.Cut(TimeSpan.FromSeconds(6));
        });

        Assert.Equal(40, house.Acknowledged.Count);
        await house.Check();
    }

    [Fact]
    public async Task Nodes_are_restarted_one_after_the_other_under_load_and_every_caller_is_served()
    {
        await using var house = await House.Open(nodes: 3);
        await house.Book(Name, 90);
        var restarts = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var restarted = Restart();

        await house.Report(Name, 90, async answered =>
        {
            if (answered == 5)
                restarts.SetResult();
            // The load lasts as long as the restarts do.
            if (answered is > 10 and < 80)
                await Task.WhenAny(restarted, Task.Delay(700));
        });

        await restarted;
        await house.Check();

        async Task Restart()
        {
            await restarts.Task;
            for (var node = 0; node < 3; node++)
            {
                Assert.Equal(0, await house.Nodes[node].Stop());
                await house.Again(node).Ready(nodes: 3);
            }
        }
    }
}

/// <summary>One after the other: each has the machine and the database to itself.</summary>
[CollectionDefinition(nameof(LostNodes), DisableParallelization = true)]
public sealed class LostNodesAlone;
