using System.Buffers;
using System.Text;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>
/// The character sets by the syntax identifier of UNB (element 0001). UNOA and UNOB are both read as printable ASCII, since
/// senders of UNOA use small letters all the time. A byte that the set does not have is a fault and has a place.
/// </summary>
internal sealed class Charset
{
    private const byte FirstOfHighHalf = 0xA0;

    private static readonly Dictionary<string, Charset> Known = new(StringComparer.Ordinal)
    {
        ["UNOA"] = new("ASCII", Encoding.ASCII),
        ["UNOB"] = new("ASCII", Encoding.ASCII),
        ["UNOC"] = new("ISO 8859-1", 28591),
        ["UNOD"] = new("ISO 8859-2", 28592),
        ["UNOE"] = new("ISO 8859-5", 28595),
        ["UNOF"] = new("ISO 8859-7", 28597),
        ["UNOG"] = new("ISO 8859-3", 28593),
        ["UNOH"] = new("ISO 8859-4", 28594),
        ["UNOI"] = new("ISO 8859-6", 28596),
        ["UNOJ"] = new("ISO 8859-8", 28598),
        ["UNOK"] = new("ISO 8859-9", 28599),
        ["UNOW"] = new("UTF-8", Encoding.UTF8),
        ["UNOY"] = new("UTF-8", Encoding.UTF8),
    };

    private readonly SearchValues<byte> _has;

    private Charset(string name, int codePage) : this(name, CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.Latin1)
    {
    }

    private Charset(string name, Encoding encoding)
    {
        Name = name;
        Encoding = encoding;
        IsUtf8 = encoding is UTF8Encoding;
        _has = SearchValues.Create(Bytes(encoding, IsUtf8));
    }

    /// <summary>Its usual name.</summary>
    public string Name { get; }

    /// <summary>How its texts are decoded.</summary>
    public Encoding Encoding { get; }

    private bool IsUtf8 { get; }

    /// <summary>The set of a syntax identifier; false when it is not read here.</summary>
    public static bool TryGet(string syntax, out Charset charset) => Known.TryGetValue(syntax, out charset!);

    /// <summary>A stretch of an interchange as text; what the set does not have shows as U+FFFD.</summary>
    public string Decode(ReadOnlySpan<byte> text, Role[] roles)
    {
        var foreign = FirstForeign(text, roles);
        if (foreign < 0) return Encoding.GetString(text);
        var decoded = new StringBuilder(text.Length);
        for (; foreign >= 0; foreign = FirstForeign(text, roles))
        {
            decoded.Append(Encoding.GetString(text[..foreign])).Append('\uFFFD');
            text = text[(foreign + 1)..];
        }

        return decoded.Append(Encoding.GetString(text)).ToString();
    }

    /// <summary>Where the first byte stands that the set does not have, or -1. Separators of UNA count as had.</summary>
    public int FirstForeign(ReadOnlySpan<byte> text, Role[] roles)
    {
        var from = 0;
        while (text[from..].IndexOfAnyExcept(_has) is var next and >= 0)
        {
            from += next;
            if (roles[text[from]] == Role.Data) return FirstBroken(text[..from]) is var broken and >= 0 ? broken : from;
            from++;
        }

        return FirstBroken(text);
    }

    // U+FFFD stands where an earlier reader met a byte it could not read; it is no better here.
    private int FirstBroken(ReadOnlySpan<byte> text)
    {
        if (!IsUtf8) return -1;
        var from = 0;
        while (from < text.Length)
        {
            if (text[from..].IndexOfAnyInRange((byte)0x80, (byte)0xFF) is var next && next < 0) return -1;
            from += next;
            if (Rune.DecodeFromUtf8(text[from..], out var rune, out var length) != OperationStatus.Done || rune.Value == 0xFFFD) return from;
            from += length;
        }

        return -1;
    }

    private static byte[] Bytes(Encoding encoding, bool isUtf8)
    {
        var has = new List<byte> { (byte)'\r', (byte)'\n', (byte)'\t' };
        for (var b = 0x20; b <= 0xFF; b++)
        {
            var printable = b is >= 0x20 and < 0x7F;
            var high = b >= FirstOfHighHalf && encoding is not ASCIIEncoding && encoding.GetString([(byte)b])[0] != '\uFFFD';
            if (printable || high || (isUtf8 && b >= 0x80)) has.Add((byte)b);
        }

        return [.. has];
    }
}
