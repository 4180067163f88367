using System.Text.Json;
using FreightRecovery.Web.Intake;
using FreightRecovery.Web.Intake.Csv;
using FsCheck;
using FsCheck.Fluent;

namespace FreightRecovery.Tests.Intake.Csv;

/// <summary>What a writer writes, with any delimiter, encoding, quoting and line end, is read back as it was.</summary>
public sealed class CsvLaws
{
    private static readonly (string Encoding, bool Mark, string Letters)[] Written =
    [
        ("utf-8", false, "aZ9é中я€"), ("utf-8", true, "aZ9é中я€"), ("utf-16", true, "aZ9é中я€"), ("utf-16BE", true, "aZ9é中я€"),
        ("gb18030", false, "aZ9客户号中é€"), ("big5", false, "aZ9客戶號中"), ("windows-1251", false, "aZ9яЖё№€"), ("windows-1252", false, "aZ9éÄß€"),
    ];

    private static readonly Gen<Table> Tables =
        from form in Gen.Elements(Written)
        from delimiter in Gen.Elements(',', ';', '\t', '|')
        from lineEnd in Gen.Elements("\n", "\r\n", "\r")
        from always in Gen.Elements(true, false)
        from notes in Gen.NonEmptyListOf(Gen.Elements([.. form.Letters, .. " ,;\t|\"\r\n'=-"]).ArrayOf().Select(c => new string(c)))
        select new Table(form.Encoding, form.Mark, delimiter, lineEnd, always, [.. notes]);

    [Fact]
    public void What_was_written_is_read_back() => Prop.ForAll(Tables.ToArbitrary(), table =>
    {
        string[][] rows = [["customer", "at", "note"], .. table.Notes.Select((note, i) => (string[])[$"C{i}", "2026-02-01T08:00:00Z", note])];
        var bytes = Sheet.Bytes(table.Encoding, Sheet.Text(rows, table.Delimiter, table.LineEnd, table.AlwaysQuoted), table.Mark);
        var (read, layout) = Read(bytes, new CsvReading { Encoding = FileEncoding.Find(table.Encoding) });
        Assert.Equal(table.Delimiter, layout.Head.Delimiter);
        Assert.Equal(table.LineEnd, layout.Head.LineEnd);
        Assert.Equal(table.Notes, read.Select(row => Note(row)));
        // The rows as they are kept for a rejected file are the file again.
        Assert.Equal(bytes, (byte[])[.. layout.Beginning, .. read.SelectMany(row => layout.Line(row.Csv!.Raw))]);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_read_to_an_end() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        var (read, _) = Read([.. "customer,at,note\n"u8, .. bytes], CsvReading.Guessed);
        Assert.All(read, row => Assert.True(row.Fault is not null || JsonDocument.Parse(row.Json).RootElement.ValueKind == JsonValueKind.Object));
    }).QuickCheckThrowOnFailure();

    private static string Note(ImportRow row)
    {
        Assert.True(row.Fault is null, row.Fault?.Reason);
        return JsonDocument.Parse(row.Json).RootElement.TryGetProperty("note", out var note) ? note.GetString()! : "";
    }

    private static (List<ImportRow> Rows, CsvLayout Layout) Read(byte[] file, CsvReading reading)
    {
        CsvLayout? found = null;
        using var stream = new MemoryStream(file);
        var rows = CsvRows.Read(stream, ImportKind.Find("bookings")!, reading, layout => found = layout, default).ToBlockingEnumerable().ToList();
        return (rows, found!);
    }

    private sealed record Table(string Encoding, bool Mark, char Delimiter, string LineEnd, bool AlwaysQuoted, string[] Notes)
    {
        public override string ToString() => $"{Encoding} {Mark} {(int)Delimiter} {LineEnd.Length}{(int)LineEnd[0]} {AlwaysQuoted} {JsonSerializer.Serialize(Notes)}";
    }
}
