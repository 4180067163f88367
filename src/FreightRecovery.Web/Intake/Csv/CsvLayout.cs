using System.Text;

namespace FreightRecovery.Web.Intake.Csv;

/// <summary>A column of a file.</summary>
/// <param name="Header">Its name at the top, as it stands there.</param>
/// <param name="Member">The member that it is, by its path; null for a column that is left out.</param>
/// <param name="Form">How its values are written; null where in our own way.</param>
internal sealed record CsvColumn(string Header, string? Member, ColumnForm? Form);

/// <summary>How a file of separated values is laid out, found out from it.</summary>
/// <param name="Head">Its encoding, its delimiter, its line ends.</param>
/// <param name="Columns">Its columns in their order.</param>
/// <param name="Names">The line of names as it stands in the file.</param>
internal sealed record CsvLayout(CsvHead Head, IReadOnlyList<CsvColumn> Columns, string Names)
{
    /// <summary>The file's beginning, for a file of the same form.</summary>
    public byte[] Beginning => [.. Head.Encoding.Mark, .. Bytes((Head.Hint is { } hint ? hint + Head.LineEnd : "") + Names + Head.LineEnd)];

    /// <summary>A record's bytes in the file's own encoding, with its line end.</summary>
    /// <param name="record">The record in UTF-8.</param>
    public byte[] Line(ReadOnlySpan<byte> record) => Head.Encoding.IsUtf8
        ? [.. record, .. Encoding.ASCII.GetBytes(Head.LineEnd)]
        : Bytes(Encoding.UTF8.GetString(record) + Head.LineEnd);

    /// <summary>The column that a pointer into a row is about, and where it stands; the path of the member when there is none.</summary>
    public (string Header, int? Index) ColumnOf(string pointer)
    {
        var path = string.Join('.', pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(step => !step.All(char.IsAsciiDigit)));
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i].Member is { } member && path.Length > 0 && (member == path || member.StartsWith(path + ".", StringComparison.Ordinal)))
                return (Columns[i].Header, i);
        return (path, null);
    }

    private byte[] Bytes(string text) => Head.Encoding.Encoding.GetBytes(text);
}

/// <summary>A record of a file of separated values, as it stands there.</summary>
/// <param name="Layout">The file's.</param>
/// <param name="Raw">The record without its line end, in UTF-8.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record CsvRecord(CsvLayout Layout, byte[] Raw, string[] Fields);
