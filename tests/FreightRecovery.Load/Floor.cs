using System.Diagnostics;
using System.Text.Json;
using FreightRecovery.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace FreightRecovery.Load;

/// <summary>
/// What the machine can do at best: the rows that a real import of incidents wrote, written again by one loop into a copy
/// of the database as it was before, with the same schema, the same durability, prepared statements, the batch that
/// serves best, and no domain. Every event, notice, upsert of a read row or deadline and outbox row is written, and the
/// outbox rows are deleted again; nothing is read, decided, hashed or turned into JSON.
/// </summary>
internal sealed class Floor
{
    private static readonly string[] Tables = ["invoice", "incident", "customer", "deadline"];
    // The same order of magnitude as a signal on its way to its customer.
    private static readonly object?[] Signal = [new byte[16], "customer/C-0000001", "observe/1", new string('x', 230), 1L];

    private readonly string before;
    private readonly List<Line> lines = [];
    private readonly Dictionary<string, List<object?[]>> rows = [];
    private readonly Dictionary<string, string> upserts = [];

    /// <summary>Reads what a run wrote after a position.</summary>
    /// <param name="before">A copy of the database before the run.</param>
    /// <param name="after">The database after it.</param>
    /// <param name="position">The position of the last event before the run.</param>
    /// <param name="more">Further tables that the run wrote to.</param>
    public Floor(string before, string after, long position, params IEnumerable<string> more)
    {
        this.before = before;
        using var connection = new SqliteConnection($"Data Source={after};Pooling=False");
        connection.Open();
        foreach (var table in Tables.Concat(more))
        {
            var stream = table switch
            {
                "invoice" or "shipment_container" => "'shipment/' || shipment",
                "shipment" => "'shipment/' || ref",
                "incident" => "'incident/' || replace(id, '-', '')",
                "customer" => "'customer/' || ref",
                _ => "stream",
            };
            Read(connection, $"SELECT {stream}, * FROM {table}", r =>
            {
                if (!rows.TryGetValue(table + r[0], out var known))
                    rows[table + r[0]] = known = [];
                known.Add(r[1..]);
            });
            upserts[table] = Upsert(connection, table);
        }

        upserts["notification"] = Upsert(connection, "notification");
        upserts["stream_event"] = Upsert(connection, "stream_event");
        var notices = new Dictionary<long, List<object?[]>>();
        Read(connection, $"SELECT * FROM notification WHERE seq > {(position + 1) * 16 - 1}", r =>
        {
            var at = (long)r[0]! / 16;
            if (!notices.TryGetValue(at, out var list))
                notices[at] = list = [];
            list.Add(r);
        });
        Read(connection, $"SELECT * FROM stream_event WHERE position > {position} ORDER BY position", r =>
            lines.Add(new Line(r, (string)r[1]!, HeldFor(r), notices.GetValueOrDefault((long)r[0]!, []))));
    }

    /// <summary>How many events are written.</summary>
    public int Events => lines.Count;

    /// <summary>The best rate over the batch sizes, in events per second, with the processor time of that run.</summary>
    public (double EventsPerSecond, int Batch, TimeSpan Cpu) Best(params ReadOnlySpan<int> batches)
    {
        var best = (EventsPerSecond: 0.0, Batch: 0, Cpu: TimeSpan.Zero);
        foreach (var batch in batches)
            if (Run(batch) is var (rate, cpu) && rate > best.EventsPerSecond)
                best = (rate, batch, cpu);
        return best;
    }

    private (double EventsPerSecond, TimeSpan Cpu) Run(int batch)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("freight-floor-").FullName, "floor.db");
        File.Copy(before, file);
        using var connection = SqliteStore.Connect(file, readOnly: false);
        using var begin = new Statement(connection, "BEGIN IMMEDIATE");
        using var commit = new Statement(connection, "COMMIT");
        using var outbox = new Statement(connection, "INSERT INTO outbox (id, command, target, type, payload, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        using var delivered = new Statement(connection, "DELETE FROM outbox WHERE id = ?1");
        var upsert = upserts.ToDictionary(u => u.Key, u => new Statement(connection, u.Value));
        var (sent, taken) = (0L, 0L);
        var (spent, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        for (var at = 0; at < lines.Count;)
        {
            begin.Run();
            for (var n = 0; n < batch && at < lines.Count; n++, at++)
            {
                var line = lines[at];
                Write(upsert["stream_event"], line.Event);
                foreach (var notice in line.Notices)
                    Write(upsert["notification"], notice);
                switch ((string)line.Event[5]!)
                {
                    case "shipmentRecorded/1":
                        Rows("shipment", line.Stream);
                        Rows("shipment_container", line.Stream);
                        Write(outbox.Add(++sent), Signal);
                        break;
                    case "holdPlaced/1":
                        Rows("invoice", line.Stream);
                        Rows("deadline", line.HeldFor!);
                        break;
                    case "incidentReported/1":
                        Rows("incident", line.Stream);
                        Rows("deadline", line.Stream);
                        Write(outbox.Add(++sent), Signal);
                        break;
                    case "signalObserved/1":
                        // Signals that were stored by one append wrote these rows once.
                        if (at == 0 || !((byte[])line.Event[3]!).AsSpan().SequenceEqual((byte[])lines[at - 1].Event[3]!))
                        {
                            Rows("customer", line.Stream);
                            Rows("deadline", line.Stream);
                        }

                        delivered.Add(++taken).Run();
                        break;
                }
            }

            commit.Run();
        }

        var run = (lines.Count / watch.Elapsed.TotalSeconds, Environment.CpuUsage.TotalTime - spent);
        foreach (var statement in upsert.Values)
            statement.Dispose();
        connection.Close();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return run;

        void Rows(string table, string stream)
        {
            foreach (var row in rows.GetValueOrDefault(table + stream, []))
                Write(upsert[table], row);
        }
    }

    // A hold writes the deadline of the incident that it is placed for.
    private static string? HeldFor(object?[] e) => (string)e[5]! == "holdPlaced/1"
        ? $"incident/{JsonDocument.Parse((string)e[8]!).RootElement.GetProperty("incident").GetGuid():N}"
        : null;

    private static void Write(Statement statement, object?[] row)
    {
        foreach (var value in row)
            _ = value switch
            {
                null => statement.AddNull(),
                long n => statement.Add(n),
                double d => statement.Add(d),
                string s => statement.Add(s),
                byte[] b => statement.Add(b),
                _ => throw new InvalidOperationException($"A column holds a {value.GetType()}."),
            };
        statement.Run();
    }

    private static string Upsert(SqliteConnection connection, string table)
    {
        var columns = new List<(string Name, bool Key)>();
        Read(connection, $"SELECT name, pk FROM pragma_table_info('{table}')", r => columns.Add(((string)r[0]!, (long)r[1]! > 0)));
        var sets = string.Join(", ", columns.Where(c => !c.Key).Select(c => $"{c.Name} = excluded.{c.Name}"));
        return $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => c.Name))}) "
            + $"VALUES ({string.Join(", ", columns.Select((_, i) => $"?{i + 1}"))}) "
            + $"ON CONFLICT ({string.Join(", ", columns.Where(c => c.Key).Select(c => c.Name))}) DO {(sets.Length == 0 ? "NOTHING" : "UPDATE SET " + sets)}";
    }

    private static void Read(SqliteConnection connection, string sql, Action<object?[]> row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var values = new object?[reader.FieldCount];
            for (var i = 0; i < values.Length; i++)
                values[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            row(values);
        }
    }

    private sealed record Line(object?[] Event, string Stream, string? HeldFor, List<object?[]> Notices);
}
