using FreightRecovery.Engine;
using FreightRecovery.Store.Writing;
using Microsoft.Data.SqlClient;

namespace FreightRecovery.Store.SqlServer;

/// <summary>
/// A group of appends as one batch of statements, one for each table that is written, however many appends there are. It is
/// filled, sent and filled again.
/// </summary>
internal sealed class AppendBatch
{
    private readonly TableRows appends = AppendTables.AppendRows();
    private readonly TableRows events = AppendTables.EventRows();
    private readonly TableRows keys = AppendTables.IdempotencyRows();
    private readonly TableRows claims = AppendTables.ClaimRows();
    private readonly TableRows sealedBy = AppendTables.KeyRows();
    private readonly TableRows notices = AppendTables.NoticeRows();
    private readonly TableRows outbox = AppendTables.OutboxRows();
    private readonly TableRows deadlines = AppendTables.DeadlineRows();
    private readonly TableRows snapshots = AppendTables.SnapshotRows();
    private readonly TableRows noContainers = AppendTables.RefRows("no_containers");
    private readonly TableRows noSteps = AppendTables.RefRows("no_steps");
    private readonly TableRows noMoves = AppendTables.NumberRows("no_moves");
    private readonly TableRows forgotten = AppendTables.RefRows("forgotten");
    private readonly Dictionary<WrittenTable, TableRows> readTables = [];
    private readonly List<(TableRows Rows, string Sql)> statements;
    private readonly RowWriter rows;
    private readonly SqlServerAddress address;
    private bool eventless;

    public AppendBatch(SqlServerAddress address)
    {
        this.address = address;
        rows = new RowWriter(table => readTables[table] = new TableRows(table), noContainers, noSteps, noMoves);
        statements =
        [
            (sealedBy, AppendTables.Keys), (keys, AppendTables.Idempotency), (claims, AppendTables.Claims), (events, AppendTables.Events),
            (noContainers, AppendTables.NoContainers), (noSteps, AppendTables.NoSteps), (noMoves, AppendTables.NoMoves),
            .. Tables.Read.Select(t => (readTables[t], t.ForSqlServer())),
            (notices, AppendTables.Notices), (outbox, AppendTables.Outbox), (deadlines, AppendTables.Deadlines),
            (snapshots, AppendTables.Snapshots), (forgotten, AppendTables.Forget),
        ];
    }

    /// <summary>Whether somebody waits for what it writes.</summary>
    public (bool Notices, bool Outbox, bool Deadlines) Writes => (notices.Count > 0, outbox.Count > 0, deadlines.Count > 0);

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        appends.Clear();
        foreach (var (rows, _) in statements)
            rows.Clear();
        eventless = false;
    }

    /// <summary>Adds an append. No two of a batch touch the same stream, key or name.</summary>
    public void Add(Append append)
    {
        var (n, stream) = (appends.Count, append.Stream.Value);
        var version = append.ExpectedVersion + append.Events.Count;
        appends.Add(n).Add(stream).Add(append.ExpectedVersion).Add(append.Command).Add(append.Events.Count).Run();
        eventless |= append.Events.Count == 0;
        for (var i = 0; i < append.Events.Count; i++)
        {
            var e = append.Events[i];
            events.Add(events.Count).Add(stream).Add(append.ExpectedVersion + i + 1).Add(append.Command).Add(i).Add(e.Type).Add(append.At).Add(append.Actor)
                .Add(e.Payload).Add(e.Hash).Add(append.Policy).Run();
        }

        if (append.Key is { } key)
            keys.Add(n).Add(key.Caller).Add(key.Key).Add(key.BodyHash).Add(stream).Add(version).Add(append.At).Run();
        foreach (var name in append.Claims)
            claims.Add(n).Add(name).Add(stream).Run();
        if (append.NewKey is { } made)
            sealedBy.Add(n).Add(made.Id.ToByteArray(bigEndian: true)).Add(made.Customer.Value).Add(made.Wrapped).Run();
        else if (append.SealedBy is { } id)
            sealedBy.Add(n).Add(id.ToByteArray(bigEndian: true)).AddNull().AddNull().Run();
        foreach (var row in append.Rows)
            rows.Write(row);
        foreach (var notice in append.Notices)
            AppendTables.Add(notices, append.Command, notice, append.At);
        foreach (var command in append.Outbox)
            outbox.Add(outbox.Count).Add(command.Id).Add(command.Target.Value).Add(command.Type).Add(command.Payload).Add(append.At)
                .Add(command.Target.Slot).Run();
        foreach (var due in append.Deadlines)
            deadlines.Add(due.Stream.Value).Add(due.Due).Add(due.OrphanOf?.Value).Add(append.Policy ?? 0).Add(due.Stream.Slot)
                .Add(due.Stream == append.Stream ? version : due.AsOf).Run();
        if (append.Snapshot is { } snapshot)
            snapshots.Add(stream).Add(snapshot.Version).Add(StreamKind.SnapshotForm).Add(snapshot.State).Add(snapshot.Hash).Run();
        if (append.DestroyKeyOf is { } customer)
            forgotten.Add(customer.Value).Run();
    }

    /// <summary>Stores all of it, or throws and stores nothing.</summary>
    public ValueTask<bool> Commit(SqlConnection connection) => StatementBatch.Commit(address, connection, AddTo, CancellationToken.None);

    /// <summary>Which of its appends meet what is stored already, by their number.</summary>
    public async ValueTask<Dictionary<int, AppendResult>> Verdicts(SqlConnection connection)
    {
        (TableRows Rows, string Sql)[] asked =
        [
            (keys, AppendTables.KeyUsed), (claims, AppendTables.NameTaken), (sealedBy, AppendTables.KeyChanged), (appends, AppendTables.VersionTaken),
        ];
        await using var command = connection.CreateCommand();
        command.CommandText = string.Join("\nUNION ALL\n", asked.Where(a => a.Rows.Count > 0).Select(a => a.Sql));
        foreach (var (rows, _) in asked.Where(a => a.Rows.Count > 0))
            command.Parameters.Add(rows.Parameter(address));
        var found = new Dictionary<int, int>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var (n, verdict) = ((int)reader.GetInt64(0), reader.GetInt32(1));
            found[n] = found.TryGetValue(n, out var first) ? Math.Min(first, verdict) : verdict;
        }

        return found.ToDictionary(v => v.Key, v => v.Value switch
        {
            1 => AppendResult.KeyUsed,
            2 => AppendResult.ClaimTaken,
            3 => AppendResult.OtherCustomerKey,
            _ => AppendResult.Conflict,
        });
    }

    private void AddTo(StatementBatch batch)
    {
        if (forgotten.Count > 0)
            batch.Add(AppendTables.HoldKeys);
        else if (sealedBy.Count > 0)
            batch.Add(AppendTables.ShareKeys);
        if (eventless)
            batch.Add(AppendTables.Unmoved, appends);
        foreach (var (table, sql) in statements)
            if (table.Count > 0)
                batch.Add(sql, table);
    }
}
