using NodaTime;

namespace FreightRecovery.Feeds.Dcsa;

/// <summary>
/// Instants as RFC 3339 writes them, read from UTF-8 without a string in between. The offset is demanded: a local time
/// without one names no instant. Leap seconds are refused, as no clock of the product knows them.
/// </summary>
internal static class Rfc3339
{
    private const int SecondsEnd = 19;
    private const int NanosecondDigits = 9;

    /// <summary>Reads the text; false when it is no such instant.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, int firstYear, int lastYear, out Instant instant)
    {
        instant = default;
        if (text.Length <= SecondsEnd
            || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t') || text[13] != ':' || text[16] != ':'
            || !Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || !Digits(text[11..13], out var hour) || !Digits(text[14..16], out var minute) || !Digits(text[17..19], out var second)
            || year < firstYear || year > lastYear || month is < 1 or > 12 || hour > 23 || minute > 59 || second > 59
            || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
        {
            return false;
        }

        var rest = text[SecondsEnd..];
        if (!Fraction(ref rest, out var nanoseconds) || !TryOffset(rest, out var offset)) return false;
        instant = Instant.FromUtc(year, month, day, hour, minute, second) - Duration.FromSeconds(offset);
        if (nanoseconds > 0) instant = instant.PlusNanoseconds(nanoseconds);
        return true;
    }

    private static bool Fraction(ref ReadOnlySpan<byte> rest, out int nanoseconds)
    {
        nanoseconds = 0;
        if (rest[0] != '.') return true;
        rest = rest[1..];
        var length = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (length is < 1 or > NanosecondDigits) return false;
        Digits(rest[..length], out nanoseconds);
        for (var i = length; i < NanosecondDigits; i++) nanoseconds *= 10;
        rest = rest[length..];
        return true;
    }

    // In seconds ahead of UTC.
    private static bool TryOffset(ReadOnlySpan<byte> text, out int offset)
    {
        offset = 0;
        if (text.Length == 1) return text[0] is (byte)'Z' or (byte)'z';
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':'
            || !Digits(text[1..3], out var hours) || !Digits(text[4..], out var minutes)
            || hours > 17 || minutes > 59)
        {
            return false;
        }

        offset = (text[0] == '-' ? -60 : 60) * ((hours * 60) + minutes);
        return true;
    }

    // Nine digits at the most, by all who call it.
    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            value = (value * 10) + (digit - '0');
        }

        return !text.IsEmpty;
    }
}
