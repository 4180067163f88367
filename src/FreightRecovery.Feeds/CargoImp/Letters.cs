namespace FreightRecovery.Feeds.CargoImp;

/// <summary>Letters and digits of a message in bytes. Lower case counts as upper case: some systems send it.</summary>
internal static class Letters
{
    /// <summary>An ASCII letter in upper case, and any other byte as it is.</summary>
    public static byte Upper(byte b) => b is >= (byte)'a' and <= (byte)'z' ? (byte)(b & 0x5F) : b;

    /// <summary>Whether it is an ASCII letter.</summary>
    public static bool IsLetter(byte b) => Upper(b) is >= (byte)'A' and <= (byte)'Z';

    /// <summary>Whether it is an ASCII digit.</summary>
    public static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    /// <summary>Whether all are letters.</summary>
    public static bool AreLetters(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
            if (!IsLetter(b))
                return false;
        return true;
    }

    /// <summary>Whether all are digits.</summary>
    public static bool AreDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>Whether all are letters or digits.</summary>
    public static bool AreLettersOrDigits(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
            if (!IsLetter(b) && !IsDigit(b))
                return false;
        return true;
    }

    /// <summary>The number that digits write; the caller has looked that they are digits and not more than nine.</summary>
    public static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits) number = (number * 10) + (digit - '0');
        return number;
    }

    /// <summary>Up to three bytes in one number, in upper case: a code to be looked up without a string.</summary>
    public static int Pack(ReadOnlySpan<byte> code)
    {
        var packed = 0;
        foreach (var b in code) packed = (packed << 8) | Upper(b);
        return packed;
    }

    /// <summary>The same of a text.</summary>
    public static int Pack(string code)
    {
        var packed = 0;
        foreach (var c in code) packed = (packed << 8) | c;
        return packed;
    }

    /// <summary>The text in upper case.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) =>
        !bytes.ContainsAnyInRange((byte)'a', (byte)'z') && KnownTexts.Of(bytes) is { } known ? known : NewText(bytes);

    private static string NewText(ReadOnlySpan<byte> bytes) => string.Create(bytes.Length, bytes, static (text, from) =>
    {
        for (var i = 0; i < text.Length; i++) text[i] = (char)Upper(from[i]);
    });
}
