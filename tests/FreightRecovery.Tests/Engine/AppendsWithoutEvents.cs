using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Store.Sqlite;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Tests.Engine;

/// <summary>A key or a deadline alone is written of the state it was decided on, or not at all: in memory and in SQLite.</summary>
public class AppendsWithoutEvents
{
    [Fact]
    public Task In_memory() => An_old_version_writes_neither_key_nor_deadline(new MemoryStore());

    [Fact]
    public async Task In_SQLite()
    {
        var directory = Directory.CreateTempSubdirectory();
        await using (var store = SqliteStore.Open(directory.FullName))
            await An_old_version_writes_neither_key_nor_deadline(store);
        directory.Delete(recursive: true);
    }

    private static async Task An_old_version_writes_neither_key_nor_deadline(IStore store)
    {
        var cancel = TestContext.Current.CancellationToken;
        var stream = StreamId.Of(TheCustomer);
        var (type, payload) = Json.Write(new Domain.Customers.CustomerEvent.RelationshipReviewed(Start));
        await store.Append(
            new Append(stream, 0, new CommandId(Id("first")), Start, "ann")
            {
                Events = [new NewEvent(type, payload, HashChain.Start)], Deadlines = [new DeadlineRow(stream, Start)],
            },
            cancel);

        Assert.Equal(AppendResult.Conflict, await store.Append(WithoutEvents(expected: 0), cancel));
        Assert.Null(await store.FindKey("ann", "k-1", cancel));
        Assert.Equal(Start, await store.NextDue(cancel));

        Assert.Equal(AppendResult.Stored, await store.Append(WithoutEvents(expected: 1), cancel));
        Assert.NotNull(await store.FindKey("ann", "k-1", cancel));
        Assert.Null(await store.NextDue(cancel));

        Append WithoutEvents(long expected) => new(stream, expected, new CommandId(Id("second")), Start, "ann")
        {
            Events = [], Key = new IdempotencyKey("ann", "k-1", [1]), Deadlines = [new DeadlineRow(stream, null)],
        };
    }
}
