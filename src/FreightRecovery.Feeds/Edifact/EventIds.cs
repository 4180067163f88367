using System.Security.Cryptography;
using System.Text;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>
/// Ids of events, which UN/EDIFACT does not have: made of what makes an event this one and no other, so that the same
/// told again, replaced or cancelled has the same id. The text of a message never is an id, since its references change.
/// </summary>
internal static class EventIds
{
    private const int Kept = 16;

    /// <summary>The id of these words.</summary>
    public static string Of(string type, params ReadOnlySpan<string?> words)
    {
        var text = new StringBuilder(type);
        foreach (var word in words) text.Append('\u001F').Append(word);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);
        return $"{type}-{Convert.ToHexStringLower(hash[..Kept])}";
    }
}
