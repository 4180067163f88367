using System.Data;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;
using Microsoft.Data.SqlClient;
using NodaTime;

namespace FreightRecovery.Store.SqlServer;

/// <summary>The engine's keyed reads, each one round trip.</summary>
internal static class SqlServerReads
{
    private const string StreamSql = """
        DECLARE @from bigint = coalesce((SELECT version FROM snapshot WHERE stream = @stream AND form = @form AND version <= @last), 0);
        SELECT version, state, hash FROM snapshot WHERE stream = @stream AND form = @form AND version = @from;
        SELECT stream, position, version, command, ordinal, type, at, actor, payload, hash, policy FROM stream_event
        WHERE stream = @stream AND version > @from AND version <= @last ORDER BY version;
        """;

    private const string TraceSql = """
        SELECT (SELECT max(version) FROM stream_event WHERE stream = @stream),
            (SELECT max(version) FROM stream_event WHERE command = @command AND stream = @stream)
        """;

    /// <summary>A stream.</summary>
    /// <exception cref="ArgumentException">The database takes the name for another one's.</exception>
    public static async ValueTask<StoredStream> Load(SqlConnection connection, StreamId stream, long? upTo, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = StreamSql;
        command.Parameters.Text("@stream", stream.Value, 200);
        command.Parameters.Whole("@form", StreamKind.SnapshotForm);
        command.Parameters.Whole("@last", upTo ?? long.MaxValue);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancel);
        StoredSnapshot? from = null;
        if (await reader.ReadAsync(cancel))
            from = new StoredSnapshot(reader.GetInt64(0), await Long(reader, 1, cancel), reader.GetFieldValue<byte[]>(2));
        await reader.NextResultAsync(cancel);
        var events = new List<StoredEvent>();
        while (await reader.ReadAsync(cancel))
        {
            // Columns are read in their order, here as everywhere.
            if (reader.GetString(0) is var stored && stored != stream.Value)
                throw new ArgumentException(
                    $"'{stream.Key}' cannot be told from '{new StreamId(stored).Key}': this database takes the one for the other. Use the reference "
                    + "as it is stored, or move to a database with a binary collation, such as Latin1_General_100_BIN2.");
            events.Add(new StoredEvent(
                reader.GetInt64(1), stream, reader.GetInt64(2), new CommandId(Id(reader, 3)), (int)reader.GetInt64(4), reader.GetString(5),
                At(reader, 6), reader.GetString(7), await Long(reader, 8, cancel), reader.GetFieldValue<byte[]>(9),
                reader.IsDBNull(10) ? null : (int)reader.GetInt64(10)));
        }

        return new StoredStream(from, events);
    }

    /// <summary>A stream's version, and the last one of a command.</summary>
    public static async ValueTask<(long, long?)> Trace(SqlConnection connection, StreamId stream, CommandId id, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = TraceSql;
        command.Parameters.Text("@stream", stream.Value, 200);
        command.Parameters.Bytes("@command", id.Value.ToByteArray(bigEndian: true), 16);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return (reader.IsDBNull(0) ? 0 : reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetInt64(1));
    }

    /// <summary>What an idempotency key was first used for.</summary>
    public static async ValueTask<KeyTrace?> FindKey(SqlConnection connection, string caller, string key, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT body_hash, stream, version FROM idempotency WHERE caller = @caller AND "key" = @key""";
        command.Parameters.Text("@caller", caller, 200);
        command.Parameters.Text("@key", key, 200);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? new KeyTrace(reader.GetFieldValue<byte[]>(0), new StreamId(reader.GetString(1)), reader.GetInt64(2))
            : null;
    }

    /// <summary>Any customer's key, to try the master key on.</summary>
    public static async ValueTask<StoredKey?> AnyKey(SqlConnection connection, CancellationToken cancel) =>
        (await Keys(connection, "SELECT TOP (1) customer, id, wrapped FROM customer_key", _ => { }, cancel)).FirstOrDefault();

    /// <summary>A customer's key.</summary>
    public static async ValueTask<StoredKey?> KeyOf(SqlConnection connection, CustomerRef customer, CancellationToken cancel) =>
        (await Keys(
            connection, "SELECT customer, id, wrapped FROM customer_key WHERE customer = @customer",
            p => p.Text("@customer", customer.Value, 64), cancel)).FirstOrDefault();

    /// <summary>Keys by their ids.</summary>
    public static ValueTask<List<StoredKey>> KeysById(
        SqlConnection connection, SqlServerAddress server, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
            return new([]);
        var rows = AppendTables.IdRows();
        foreach (var id in ids.Distinct())
            rows.Add(id.ToByteArray(bigEndian: true)).Run();
        return Keys(
            connection, "SELECT k.customer, k.id, k.wrapped FROM @ids AS r JOIN customer_key AS k ON k.id = r.id", p => p.Add(rows.Parameter(server)), cancel);
    }

    /// <summary>Undelivered commands, oldest first.</summary>
    public static async ValueTask<List<OutboxRow>> Undelivered(
        SqlConnection connection, SqlServerAddress server, Share share, long after, int limit, CancellationToken cancel)
    {
        await using var command = Waiting("t.id, t.command, t.target, t.type, t.payload, t.at", connection, server, share, after, limit);
        return await OutboxRows(command, cancel);
    }

    /// <summary>The places of undelivered commands and where they go, oldest first.</summary>
    public static async ValueTask<List<OutboxPlace>> Places(
        SqlConnection connection, SqlServerAddress server, Share share, long after, int limit, CancellationToken cancel)
    {
        await using var command = Waiting("t.id, t.target", connection, server, share, after, limit);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var places = new List<OutboxPlace>();
        while (await reader.ReadAsync(cancel))
            places.Add(new OutboxPlace(reader.GetInt64(0), new StreamId(reader.GetString(1))));
        return places;
    }

    private static SqlCommand Waiting(string columns, SqlConnection connection, SqlServerAddress server, Share share, long after, int limit)
    {
        var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT TOP (@limit) {columns} FROM outbox AS t {Of(command, server, share)}
            WHERE t.refusal IS NULL AND t.id > @after ORDER BY t.id
            """;
        command.Parameters.Whole("@limit", limit);
        command.Parameters.Whole("@after", after);
        return command;
    }

    /// <summary>Those of these commands that are undelivered.</summary>
    public static async ValueTask<List<OutboxRow>> Undelivered(
        SqlConnection connection, SqlServerAddress server, Share share, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        var wanted = AppendTables.DeliveryRows();
        foreach (var id in ids)
            wanted.Add(id).AddNull().Run();
        command.CommandText = $"""
            SELECT t.id, t.command, t.target, t.type, t.payload, t.at FROM @delivery AS d JOIN outbox AS t ON t.id = d.id {Of(command, server, share)}
            WHERE t.refusal IS NULL
            """;
        command.Parameters.Add(wanted.Parameter(server));
        return await OutboxRows(command, cancel);
    }

    private static async ValueTask<List<OutboxRow>> OutboxRows(SqlCommand command, CancellationToken cancel)
    {
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancel);
        var rows = new List<OutboxRow>();
        while (await reader.ReadAsync(cancel))
            rows.Add(new OutboxRow(
                reader.GetInt64(0), new CommandId(Id(reader, 1)), new StreamId(reader.GetString(2)), reader.GetString(3),
                await Long(reader, 4, cancel), At(reader, 5)));
        return rows;
    }

    /// <summary>Deadlines that have come, earliest first.</summary>
    public static async ValueTask<List<DeadlineRow>> Due(
        SqlConnection connection, SqlServerAddress server, Share share, Instant now, int limit, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT TOP (@limit) t.stream, t.due, t.orphan_of FROM deadline AS t {Of(command, server, share)}
            WHERE t.due <= @now ORDER BY t.due, t.stream
            """;
        command.Parameters.Whole("@limit", limit);
        command.Parameters.Whole("@now", now.ToUnixTimeTicks());
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<DeadlineRow>();
        while (await reader.ReadAsync(cancel))
            rows.Add(new DeadlineRow(
                new StreamId(reader.GetString(0)), At(reader, 1), reader.IsDBNull(2) ? null : new ShipmentRef(reader.GetString(2))));
        return rows;
    }

    /// <summary>Incidents whose deadline an earlier policy worked out.</summary>
    public static async ValueTask<List<StreamId>> Outdated(
        SqlConnection connection, SqlServerAddress server, Share share, int policy, StreamId? after, int limit, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        // The nought follows the slash.
        command.CommandText = $"""
            SELECT TOP (@limit) t.stream FROM deadline AS t {Of(command, server, share)}
            WHERE t.stream > @after AND t.stream < @end AND t.orphan_of IS NULL AND t.policy < @policy ORDER BY t.stream
            """;
        command.Parameters.Whole("@limit", limit);
        command.Parameters.Text("@after", after?.Value ?? StreamId.IncidentKind + "/", 200);
        command.Parameters.Text("@end", StreamId.IncidentKind + "0", 200);
        command.Parameters.Whole("@policy", policy);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var streams = new List<StreamId>();
        while (await reader.ReadAsync(cancel))
            streams.Add(new StreamId(reader.GetString(0)));
        return streams;
    }

    /// <summary>A single number, or null.</summary>
    public static async ValueTask<long?> Number(SqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancel) is long number ? number : null;
    }

    /// <summary>A text of at most so many characters: the length is said, so that one plan serves all values.</summary>
    public static void Text(this SqlParameterCollection parameters, string name, string value, int length) =>
        parameters.Add(name, SqlDbType.NVarChar, length).Value = value;

    /// <summary>A whole number.</summary>
    public static void Whole(this SqlParameterCollection parameters, string name, long value) => parameters.Add(name, SqlDbType.BigInt).Value = value;

    /// <summary>Bytes.</summary>
    public static void Bytes(this SqlParameterCollection parameters, string name, byte[] value, int length) =>
        parameters.Add(name, length == 16 ? SqlDbType.Binary : SqlDbType.VarBinary, length).Value = value;

    // As a stream: as a whole text SqlClient can lose its place in a long one when another server than SQL Server sends it.
    private static async ValueTask<string> Long(SqlDataReader reader, int column, CancellationToken cancel)
    {
        using var text = reader.GetTextReader(column);
        return await text.ReadToEndAsync(cancel);
    }

    // Nothing for everything; else the rows of the share's slots alone. Both are constants.
    private static string Of(SqlCommand command, SqlServerAddress server, Share share)
    {
        if (share.Fences is null)
            return "";
        command.Parameters.Add(Leases.Rows(share).Parameter(server));
        return "JOIN @lease AS m ON m.slot = t.slot";
    }

    private static async ValueTask<List<StoredKey>> Keys(
        SqlConnection connection, string sql, Action<SqlParameterCollection> with, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        with(command.Parameters);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var keys = new List<StoredKey>();
        while (await reader.ReadAsync(cancel))
            keys.Add(new StoredKey(new CustomerRef(reader.GetString(0)), Id(reader, 1), reader.GetFieldValue<byte[]>(2)));
        return keys;
    }

    private static Guid Id(SqlDataReader reader, int column) => new(reader.GetFieldValue<byte[]>(column), bigEndian: true);

    private static Instant At(SqlDataReader reader, int column) => Instant.FromUnixTimeTicks(reader.GetInt64(column));
}
