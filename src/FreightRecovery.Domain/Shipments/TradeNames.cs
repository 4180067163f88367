using System.Text;

namespace FreightRecovery.Domain.Shipments;

/// <summary>
/// One spelling for names that everybody writes a little differently. An index over shipments uses the same spelling, or
/// it does not find what a fact names.
/// </summary>
public static class TradeNames
{
    private const string MotorVessel = "MV";
    private const int Designator = 2;

    /// <summary>A document or container number: letters and digits only, upper case.</summary>
    public static string Reference(string text) => Plain(text);

    /// <summary>A vessel's name: letters and digits only, upper case, without a leading MV, M/V or M.V.</summary>
    public static string Vessel(string text)
    {
        var plain = Plain(text);
        return plain.Length > MotorVessel.Length && HasMotorVesselPrefix(text) ? plain[MotorVessel.Length..] : plain;
    }

    /// <summary>A voyage number: letters and digits only, upper case, without leading zeros (012W is 12W).</summary>
    public static string Voyage(string text)
    {
        var plain = Plain(text);
        var trimmed = plain.TrimStart('0');
        return trimmed.Length == 0 ? plain : trimmed;
    }

    /// <summary>A flight: the airline's designator and the number without leading zeros (CX 0255 is CX255).</summary>
    public static string Flight(string text)
    {
        var plain = Plain(text);
        var number = NumberAt(plain);
        return plain[..number] + plain[number..].TrimStart('0');
    }

    /// <summary>The number alone of a flight in one spelling; a booking may tell no more.</summary>
    public static string FlightNumber(string flight) => flight[NumberAt(flight)..];

    // A designator has two characters, one of them a letter: a number alone has none.
    private static int NumberAt(string plain) =>
        plain.Length > Designator && (char.IsLetter(plain[0]) || char.IsLetter(plain[1])) ? Designator : 0;

    private static string Plain(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Kept)) return text;
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c)) plain.Append(char.ToUpperInvariant(c));
        }

        return plain.ToString();
    }

    // The prefix is a word of its own (MV, M/V, M.V.), so MVELA keeps its first letters.
    private static bool HasMotorVesselPrefix(string text)
    {
        var word = text.AsSpan().TrimStart();
        var space = word.IndexOf(' ');
        return space > 0 && Plain(word[..space].ToString()) == MotorVessel;
    }

    private static readonly System.Buffers.SearchValues<char> Kept =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
}
