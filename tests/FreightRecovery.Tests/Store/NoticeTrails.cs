using FreightRecovery.Store.Queries;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Web.Hosting;
using Microsoft.Data.Sqlite;
using NodaTime;
using Reader = FreightRecovery.Store.Queries.Reader;

namespace FreightRecovery.Tests.Store;

/// <summary>Following one's notices while several programs write them, so that a place may be committed after a later one.</summary>
public sealed class NoticeTrails : IAsyncLifetime
{
    private static readonly Duration Overtaken = Duration.FromMinutes(2);
    private static readonly Reader Rep = new("Wang Fang", ["sales"], "SHA");
    private readonly string directory = Directory.CreateTempSubdirectory("freight-notices-").FullName;
    private readonly TestClock clock = new(Instant.FromUtc(2026, 3, 2, 12, 0));
    private SqliteStore store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Notifications Shared => new(store) { Overtaken = Overtaken };

    public ValueTask InitializeAsync()
    {
        store = SqliteStore.Open(directory);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_notice_that_was_overtaken_is_told_all_the_same_and_none_twice()
    {
        var trail = NoticeTrail.After(0, Shared, Rep, clock);
        await Commit(32);
        Assert.Equal([32], await Next(trail));

        await Commit(16, 48);

        Assert.Equal([16, 48], await Next(trail));
        Assert.Empty(await Next(trail));
    }

    [Fact]
    public async Task Who_comes_back_is_told_what_was_overtaken_while_it_was_away()
    {
        var trail = NoticeTrail.After(0, Shared, Rep, clock);
        await Commit(32);
        Assert.Equal([32], await Next(trail));
        await Commit(16);

        Assert.Contains(16, await Next(NoticeTrail.After(trail.Place, Shared, Rep, clock)));
    }

    [Fact]
    public async Task What_was_told_long_ago_is_not_read_again()
    {
        var trail = NoticeTrail.After(0, Shared, Rep, clock);
        await Commit(32);
        await Next(trail);
        Assert.Equal(0, trail.Place);

        clock.Advance(Overtaken);

        Assert.Empty(await Next(trail));
        Assert.Equal(32, trail.Place);
    }

    [Fact]
    public async Task What_was_committed_as_late_as_can_be_is_told_before_its_place_is_left_behind()
    {
        var trail = NoticeTrail.After(0, Shared, Rep, clock);
        await Commit(32);
        await Next(trail);
        await Commit(16);
        clock.Advance(Overtaken);

        Assert.Equal([16], await Next(trail));
        Assert.Equal(32, trail.Place);
    }

    [Fact]
    public async Task A_look_that_ends_early_leaves_behind_only_what_it_has_looked_at()
    {
        var trail = NoticeTrail.After(0, Shared, Rep, clock);
        await Commit([.. Enumerable.Range(1, 450).Select(n => n * 2)]);
        while ((await Next(trail)).Any())
        {
        }

        await Commit(1, 899);
        clock.Advance(Overtaken);

        Assert.Equal([1], await Next(trail));
        Assert.True(trail.Place < 899);
        Assert.Equal([899], await Next(trail));
        Assert.Equal(900, trail.Place);
    }

    [Fact]
    public async Task Who_begins_now_is_told_nothing_old_and_what_was_overtaken_when_it_comes()
    {
        await Commit(32);
        var trail = await NoticeTrail.FromNow(Shared, Rep, clock, Cancel);
        Assert.Empty(await Next(trail));

        await Commit(16, 48);

        Assert.Equal([16, 48], await Next(trail));
    }

    [Fact]
    public async Task Pages_full_of_what_is_known_do_not_hide_what_is_new()
    {
        var trail = NoticeTrail.After(0, Shared, Rep, clock);
        await Commit([.. Enumerable.Range(1, 450)]);
        for (var read = 0; read < 450; read += 200)
            Assert.NotEmpty(await Next(trail));
        Assert.Empty(await Next(trail));

        await Commit(451);

        Assert.Equal([451], await Next(trail));
    }

    [Fact]
    public async Task Where_places_come_in_order_the_last_one_told_is_where_to_go_on()
    {
        var trail = NoticeTrail.After(0, new Notifications(store), Rep, clock);
        await Commit(16, 32);

        Assert.Equal([16, 32], await Next(trail));

        Assert.Equal(32, trail.Place);
    }

    [Fact]
    public async Task Notices_are_counted_so_that_an_overtaken_one_is_noticed()
    {
        await Commit(32);
        var before = await Shared.CountAfter(0, Cancel);
        await Commit(16);

        Assert.Equal(before + 1, await Shared.CountAfter(0, Cancel));
        Assert.Equal(0, await Shared.Settled(clock.GetCurrentInstant(), Cancel));
        Assert.Equal(32, await Shared.Settled(clock.GetCurrentInstant() + Overtaken, Cancel));
    }

    private static async Task<IEnumerable<long>> Next(NoticeTrail trail) => (await trail.Next(Cancel)).Select(n => n.Seq);

    // As a program commits them, whatever others have committed before.
    private async Task Commit(params int[] places) => await store.Write(
        (connection, _) =>
        {
            foreach (var seq in places)
            {
                using var command = connection.CreateCommand();
                command.CommandText =
                    "INSERT INTO notification (seq, id, recipient, branch, kind, text, at) "
                    + $"VALUES ({seq}, '{Guid.CreateVersion7()}', 'Wang Fang', '', 'test', 'A word.', {clock.GetCurrentInstant().ToUnixTimeTicks()})";
                command.ExecuteNonQuery();
            }

            return places.Length;
        },
        Cancel);
}
