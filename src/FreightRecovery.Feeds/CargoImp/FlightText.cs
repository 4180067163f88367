namespace FreightRecovery.Feeds.CargoImp;

/// <summary>A flight as told: <c>QR8403</c>.</summary>
internal static class FlightText
{
    private const int Designator = 2, LongestNumber = 4;

    /// <summary>Reads designator and number; the number is null where only the designator is told.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out string? carrier, out string? flight)
    {
        carrier = flight = null;
        if (text.IsEmpty) return true;
        if (!IsDesignator(text[..Math.Min(Designator, text.Length)])) return false;
        if (text.Length > Designator)
        {
            var number = text[Designator..];
            if (Letters.IsLetter(number[^1])) number = number[..^1];
            if (number.Length is 0 or > LongestNumber || !Letters.AreDigits(number)) return false;
            flight = Letters.Text(text);
        }

        carrier = Letters.Text(text[..Designator]);
        return true;
    }

    /// <summary>Whether it is an airline's designator: two letters or digits, one of them a letter.</summary>
    public static bool IsDesignator(ReadOnlySpan<byte> text) =>
        text.Length == Designator && Letters.AreLettersOrDigits(text) && !Letters.AreDigits(text);
}
