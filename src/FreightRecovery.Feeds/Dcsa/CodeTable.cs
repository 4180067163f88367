using System.Collections.Frozen;
using System.Text;

namespace FreightRecovery.Feeds.Dcsa;

/// <summary>A closed list of codes and what they mean; looks up a JSON string without making one.</summary>
internal sealed class CodeTable<T>(params (string Code, T Meaning)[] codes)
{
    private const int LongestCode = 16;

    private readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _meanings = codes
        .ToFrozenDictionary(c => c.Code, c => c.Meaning, StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The meaning of a JSON string; false when it is not in the list.</summary>
    public bool TryGet(Json code, out T meaning)
    {
        var raw = code.RawText;
        if (code.IsEscaped) return TryGet(code.GetString().AsSpan(), out meaning);
        Span<char> text = stackalloc char[LongestCode];
        meaning = default!;
        return raw.Length <= LongestCode
            && Ascii.ToUtf16(raw, text, out var written) == System.Buffers.OperationStatus.Done
            && TryGet(text[..written], out meaning);
    }

    /// <summary>The meaning of a code; false when it is not in the list.</summary>
    public bool TryGet(ReadOnlySpan<char> code, out T meaning) => _meanings.TryGetValue(code, out meaning!);
}
