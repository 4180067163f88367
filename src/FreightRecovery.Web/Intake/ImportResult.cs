using System.Text.Json.Serialization;
using FreightRecovery.Web.Intake.Csv;

namespace FreightRecovery.Web.Intake;

/// <summary>What an import came to.</summary>
/// <param name="Read">Rows read.</param>
/// <param name="Accepted">Rows carried out, or found to be so already.</param>
/// <param name="Rejected">Rows that were not.</param>
/// <param name="Errors">The first of the rejected rows, with reasons.</param>
public sealed record ImportResult(long Read, long Accepted, long Rejected, IReadOnlyList<ImportError> Errors)
{
    /// <summary>How a file of separated values was read; left out for other files.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReadAs? ReadAs { get; init; }

    /// <summary>How many of the accepted rows an earlier run of the same import had carried out.</summary>
    [JsonIgnore]
    public long Skipped { get; init; }

    /// <summary>True when what was remembered under this import's name is of other rows. Then nothing was done.</summary>
    [JsonIgnore]
    public bool OtherRows { get; init; }

    internal static ImportResult OfOtherRows { get; } = new(0, 0, 0, []) { OtherRows = true };
}

/// <summary>How a file of separated values was read. What was guessed shows here.</summary>
/// <param name="Encoding">Its encoding.</param>
/// <param name="Delimiter">What stands between its fields.</param>
/// <param name="Columns">Its columns under their own names, with the members that they are; null for one that was left out.</param>
public sealed record ReadAs(string Encoding, string Delimiter, IReadOnlyDictionary<string, string?> Columns)
{
    internal static ReadAs Of(CsvLayout layout) => new(
        layout.Head.Encoding.Name, layout.Head.Delimiter.ToString(),
        layout.Columns.DistinctBy(c => c.Header).ToDictionary(c => c.Header, c => c.Member, StringComparer.Ordinal));

    /// <summary>The same for a person.</summary>
    public override string ToString()
    {
        var renamed = Columns.Where(c => c.Key != c.Value).Select(c => $"'{c.Key}' is {c.Value ?? "left out"}").ToList();
        var between = Delimiter == "\t" ? "tabs" : $"'{Delimiter}'";
        return $"Read as {Encoding} with {between} between the fields." + (renamed.Count == 0 ? "" : $" {string.Join(", ", renamed)}.");
    }
}

/// <summary>Why a row was rejected.</summary>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Reason">What to do about it.</param>
public sealed record ImportError(long Line, string Reason)
{
    /// <summary>The column, or the JSON pointer of the member, that the first of the reasons is about; left out when it is about the row.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Column { get; init; }

    internal static ImportError Of(ImportRow row, Rejection rejection)
    {
        var pointer = rejection.Faults[0].Pointer;
        return new ImportError(row.Line, rejection.Reason)
        {
            Column = pointer.Length == 0 ? null : row.Csv?.Layout.ColumnOf(pointer).Header ?? pointer,
        };
    }
}

/// <summary>Counts the rows of an import.</summary>
internal sealed class ImportTally(Action<ImportRow, Rejection>? rejected, Action<long>? progress)
{
    private const int TellEvery = 1000;
    private readonly List<ImportError> errors = [];
    private ReadAs? readAs;
    private long read, refused, skipped;

    /// <summary>What the import came to so far.</summary>
    public ImportResult Result => new(read, read - refused, refused, errors) { ReadAs = readAs, Skipped = skipped };

    /// <summary>Notes how the file is laid out.</summary>
    public void Found(CsvLayout layout) => readAs = ReadAs.Of(layout);

    /// <summary>Counts a row that an earlier run has carried out.</summary>
    public void Skip()
    {
        skipped++;
        Count();
    }

    /// <summary>Counts a row that was carried out or rejected now.</summary>
    public void Add(ImportRow row, Rejection? rejection)
    {
        if (rejection is not null)
        {
            refused++;
            if (errors.Count < Importer.MostErrors)
                errors.Add(ImportError.Of(row, rejection));
            rejected?.Invoke(row, rejection);
        }

        Count();
    }

    private void Count()
    {
        if (++read % TellEvery == 0)
            progress?.Invoke(read);
    }
}
