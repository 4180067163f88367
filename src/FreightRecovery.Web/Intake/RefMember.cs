using System.Text.Json;

namespace FreightRecovery.Web.Intake;

/// <summary>
/// Cuts the member <c>ref</c> out of a row, so that the rest is the body of the route. It is blanked out where it
/// stands, and the places of faults in the rest stay right.
/// </summary>
internal static class RefMember
{
    /// <summary>Answers false when the row is no object or has no such text.</summary>
    public static bool TryCut(ReadOnlySpan<byte> row, out string? reference, out byte[] body)
    {
        (reference, body) = (null, []);
        if (row.StartsWith("\uFEFF"u8))
            row = row[3..];
        var reader = new Utf8JsonReader(row);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            var before = (int)reader.BytesConsumed;
            var first = true;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!reader.ValueTextEquals("ref"u8))
                {
                    reader.Skip();
                    (before, first) = ((int)reader.BytesConsumed, false);
                    continue;
                }

                if (!reader.Read() || reader.TokenType != JsonTokenType.String)
                    return false;
                reference = reader.GetString();
                body = row.ToArray();
                var end = (int)reader.BytesConsumed;
                body.AsSpan(before, end - before).Fill((byte)' ');
                // The comma before went with it; the first member has its comma behind it.
                if (first && body.AsSpan(end).IndexOfAnyExcept(" \t\r\n"u8) is var next and >= 0 && body[end + next] == ',')
                    body[end + next] = (byte)' ';
                return true;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Broken JSON, or half a character: what is wrong shows when the body is read.
        }

        return false;
    }
}
