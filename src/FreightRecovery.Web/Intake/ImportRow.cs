namespace FreightRecovery.Web.Intake;

/// <summary>One row of an import, as JSON whatever the file's form.</summary>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Json">The row as a JSON object; of an unreadable row what there is.</param>
/// <param name="Fault">Why it cannot be read; null when it can.</param>
public readonly record struct ImportRow(long Line, ReadOnlyMemory<byte> Json, string? Fault = null);

/// <summary>The form of an import file.</summary>
public enum ImportForm
{
    /// <summary>A JSON object on each line.</summary>
    Ndjson,

    /// <summary>Comma-separated values with a line of names at the top.</summary>
    Csv,
}
