using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Engine;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Tests.Hooks;

/// <summary>Following the events: none is missed and none queued twice, also where positions are committed out of order.</summary>
public sealed class HookFollowing
{
    private static readonly Duration Overtaken = Duration.FromMinutes(2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_what_was_asked_for_is_queued_and_only_what_came_after()
    {
        await using var house = await HookHouse.Open();
        await house.Happen();
        var (all, _) = await house.Add();
        var (some, _) = await house.Add("/", null, "promise.broken", "promise.made");
        await house.Happen();
        await house.Happen(new IncidentEvent.PromiseBroken(Guid.NewGuid(), house.Now));
        await house.Happen(new IncidentEvent.OptionsExhausted(house.Now));

        Assert.Equal(3, await house.Follower.Follow(Cancel));

        Assert.Equal(["incident.withdrawn", "promise.broken"], (await house.Deliveries(all)).Select(d => d.Event).Order());
        Assert.Equal(["promise.broken"], (await house.Deliveries(some)).Select(d => d.Event));
    }

    [Fact]
    public async Task Who_came_later_is_told_of_nothing_that_was_before_it_though_it_is_looked_through_for_others()
    {
        await using var house = await HookHouse.Open();
        var (first, _) = await house.Add();
        await house.Happen();
        var (later, _) = await house.Add();

        Assert.Equal(1, await house.Follower.Follow(Cancel));

        Assert.Single(await house.Deliveries(first));
        Assert.Empty(await house.Deliveries(later));
    }

    [Fact]
    public async Task What_was_overtaken_is_queued_when_it_comes_and_nothing_twice()
    {
        await using var house = await HookHouse.Open(overtaken: Overtaken);
        await house.Add();
        await Commit(house, 32);
        Assert.Equal(1, await house.Follower.Follow(Cancel));

        await Commit(house, 16, 48);

        Assert.Equal(2, await house.Follower.Follow(Cancel));
        Assert.Equal(0, await house.Follower.Follow(Cancel));
    }

    [Fact]
    public async Task What_was_overtaken_until_the_last_moment_is_met_by_the_look_that_settles_it()
    {
        await using var house = await HookHouse.Open(overtaken: Overtaken);
        await house.Add();
        await Commit(house, 32);
        await house.Follower.Follow(Cancel);
        await Commit(house, 16);
        house.Clock.Advance(Overtaken);

        Assert.Equal(1, await house.Follower.Follow(Cancel));
        Assert.Equal(32, await new EventLog(house.Store).Place(Cancel));
    }

    [Fact]
    public async Task Another_program_goes_on_where_what_was_overtaken_may_still_come()
    {
        await using var house = await HookHouse.Open(overtaken: Overtaken);
        await house.Add();
        await Commit(house, 32);
        await house.Follower.Follow(Cancel);
        Assert.Equal(0, await new EventLog(house.Store).Place(Cancel));
        await Commit(house, 16);

        await house.Restart();

        Assert.Equal(1, await house.Follower.Follow(Cancel));
    }

    [Fact]
    public async Task What_was_looked_through_long_ago_is_not_looked_through_again()
    {
        await using var house = await HookHouse.Open(overtaken: Overtaken);
        await house.Add();
        await Commit(house, 32);
        await house.Follower.Follow(Cancel);
        house.Clock.Advance(Overtaken);
        await house.Follower.Follow(Cancel);
        await Commit(house, 8);

        Assert.Equal(0, await house.Follower.Follow(Cancel));
    }

    [Fact]
    public async Task Where_positions_come_in_order_each_is_looked_at_once()
    {
        await using var house = await HookHouse.Open();
        await house.Add();
        await Commit(house, [.. Enumerable.Range(1, 1200)]);

        Assert.Equal(1200, await house.Follower.Follow(Cancel));

        Assert.Equal(1200, await new EventLog(house.Store).Place(Cancel));
    }

    [Fact]
    public async Task A_crash_before_the_place_was_noted_queues_nothing_twice()
    {
        await using var house = await HookHouse.Open();
        var (hook, _) = await house.Add();
        await house.Happen();
        await house.Deliver();
        await house.Execute("DELETE FROM webhook_place");
        await house.Restart();

        await house.Deliver();

        Assert.Single(house.Receiver.All);
        Assert.Single(await house.Deliveries(hook));
    }

    [Fact]
    public async Task What_nobody_is_told_of_costs_no_look()
    {
        await using var house = await HookHouse.Open();
        await house.Happen();

        await house.Follower.Follow(Cancel);

        Assert.Equal(0, await new EventLog(house.Store).Place(Cancel));
    }

    [Fact]
    public async Task Old_deliveries_are_let_go_and_new_and_waiting_ones_kept()
    {
        await using var house = await HookHouse.Open();
        house.Receiver.Answer = r => Task.FromResult(r.Path == "/waits" ? 500 : 200);
        var (done, _) = await house.Add("/done");
        var (waits, _) = await house.Add("/waits");
        await house.Happen();
        await house.Deliver();
        house.Clock.Advance(Duration.FromDays(1));
        await house.Happen();
        await house.Deliver();

        Assert.Equal(1, await house.Queue.Prune(house.Now, Cancel));

        Assert.Single(await house.Deliveries(done));
        Assert.Equal(2, (await house.Deliveries(waits)).Count);
    }

    // As programs commit them, whatever others have committed before.
    private static async Task Commit(HookHouse house, params int[] positions)
    {
        var (type, payload) = Json.Write(new IncidentEvent.PromiseBroken(Guid.NewGuid(), house.Now));
        foreach (var part in positions.Chunk(400))
            await house.Execute(string.Join(';', part.Select(p =>
                "INSERT INTO stream_event (position, stream, version, command, ordinal, type, at, actor, payload, hash) "
                + $"VALUES ({p}, '{StreamId.Of(new IncidentId(Guid.NewGuid()))}', 1, x'{Guid.NewGuid():N}', 0, '{type}', {house.Now.ToUnixTimeTicks()}, 'ann', '{payload}', x'00')")));
    }
}
