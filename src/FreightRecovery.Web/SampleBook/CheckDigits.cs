using System.Globalization;

namespace FreightRecovery.Web.SampleBook;

/// <summary>The check digits that the trade puts on its numbers.</summary>
public static class CheckDigits
{
    /// <summary>
    /// The check digit of a container number by ISO 6346, from its four letters and six digits; null when the remainder
    /// is ten, which the standard advises not to use.
    /// </summary>
    public static int? OfContainer(ReadOnlySpan<char> ownerAndSerial)
    {
        var sum = 0;
        for (var i = 0; i < ownerAndSerial.Length; i++)
        {
            sum += ContainerValue(ownerAndSerial[i]) << i;
        }

        var remainder = sum % 11;
        return remainder == 10 ? null : remainder;
    }

    /// <summary>The check digit of an air waybill's seven-digit serial (IATA Resolution 600a): its remainder by seven.</summary>
    public static int OfAirWaybill(int serial) => serial % 7;

    /// <summary>The check digit of a ship's number (IMO), from its first six digits.</summary>
    public static int OfVessel(int firstSix)
    {
        var digits = firstSix.ToString("D6", CultureInfo.InvariantCulture);
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            sum += (digits[i] - '0') * (7 - i);
        }

        return sum % 10;
    }

    // Letters count from ten and leave out the multiples of eleven.
    private static int ContainerValue(char c) => char.IsAsciiDigit(c)
        ? c - '0'
        : (c - 'A' + 10) + (c > 'A' ? 1 : 0) + (c > 'K' ? 1 : 0) + (c > 'U' ? 1 : 0);
}
