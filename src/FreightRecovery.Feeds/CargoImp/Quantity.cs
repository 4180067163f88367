using FreightRecovery.Domain;

namespace FreightRecovery.Feeds.CargoImp;

/// <summary>
/// Pieces, mass and volume as a message tells them: <c>T10K505.0MC0.5</c>, <c>P2K505.0T10</c>. Pounds and feet are converted by their
/// legal definitions, exactly.
/// </summary>
/// <param name="Portion">T, P, S, D or M.</param>
/// <param name="Pieces">The pieces.</param>
/// <param name="Kilograms">Their mass.</param>
/// <param name="CubicMetres">Their volume.</param>
/// <param name="Total">The pieces of the whole, where told beside a part's.</param>
internal readonly record struct Quantity(char Portion, int Pieces, decimal? Kilograms, decimal? CubicMetres, int? Total)
{
    private const int LongestPieces = 5;
    private const decimal Pound = 0.45359237m, CubicFoot = 0.028316846592m, CubicInch = 0.000016387064m, CubicCentimetre = 0.000001m;

    /// <summary>The pieces of the whole: of a total its own, of a part those told beside it.</summary>
    public int? Whole => Portion == 'T' ? Pieces : Total;

    /// <summary>Whether a component begins as a quantity does.</summary>
    public static bool LooksLikeOne(ReadOnlySpan<byte> text) => text.Length > 1 && IsPortion(text[0]) && Letters.IsDigit(text[1]);

    /// <summary>Reads one; false when it is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out Quantity quantity)
    {
        quantity = default;
        if (text.IsEmpty || !IsPortion(text[0])) return false;
        var portion = (char)Letters.Upper(text[0]);
        var at = 1;
        if (!TryPieces(text, ref at, out var pieces)) return false;

        decimal? kilograms = null, volume = null;
        int? total = null;
        if (at < text.Length && Letters.Upper(text[at]) is (byte)'K' or (byte)'L')
        {
            var unit = Letters.Upper(text[at++]) == 'L' ? Pound : 1m;
            if (!TryAmount(text, ref at, out var mass)) return false;
            kilograms = unit == 1m ? mass : mass * unit;
        }

        if (at + 1 < text.Length && CubicMetresOf(text[at], text[at + 1]) is { } cubic)
        {
            at += 2;
            if (!TryAmount(text, ref at, out var amount)) return false;
            volume = cubic == 1m ? amount : amount * cubic;
        }

        if (at + 1 < text.Length && Letters.Upper(text[at]) == 'D' && Letters.Upper(text[at + 1]) == 'G')
        {
            at += 2;
            while (at < text.Length && Letters.IsDigit(text[at])) at++;
        }

        if (at < text.Length && Letters.Upper(text[at]) == 'T')
        {
            at++;
            if (!TryPieces(text, ref at, out var whole)) return false;
            total = whole;
        }

        if (at != text.Length) return false;
        quantity = new(portion, pieces, kilograms, volume, total);
        return true;
    }

    /// <summary>Reads a volume that stands by itself; false when it is none.</summary>
    public static bool TryVolume(ReadOnlySpan<byte> text, out decimal cubicMetres)
    {
        cubicMetres = 0m;
        if (text.Length < 3 || CubicMetresOf(text[0], text[1]) is not { } unit) return false;
        var at = 2;
        if (!TryAmount(text, ref at, out var amount) || at != text.Length) return false;
        cubicMetres = amount * unit;
        return true;
    }

    /// <summary>In the words of facts, with a volume that stands apart. A split or divided part is a part: what makes a whole of it comes in other lines.</summary>
    public CargoQuantity ToFact(int? whole, decimal? volume = null) => new(Pieces, Kilograms is { } kilograms ? new Mass(kilograms) : null, Total ?? whole, Portion switch
    {
        'T' => Feeds.Portion.Total,
        'S' => Feeds.Portion.Split,
        _ => Feeds.Portion.Part,
    }, CubicMetres ?? volume);

    private static bool IsPortion(byte b) => Letters.Upper(b) is (byte)'T' or (byte)'P' or (byte)'S' or (byte)'D' or (byte)'M';

    private static decimal? CubicMetresOf(byte first, byte second) => (Letters.Upper(first), Letters.Upper(second)) switch
    {
        ((byte)'M', (byte)'C') => 1m,
        ((byte)'C', (byte)'C') => CubicCentimetre,
        ((byte)'C', (byte)'F') => CubicFoot,
        ((byte)'C', (byte)'I') => CubicInch,
        _ => null,
    };

    private static bool TryPieces(ReadOnlySpan<byte> text, ref int at, out int pieces)
    {
        var from = at;
        while (at < text.Length && Letters.IsDigit(text[at])) at++;
        pieces = at - from is > 0 and <= LongestPieces ? Letters.Number(text[from..at]) : 0;
        return pieces > 0;
    }

    // Nine digits, at most three of them behind the point.
    private static bool TryAmount(ReadOnlySpan<byte> text, ref int at, out decimal amount)
    {
        const int mostDigits = 9, mostDecimals = 3;
        var (unscaled, digits, decimals) = (0, 0, -1);
        for (; at < text.Length && (Letters.IsDigit(text[at]) || (text[at] == '.' && decimals < 0)); at++)
        {
            if (text[at] == '.')
            {
                decimals = 0;
                continue;
            }

            if (++digits > mostDigits) break;
            if (decimals >= 0) decimals++;
            unscaled = (unscaled * 10) + (text[at] - '0');
        }

        amount = 0m;
        if (digits is 0 or > mostDigits || decimals > mostDecimals) return false;
        amount = new decimal(unscaled, 0, 0, false, (byte)Math.Max(0, decimals));
        return true;
    }
}
