using System.Data;
using System.Runtime.CompilerServices;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Store.Care;
using FreightRecovery.Store.Writing;
using Microsoft.Data.SqlClient;
using NodaTime;

namespace FreightRecovery.Store.SqlServer;

/// <summary>The care of a database on SQL Server: check it, rebuild what follows from the events. Its copies are the server's own BACKUP.</summary>
internal static class SqlServerMaintenance
{
    private const int ReportEvery = 20_000;
    private const int RowsTogether = 4000;

    /// <summary>
    /// Checks every stream's chain of hashes and versions, that every event can be read, that the files of evidence are there as they
    /// were stored, and the snapshots.
    /// </summary>
    public static async Task<Verification> Verify(string connectionString, string dataDirectory, Action<long>? progress, CancellationToken cancel)
    {
        var address = SqlServerAddress.Read(connectionString);
        await using var reading = await Open(address, cancel);
        await using var store = new Keyed(address);
        var (keys, note) = await KeysOrWhyNot(store, dataDirectory, cancel);
        var verifier = new Verifier(keys, new EvidenceFiles(dataDirectory));
        var events = 0L;
        await foreach (var e in Events(address, cancel))
        {
            await verifier.Add(e, cancel);
            if (++events % ReportEvery == 0)
                progress?.Invoke(events);
        }

        verifier.EndEvents();
        await Each(
            reading,
            """
            SELECT s.stream, s.version FROM snapshot AS s LEFT JOIN stream_event AS e ON e.stream = s.stream AND e.version = s.version
            WHERE e.hash IS NULL OR e.hash <> s.hash
            """,
            row => verifier.Tell($"{row.GetString(0)}: the snapshot of version {row.GetInt64(1)} does not belong to its event. Run rebuild."), cancel);
        await Each(
            reading, "SELECT target, type, refusal FROM outbox WHERE refusal IS NOT NULL",
            row => verifier.Tell($"{row.GetString(0)}: {row.GetString(1)} was refused and is set aside: {row.GetString(2)}"), cancel);
        return verifier.Found(note);
    }

    /// <summary>Empties the read tables and snapshots and makes them anew from the events, in one transaction.</summary>
    public static async Task<long> Rebuild(
        string connectionString, string dataDirectory, Policy policy, Action<long>? progress, CancellationToken cancel)
    {
        var address = SqlServerAddress.Read(connectionString);
        await using var reading = await Open(address, cancel);
        await address.Probe(reading, cancel);
        await using var writing = await Open(address, cancel);
        await using var store = new Keyed(address);
        var keys = new CustomerKeys(store, MasterKeyFile.Open(dataDirectory, await SqlServerReads.AnyKey(reading, cancel)));
        await using var transaction = (SqlTransaction)await writing.BeginTransactionAsync(cancel);
        await using (var empty = new StatementBatch(address, writing, transaction))
        {
            foreach (var table in Tables.Read)
                empty.Add($"DELETE FROM {table.Name};");
            empty.Add("DELETE FROM notification; DELETE FROM snapshot; DELETE FROM setting WHERE name = 'readRows';");
            await empty.Execute(cancel);
        }

        var group = new RowGroup(address, writing, transaction);
        var rebuilder = new Rebuilder(keys, policy, group.Rows, group.Add);
        var events = 0L;
        await foreach (var e in Events(address, cancel))
        {
            await rebuilder.Add(e, cancel);
            if (group.Count >= RowsTogether)
                await group.Write(cancel);
            if (++events % ReportEvery == 0)
                progress?.Invoke(events);
        }

        rebuilder.End();
        await group.Write(cancel);
        await transaction.CommitAsync(cancel);
        return events;
    }

    private static ValueTask<SqlConnection> Open(SqlServerAddress address, CancellationToken cancel) =>
        address.Try(() => address.Open(cancel), cancel);

    // Page by page, so that what passes costs a page and not the whole.
    private static async IAsyncEnumerable<StoredEvent> Events(SqlServerAddress address, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (stream, version) = ("", 0L);
        while (true)
        {
            var page = await address.Use(connection => ValueTask.FromResult(Page(connection, stream, version, cancel)), cancel);
            foreach (var e in page)
                yield return e;
            if (page is not [.., var last])
                yield break;
            (stream, version) = (last.Stream.Value, last.Version);
        }
    }

    // Read without waiting asynchronously: over many rows with long texts SqlClient does that several times as quickly. And column by
    // column, the long one as a stream.
    private static List<StoredEvent> Page(SqlConnection connection, string stream, long version, CancellationToken cancel)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT TOP ({RowsTogether}) position, stream, version, command, ordinal, type, at, actor, payload, hash, policy FROM stream_event
            WHERE stream > @stream OR (stream = @stream AND version > @version) ORDER BY stream, version
            """;
        command.Parameters.Add("@stream", SqlDbType.NVarChar, 200).Value = stream;
        command.Parameters.Add("@version", SqlDbType.BigInt).Value = version;
        using var row = command.ExecuteReader(CommandBehavior.SequentialAccess);
        var page = new List<StoredEvent>(RowsTogether);
        while (row.Read())
        {
            cancel.ThrowIfCancellationRequested();
            page.Add(new StoredEvent(
                row.GetInt64(0), new StreamId(row.GetString(1)), row.GetInt64(2), new CommandId(new Guid(row.GetFieldValue<byte[]>(3), bigEndian: true)),
                (int)row.GetInt64(4), row.GetString(5), Instant.FromUnixTimeTicks(row.GetInt64(6)), row.GetString(7), Long(row, 8),
                row.GetFieldValue<byte[]>(9), row.IsDBNull(10) ? null : (int)row.GetInt64(10)));
        }

        return page;
    }

    private static string Long(SqlDataReader row, int column)
    {
        using var text = row.GetTextReader(column);
        return text.ReadToEnd();
    }

    private static async Task Each(SqlConnection connection, string sql, Action<SqlDataReader> tell, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            tell(row);
    }

    private static async ValueTask<(CustomerKeys? Keys, string? Note)> KeysOrWhyNot(Keyed store, string dataDirectory, CancellationToken cancel)
    {
        try
        {
            return (new CustomerKeys(store, MasterKeyFile.Open(dataDirectory, await store.Any(cancel))), null);
        }
        catch (MasterKeyException e)
        {
            return (null, $"{e.Message} What is sealed and the files of evidence were not opened.");
        }
    }

    // The keys alone, over a connection of its own.
    private sealed class Keyed(SqlServerAddress address) : IKeyStore, IAsyncDisposable
    {
        private SqlConnection? connection;

        public async ValueTask<StoredKey?> Any(CancellationToken cancel) => await SqlServerReads.AnyKey(await Open(cancel), cancel);

        public async ValueTask<StoredKey?> KeyOf(CustomerRef customer, CancellationToken cancel) =>
            await SqlServerReads.KeyOf(await Open(cancel), customer, cancel);

        public async ValueTask<IReadOnlyList<StoredKey>> KeysById(IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
            await SqlServerReads.KeysById(await Open(cancel), address, ids, cancel);

        public ValueTask DisposeAsync() => connection?.DisposeAsync() ?? ValueTask.CompletedTask;

        private async ValueTask<SqlConnection> Open(CancellationToken cancel) =>
            connection ??= await SqlServerMaintenance.Open(address, cancel);
    }
}
