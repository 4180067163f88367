using System.Text.RegularExpressions;
using FreightRecovery.Store;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Store.Writing;
using Microsoft.Data.Sqlite;

namespace FreightRecovery.Tests.Store;

/// <summary>
/// Both products have the same tables, column by column. The file's are read from a file; the server's from its scripts always, and
/// from a server where one is given.
/// </summary>
[Collection(nameof(OnSqlServer))]
public sealed partial class SchemasAgree
{
    // Set by hand in both: when a script was applied is the product's own text.
    private const string Scripts = "schema_version";

    [Fact]
    public void The_scripts_have_the_same_numbers_and_names() =>
        Assert.Equal(Names("db.sqlite."), Names("db.sqlserver."));

    [Fact]
    public void The_scripts_of_the_server_make_the_tables_of_the_file() =>
        Assert.Equal(OfFile(), Described(OfScripts("TABLE").Select(c => c with { Type = Plain(c.Type) })));

    [Fact]
    public void The_row_types_of_the_server_have_the_columns_that_the_program_writes()
    {
        var types = OfScripts("TYPE").ToLookup(c => c.Table);
        foreach (var table in Tables.All)
            Assert.Equal(
                table.Columns.Select(c => $"{c.Name} {Plain(c)}"),
                types[table.RowsType].Select(c => $"{c.Name} {c.Type}"));
    }

    [Fact]
    public void No_column_that_the_program_writes_is_longer_than_the_table_takes()
    {
        var columns = OfScripts("TABLE").ToDictionary(c => (c.Table, c.Name), c => c.Type);
        foreach (var table in Tables.All)
            foreach (var column in table.Columns.Where(c => c.Type == ColumnType.Text))
                Assert.True(
                    columns[(table.Name, column.Name)] == "nvarchar(max)" || (column.Length > 0 && Length(columns[(table.Name, column.Name)]) >= Shorter(column)),
                    $"{table.Name}.{column.Name}");

        // A feed's name is one of our own words, shorter than a name may be.
        static int Shorter(Column column) => column.Name == "feed" ? 100 : column.Length;
    }

    [Fact]
    public async Task The_tables_on_the_server_are_those_of_the_file()
    {
        var connection = await SqlServerDatabase.Empty();
        var directory = Directory.CreateTempSubdirectory("freight-schema-").FullName;
        await using (await new StorePlace(directory, connection).Open(cancel: TestContext.Current.CancellationToken))
        {
            var tables = await SqlServerDatabase.Names(connection, "SELECT name FROM sys.tables WHERE name NOT LIKE 'Orleans%'");
            var columns = await SqlServerDatabase.Names(
                connection, "SELECT TABLE_NAME + ' ' + COLUMN_NAME + ' ' + DATA_TYPE + ' ' + IS_NULLABLE FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = 'dbo'");
            Assert.Equal(
                OfFile(),
                Described(columns.Select(c => c.Split(' ')).Where(c => tables.Contains(c[0])).Select(c => new Column4(c[0], c[1], Plain(c[2]), c[3] == "YES"))));
        }

        Directory.Delete(directory, recursive: true);
    }

    private static IEnumerable<string> Names(string prefix) =>
        FreightRecovery.Store.Scripts.All(prefix).Select(s => s.Name[prefix.Length..]).Order();

    private static List<string> OfFile()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Migrations.Apply(connection);
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT m.name, c.name, c.type, c."notnull", c.pk FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'
            """;
        using var row = command.ExecuteReader();
        var columns = new List<Column4>();
        while (row.Read())
            columns.Add(new Column4(row.GetString(0), row.GetString(1), Plain(row.GetString(2)), row.GetInt64(3) == 0 && row.GetInt64(4) == 0));
        return Described(columns);
    }

    // What the scripts make, in their order: tables with the columns that were added later, or types.
    private static IEnumerable<Column4> OfScripts(string kind)
    {
        foreach (var (_, name) in FreightRecovery.Store.Scripts.All("db.sqlserver.").OrderBy(s => s.Number))
        {
            var text = Comment().Replace(FreightRecovery.Store.Scripts.Text(name), "");
            foreach (Match made in Made().Matches(text))
                if (made.Groups["kind"].Value == kind)
                    foreach (Match column in Line().Matches(made.Groups["columns"].Value))
                        yield return Of(made.Groups["name"].Value, column);
            if (kind == "TABLE")
                foreach (Match added in Added().Matches(text))
                    yield return Of(added.Groups["table"].Value, added);
        }

        static Column4 Of(string table, Match column) => new(
            table, column.Groups["name"].Value.Trim('"'), column.Groups["type"].Value, !column.Groups["rest"].Value.Contains("NOT NULL", StringComparison.Ordinal));
    }

    private static List<string> Described(IEnumerable<Column4> columns) =>
    [
        .. columns.Where(c => c.Table != Scripts).Select(c => $"{c.Table}.{c.Name} {c.Type}{(c.Nullable ? " null" : "")}").Order(StringComparer.Ordinal),
    ];

    private static string Plain(string type) => type.ToLowerInvariant() switch
    {
        "integer" or "bigint" => "whole",
        "real" or "float" => "real",
        "blob" => "bytes",
        var bytes when bytes.Contains("binary", StringComparison.Ordinal) => "bytes",
        _ => "text",
    };

    private static string Plain(Column column) => column.Type switch
    {
        ColumnType.Whole => "bigint",
        ColumnType.Real => "float",
        ColumnType.Text => column.Length == 0 ? "nvarchar(max)" : $"nvarchar({column.Length})",
        _ => $"varbinary({column.Length})",
    };

    private static int Length(string type) => int.Parse(Digits().Match(type).Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"--.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"CREATE (?<kind>TABLE|TYPE) (?<name>\w+)(?: AS TABLE)? \((?<columns>(?:[^()]|\((?:[^()])*\))*)\);", RegexOptions.Singleline)]
    private static partial Regex Made();

    [GeneratedRegex(@"(?<name>""?\b[a-z_0-9]+\b""?)\s+(?<type>bigint|float|nvarchar\(\w+\)|varbinary\(\w+\)|binary\(\d+\))(?<rest>[^,]*)")]
    private static partial Regex Line();

    [GeneratedRegex(@"ALTER TABLE (?<table>\w+) ADD (?<name>\w+)\s+(?<type>bigint|float|nvarchar\(\w+\)|varbinary\(\w+\)|binary\(\d+\))(?<rest>[^;]*);")]
    private static partial Regex Added();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    private sealed record Column4(string Table, string Name, string Type, bool Nullable);
}
