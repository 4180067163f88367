using System.Text;
using System.Text.Json;

namespace FreightRecovery.Web.Desk;

/// <summary>Finds the member of a JSON text that an RFC 6901 pointer names.</summary>
internal static class PointerPlace
{
    // A house's own files have comments; a message with one is told as broken before anybody looks for a place in it.
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Where the member's value stands, in characters; null when it is not there.</summary>
    public static (int At, int Length)? Find(string json, string pointer)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(utf8, Lenient);
        try
        {
            if (!reader.Read())
                return null;
            foreach (var step in pointer.Split('/').Skip(1))
                if (!Enter(ref reader, step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
                    return null;
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var at = Encoding.UTF8.GetCharCount(utf8.AsSpan(0, start));
            return (at, Encoding.UTF8.GetCharCount(utf8.AsSpan(start, (int)reader.BytesConsumed - start)));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // From the beginning of an object or a list to that of one of its values.
    private static bool Enter(ref Utf8JsonReader reader, string step)
    {
        if (reader.TokenType is JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var found = reader.ValueTextEquals(step);
                reader.Read();
                if (found)
                    return true;
                reader.Skip();
            }

            return false;
        }

        if (reader.TokenType is not JsonTokenType.StartArray || !int.TryParse(step, out var items))
            return false;
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (items-- == 0)
                return true;
            reader.Skip();
        }

        return false;
    }
}
