using System.Globalization;
using System.Text.Json;
using CsvHelper;

namespace FreightRecovery.Web.Intake;

/// <summary>
/// What is told of rejected rows beside their file: FILE.errors.csv with the line, the column, the value and the reason of each
/// fault, and FILE.rejected.csv or .ndjson with the rows themselves as they stand in FILE, under its line of names and in its
/// encoding, to be corrected and imported again. They are made when the first row is rejected.
/// </summary>
internal sealed class RejectedFiles : IDisposable
{
    private const string ErrorsEnding = ".errors.csv";
    private const string RowsEnding = ".rejected";

    // So much of a value is shown.
    private const int MostShown = 200;

    private readonly bool isCsv;
    private FileStream? rows;
    private FileStream? report;
    private CsvWriter? errors;

    /// <param name="file">The file that is imported. What an earlier run told of it goes: it is no longer true.</param>
    /// <param name="form">Its form.</param>
    public RejectedFiles(string file, ImportForm form)
    {
        isCsv = form == ImportForm.Csv;
        (Errors, Rows) = (file + ErrorsEnding, file + RowsEnding + (isCsv ? ".csv" : ".ndjson"));
        File.Delete(Errors);
        File.Delete(Rows);
    }

    /// <summary>What the names of these files have behind the file's own.</summary>
    public static IReadOnlyList<string> Endings { get; } = [ErrorsEnding, RowsEnding + ".csv", RowsEnding + ".ndjson"];

    /// <summary>The report.</summary>
    public string Errors { get; }

    /// <summary>The rows. There is no such file where none of them could be told from the rest.</summary>
    public string Rows { get; }

    /// <summary>True when rows were written down.</summary>
    public bool HasRows => rows is not null;

    /// <summary>Writes a row down.</summary>
    public void Add(ImportRow row, Rejection rejection)
    {
        foreach (var fault in rejection.Faults)
        {
            var (column, value) = Place(row, fault.Pointer);
            Tell(row.Line, column, value, row.IsWhole ? fault.Reason : fault.Reason + " It is not among the rejected rows.");
        }

        if (row.Csv is { } record)
            Write(record.Layout.Beginning, record.Layout.Line(record.Raw));
        else if (!isCsv && row.IsWhole)
            Write([], [.. row.Json.Span, (byte)'\n']);
    }

    /// <summary>Writes a reason down, without a row.</summary>
    public void Tell(long line, string column, string value, string reason)
    {
        errors ??= Begin();
        errors.WriteField(line.ToString(CultureInfo.InvariantCulture));
        errors.WriteField(column);
        errors.WriteField(value.Length > MostShown ? value[..MostShown] + "..." : value);
        errors.WriteField(reason);
        errors.EndRecord();
    }

    public void Dispose()
    {
        errors?.Dispose();
        rows?.Dispose();
        report?.Dispose();
    }

    // A mark at its start tells spreadsheets that it is UTF-8; what one would take for a formula stands behind an apostrophe.
    private CsvWriter Begin()
    {
        report = new FileStream(Errors, FileMode.Create, FileAccess.Write);
        var writer = CsvWriter.Create(report, CsvWriterOptions.Default with { WriteByteOrderMark = true, Injection = CsvInjection.Escape });
        foreach (var name in (string[])["line", "column", "value", "reason"])
            writer.WriteField(name);
        writer.EndRecord();
        return writer;
    }

    private void Write(byte[] beginning, byte[] line)
    {
        if (rows is null)
        {
            rows = new FileStream(Rows, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 14);
            rows.Write(beginning);
        }

        rows.Write(line);
    }

    private static (string Column, string Value) Place(ImportRow row, string pointer)
    {
        if (row.Csv is not { } record)
            return (pointer, ValueAt(row.Json, pointer));
        if (pointer.Length == 0)
            return ("", "");
        var (header, index) = record.Layout.ColumnOf(pointer);
        return (header, index is { } i && i < record.Fields.Length ? record.Fields[i] : "");
    }

    private static string ValueAt(ReadOnlyMemory<byte> json, string pointer)
    {
        if (pointer.Length == 0)
            return "";
        try
        {
            using var document = JsonDocument.Parse(json);
            var at = document.RootElement;
            foreach (var step in pointer[1..].Split('/').Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
                switch (at.ValueKind)
                {
                    case JsonValueKind.Object when at.TryGetProperty(step, out var member):
                        at = member;
                        break;
                    case JsonValueKind.Array when int.TryParse(step, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength():
                        at = at[index];
                        break;
                    default:
                        return "";
                }

            return at.ToString();
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
