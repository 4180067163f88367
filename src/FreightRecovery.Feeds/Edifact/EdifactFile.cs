using System.Text;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>
/// Reads UN/EDIFACT files of one or more interchanges (ISO 9735, syntax versions 1 to 4), whose messages may be of
/// different types: IFTSTA and VERMAS of the directories D.95B to D.21B. What is of another type, or wrong, is put aside
/// and keeps nothing else from being read; no input makes it throw.
/// </summary>
public static class EdifactFile
{
    private const string Status = "IFTSTA", Mass = "VERMAS";
    private const int FarthestUnb = 256;

    /// <summary>Reads one file.</summary>
    /// <param name="message">The file as it came, with or without a byte order mark.</param>
    /// <param name="context">When it came, what the sender's private codes mean, and bounds.</param>
    public static FeedReading Read(ReadOnlyMemory<byte> message, FeedContext context) => Read(message, context, _ => true);

    /// <summary>The bytes of an interchange that is at hand as text, in the character set that its UNB names; UTF-8 where it names none.</summary>
    public static byte[] Encode(string interchange) => Named(interchange).GetBytes(interchange);

    /// <summary>An interchange as text, by the character set that its UNB names; UTF-8 where it names none.</summary>
    public static string Decode(byte[] interchange) =>
        Named(Encoding.Latin1.GetString(interchange.AsSpan(0, Math.Min(interchange.Length, FarthestUnb)))).GetString(interchange);

    // UNB, an element separator, and the four letters of the syntax identifier.
    private static Encoding Named(string interchange) =>
        interchange.IndexOf("UNB", StringComparison.Ordinal) is var unb and >= 0 && unb + 8 <= interchange.Length
            && Charset.TryGet(interchange.Substring(unb + 4, 4), out var charset)
            ? charset.Encoding
            : Encoding.UTF8;

    /// <summary>Reads one file of which only messages of one type are wanted.</summary>
    internal static FeedReading ReadOnly(string type, ReadOnlyMemory<byte> message, FeedContext context) =>
        Read(message, context, m => m.Type == type);

    private static FeedReading Read(ReadOnlyMemory<byte> message, FeedContext context, Predicate<Message> isWanted)
    {
        var limits = context.Limits;
        if (message.Length > limits.MaxBytes)
            return Whole(message[..Math.Min(limits.ExcerptBytes, message.Length)], $"the file is longer than {limits.MaxBytes} bytes");
        var file = message.Span.StartsWith("\uFEFF"u8) ? message.Span[3..] : message.Span;
        var found = new Gathered();
        if (file.IndexOfAnyExcept(" \t\r\n"u8) < 0) return Whole(message, "not an interchange: the file is empty");
        new InterchangeReader(file, context, m => isWanted(m) ? ReaderOf(m, context) : null, found).ReadAll();
        return found.Reading;
    }

    private static MessageReader? ReaderOf(Message message, FeedContext context) => message.Type switch
    {
        _ when !Directories.IsRead(message.Version) => null,
        Status => new IftstaReader(message, context),
        Mass => new VermasReader(message, context),
        _ => null,
    };

    private static FeedReading Whole(ReadOnlyMemory<byte> message, string reason) =>
        new(null, [], [new Unreadable("", reason, Encoding.UTF8.GetString(message.Span)) { Syntax = new(0, SyntaxCodes.Unspecified) }]);
}

/// <summary>The directories of UN/EDIFACT, which appear twice a year.</summary>
internal static class Directories
{
    /// <summary>Whether a directory such as <c>D.95B</c> is one of D.95B to D.21B.</summary>
    public static bool IsRead(string version) => Order(version) is { } order && order >= Order("D.95B") && order <= Order("D.21B");

    // Two digits of the year from 1990 on, and a letter.
    private static int? Order(string version) =>
        version is ['D', '.', >= '0' and <= '9', >= '0' and <= '9', >= 'A' and <= 'C']
            ? ((int.Parse(version.AsSpan(2, 2), System.Globalization.CultureInfo.InvariantCulture) + 10) % 100 * 3) + version[4] - 'A'
            : null;
}
