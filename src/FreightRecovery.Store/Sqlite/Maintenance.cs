using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Store.Care;
using FreightRecovery.Store.Writing;
using Microsoft.Data.Sqlite;

namespace FreightRecovery.Store.Sqlite;

/// <summary>The care of a database file: check it, rebuild what follows from the events, copy it while it is in use.</summary>
public static class Maintenance
{
    private const int ReportEvery = 20_000;

    private static readonly string ReadTables =
        string.Concat(Tables.Read.Select(t => $"DELETE FROM {t.Name}; ")) + "DELETE FROM notification; DELETE FROM setting WHERE name = 'readRows'";

    private const string AllEvents =
        "SELECT stream, position, version, command, ordinal, type, at, actor, payload, hash, policy FROM stream_event ORDER BY stream, version";

    /// <summary>
    /// Checks the file, every stream's chain of hashes and versions, that every event can be read, that the files of evidence are
    /// there as they were stored, and the snapshots.
    /// </summary>
    public static Verification Verify(string dataDirectory, Action<long>? progress = null)
    {
        using var connection = SqliteStore.Connect(FileIn(dataDirectory), readOnly: true);
        using var reader = new Reader(SqliteStore.Connect(FileIn(dataDirectory), readOnly: true));
        var (keys, note) = KeysOrWhyNot(dataDirectory, reader);
        var verifier = new Verifier(keys, new EvidenceFiles(dataDirectory));
        using (var check = new Statement(connection, "PRAGMA quick_check"))
            while (check.Read())
                if (check.Text(0) != "ok")
                    verifier.Tell($"The file is damaged: {check.Text(0)}");

        var events = 0L;
        foreach (var e in Events(connection))
        {
            AtOnce(verifier.Add(e, CancellationToken.None));
            if (++events % ReportEvery == 0)
                progress?.Invoke(events);
        }

        verifier.EndEvents();
        using (var snapshots = new Statement(connection, """
            SELECT s.stream, s.version FROM snapshot s
            LEFT JOIN stream_event e ON e.stream = s.stream AND e.version = s.version
            WHERE e.hash IS NULL OR e.hash <> s.hash
            """))
            while (snapshots.Read())
                verifier.Tell($"{snapshots.Text(0)}: the snapshot of version {snapshots.Int(1)} does not belong to its event. Run rebuild.");
        using (var parked = new Statement(connection, "SELECT target, type, refusal FROM outbox WHERE refusal IS NOT NULL"))
            while (parked.Read())
                verifier.Tell($"{parked.Text(0)}: {parked.Text(1)} was refused and is set aside: {parked.Text(2)}");
        return verifier.Found(note);
    }

    /// <summary>Empties the read tables and snapshots and makes them anew from the events, in one transaction.</summary>
    public static long Rebuild(string dataDirectory, Policy policy, Action<long>? progress = null)
    {
        using var connection = SqliteStore.Connect(FileIn(dataDirectory), readOnly: false);
        using var reading = SqliteStore.Connect(FileIn(dataDirectory), readOnly: true);
        using var reader = new Reader(SqliteStore.Connect(FileIn(dataDirectory), readOnly: true));
        var keys = new CustomerKeys(reader, MasterKeyFile.Open(dataDirectory, reader.AnyKey()));
        using var rows = WriteSession.Rows(connection);
        using var notices = new Statement(connection, WriteSession.NoticeInto);
        Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            Execute(connection, ReadTables);
            Execute(connection, "DELETE FROM snapshot");
            var events = 0L;
            var rebuilder = new Rebuilder(
                keys, policy, rows, (e, notice) => WriteSession.Write(notices, notice, WriteSession.Seq(e.Position, notice.Number), e.At));
            foreach (var e in Events(reading))
            {
                AtOnce(rebuilder.Add(e, CancellationToken.None));
                if (++events % ReportEvery == 0)
                    progress?.Invoke(events);
            }

            rebuilder.End();
            Execute(connection, "COMMIT");
            return events;
        }
        catch
        {
            Execute(connection, "ROLLBACK");
            throw;
        }
    }

    /// <summary>Copies the database as of one instant while it is in use. The target appears whole or not at all.</summary>
    public static void Backup(string dataDirectory, string target)
    {
        var part = target + ".part";
        System.IO.File.Delete(part);
        using (var source = SqliteStore.Connect(FileIn(dataDirectory), readOnly: true))
        using (var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = part, Pooling = false }.ToString()))
        {
            copy.Open();
            source.BackupDatabase(copy);
            using var check = copy.CreateCommand();
            check.CommandText = "PRAGMA journal_mode = DELETE; PRAGMA quick_check";
            using var reader = check.ExecuteReader();
            reader.NextResult();
            if (!reader.Read() || reader.GetString(0) != "ok")
                throw new IOException("The copy did not pass its check. Look at the disk, then try again.");
        }

        System.IO.File.Move(part, target, overwrite: true);
    }

    // A copy without the master key can be checked too, but for what only the keys open.
    private static (CustomerKeys? Keys, string? Note) KeysOrWhyNot(string dataDirectory, Reader reader)
    {
        try
        {
            return (new CustomerKeys(reader, MasterKeyFile.Open(dataDirectory, reader.AnyKey())), null);
        }
        catch (MasterKeyException e)
        {
            return (null, $"{e.Message} What is sealed and the files of evidence were not opened.");
        }
    }

    // The embedded file answers at once.
    private static void AtOnce(ValueTask task)
    {
        if (task.IsCompletedSuccessfully)
            task.GetAwaiter().GetResult();
        else
            task.AsTask().GetAwaiter().GetResult();
    }

    private static string FileIn(string dataDirectory)
    {
        var file = Path.Combine(dataDirectory, SqliteStore.FileName);
        return System.IO.File.Exists(file)
            ? file
            : throw new FileNotFoundException($"There is no database in '{dataDirectory}'. Name the data directory with --data.", file);
    }

    private static IEnumerable<StoredEvent> Events(SqliteConnection connection)
    {
        using var all = new Statement(connection, AllEvents);
        while (all.Read())
            yield return new StoredEvent(
                all.Int(1), new StreamId(all.Text(0)), all.Int(2), all.Command(3), (int)all.Int(4), all.Text(5), all.Instant(6), all.Text(7),
                all.Text(8), all.Blob(9), all.IsNull(10) ? null : (int)all.Int(10));
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
