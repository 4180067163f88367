using System.Text;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>
/// The short codes of which messages are full, each as one string for good. There is room for some and no more, so that no
/// sender can fill the memory with them; what has no room is decoded each time.
/// </summary>
internal static class ShortTexts
{
    /// <summary>The longest code that is kept.</summary>
    public const int Longest = 3;

    private const int Room = 4096;

    private static readonly string?[] Kept = new string?[Room];

    /// <summary>The text of an ASCII code without blanks; null when it is none.</summary>
    public static string? Of(ReadOnlySpan<byte> code)
    {
        if (code.IsEmpty) return null;
        var slot = (uint)code.Length;
        foreach (var b in code)
        {
            if (b is <= (byte)' ' or >= 0x7F) return null;
            slot = unchecked((slot * 37) + b);
        }

        ref var kept = ref Kept[slot % Room];
        if (kept is { } known && Ascii.Equals(code, known)) return known;
        var text = Encoding.ASCII.GetString(code);
        kept ??= text; // whoever is first stays; a lost race loses nothing
        return text;
    }
}
