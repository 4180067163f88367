using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace FreightRecovery.Feeds;

/// <summary>
/// Short texts that come again and again: codes, places, voyages, vessels. A text that was read lately is given again instead of being made
/// anew, so a fact takes less room and no time for it. Each thread keeps a thousand of them, the latest in each place.
/// </summary>
internal static class KnownTexts
{
    /// <summary>The longest text that is kept, in bytes.</summary>
    public const int Longest = 32;

    private const int Room = 1024, Shift = 64 - 10;

    [ThreadStatic]
    private static Place[]? kept;

    /// <summary>The text of some bytes; null when they are none, too many, or not all of ASCII.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length - 1 is < 0 or >= Longest) return null;
        ref var known = ref (kept ??= new Place[Room])[Slot(bytes)].Text;
        if (known is { } text && Ascii.Equals(bytes, text)) return text;
        return Ascii.IsValid(bytes) ? known = Encoding.ASCII.GetString(bytes) : null;
    }

    // Around the text, for an array of references checks its type at each use.
    private struct Place
    {
        public string? Text;
    }

    // Both ends of the text tell most of them apart; where they do not, the later takes the place.
    private static int Slot(ReadOnlySpan<byte> bytes)
    {
        ulong ends = bytes.Length switch
        {
            >= sizeof(ulong) => MemoryMarshal.Read<ulong>(bytes) ^ BitOperations.RotateLeft(MemoryMarshal.Read<ulong>(bytes[^sizeof(ulong)..]), 29),
            >= sizeof(uint) => MemoryMarshal.Read<uint>(bytes) | ((ulong)MemoryMarshal.Read<uint>(bytes[^sizeof(uint)..]) << 32),
            _ => bytes[0] | ((ulong)bytes[^1] << 8) | ((ulong)bytes[bytes.Length / 2] << 16),
        };
        return (int)(unchecked((ends ^ (ulong)bytes.Length) * 0x9E3779B97F4A7C15) >> Shift);
    }
}
