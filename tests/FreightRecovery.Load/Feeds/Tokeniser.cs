using System.Text.Json;

namespace FreightRecovery.Load.Feeds;

/// <summary>What reading costs at the very least: cutting the same bytes into the words of their format, and nothing more.</summary>
internal static class Tokeniser
{
    /// <summary>The tokens of a JSON text.</summary>
    public static int Json(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        var tokens = 0;
        while (reader.Read())
            tokens++;
        return tokens;
    }

    /// <summary>The components of Cargo-IMP: lines, and what stands between slants.</summary>
    public static int Lines(ReadOnlySpan<byte> text)
    {
        var tokens = 0;
        foreach (var line in text.Split((byte)'\n'))
            foreach (var _ in text[line].Split((byte)'/'))
                tokens++;
        return tokens;
    }

    /// <summary>The components of an interchange in default separators, with an eye to released ones.</summary>
    public static int Segments(ReadOnlySpan<byte> text)
    {
        var tokens = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny("'+:?"u8);
            if (end < 0)
                break;
            tokens += text[end] == '?' ? 0 : 1;
            text = text[Math.Min(text.Length, end + (text[end] == '?' ? 2 : 1))..];
        }

        return tokens;
    }
}
