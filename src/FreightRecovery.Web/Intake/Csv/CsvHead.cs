using System.Text;

namespace FreightRecovery.Web.Intake.Csv;

/// <summary>What the beginning of a file of separated values tells of the whole, and what the caller knew better.</summary>
/// <param name="Encoding">How its characters are written.</param>
/// <param name="Delimiter">What stands between its fields.</param>
/// <param name="LineEnd">What ends its lines.</param>
/// <param name="Hint">Excel's first line, such as <c>sep=;</c>; null without one.</param>
internal sealed record CsvHead(FileEncoding Encoding, char Delimiter, string LineEnd, string? Hint)
{
    /// <summary>So much of a file is looked at before it is read.</summary>
    public const int MostBytes = 1 << 17;

    private const string HintStart = "sep=";
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>Reads the beginning of a stream. Answers with the whole file again, without its byte order mark.</summary>
    public static async ValueTask<(CsvHead Head, Stream File)> Peek(Stream stream, CsvReading reading, Func<string, bool> isName, CancellationToken cancel)
    {
        var beginning = new byte[MostBytes];
        var length = await stream.ReadAtLeastAsync(beginning, MostBytes, throwOnEndOfStream: false, cancel);
        var bytes = beginning.AsMemory(0, length);
        var encoding = reading.Encoding?.For(bytes.Span) ?? EncodingGuess.Of(bytes.Span);
        var text = encoding.Encoding.GetString(bytes.Span[encoding.Mark.Length..]);
        var head = Of(text, encoding, reading.Delimiter, isName);
        return (head, new StreamWithBeginning(bytes[encoding.Mark.Length..], stream));
    }

    private static CsvHead Of(string text, FileEncoding encoding, char? delimiter, Func<string, bool> isName)
    {
        var lineEnd = LineEndOf(text);
        var first = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length);
        var hint = first.StartsWith(HintStart, StringComparison.OrdinalIgnoreCase) && first.Length <= HintStart.Length + 1 ? first.ToString() : null;
        var names = hint is null ? text : text[Math.Min(text.Length, hint.Length + lineEnd.Length)..];
        return new CsvHead(
            encoding, delimiter ?? (hint?.Length > HintStart.Length ? hint[HintStart.Length] : DelimiterOf(names, isName)), lineEnd, hint);
    }

    // The one by which most of the names at the top are known; where none is, the one that stands there most often.
    private static char DelimiterOf(string text, Func<string, bool> isName)
    {
        var (best, most) = (',', (Known: 0, Count: 0));
        foreach (var candidate in Delimiters)
        {
            var names = FirstRecord(text, candidate);
            var count = (names.Count(isName), names.Count - 1);
            if (count.CompareTo(most) > 0)
                (best, most) = (candidate, count);
        }

        return best;
    }

    private static List<string> FirstRecord(string text, char delimiter)
    {
        var (names, name, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var c in text)
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is '\r' or '\n')
                break;
            else if (!quoted && c == delimiter)
            {
                names.Add(name.ToString());
                name.Clear();
            }
            else
                name.Append(c);
        }

        names.Add(name.ToString());
        return names;
    }

    private static string LineEndOf(string text)
    {
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
            switch (text[i])
            {
                case '"':
                    quoted = !quoted;
                    break;
                case '\n' when !quoted:
                    return "\n";
                case '\r' when !quoted:
                    return i + 1 < text.Length && text[i + 1] == '\n' ? "\r\n" : "\r";
            }

        return "\r\n";
    }
}

/// <summary>How a caller says that a file is to be read; what it leaves out is found out from the file.</summary>
internal sealed record CsvReading
{
    /// <summary>The encoding.</summary>
    public FileEncoding? Encoding { get; init; }

    /// <summary>What stands between the fields; an ASCII character.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Names of columns that are not ours.</summary>
    public ColumnMap Map { get; init; } = ColumnMap.None;

    /// <summary>Everything is found out.</summary>
    public static CsvReading Guessed { get; } = new();

    /// <summary>A delimiter by its character or its name; null for what cannot be one.</summary>
    public static char? DelimiterOf(string word) => word.ToLowerInvariant() switch
    {
        "tab" or "\\t" => '\t',
        "comma" => ',',
        "semicolon" => ';',
        "pipe" => '|',
        [var c] when char.IsAscii(c) && (!char.IsControl(c) || c == '\t') && !char.IsLetterOrDigit(c) && c is not ('"' or ' ') => c,
        _ => null,
    };

    /// <summary>What a reading under these words comes to: another one gives other rows.</summary>
    public override string ToString() => $"{Encoding?.Name}/{Delimiter}/{Map}";
}
