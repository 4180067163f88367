using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Store.Writing;
using Microsoft.Data.Sqlite;
using NodaTime;
using SQLitePCL;

namespace FreightRecovery.Store.Sqlite;

/// <summary>
/// A prepared statement that is bound by position. The hot path writes a dozen rows per command; binding by name
/// through the ADO.NET layer costs more there than SQLite itself.
/// </summary>
internal sealed class Statement : RowSink
{
    private readonly sqlite3 db;
    private readonly sqlite3_stmt statement;
    private byte[] buffer = new byte[4096];
    private int next = 1;

    /// <summary>The statement that writes a row of a table.</summary>
    public Statement(SqliteConnection connection, WrittenTable table)
        : this(connection, table.ForSqlite())
    {
    }

    public Statement(SqliteConnection connection, string sql)
    {
        db = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(raw.sqlite3_prepare_v2(db, sql, out statement));
    }

    public override Statement Add(long value)
    {
        Check(raw.sqlite3_bind_int64(statement, next++, value));
        return this;
    }

    public override Statement Add(double? value)
    {
        Check(value is { } number ? raw.sqlite3_bind_double(statement, next++, number) : raw.sqlite3_bind_null(statement, next++));
        return this;
    }

    public Statement Add(Instant value) => Add(value.ToUnixTimeTicks());

    public override Statement Add(string? value)
    {
        if (value is null)
            return AddNull();
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most > buffer.Length)
            buffer = new byte[most * 2];
        var length = Encoding.UTF8.GetBytes(value, buffer);
        Check(raw.sqlite3_bind_text(statement, next++, buffer.AsSpan(0, length)));
        return this;
    }

    public override Statement Add(byte[] value)
    {
        Check(raw.sqlite3_bind_blob(statement, next++, value));
        return this;
    }

    public override Statement Add(CommandId value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        Check(raw.sqlite3_bind_blob(statement, next++, bytes));
        return this;
    }

    public override Statement AddNull()
    {
        Check(raw.sqlite3_bind_null(statement, next++));
        return this;
    }

    /// <summary>Runs to the end; answers how many rows changed.</summary>
    public override int Run()
    {
        try
        {
            var code = raw.sqlite3_step(statement);
            if (code != raw.SQLITE_DONE && code != raw.SQLITE_ROW)
                Throw(code);
            return raw.sqlite3_changes(db);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Steps to the next row; resets at the end.</summary>
    public bool Read()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW)
            return true;
        Reset();
        if (code != raw.SQLITE_DONE)
            Throw(code);
        return false;
    }

    public void Reset()
    {
        raw.sqlite3_reset(statement);
        next = 1;
    }

    public long Int(int column) => raw.sqlite3_column_int64(statement, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Blob(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    public Instant Instant(int column) => NodaTime.Instant.FromUnixTimeTicks(Int(column));

    public CommandId Command(int column) => new(new Guid(raw.sqlite3_column_blob(statement, column), bigEndian: true));

    public override void Dispose() => statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            Throw(code);
    }

    private void Throw(int code) =>
        throw new SqliteException(raw.sqlite3_errmsg(db).utf8_to_string(), code & 0xFF, raw.sqlite3_extended_errcode(db));
}
