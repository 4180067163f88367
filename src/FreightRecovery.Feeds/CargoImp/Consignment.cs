namespace FreightRecovery.Feeds.CargoImp;

/// <summary>What is wrong, and where in the file.</summary>
/// <param name="Reason">For a person.</param>
/// <param name="Start">The first byte at fault.</param>
/// <param name="Length">How many bytes.</param>
internal readonly record struct Fault(string Reason, int Start, int Length);

/// <summary>The consignment that a message's status lines are about: <c>157-53806270HKGNLU/P2K505.0T10</c>.</summary>
/// <param name="Waybill">The air waybill's number with its hyphen.</param>
/// <param name="Documents">The same, for every fact of the message.</param>
/// <param name="Carrier">The designator of the airline whose waybill it is; null when its prefix is not known.</param>
/// <param name="Declared">How much the waybill says; null when not told.</param>
internal sealed record Consignment(string Waybill, Texts Documents, string? Carrier, CargoQuantity? Declared)
{
    private const int Prefix = 3, Serial = 8, Number = Prefix + 1 + Serial, Airports = 6;

    /// <summary>Pieces of the whole consignment.</summary>
    public int? Whole => Declared is { Portion: Portion.Total } whole ? whole.Pieces : Declared?.TotalPieces;

    /// <summary>Reads the line; null and what is wrong with it when it cannot be read.</summary>
    /// <param name="text">The file.</param>
    /// <param name="line">The consignment's line.</param>
    /// <param name="fault">What is wrong.</param>
    public static Consignment? Read(ReadOnlySpan<byte> text, Line line, out Fault fault)
    {
        var bytes = line.Of(text);
        fault = default;
        if (bytes.Length < Number || !Letters.AreDigits(bytes[..Prefix]) || bytes[Prefix] != '-' || !Letters.AreDigits(bytes[(Prefix + 1)..Number]))
        {
            fault = new("this line does not begin with an air waybill's number, such as 157-53806270", line.Start, Math.Min(bytes.Length, Number));
            return null;
        }

        // IATA Resolution 600a: the eighth digit is the remainder of the first seven divided by seven.
        var check = Letters.Number(bytes[(Prefix + 1)..(Number - 1)]) % 7;
        if (bytes[Number - 1] - '0' != check)
        {
            fault = new(
                $"the air waybill's check digit is wrong: {check} is expected, {(char)bytes[Number - 1]} is told", line.Start + Number - 1, 1);
            return null;
        }

        var at = Number;
        if (at < bytes.Length && bytes[at] != '/')
        {
            var end = bytes[at..].IndexOf((byte)'/') is var slant and >= 0 ? at + slant : bytes.Length;
            if (end - at != Airports || !Letters.AreLetters(bytes[at..end]))
            {
                fault = new("origin and destination are not two airports of three letters", line.Start + at, end - at);
                return null;
            }

            at = end;
        }

        Quantity? declared = null;
        if (at < bytes.Length)
        {
            var start = at + 1;
            var length = bytes[start..].IndexOf((byte)'/') is var slant and >= 0 ? slant : bytes.Length - start;
            if (!Quantity.TryRead(bytes.Slice(start, length), out var quantity))
            {
                fault = new("not a quantity such as T10K505.0 or P2K505.0T10", line.Start + start, Math.Max(1, length));
                return null;
            }

            declared = quantity;
        }

        var waybill = Letters.Text(bytes[..Number]);
        return new(waybill, [waybill], Airlines.Find(Letters.Number(bytes[..Prefix])), declared?.ToFact(null));
    }
}
