using System.Diagnostics;
using FreightRecovery.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace FreightRecovery.Load;

/// <summary>
/// What the machine can do at best: the rows that a real run wrote, written again by one loop into a copy of the
/// database as it was before, with the same durability and prepared statements, in the batches that serve best, and no domain.
/// Every upsert and every outbox row that the run wrote is written, and the outbox rows are deleted again.
/// </summary>
internal sealed class Floor
{
    private static readonly string[] Tables = ["invoice", "incident", "customer", "deadline"];
    private readonly string before;
    private readonly List<Line> lines = [];
    private readonly Dictionary<string, List<object?[]>> rows = [];
    private readonly Dictionary<string, string> upserts = [];
    private readonly object?[] outboxRow;

    /// <summary>Reads what a run wrote after a position.</summary>
    /// <param name="before">A copy of the database before the run.</param>
    /// <param name="after">The database after it.</param>
    /// <param name="position">The position of the last event before the run.</param>
    /// <param name="outbox">A typical outbox row: command, target, type, payload, instant.</param>
    public Floor(string before, string after, long position, object?[] outbox)
    {
        this.before = before;
        outboxRow = outbox;
        using var connection = new SqliteConnection($"Data Source={after};Pooling=False");
        connection.Open();
        foreach (var table in Tables)
        {
            var key = table switch { "invoice" => "shipment", "incident" => "'incident/' || replace(id, '-', '')", "customer" => "'customer/' || ref", _ => "stream" };
            if (table == "invoice")
                key = "'shipment/' || shipment";
            Read(connection, $"SELECT {key}, * FROM {table}", r =>
                rows.TryAdd(table + r[0], []).ToString());
            Read(connection, $"SELECT {key}, * FROM {table}", r => rows[table + r[0]].Add(r[1..]));
            upserts[table] = Upsert(connection, table);
        }

        upserts["notification"] = Upsert(connection, "notification");
        upserts["stream_event"] = Upsert(connection, "stream_event");
        var notices = new Dictionary<long, List<object?[]>>();
        Read(connection, $"SELECT * FROM notification WHERE seq > {position * 16}", r =>
        {
            var at = (long)r[0]! / 16;
            if (!notices.TryGetValue(at, out var list))
                notices[at] = list = [];
            list.Add(r);
        });
        Read(connection, $"SELECT * FROM stream_event WHERE position > {position} ORDER BY position", r =>
            lines.Add(new Line(r, notices.GetValueOrDefault((long)r[0]!, []))));
    }

    public int Events => lines.Count;

    /// <summary>The best rate over the batch sizes, in events per second.</summary>
    public (double EventsPerSecond, int Batch) Best(params int[] batches) =>
        batches.Select(b => (EventsPerSecond: Run(b), Batch: b)).MaxBy(r => r.EventsPerSecond);

    private double Run(int batch)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("fr-floor-").FullName, "floor.db");
        File.Copy(before, file);
        using var connection = SqliteStore.Connect(file, readOnly: false);
        using var begin = new Statement(connection, "BEGIN IMMEDIATE");
        using var commit = new Statement(connection, "COMMIT");
        using var outbox = new Statement(connection, "INSERT INTO outbox (command, target, type, payload, at) VALUES (?1, ?2, ?3, ?4, ?5)");
        using var delivered = new Statement(connection, "DELETE FROM outbox WHERE id = (SELECT min(id) FROM outbox)");
        var upsert = upserts.ToDictionary(u => u.Key, u => new Statement(connection, u.Value));
        var watch = Stopwatch.StartNew();
        for (var at = 0; at < lines.Count;)
        {
            begin.Run();
            for (var n = 0; n < batch && at < lines.Count; n++, at++)
            {
                var line = lines[at];
                Write(upsert["stream_event"], line.Event);
                foreach (var notice in line.Notices)
                    Write(upsert["notification"], notice);
                var stream = (string)line.Event[1]!;
                switch ((string)line.Event[5]!)
                {
                    case "holdPlaced/1":
                        Rows("invoice", stream);
                        Rows("deadline", "customer/C-0000000");
                        break;
                    case "incidentReported/1":
                        Rows("incident", stream);
                        Rows("deadline", stream);
                        Write(outbox, outboxRow);
                        break;
                    case "signalObserved/1":
                        Rows("customer", stream);
                        Rows("deadline", stream);
                        delivered.Run();
                        break;
                }
            }

            commit.Run();
        }

        var rate = lines.Count / watch.Elapsed.TotalSeconds;
        foreach (var statement in upsert.Values)
            statement.Dispose();
        connection.Close();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return rate;

        void Rows(string table, string stream)
        {
            foreach (var row in rows.GetValueOrDefault(table + stream, []))
                Write(upsert[table], row);
        }
    }

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
            + $"ON CONFLICT ({string.Join(", ", columns.Where(c => c.Key).Select(c => c.Name))}) DO UPDATE SET {sets}";
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

    private sealed record Line(object?[] Event, List<object?[]> Notices);
}
