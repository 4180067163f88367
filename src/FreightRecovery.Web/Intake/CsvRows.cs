using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using CsvHelper;

namespace FreightRecovery.Web.Intake;

/// <summary>
/// Reads comma-separated values and makes JSON of each record. The names at the top are the members' names, nested by
/// points (<c>expectedAnnualMargin.amount</c>); a list's items are separated by semicolons; an empty field is a member
/// left out. A list of objects has a column for each member, whose items belong together in order.
/// </summary>
internal static class CsvRows
{
    private const int LongestRecord = 1 << 20;
    private const char ListSeparator = ';';

    public static async IAsyncEnumerable<ImportRow> Read(Stream stream, CsvForm form, [EnumeratorCancellation] CancellationToken cancel)
    {
        CsvMalformedRecord? malformed = null;
        using var csv = CsvReader.Create(stream, CsvReaderOptions.Default with
        {
            Separator = ',',
            MaxRecordSize = LongestRecord,
            TrackLineNumbers = true,
            OnMalformedRecord = record => malformed = record,
        }, leaveOpen: true);
        string[]? names = null;
        while (true)
        {
            var (more, broken) = await Next(csv, cancel);
            if (names is null && broken is null)
            {
                names = [.. csv.Headers];
                broken = Unusable(names);
            }

            if (broken is not null)
            {
                yield return new ImportRow(Math.Max(1, csv.LineNumber), default, broken);
                yield break;
            }

            if (!more)
                yield break;
            yield return Row(csv, names!, form, malformed?.LineNumber == csv.LineNumber);
        }
    }

    private static ImportRow Row(CsvReader csv, string[] names, CsvForm form, bool malformed)
    {
        var fault =
            !Utf8.IsValid(csv.RawRecord) ? "The record is not valid UTF-8. Save the file as UTF-8."
            : malformed ? "The quotes do not match. Write a field with quotes as \"a \"\"quoted\"\" word\"."
            : csv.FieldCount != names.Length ? $"This record has {csv.FieldCount} fields, and the line of names has {names.Length}."
            : null;
        var fields = new string[Math.Min(csv.FieldCount, names.Length)];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = csv.GetString(i);
        return new ImportRow(csv.LineNumber, Json(names, fields, form), fault);
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

    private static string? Unusable(string[] names) =>
        names.Length == 0 || names.Any(string.IsNullOrWhiteSpace) ? "The first line names the members, and one of its names is empty."
        : names.Distinct(StringComparer.Ordinal).Count() != names.Length ? "The first line names a member twice."
        : null;

    private static byte[] Json(string[] names, string[] fields, CsvForm form)
    {
        using var bytes = new MemoryStream(256);
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, [.. names.Zip(fields).Where(c => c.Second.Length > 0)], form, prefix: "");
        return bytes.ToArray();
    }

    // Columns of one object are gathered by the part of their name before the next point, wherever they stand.
    private static void Write(Utf8JsonWriter json, (string Name, string Field)[] columns, CsvForm form, string prefix)
    {
        json.WriteStartObject();
        foreach (var group in columns.GroupBy(c => Head(c.Name[prefix.Length..]), StringComparer.Ordinal))
        {
            var path = prefix + group.Key;
            json.WritePropertyName(group.Key);
            if (group.Count() == 1 && group.First().Name == path)
                WriteValue(json, group.First().Field, form, path);
            else if (form.IsList(path))
                WriteObjects(json, [.. group], form, path + ".");
            else
                Write(json, [.. group.Where(c => c.Name != path)], form, path + ".");
        }

        json.WriteEndObject();
    }

    private static void WriteObjects(Utf8JsonWriter json, (string Name, string Field)[] columns, CsvForm form, string prefix)
    {
        var items = columns.Select(c => (c.Name, Items: c.Field.Split(ListSeparator))).ToArray();
        json.WriteStartArray();
        for (var i = 0; i < items.Max(c => c.Items.Length); i++)
            Write(json, [.. items.Where(c => i < c.Items.Length && c.Items[i].Length > 0).Select(c => (c.Name, c.Items[i].Trim()))], form, prefix);
        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, string field, CsvForm form, string path)
    {
        if (form.IsList(path))
        {
            json.WriteStartArray();
            foreach (var item in field.Split(ListSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                json.WriteStringValue(item);
            json.WriteEndArray();
        }
        else if (form.IsBare(path) && IsBare(field))
            json.WriteRawValue(field);
        else
            json.WriteStringValue(field);
    }

    private static string Head(string name) => name.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? name[..point] : name;

    // What is not a number or a truth value stays text, and the check of the body says so.
    private static bool IsBare(string field) =>
        field is "true" or "false"
        || (decimal.TryParse(field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            && field.TrimStart('-') is [>= '0' and <= '9', ..] digits && digits[^1] != '.' && !(digits.Length > 1 && digits[0] == '0' && digits[1] != '.'));
}
