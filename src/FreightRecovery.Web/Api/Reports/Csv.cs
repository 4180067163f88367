using System.Globalization;
using System.Text;
using FreightRecovery.Domain;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Api.Reports;

/// <summary>Reports as CSV (RFC 4180), the same on every machine: numbers and instants in one form, whatever its language.</summary>
internal sealed class Csv
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/csv";

    private readonly StringBuilder text = new();
    private bool begun;

    /// <param name="columns">The names of the columns.</param>
    public Csv(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
            Text(column);
        Line();
    }

    /// <summary>Whether a caller asks for CSV.</summary>
    public static bool IsAskedFor(HttpRequest request) => request.GetTypedHeaders().Accept
        .Any(type => type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase));

    /// <summary>A cell of text. What a spreadsheet would take for a formula stands behind an apostrophe.</summary>
    public Csv Text(string? cell) => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? Cell("'" + cell) : Cell(cell);

    /// <summary>A number.</summary>
    public Csv Number(decimal? number) => Cell(number?.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number.</summary>
    public Csv Number(long number) => Cell(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The number of an amount, as it is written everywhere.</summary>
    public Csv Number(Money amount) => Cell(amount.AmountText);

    /// <summary>The number of an amount, or an empty cell.</summary>
    public Csv Amount(Money? amount) => Cell(amount?.AmountText);

    /// <summary>An amount: two cells, its number and its currency.</summary>
    public Csv Money(Money? amount) => Cell(amount?.AmountText).Cell(amount?.Currency.Code);

    /// <summary>An instant, UTC.</summary>
    public Csv At(Instant? at) => Cell(at is { } known ? InstantPattern.ExtendedIso.Format(known) : null);

    /// <summary>Ends the line.</summary>
    public Csv Line()
    {
        text.Append("\r\n");
        begun = false;
        return this;
    }

    /// <summary>What was written since it was last taken, for an answer that goes out in pieces.</summary>
    public string Take()
    {
        var piece = text.ToString();
        text.Clear();
        return piece;
    }

    /// <summary>The answer.</summary>
    public IResult Answer() => TypedResults.Text(text.ToString(), MediaType);

    private Csv Cell(string? cell)
    {
        if (begun)
            text.Append(',');
        begun = true;
        if (cell is null || cell.AsSpan().IndexOfAny(",\"\r\n") < 0)
            text.Append(cell);
        else
            text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        return this;
    }
}
