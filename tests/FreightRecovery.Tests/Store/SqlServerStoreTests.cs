using FreightRecovery.Engine;
using FreightRecovery.Store;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Store.SqlServer;
using NodaTime;

namespace FreightRecovery.Tests.Store;

/// <summary>The store suite on SQL Server, and what only a server can do.</summary>
[Collection(nameof(OnSqlServer))]
public sealed class SqlServerStoreTests : StoreSuite
{
    private string connection = "", directory = "";
    private SqlServerStore? store;

    private static Duration Term => Shares.Term;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected override StorePlace Place => new(directory, connection);

    protected override string Bytes => "0x00";

    protected override async ValueTask<IOpenStore> Open()
    {
        connection = await SqlServerDatabase.Empty();
        directory = Directory.CreateTempSubdirectory("freight-store-").FullName;
        return store = await SqlServerStore.Open(connection, directory, cancel: Cancel);
    }

    protected override async ValueTask Close()
    {
        if (store is null)
            return;
        await store.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    protected override async Task<int> Execute(string sql)
    {
        var touched = 0;
        foreach (var statement in sql.Split("; "))
            touched += await SqlServerDatabase.Execute(connection, statement);
        return touched;
    }

    [Fact]
    public async Task Every_earlier_schema_is_brought_up_to_date()
    {
        for (var from = 0; from < SqlServerMigrations.Newest; from++)
        {
            connection = await SqlServerDatabase.Empty(fromNothing: true);
            var address = SqlServerAddress.Read(connection);
            var earlier = from > 0 ? await SqlServerMigrations.Apply(address, from, Cancel) : 0;
            Assert.Equal(SqlServerMigrations.Newest, earlier + await SqlServerMigrations.Apply(address, cancel: Cancel));
            Assert.Equal(0, await SqlServerMigrations.Apply(address, cancel: Cancel));
        }
    }

    [Fact]
    public async Task Programs_share_the_slots_and_give_them_to_who_comes()
    {
        var first = await store!.Lease("first", Term, Cancel);
        Assert.Equal(StreamId.Slots, first.Fences!.Count);

        // The second one finds nothing free until the first one has heard of it.
        Assert.Empty((await store.Lease("second", Term, Cancel)).Fences!);
        first = await store.Lease("first", Term, Cancel);
        var second = await store.Lease("second", Term, Cancel);

        Assert.Equal(StreamId.Slots / 2, first.Fences!.Count);
        Assert.Equal(StreamId.Slots / 2, second.Fences!.Count);
        Assert.Empty(first.Fences.Keys.Intersect(second.Fences.Keys));
        Assert.All(second.Fences.Values, fence => Assert.Equal(2, fence));

        await store.Release("second", Cancel);
        Assert.Equal(StreamId.Slots, (await store.Lease("first", Term, Cancel)).Fences!.Count);
    }

    [Fact]
    public async Task A_share_that_ended_is_taken_and_who_held_it_before_reports_nothing_done()
    {
        var paused = await store!.Lease("paused", Duration.FromTicks(10), Cancel);
        var next = await store.Lease("next", Term, Cancel);
        Assert.Equal(StreamId.Slots, next.Fences!.Count);
        await store.Append(New(Stream(), 0, Id(), "one") with { Outbox = [new OutboxCommand(Id(), Stream(), "x/1", "{}")] }, Cancel);
        var row = Assert.Single(await store.Undelivered(next, 0, 10, Cancel));

        await store.Delivered(paused, [new OutboxDelivery(row.Id, null)], Cancel);
        Assert.Single(await store.Undelivered(next, 0, 10, Cancel));
        await store.Delivered(paused, [new OutboxDelivery(row.Id, "refused, as it saw it")], Cancel);
        Assert.Single(await store.Undelivered(next, 0, 10, Cancel));

        await store.Delivered(next, [new OutboxDelivery(row.Id, null)], Cancel);
        Assert.Empty(await store.Undelivered(next, 0, 10, Cancel));
    }

    [Fact]
    public async Task A_share_shows_the_work_of_its_slots_alone()
    {
        await store!.Lease("one", Term, Cancel);
        await store.Lease("two", Term, Cancel);
        Share[] shares = [await store.Lease("one", Term, Cancel), await store.Lease("two", Term, Cancel)];
        StreamId[] streams = [.. Enumerable.Range(0, 40).Select(_ => Stream())];
        foreach (var stream in streams)
            await store.Append(New(stream, 0, Id(), "one") with { Deadlines = [new DeadlineRow(stream, Noon)] }, Cancel);

        foreach (var share in shares)
            Assert.Equal(
                streams.Where(s => share.Fences!.ContainsKey(s.Slot)).Select(s => s.Value).Order(),
                (await store.Due(share, Noon, 100, Cancel)).Select(d => d.Stream.Value).Order());
        Assert.Equal(40, (await store.Due(Share.All, Noon, 100, Cancel)).Count);
        Assert.Empty(await store.Due(Share.None, Noon, 100, Cancel));
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await Execute("INSERT INTO schema_version (number, name, applied_at) VALUES (9999, 'later', '')");
        try
        {
            var refused = await Assert.ThrowsAsync<SchemaException>(async () => await Place.Open(cancel: Cancel));
            Assert.Contains("9999", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            await Execute("DELETE FROM schema_version WHERE number = 9999");
        }
    }

    [Fact]
    public async Task A_file_is_copied_and_verify_agrees_on_both_sides()
    {
        var source = Directory.CreateDirectory(Path.Combine(directory, "file")).FullName;
        await using (var file = SqliteStore.Open(source))
            await Work(file);
        File.Copy(Path.Combine(source, MasterKeyFile.FileName), Path.Combine(directory, MasterKeyFile.FileName), overwrite: true);

        var rows = await Place.CopyFrom(source, cancel: Cancel);

        var (there, here) = (await new StorePlace(source).Verify(cancel: Cancel), await Place.Verify(cancel: Cancel));
        Assert.Empty(here.Problems);
        Assert.Equal((there.Events, there.Streams, there.Digest), (here.Events, here.Streams, here.Digest));
        Assert.True(rows > here.Events);
        await Assert.ThrowsAsync<ArgumentException>(() => Place.CopyFrom(source, cancel: Cancel));
        // What is written next goes on from there.
        await store!.DisposeAsync();
        await using var again = await Place.Open(cancel: Cancel);
        Assert.Equal(AppendResult.Stored, await again.Append(New(Stream(), 0, Id(), "one"), CancellationToken.None));
    }
}
