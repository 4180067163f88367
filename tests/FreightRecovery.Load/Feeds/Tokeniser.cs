using System.Text;
using System.Text.Json;

namespace FreightRecovery.Load.Feeds;

/// <summary>
/// What reading costs at the very least: cutting the same bytes into the words of their format, and nothing more. A word is handed over
/// as a text, as whoever wants to keep it needs it, or left where it is.
/// </summary>
/// <param name="asTexts">Whether words are handed over as texts.</param>
internal sealed class Tokeniser(bool asTexts)
{
    /// <summary>The tokens of a JSON text.</summary>
    public int Json(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        var tokens = 0;
        while (reader.Read())
            tokens += reader.TokenType is JsonTokenType.String && asTexts ? Told(reader.GetString()!) : 1;
        return tokens;
    }

    /// <summary>The components of Cargo-IMP: lines, and what stands between slants.</summary>
    public int Lines(ReadOnlySpan<byte> text)
    {
        var tokens = 0;
        foreach (var line in text.Split((byte)'\n'))
            foreach (var word in text[line].Split((byte)'/'))
                tokens += Word(text[line][word]);
        return tokens;
    }

    /// <summary>The components of an interchange in default separators, with an eye to released ones.</summary>
    public int Segments(ReadOnlySpan<byte> text)
    {
        var tokens = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny("'+:?"u8);
            if (end < 0)
                break;
            tokens += text[end] == '?' ? 0 : Word(text[..end]);
            text = text[Math.Min(text.Length, end + (text[end] == '?' ? 2 : 1))..];
        }

        return tokens;
    }

    private int Word(ReadOnlySpan<byte> word) => asTexts ? Told(Encoding.ASCII.GetString(word)) : 1;

    private static int Told(string word) => word.Length >= 0 ? 1 : 0;
}
