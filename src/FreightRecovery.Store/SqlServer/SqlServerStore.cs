using System.Data.Common;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Store.Writing;
using Microsoft.Data.SqlClient;
using NodaTime;

namespace FreightRecovery.Store.SqlServer;

/// <summary>
/// The store on SQL Server, for several programs at once. Each program commits its appends in groups; what keeps programs from
/// each other's way are the unique keys of the tables and the versions of the rows.
/// </summary>
public sealed class SqlServerStore : IOpenStore
{
    private readonly SqlServerAddress address;
    private readonly AppendWriter writer;

    private SqlServerStore(SqlServerAddress address, MasterKey master)
    {
        this.address = address;
        Keys = new CustomerKeys(this, master);
        writer = new AppendWriter(address, Committed);
    }

    /// <inheritdoc/>
    public CustomerKeys Keys { get; }

    /// <inheritdoc/>
    public Duration Overtaken => Duration.FromSeconds(StatementBatch.LongestSeconds);

    /// <inheritdoc/>
    public Pulse Notices { get; } = new();

    /// <inheritdoc/>
    public Pulse Outbox { get; } = new();

    /// <inheritdoc/>
    public Pulse Deadlines { get; } = new();

    /// <summary>Opens the store and brings the schema up to date where the login may.</summary>
    /// <param name="connection">The connection string.</param>
    /// <param name="dataDirectory">Where the master key and the files of evidence are; programs on one database share it.</param>
    /// <param name="rules">
    /// The policy to fill in by what read rows have gained since the store was last opened; they wait for who knows it when left out.
    /// </param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">The connection string is wrong.</exception>
    /// <exception cref="StoreUnavailableException">The server cannot be reached, or does not let us in or do what is needed.</exception>
    /// <exception cref="SchemaException">The schema is newer than this program.</exception>
    /// <exception cref="MasterKeyException">The master key is missing, or another one.</exception>
    public static async Task<SqlServerStore> Open(
        string connection, string dataDirectory, Func<Policy>? rules = null, CancellationToken cancel = default)
    {
        var address = SqlServerAddress.Read(connection);
        await SqlServerMigrations.Apply(address, cancel: cancel);
        var (any, stale) = await address.Use(
            async open =>
            {
                await address.Probe(open, cancel);
                return (
                    await SqlServerReads.AnyKey(open, cancel),
                    await SqlServerReads.Number(
                        open, "SELECT CAST(count(*) AS bigint) FROM setting WHERE name = 'readRows' AND value = 'stale'", cancel) > 0);
            },
            cancel);
        if (stale && rules is not null)
            await SqlServerMaintenance.Rebuild(connection, dataDirectory, rules(), null, cancel);
        Directory.CreateDirectory(dataDirectory);
        return new SqlServerStore(address, MasterKeyFile.Open(dataDirectory, any));
    }

    /// <inheritdoc/>
    public ValueTask<StoredStream> Load(StreamId stream, long? upTo, CancellationToken cancel) =>
        Use(c => SqlServerReads.Load(c, stream, upTo, cancel), cancel);

    /// <inheritdoc/>
    public ValueTask<AppendResult> Append(Append append, CancellationToken cancel) => writer.Enqueue(append, cancel);

    /// <inheritdoc/>
    public ValueTask<(long Version, long? OfCommand)> Trace(StreamId stream, CommandId command, CancellationToken cancel) =>
        Use(c => SqlServerReads.Trace(c, stream, command, cancel), cancel);

    /// <inheritdoc/>
    public ValueTask<KeyTrace?> FindKey(string caller, string key, CancellationToken cancel) =>
        Use(c => SqlServerReads.FindKey(c, caller, key, cancel), cancel);

    /// <inheritdoc/>
    public async ValueTask<bool> Keep(StoredKey key, CancellationToken cancel)
    {
        try
        {
            return await Use(
                async c =>
                {
                    await using var command = c.CreateCommand();
                    command.CommandText = """
                        INSERT INTO customer_key (id, customer, wrapped) SELECT @id, @customer, @wrapped
                        WHERE NOT EXISTS (SELECT 1 FROM customer_key WHERE customer = @customer)
                        """;
                    command.Parameters.Bytes("@id", key.Id.ToByteArray(bigEndian: true), 16);
                    command.Parameters.Text("@customer", key.Customer.Value, Tables.Ref);
                    command.Parameters.Bytes("@wrapped", key.Wrapped, -1);
                    return await command.ExecuteNonQueryAsync(cancel) == 1;
                },
                cancel);
        }
        catch (SqlException e) when (e.IsClash())
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoredKey?> KeyOf(CustomerRef customer, CancellationToken cancel) =>
        Use(c => SqlServerReads.KeyOf(c, customer, cancel), cancel);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredKey>> KeysById(IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        Use<IReadOnlyList<StoredKey>>(async c => await SqlServerReads.KeysById(c, address, ids, cancel), cancel);

    /// <inheritdoc/>
    public ValueTask<Share> Lease(string owner, Duration term, CancellationToken cancel) =>
        address.UseClashing(c => Leases.Renew(c, owner, term, cancel), cancel);

    /// <inheritdoc/>
    public async ValueTask Release(string owner, CancellationToken cancel) =>
        await Use(c => Leases.Release(c, owner, cancel), cancel);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxRow>> Undelivered(Share share, long after, int limit, CancellationToken cancel) =>
        share.IsEmpty ? new([]) : Use<IReadOnlyList<OutboxRow>>(async c => await SqlServerReads.Undelivered(c, address, share, after, limit, cancel), cancel);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxPlace>> Places(Share share, long after, int limit, CancellationToken cancel) =>
        share.IsEmpty ? new([]) : Use<IReadOnlyList<OutboxPlace>>(async c => await SqlServerReads.Places(c, address, share, after, limit, cancel), cancel);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxRow>> Undelivered(Share share, IReadOnlyList<long> ids, CancellationToken cancel) =>
        share.IsEmpty || ids.Count == 0
            ? new([])
            : Use<IReadOnlyList<OutboxRow>>(async c => await SqlServerReads.Undelivered(c, address, share, ids, cancel), cancel);

    /// <inheritdoc/>
    public async ValueTask Delivered(Share share, IReadOnlyList<OutboxDelivery> deliveries, CancellationToken cancel)
    {
        if (deliveries.Count == 0 || share.IsEmpty)
            return;
        var rows = AppendTables.DeliveryRows();
        foreach (var delivery in deliveries)
            rows.Add(delivery.Id).Add(delivery.Refusal).Run();
        await Use(
            c => StatementBatch.Commit(
                address, c,
                batch =>
                {
                    if (share.Fences is null)
                        batch.Add(AppendTables.Delivered(""), rows);
                    else
                        batch.Add(AppendTables.Delivered(AppendTables.Held), rows, Leases.Rows(share));
                },
                cancel),
            cancel);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeadlineRow>> Due(Share share, Instant now, int limit, CancellationToken cancel) =>
        share.IsEmpty ? new([]) : Use<IReadOnlyList<DeadlineRow>>(async c => await SqlServerReads.Due(c, address, share, now, limit, cancel), cancel);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StreamId>> Outdated(Share share, int policy, StreamId? after, int limit, CancellationToken cancel) =>
        share.IsEmpty ? new([]) : Use<IReadOnlyList<StreamId>>(async c => await SqlServerReads.Outdated(c, address, share, policy, after, limit, cancel), cancel);

    /// <inheritdoc/>
    public async ValueTask<Instant?> NextDue(CancellationToken cancel) =>
        await Use(c => SqlServerReads.Number(c, "SELECT min(due) FROM deadline", cancel), cancel) is { } due ? Instant.FromUnixTimeTicks(due) : null;

    /// <inheritdoc/>
    public async ValueTask<long> Head(CancellationToken cancel) =>
        await Use(c => SqlServerReads.Number(c, "SELECT max(position) FROM stream_event", cancel), cancel) ?? 0;

    /// <inheritdoc/>
    public int KeysPerQuery => 500;

    /// <inheritdoc/>
    public string Words(string sql) => Dialect.SqlServer(sql);

    /// <inheritdoc/>
    public ValueTask<T> Read<T>(Func<DbConnection, ValueTask<T>> read, CancellationToken cancel = default) => Use(c => read(c), cancel);

    /// <inheritdoc/>
    public ValueTask<T> Write<T>(Func<DbConnection, DbTransaction?, T> write, CancellationToken cancel = default) =>
        address.UseClashing(
            async connection =>
            {
                await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancel);
                var result = write(connection, transaction);
                await transaction.CommitAsync(cancel);
                return result;
            },
            cancel);

    /// <inheritdoc/>
    async ValueTask IDatabase.Put(WrittenTable table, Action<RowSink> rows, CancellationToken cancel)
    {
        var all = new TableRows(table);
        rows(all);
        if (all.Count == 0)
            return;
        await address.UseClashing(
            c => StatementBatch.Commit(address, c, batch => batch.Add(table.ForSqlServer(), all), cancel), cancel);
    }

    /// <summary>Nothing: what the server deletes it overwrites by its own means, and its backups are the house's.</summary>
    public ValueTask Scrub(CancellationToken cancel = default) => ValueTask.CompletedTask;

    /// <summary>Waits for what is queued, then closes.</summary>
    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private ValueTask<T> Use<T>(Func<SqlConnection, ValueTask<T>> use, CancellationToken cancel) => address.Use(use, cancel);

    private void Committed(AppendBatch batch)
    {
        if (batch.Writes.Outbox)
            Outbox.Set();
        if (batch.Writes.Notices)
            Notices.Set();
        if (batch.Writes.Deadlines)
            Deadlines.Set();
    }
}
