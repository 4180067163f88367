using System.Text.Unicode;

namespace FreightRecovery.Web.Api.Evidence;

/// <summary>Tells a file's media type by its first bytes; what it is called says nothing, save between two of one form.</summary>
internal static class MediaTypes
{
    private const string Office = "application/vnd.openxmlformats-officedocument.";

    /// <summary>The media type, or null when it is none that we know.</summary>
    public static string? Of(ReadOnlySpan<byte> head, string name) => head switch
    {
        _ when head.StartsWith("%PDF-"u8) => "application/pdf",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => "image/gif",
        _ when head.StartsWith("RIFF"u8) && At(head, 8, "WEBP"u8) => "image/webp",
        _ when head.StartsWith("RIFF"u8) && At(head, 8, "WAVE"u8) => "audio/wav",
        [(byte)'I', (byte)'I', 0x2A, 0x00, ..] or [(byte)'M', (byte)'M', 0x00, 0x2A, ..] => "image/tiff",
        _ when At(head, 4, "ftyp"u8) => OfBrand(head[8..]),
        _ when head.StartsWith("ID3"u8) => "audio/mpeg",
        [0xFF, 0xFB or 0xF3 or 0xF2, ..] => "audio/mpeg",
        _ when head.StartsWith("OggS"u8) => "audio/ogg",
        // The parts of an office file stand in the archive under their folder's name.
        [(byte)'P', (byte)'K', 3, 4, ..] when head.IndexOf("word/"u8) > 0 || Ends(name, ".docx") && IsOffice(head) => Office + "wordprocessingml.document",
        [(byte)'P', (byte)'K', 3, 4, ..] when head.IndexOf("xl/"u8) > 0 || Ends(name, ".xlsx") && IsOffice(head) => Office + "spreadsheetml.sheet",
        _ when IsText(head) => "text/plain",
        _ => null,
    };

    private static string? OfBrand(ReadOnlySpan<byte> brand) => brand switch
    {
        _ when brand.StartsWith("heic"u8) || brand.StartsWith("heix"u8) || brand.StartsWith("mif1"u8) => "image/heic",
        _ when brand.StartsWith("M4A "u8) => "audio/mp4",
        _ when brand.StartsWith("isom"u8) || brand.StartsWith("iso2"u8) || brand.StartsWith("mp4"u8) || brand.StartsWith("avc1"u8) => "video/mp4",
        _ => null,
    };

    private static bool IsOffice(ReadOnlySpan<byte> head) => head.IndexOf("[Content_Types].xml"u8) > 0;

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        // The last character of the piece we look at may have been cut in two.
        for (var cut = 0; cut < 4 && cut <= head.Length; cut++)
            if (Utf8.IsValid(head[..^cut]))
                return head.IndexOfAnyInRange((byte)0, (byte)8) < 0 && head.IndexOfAnyInRange((byte)14, (byte)31) < 0 && !head.Contains((byte)127);
        return false;
    }

    private static bool At(ReadOnlySpan<byte> head, int at, ReadOnlySpan<byte> mark) => head.Length >= at + mark.Length && head[at..].StartsWith(mark);

    private static bool Ends(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
