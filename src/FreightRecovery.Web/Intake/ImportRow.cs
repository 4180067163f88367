using FreightRecovery.Web.Intake.Csv;

namespace FreightRecovery.Web.Intake;

/// <summary>One row of an import, as JSON whatever the file's form.</summary>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Json">The row as a JSON object; of an unreadable row what there is.</param>
/// <param name="Fault">Why it cannot be read; null when it can.</param>
public readonly record struct ImportRow(long Line, ReadOnlyMemory<byte> Json, Rejection? Fault = null)
{
    /// <summary>The record it was made of; null for a row that came as JSON, and for what is no record.</summary>
    internal CsvRecord? Csv { get; init; }

    /// <summary>False where only the beginning of the row was kept.</summary>
    internal bool IsWhole { get; init; } = true;
}

/// <summary>The form of an import file.</summary>
public enum ImportForm
{
    /// <summary>A JSON object on each line.</summary>
    Ndjson,

    /// <summary>Separated values with a line of names at the top.</summary>
    Csv,
}

/// <summary>One thing that is wrong with a row.</summary>
/// <param name="Pointer">RFC 6901 pointer to the member; empty for the row as a whole.</param>
/// <param name="Reason">What to do about it.</param>
public readonly record struct RowFault(string Pointer, string Reason);

/// <summary>Why a row was not carried out.</summary>
/// <param name="Faults">Everything that is wrong with it; one at least.</param>
public sealed record Rejection(IReadOnlyList<RowFault> Faults)
{
    /// <summary>All of it in one line.</summary>
    public string Reason => string.Join(" ", Faults.Select(f => f.Pointer.Length == 0 ? f.Reason : $"{f.Pointer}: {f.Reason}"));

    /// <summary>A row that is wrong as a whole.</summary>
    public static Rejection Of(string reason) => new([new RowFault("", reason)]);

    /// <summary>A row of which one member is wrong.</summary>
    public static Rejection Of(string pointer, string reason) => new([new RowFault(pointer, reason)]);

    /// <summary>A row whose body is wrong.</summary>
    internal static Rejection Of(Api.Bodies.Faults faults) =>
        new([.. faults.Errors.OrderBy(e => e.Key, StringComparer.Ordinal).SelectMany(e => e.Value.Select(message => new RowFault(e.Key, message)))]);

    /// <summary>A row that the domain refuses.</summary>
    public static Rejection Of(Domain.Refusal refusal) => refusal switch
    {
        Domain.Refusal.Invalid r => Of(r.Pointer, r.Detail),
        Domain.Refusal.Unknown r => Of(r.Pointer, r.Detail),
        Domain.Refusal.CurrencyMismatch r => Of(r.Pointer, r.Detail),
        _ => Of(refusal.Detail),
    };
}
