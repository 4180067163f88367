using System.Globalization;
using FreightRecovery.Domain;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>What a mass of a message is, by its attribute (6313).</summary>
internal enum MassSort { None, Gross, Other, Verified }

/// <summary>Reads numbers and masses.</summary>
internal static class Measures
{
    private const int MostDigits = 15, MostDecimals = 9;

    // One pound avoirdupois by definition (international yard and pound agreement, 1959).
    private const decimal KilogramsInPound = 0.45359237m, KilogramsInTonne = 1000m, KilogramsInGram = 0.001m;

    /// <summary>A mass given by a unit (6411) and a value (6314); null when it is wrong, which is then noted.</summary>
    public static Mass? Read(ref SegmentReader segment, Message message, int unitElement, int unit, int valueElement, int value)
    {
        decimal? factor = segment.Text(unitElement, unit) switch
        {
            "KGM" => 1m,
            "LBR" => KilogramsInPound,
            "TNE" => KilogramsInTonne,
            "GRM" => KilogramsInGram,
            _ => null,
        };
        if (factor is null)
        {
            message.Wrong(ref segment, unitElement, unit, SyntaxCodes.InvalidValue, "the unit of the mass is none of KGM, LBR, TNE and GRM");
            return null;
        }

        if (TryNumber(segment.Bytes(valueElement, value), message.Header, out var number)) return new Mass(number * factor.Value);
        message.Wrong(ref segment, valueElement, value, SyntaxCodes.DecimalNotation,
            $"the mass is not a number without sign and with \"{(char)message.Header.Characters.Decimal}\" as decimal mark");
        return null;
    }

    /// <summary>A number without sign, by the interchange's decimal mark.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, Header header, out decimal number)
    {
        number = 0;
        if (text.IsEmpty || text.Length > MostDigits + MostDecimals + 1) return false;
        Span<char> plain = stackalloc char[text.Length];
        var mark = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit((char)text[i]))
            {
                plain[i] = (char)text[i];
                continue;
            }

            if (mark >= 0 || i == 0 || i == text.Length - 1 || !header.IsDecimalMark(text[i])) return false;
            mark = i;
            plain[i] = '.';
        }

        var whole = mark < 0 ? text.Length : mark;
        return whole <= MostDigits && text.Length - whole - 1 <= MostDecimals
            && decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>What the mass of a MEA is.</summary>
    public static MassSort SortOf(ref SegmentReader mea) => mea.Text(1) switch
    {
        "VGM" => MassSort.Verified,
        "G" or "AAB" or "AAD" => MassSort.Gross,
        "ADZ" => MassSort.Other,
        null when mea.Is(0, 0, "WT"u8) => MassSort.Gross,
        _ => MassSort.None,
    };
}
