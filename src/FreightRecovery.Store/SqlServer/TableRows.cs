using System.Data;
using FreightRecovery.Store.Writing;
using Microsoft.Data.SqlClient;
using Microsoft.Data.SqlClient.Server;

namespace FreightRecovery.Store.SqlServer;

/// <summary>Rows that go to the server together, as one table-valued parameter.</summary>
internal sealed class TableRows(string name, string type, IEnumerable<Column> columns) : RowSink
{
    private readonly SqlMetaData[] shape = [.. columns.Select(Shape)];
    private readonly List<SqlDataRecord> rows = [];
    private SqlDataRecord? current;
    private int next;
    private bool doubled;

    /// <summary>The rows of a table that is written by whole rows.</summary>
    public TableRows(WrittenTable table)
        : this(table.Name, table.RowsType, table.Columns)
    {
    }

    /// <summary>How many rows there are.</summary>
    public int Count => rows.Count;

    private SqlDataRecord Current => current ??= new SqlDataRecord(shape);

    public override TableRows Add(long value)
    {
        Current.SetInt64(next++, value);
        return this;
    }

    public override TableRows Add(double? value)
    {
        if (value is not { } number)
            return AddNull();
        Current.SetDouble(next++, number);
        return this;
    }

    public override TableRows Add(string? value)
    {
        if (value is null)
            return AddNull();
        Current.SetString(next++, value);
        return this;
    }

    public override TableRows Add(byte[] value)
    {
        Current.SetBytes(next++, 0, value, 0, value.Length);
        return this;
    }

    public override TableRows AddNull()
    {
        Current.SetDBNull(next++);
        return this;
    }

    public override int Run()
    {
        rows.Add(Current);
        (current, next) = (null, 0);
        return 1;
    }

    /// <summary>Forgets the rows.</summary>
    public void Clear()
    {
        rows.Clear();
        (current, next, doubled) = (null, 0, false);
    }

    /// <summary>The rows as a parameter that bears the table's name. There must be one at least: SqlClient sends no empty ones.</summary>
    /// <param name="server">Where they go.</param>
    public SqlParameter Parameter(SqlServerAddress server)
    {
        if (server.ReadsQuotes && !doubled)
            DoubleQuotes();
        return new($"@{name}", SqlDbType.Structured) { TypeName = type, Value = rows };
    }

    private void DoubleQuotes()
    {
        doubled = true;
        foreach (var row in rows)
            for (var i = 0; i < shape.Length; i++)
                if (shape[i].SqlDbType == SqlDbType.NVarChar && !row.IsDBNull(i) && row.GetString(i) is var text && text.Contains('\'', StringComparison.Ordinal))
                    row.SetString(i, text.Replace("'", "''", StringComparison.Ordinal));
    }

    private static SqlMetaData Shape(Column column) => column.Type switch
    {
        ColumnType.Whole => new SqlMetaData(column.Name, SqlDbType.BigInt),
        ColumnType.Real => new SqlMetaData(column.Name, SqlDbType.Float),
        ColumnType.Bytes when column.Length == 16 => new SqlMetaData(column.Name, SqlDbType.Binary, 16),
        ColumnType.Bytes => new SqlMetaData(column.Name, SqlDbType.VarBinary, column.Length > 0 ? column.Length : SqlMetaData.Max),
        _ => new SqlMetaData(column.Name, SqlDbType.NVarChar, column.Length > 0 ? column.Length : SqlMetaData.Max),
    };
}
