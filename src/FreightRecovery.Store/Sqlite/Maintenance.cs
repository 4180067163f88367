using System.Text.Json;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using FreightRecovery.Engine.Rows;
using Microsoft.Data.Sqlite;

namespace FreightRecovery.Store.Sqlite;

/// <summary>What <c>verify</c> found.</summary>
/// <param name="Events">How many events were read.</param>
/// <param name="Streams">How many streams they form.</param>
/// <param name="Problems">What is wrong, one sentence each; empty when all is well.</param>
public sealed record Verification(long Events, long Streams, IReadOnlyList<string> Problems)
{
    /// <summary>What could not be looked at, and why; null when everything was.</summary>
    public string? Note { get; init; }
}

/// <summary>The care of a database file: check it, rebuild what follows from the events, copy it while it is in use.</summary>
public static class Maintenance
{
    private const int MostProblems = 100;
    private const int ReportEvery = 20_000;

    private const string ReadTables =
        "DELETE FROM customer; DELETE FROM customer_margin; DELETE FROM shipment; DELETE FROM shipment_container; DELETE FROM invoice; DELETE FROM incident; "
        + "DELETE FROM promise; DELETE FROM money_claim; DELETE FROM disruption; DELETE FROM evidence; DELETE FROM notification; "
        + "DELETE FROM incident_figure; DELETE FROM agreed_offer; DELETE FROM claim_money; DELETE FROM time_bar; DELETE FROM stage_move; "
        + "DELETE FROM setting WHERE name = 'readRows'";

    private const string AllEvents =
        "SELECT stream, position, version, command, ordinal, type, at, actor, payload, hash, policy FROM stream_event ORDER BY stream, version";

    /// <summary>
    /// Checks the file, every stream's chain of hashes and versions, that every event can be read, that the files of evidence are
    /// there as they were stored, and the snapshots.
    /// </summary>
    public static Verification Verify(string dataDirectory, Action<long>? progress = null)
    {
        using var connection = SqliteStore.Connect(FileIn(dataDirectory), readOnly: true);
        var problems = new List<string>();
        using (var check = new Statement(connection, "PRAGMA quick_check"))
            while (check.Read())
                if (check.Text(0) != "ok")
                    Tell($"The file is damaged: {check.Text(0)}");

        using var reader = new Reader(SqliteStore.Connect(FileIn(dataDirectory), readOnly: true));
        var (keys, note) = KeysOrWhyNot(dataDirectory, reader);
        var evidence = keys is null ? null : new EvidenceCheck(new EvidenceFiles(dataDirectory), keys, Tell);
        var (events, streams) = (0L, 0L);
        var (stream, version, hash) = ("", 0L, HashChain.Start);
        foreach (var e in Events(connection))
        {
            if (e.Stream.Value != stream)
            {
                (stream, version, hash) = (e.Stream.Value, 0L, HashChain.Start);
                streams++;
            }

            if (e.Version != version + 1)
                Tell($"{stream}: version {version} is followed by {e.Version}; events are missing.");
            else if (!HashChain.Next(hash, e.Stream, e.Version, e.Command, e.Ordinal, e.Type, e.At, e.Actor, e.Payload, e.Policy).AsSpan().SequenceEqual(e.Hash))
                Tell($"{stream}: the event of version {e.Version} was changed after it was stored, or the one before it.");
            try
            {
                var happened = Json.Read(e.Type, e.Payload, keys?.AtHand(e.Payload));
                evidence?.See(e.Stream, happened);
            }
            catch (JsonException x)
            {
                Tell($"{stream}: the event of version {e.Version} cannot be read: {x.Message}");
            }

            (version, hash) = (e.Version, e.Hash);
            if (++events % ReportEvery == 0)
                progress?.Invoke(events);
        }

        evidence?.End();
        using (var snapshots = new Statement(connection, """
            SELECT s.stream, s.version FROM snapshot s
            LEFT JOIN stream_event e ON e.stream = s.stream AND e.version = s.version
            WHERE e.hash IS NULL OR e.hash <> s.hash
            """))
            while (snapshots.Read())
                Tell($"{snapshots.Text(0)}: the snapshot of version {snapshots.Int(1)} does not belong to its event. Run rebuild.");
        using (var parked = new Statement(connection, "SELECT target, type, refusal FROM outbox WHERE refusal IS NOT NULL"))
            while (parked.Read())
                Tell($"{parked.Text(0)}: {parked.Text(1)} was refused and is set aside: {parked.Text(2)}");
        return new Verification(events, streams, problems) { Note = note };

        void Tell(string problem)
        {
            if (problems.Count < MostProblems)
                problems.Add(problem);
            else if (problems.Count == MostProblems)
                problems.Add("There are more problems than are listed here.");
        }
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
            Replay? replay = null;
            foreach (var e in Events(reading))
            {
                if (replay?.Stream != e.Stream)
                {
                    Finish();
                    replay = new Replay(e.Stream, policy);
                }

                foreach (var notice in replay.Add(e, keys.AtHand(e.Payload)))
                    WriteSession.Write(notices, notice, WriteSession.Seq(e.Position, notice.Number), e.At);
                if (++events % ReportEvery == 0)
                    progress?.Invoke(events);
            }

            Finish();
            Execute(connection, "COMMIT");
            return events;

            void Finish()
            {
                foreach (var row in replay?.Rows() ?? [])
                    rows.Write(row);
            }
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

    // The keys of one event; the embedded file answers at once.
    private static KeysAtHand AtHand(this CustomerKeys keys, string payload)
    {
        var found = keys.Fetch([payload], anew: false, CancellationToken.None);
        return found.IsCompletedSuccessfully ? found.Result : found.AsTask().GetAwaiter().GetResult();
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
