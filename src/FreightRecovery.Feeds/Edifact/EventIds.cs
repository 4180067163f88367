using System.Security.Cryptography;
using System.Text;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>
/// Ids of events, which UN/EDIFACT does not have: made of what makes an event this one and no other, so that the same
/// told again, replaced or cancelled has the same id. The text of a message never is an id, since its references change. Short ones
/// are the words themselves, which somebody can read; long ones are their digest.
/// </summary>
internal static class EventIds
{
    private const int Kept = 16, Room = 256, Longest = 100;
    private const char Between = '~';

    /// <summary>The id of these words.</summary>
    public static string Of(string type, params ReadOnlySpan<string?> words)
    {
        var length = type.Length;
        var isPlain = true;
        foreach (var word in words)
        {
            length += 1 + (word?.Length ?? 0);
            isPlain &= word is null || !word.Contains(Between);
        }

        return isPlain && length <= Longest ? Plain(type, words, length) : Digest(type, words);
    }

    private static string Plain(string type, ReadOnlySpan<string?> words, int length)
    {
        Span<char> id = stackalloc char[Longest];
        type.CopyTo(id);
        var at = type.Length;
        foreach (var word in words)
        {
            id[at++] = Between;
            word.AsSpan().CopyTo(id[at..]);
            at += word.AsSpan().Length;
        }

        return new(id[..length]);
    }

    private static string Digest(string type, ReadOnlySpan<string?> words)
    {
        var most = words.Length + 1;
        foreach (var word in words) most += Encoding.UTF8.GetMaxByteCount(word?.Length ?? 0);
        var text = most <= Room ? stackalloc byte[Room] : new byte[most];
        var length = 0;
        foreach (var word in words)
        {
            text[length++] = 0x1F; // which no text holds
            length += Encoding.UTF8.GetBytes(word, text[length..]);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], hash);
        Span<char> id = stackalloc char[type.Length + 1 + (2 * Kept)];
        type.CopyTo(id);
        id[type.Length] = '-';
        Convert.TryToHexStringLower(hash[..Kept], id[(type.Length + 1)..], out _);
        return new(id);
    }
}
