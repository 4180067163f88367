using System.Runtime.CompilerServices;
using System.Text.Unicode;
using CsvHelper;

namespace FreightRecovery.Web.Intake.Csv;

/// <summary>
/// Reads separated values, as offices save them, and makes JSON of each record. The first line names the columns: by our
/// members' names, by one of the usual words (<see cref="HeaderWords"/>), or by the caller's own map.
/// </summary>
internal static class CsvRows
{
    private const int LongestRecord = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="kind">What its rows are.</param>
    /// <param name="reading">What the caller says of it.</param>
    /// <param name="found">Told how it is laid out, once, before the first row.</param>
    public static async IAsyncEnumerable<ImportRow> Read(
        Stream stream, ImportKind kind, CsvReading reading, Action<CsvLayout> found, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (head, rest) = await CsvHead.Peek(stream, reading, kind.Columns.IsName, cancel);
        CsvMalformedRecord? malformed = null;
        using var csv = CsvReader.Create(rest, CsvReaderOptions.Default with
        {
            Separator = head.Delimiter,
            HasHeader = false,
            Encoding = head.Encoding.IsUtf8 ? null : head.Encoding.Encoding,
            MaxRecordSize = LongestRecord,
            TrackLineNumbers = true,
            OnMalformedRecord = record => malformed = record,
        }, leaveOpen: true);
        CsvLayout? layout = null;
        CsvJson? json = null;
        try
        {
            while (true)
            {
                var (more, broken) = await Next(csv, cancel);
                if (broken is not null)
                {
                    yield return new ImportRow(Math.Max(1, csv.LineNumber), default, Rejection.Of(broken));
                    yield break;
                }

                if (!more)
                    yield break;
                if (layout is null)
                {
                    if (head.Hint is not null && csv.LineNumber == 1)
                        continue;
                    var (columns, faults) = kind.Columns.Of([.. Fields(csv)], reading.Map);
                    layout = new CsvLayout(head, columns, System.Text.Encoding.UTF8.GetString(csv.RawRecord));
                    found(layout);
                    if (faults.Count > 0)
                    {
                        yield return new ImportRow(csv.LineNumber, default, new Rejection([.. faults.Select(f => new RowFault("", f))]));
                        yield break;
                    }

                    json = new CsvJson(columns, kind.Form);
                }
                else if (Row(csv, layout, json!, malformed?.LineNumber == csv.LineNumber) is { } row)
                    yield return row;
            }
        }
        finally
        {
            json?.Dispose();
        }
    }

    // Null for a record of nothing but delimiters, which tables end in.
    private static ImportRow? Row(CsvReader csv, CsvLayout layout, CsvJson json, bool malformed)
    {
        var fields = Fields(csv);
        if (Array.TrueForAll(fields, f => f.Length == 0))
            return null;
        var raw = csv.RawRecord.ToArray();
        var encoding = layout.Head.Encoding;
        var fault =
            encoding.IsUtf8 ? Utf8.IsValid(raw) ? null : "The record is not valid UTF-8. Say with --encoding how the file is written, or save it as UTF-8."
            : raw.AsSpan().IndexOf("\uFFFD"u8) >= 0 ? $"The record is not valid {encoding.Name}. Say with --encoding how the file is written, or save it as UTF-8."
            : null;
        fault ??= malformed ? "The quotes do not match. Write a field with quotes as \"a \"\"quoted\"\" word\"."
            : fields.Length < layout.Columns.Count || fields.AsSpan(layout.Columns.Count).ContainsAnyExcept("")
                ? $"This record has {fields.Length} fields, and the line of names has {layout.Columns.Count}."
            : null;
        var record = new CsvRecord(layout, raw, fields);
        var (bytes, faults) = json.Write(fields);
        return new ImportRow(
            csv.LineNumber, bytes, fault is not null ? Rejection.Of(fault) : faults.Count > 0 ? new Rejection(faults) : null) { Csv = record };
    }

    private static string[] Fields(CsvReader csv)
    {
        var fields = new string[csv.FieldCount];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = csv.GetString(i);
        return fields;
    }

    private static async ValueTask<(bool More, string? Broken)> Next(CsvReader csv, CancellationToken cancel)
    {
        try
        {
            return (await csv.ReadAsync(cancel), null);
        }
        catch (CsvFormatException e)
        {
            // Where a record never ends nobody can say where the next one begins.
            return (false, $"Reading ends here: {e.Message}");
        }
    }
}
