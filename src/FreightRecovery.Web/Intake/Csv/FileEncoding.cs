using System.Text;

namespace FreightRecovery.Web.Intake.Csv;

/// <summary>How the characters of a file are written.</summary>
/// <param name="Encoding">The encoding.</param>
/// <param name="Mark">The byte order mark that the file begins with; empty without one.</param>
/// <param name="Name">The name that is told.</param>
internal sealed record FileEncoding(Encoding Encoding, byte[] Mark, string Name)
{
    /// <summary>The encodings that are guessed, besides Unicode: the ones our customers' offices save files in.</summary>
    public static readonly Encoding Gb18030 = Page("gb18030"), Big5 = Page("big5"), Cyrillic = Page("windows-1251"), Western = Page("windows-1252");

    /// <summary>What everything is read as that does not look like something else.</summary>
    public static FileEncoding Utf8 { get; } = new(new UTF8Encoding(false), [], "UTF-8");

    /// <summary>True where the bytes are UTF-8 already.</summary>
    public bool IsUtf8 => Encoding.CodePage == Encoding.UTF8.CodePage;

    /// <summary>The encoding of a name, such as <c>gb18030</c>, <c>big5</c>, <c>windows-1251</c> or <c>utf-16</c>; null for one that is not known.</summary>
    public static FileEncoding? Find(string name)
    {
        try
        {
            // UTF-7 can hide one text in another.
            var encoding = Plainly(name) ?? Encoding.GetEncoding(name);
            return encoding.CodePage switch
            {
                65000 => null,
                // What calls itself ISO 8859-1 or ASCII is nearly always the code page of Windows, which has all their characters.
                28591 or 20127 => new FileEncoding(Western, [], NameOf(Western)),
                65001 => Utf8,
                _ => new FileEncoding(encoding, [], NameOf(encoding)),
            };
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>This encoding for a file that begins so: with its byte order mark, when it has the one of this encoding.</summary>
    public FileEncoding For(ReadOnlySpan<byte> beginning) =>
        Encoding.CodePage == Encoding.UTF8.CodePage && beginning.StartsWith("\uFEFF"u8) ? Marked([0xEF, 0xBB, 0xBF])
        : Encoding.GetPreamble() is { Length: > 0 } mark && beginning.StartsWith(mark) ? Marked(mark)
        : this;

    /// <summary>The encoding that a byte order mark tells; null without one.</summary>
    public static FileEncoding? OfMark(ReadOnlySpan<byte> beginning)
    {
        foreach (var known in (FileEncoding[])[Utf8, new(new UnicodeEncoding(false, true), [], "UTF-16LE"), new(new UnicodeEncoding(true, true), [], "UTF-16BE")])
            if (known.For(beginning) is { Mark.Length: > 0 } marked)
                return marked;
        return null;
    }

    /// <summary>An encoding under the name that is told of it.</summary>
    public static FileEncoding Of(Encoding encoding) => new(encoding, [], NameOf(encoding));

    private FileEncoding Marked(byte[] mark) => this with { Mark = mark, Name = Name + " with a byte order mark" };

    private static string NameOf(Encoding encoding) => encoding.WebName switch
    {
        "gb18030" => "GB18030",
        "big5" => "Big5",
        "utf-16" => "UTF-16LE",
        "utf-16BE" => "UTF-16BE",
        var name => name,
    };

    private static Encoding Page(string name) => Plainly(name)!;

    // A code page's own habit is to read what it does not know as a question mark, which nobody would see.
    private static Encoding? Plainly(string name) => CodePagesEncodingProvider.Instance.GetEncoding(
        name, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));
}
