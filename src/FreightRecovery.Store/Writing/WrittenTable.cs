using System.Collections.Immutable;

namespace FreightRecovery.Store.Writing;

/// <summary>What a column holds.</summary>
internal enum ColumnType
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number; instants are ticks of 100 ns since 1970, and yes is 1.</summary>
    Whole,

    /// <summary>A floating-point number, for order and thresholds only.</summary>
    Real,

    /// <summary>Bytes.</summary>
    Bytes,
}

/// <summary>A column of a table that is written by whole rows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Length">The most it holds where a product must know; 0 for any length.</param>
internal sealed record Column(string Name, ColumnType Type, int Length = 0)
{
    /// <summary>False for what never changes once the row is there.</summary>
    public bool Changes { get; private init; } = true;

    /// <summary>True for the stream's version: a row of an older one writes nothing over that of a newer one.</summary>
    public bool IsVersion { get; private init; }

    /// <summary>Text of at most so many characters, or of any length.</summary>
    public static Column Text(string name, int length = 0) => new(name, ColumnType.Text, length);

    /// <summary>A whole number.</summary>
    public static Column Whole(string name) => new(name, ColumnType.Whole);

    /// <summary>A floating-point number.</summary>
    public static Column Real(string name) => new(name, ColumnType.Real);

    /// <summary>Bytes, of any length unless it is given.</summary>
    public static Column Bytes(string name, int length = 0) => new(name, ColumnType.Bytes, length);

    /// <summary>The version of the row's stream.</summary>
    public static Column Version(string name = "version") => new(name, ColumnType.Whole) { IsVersion = true };

    /// <summary>The column as one that never changes.</summary>
    public Column Once() => this with { Changes = false };
}

/// <summary>What becomes of a row whose key is there already.</summary>
internal enum OnClash
{
    /// <summary>It is an error: somebody else was first.</summary>
    Fail,

    /// <summary>The row that is there stays.</summary>
    Keep,

    /// <summary>The new one goes over it.</summary>
    Replace,
}

/// <summary>
/// A table that is written by whole rows. Its columns stand in the order in which a row's values are added, and the statements
/// of each product follow from them.
/// </summary>
internal sealed class WrittenTable(string name, OnClash onClash, int keys, params ReadOnlySpan<Column> columns)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its columns; the first few are its key.</summary>
    public ImmutableArray<Column> Columns { get; } = [.. columns];

    /// <summary>The statement by which SQLite writes one row.</summary>
    public string ForSqlite()
    {
        var values = string.Join(", ", Columns.Select((_, i) => $"?{i + 1}"));
        var insert = $"INSERT INTO {Name} ({Names(Columns)}) VALUES ({values})";
        return onClash switch
        {
            OnClash.Fail => insert,
            OnClash.Keep => $"{insert} ON CONFLICT DO NOTHING",
            _ => $"{insert} ON CONFLICT ({Names(Key)}) DO UPDATE SET {string.Join(", ", Changing.Select(c => $"{c.Name} = excluded.{c.Name}"))}",
        };
    }

    /// <summary>The statements by which SQL Server writes all rows of a table-valued parameter that bears the table's name.</summary>
    public string ForSqlServer()
    {
        var same = string.Join(" AND ", Key.Select(c => $"t.{c.Name} = r.{c.Name}"));
        var insert = $"INSERT INTO {Name} ({Names(Columns)}) SELECT {string.Join(", ", Columns.Select(c => $"r.{c.Name}"))} FROM @{Name} AS r";
        if (onClash == OnClash.Fail)
            return $"{insert};\n";
        insert += $" WHERE NOT EXISTS (SELECT 1 FROM {Name} AS t WHERE {same});\n";
        if (onClash == OnClash.Keep)
            return insert;
        var newer = Columns.FirstOrDefault(c => c.IsVersion) is { } version ? $" WHERE t.{version.Name} <= r.{version.Name}" : "";
        return $"UPDATE t SET {string.Join(", ", Changing.Select(c => $"{c.Name} = r.{c.Name}"))} FROM {Name} AS t JOIN @{Name} AS r ON {same}{newer};\n"
            + insert;
    }

    /// <summary>The name of SQL Server's type for the rows of this table.</summary>
    public string RowsType => $"{Name}_rows";

    private IEnumerable<Column> Key => Columns.Take(keys);

    private IEnumerable<Column> Changing => Columns.Skip(keys).Where(c => c.Changes);

    private static string Names(IEnumerable<Column> columns) => string.Join(", ", columns.Select(c => c.Name));
}
