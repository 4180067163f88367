using System.Collections.Concurrent;
using System.Data.Common;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Store.Writing;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace FreightRecovery.Store.Sqlite;

/// <summary>
/// The embedded store: one file with a write-ahead log, durable at every commit, one writer that commits in groups,
/// and readers that never wait for it.
/// </summary>
public sealed class SqliteStore : IOpenStore
{
    /// <summary>The name of the database file within the data directory.</summary>
    public const string FileName = "freight-recovery.db";

    private const int KeptReaders = 32;
    private readonly ConcurrentStack<Reader> readers = [];
    private int kept;
    private readonly GroupCommit writer;
    private bool closed;

    // Each connection is used by one thread at a time, so SQLite need not lock for each call; nor need it count its memory,
    // for which every allocation of every connection would take one lock.
    static SqliteStore()
    {
        SQLitePCL.Batteries_V2.Init();
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
        SQLitePCL.raw.sqlite3_initialize();
    }

    private SqliteStore(string file, MasterKey master)
    {
        File = file;
        Keys = new CustomerKeys(this, master);
        writer = new GroupCommit(Connect(file, readOnly: false), Committed);
    }

    /// <summary>The database file.</summary>
    public string File { get; }

    /// <summary>The keys of what is personal in it.</summary>
    public CustomerKeys Keys { get; }

    /// <inheritdoc/>
    public Duration Overtaken => Duration.Zero;

    /// <inheritdoc/>
    public Pulse Notices { get; } = new();

    /// <inheritdoc/>
    public Pulse Outbox { get; } = new();

    /// <inheritdoc/>
    public Pulse Deadlines { get; } = new();

    /// <summary>Opens the store in a data directory, creating both if need be, and brings the schema up to date.</summary>
    /// <param name="rules">
    /// The policy to fill in by what read rows have gained since the file was last opened; they wait for who knows it when left out.
    /// </param>
    /// <exception cref="SchemaException">The database is newer than this program, or is none of ours.</exception>
    /// <exception cref="MasterKeyException">The master key is missing, or another one.</exception>
    public static SqliteStore Open(string dataDirectory, Func<Policy>? rules = null)
    {
        Directory.CreateDirectory(dataDirectory);
        var file = Path.Combine(dataDirectory, FileName);
        using (var connection = Connect(file, readOnly: false))
        {
            Migrations.Apply(connection);
            using var stale = new Statement(connection, "SELECT 1 FROM setting WHERE name = 'readRows' AND value = 'stale'");
            if (rules is not null && stale.Read())
            {
                stale.Reset();
                Maintenance.Rebuild(dataDirectory, rules());
            }
        }

        using var reader = new Reader(Connect(file, readOnly: true));
        return new SqliteStore(file, MasterKeyFile.Open(dataDirectory, reader.AnyKey()));
    }

    /// <inheritdoc/>
    public ValueTask<StoredStream> Load(StreamId stream, long? upTo, CancellationToken cancel) =>
        Use(cancel, r => r.Load(stream, upTo));

    /// <inheritdoc/>
    public ValueTask<AppendResult> Append(Append append, CancellationToken cancel) =>
        writer.Enqueue(new WriteItem<AppendResult>(session => session.Append(append)), cancel);

    /// <inheritdoc/>
    public ValueTask<(long Version, long? OfCommand)> Trace(StreamId stream, CommandId command, CancellationToken cancel) =>
        Use(cancel, r => r.Trace(stream, command));

    /// <inheritdoc/>
    public ValueTask<KeyTrace?> FindKey(string caller, string key, CancellationToken cancel) =>
        Use(cancel, r => r.FindKey(caller, key));

    /// <inheritdoc/>
    public ValueTask<bool> Keep(StoredKey key, CancellationToken cancel) =>
        writer.Enqueue(new WriteItem<bool>(session => session.Keep(key)), cancel);

    /// <inheritdoc/>
    public ValueTask<StoredKey?> KeyOf(CustomerRef customer, CancellationToken cancel) => Use(cancel, r => r.KeyOf(customer));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredKey>> KeysById(IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        Use<IReadOnlyList<StoredKey>>(cancel, r => r.KeysById(ids));

    /// <summary>Everything: there is no other program.</summary>
    public ValueTask<Share> Lease(string owner, Duration term, CancellationToken cancel) => new(Share.All);

    /// <summary>Nothing to give back.</summary>
    public ValueTask Release(string owner, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxRow>> Undelivered(Share share, long after, int limit, CancellationToken cancel) =>
        Use<IReadOnlyList<OutboxRow>>(cancel, r => r.Undelivered(after, limit));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxPlace>> Places(Share share, long after, int limit, CancellationToken cancel) =>
        Use<IReadOnlyList<OutboxPlace>>(cancel, r => r.Places(after, limit));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxRow>> Undelivered(Share share, IReadOnlyList<long> ids, CancellationToken cancel) =>
        Use<IReadOnlyList<OutboxRow>>(cancel, r => r.Undelivered(ids));

    /// <inheritdoc/>
    public async ValueTask Delivered(Share share, IReadOnlyList<OutboxDelivery> deliveries, CancellationToken cancel) =>
        await writer.Enqueue(
            new WriteItem<int>(session =>
            {
                foreach (var delivery in deliveries)
                    session.Deliver(delivery);
                return deliveries.Count;
            }),
            cancel);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeadlineRow>> Due(Share share, Instant now, int limit, CancellationToken cancel) =>
        Use<IReadOnlyList<DeadlineRow>>(cancel, r => r.Due(now, limit));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StreamId>> Outdated(Share share, int policy, StreamId? after, int limit, CancellationToken cancel) =>
        Use<IReadOnlyList<StreamId>>(cancel, r => r.Outdated(policy, after, limit));

    /// <inheritdoc/>
    public ValueTask<Instant?> NextDue(CancellationToken cancel) => Use(cancel, r => r.NextDue());

    /// <inheritdoc/>
    public ValueTask<long> Head(CancellationToken cancel) => Use(cancel, r => r.Head());

    /// <inheritdoc/>
    public string Words(string sql) => sql;

    /// <summary>SQLite looks for each parameter's name along the list of all of them, so many at once cost their square; asking again costs little.</summary>
    public int KeysPerQuery => 32;

    /// <inheritdoc/>
    async ValueTask IDatabase.Put(WrittenTable table, Action<RowSink> rows, CancellationToken cancel) =>
        await writer.Enqueue(
            new WriteItem<int>(session =>
            {
                rows(session.Into(table));
                return 0;
            }),
            cancel);

    /// <inheritdoc/>
    public async ValueTask<T> Read<T>(Func<DbConnection, ValueTask<T>> read, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var reader = Rent();
        try
        {
            return await read(reader.Connection);
        }
        finally
        {
            Return(reader);
        }
    }

    /// <inheritdoc/>
    public ValueTask<T> Write<T>(Func<DbConnection, DbTransaction?, T> write, CancellationToken cancel = default) =>
        writer.Enqueue(new WriteItem<T>(session => write(session.Connection, null)), cancel);

    /// <inheritdoc/>
    public ValueTask Scrub(CancellationToken cancel = default)
    {
        // The log still holds the pages as they were before. Folding it back waits for readers at most as long as busy_timeout says;
        // should one read on for longer, the next checkpoint does it.
        using var connection = Connect(File, readOnly: false);
        using var fold = connection.CreateCommand();
        fold.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        fold.ExecuteNonQuery();
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits for what is queued, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (closed)
            return;
        closed = true;
        await writer.DisposeAsync();
        while (readers.TryPop(out var reader))
            reader.Dispose();
    }

    internal static SqliteConnection Connect(string file, bool readOnly)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString());
        connection.Open();
        using var pragma = connection.CreateCommand();
        // Durable at every commit; the log may grow to 16,000 pages before it is folded back, which halves the writing. What is
        // deleted is overwritten: a destroyed key must not be found in a page's free space.
        pragma.CommandText = readOnly
            ? "PRAGMA busy_timeout = 10000; PRAGMA query_only = ON; PRAGMA temp_store = MEMORY"
            : """
              PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 16000;
              PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = FAST
              """;
        pragma.ExecuteNonQuery();
        return connection;
    }

    private void Committed(WriteSession session)
    {
        if (session.WroteOutbox)
            Outbox.Set();
        if (session.WroteNotices)
            Notices.Set();
        if (session.WroteDeadlines)
            Deadlines.Set();
    }

    // SQLite answers on the caller's thread, in microseconds; handing over to another one would cost more.
    private ValueTask<T> Use<T>(CancellationToken cancel, Func<Reader, T> read)
    {
        if (cancel.IsCancellationRequested)
            return ValueTask.FromCanceled<T>(cancel);
        var reader = Rent();
        try
        {
            return ValueTask.FromResult(read(reader));
        }
        finally
        {
            Return(reader);
        }
    }

    private Reader Rent()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        if (!readers.TryPop(out var reader))
            return new Reader(Connect(File, readOnly: true));
        Interlocked.Decrement(ref kept);
        return reader;
    }

    private void Return(Reader reader)
    {
        if (!closed && Interlocked.Increment(ref kept) <= KeptReaders)
        {
            readers.Push(reader);
            return;
        }

        Interlocked.Decrement(ref kept);
        reader.Dispose();
    }
}
