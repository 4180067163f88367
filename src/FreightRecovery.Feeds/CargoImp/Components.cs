namespace FreightRecovery.Feeds.CargoImp;

/// <summary>
/// The components between the slants of a status line, one after the other; a line that goes on behind a line break and a slant is
/// one line.
/// </summary>
internal ref struct Components(ReadOnlySpan<byte> text, int from, int to)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly int _end = to;
    private int _next = from; // the slant before the next component

    /// <summary>The next component, by its place in the file; it may be empty.</summary>
    public bool Next(out int start, out int length)
    {
        while (_next < _end && _text[_next] != '/') _next++;
        start = _next + 1;
        length = 0;
        if (_next >= _end) return false;

        var rest = _text[start.._end];
        // What ends a line is a control character, and others have been found before.
        while (length < rest.Length && rest[length] is >= (byte)' ' and not (byte)'/') length++;

        _next = start + length;
        while (length > 0 && _text[start] == ' ') (start, length) = (start + 1, length - 1);
        while (length > 0 && _text[start + length - 1] == ' ') length--;
        return true;
    }
}

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

/// <summary>A local day and time as told: <c>11OCT1230-N</c>.</summary>
/// <param name="Day">The day of the month; 0 when not told.</param>
/// <param name="Month">The month; 0 when not told.</param>
/// <param name="Minute">The minute of the day; -1 when not told.</param>
/// <param name="Change">By how many days it is another day.</param>
internal readonly record struct Moment(int Day, int Month, int Minute, int Change)
{
    private const int DayAndMonth = 5, Time = 4;
    private const string Months = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

    /// <summary>Nothing told.</summary>
    public static Moment None { get; } = new(0, 0, -1, 0);

    /// <summary>Whether a day is told.</summary>
    public bool HasDay => Day > 0;

    /// <summary>Whether a time is told.</summary>
    public bool HasTime => Minute >= 0;

    /// <summary>Reads one; empty is a moment that tells nothing.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out Moment moment)
    {
        moment = None;
        if (!TryChange(ref text, out var change)) return false;
        if (text.IsEmpty) return change == 0;
        var (day, month, minute) = (0, 0, -1);
        if (text.Length >= DayAndMonth)
        {
            if (!Letters.AreDigits(text[..2]) || !TryMonth(text[2..DayAndMonth], out month)) return false;
            day = Letters.Number(text[..2]);
            text = text[DayAndMonth..];
        }

        if (!text.IsEmpty && !TryTime(text, out minute)) return false;
        moment = new(day, month, minute, change);
        return day is >= 0 and <= 31 && (day > 0 || month == 0);
    }

    /// <summary>Reads a time with its indicator, A, E or S; empty is one that tells nothing.</summary>
    public static bool TryClock(ReadOnlySpan<byte> text, out Moment moment, out Classifier classifier)
    {
        moment = None;
        classifier = Classifier.Planned;
        if (text.IsEmpty) return true;
        switch (Letters.Upper(text[0]))
        {
            case (byte)'A': classifier = Classifier.Actual; break;
            case (byte)'E': classifier = Classifier.Estimated; break;
            case (byte)'S': break;
            default: return false;
        }

        text = text[1..];
        if (!TryChange(ref text, out var change) || !TryTime(text, out var minute)) return false;
        moment = new(0, 0, minute, change);
        return true;
    }

    // Code list 1.41: P the day before, N the next, S the second, T the third, A to L the fourth to the fifteenth.
    private static bool TryChange(ref ReadOnlySpan<byte> text, out int change)
    {
        change = 0;
        if (text.Length < 2 || text[^2] != '-') return true;
        change = Letters.Upper(text[^1]) switch
        {
            (byte)'P' => -1,
            (byte)'N' => 1,
            (byte)'S' => 2,
            (byte)'T' => 3,
            var later and >= (byte)'A' and <= (byte)'L' => later - 'A' + 4,
            _ => 0,
        };
        text = text[..^2];
        return change != 0;
    }

    private static bool TryTime(ReadOnlySpan<byte> text, out int minute)
    {
        minute = -1;
        if (text.Length != Time || !Letters.AreDigits(text)) return false;
        var (hours, minutes) = (Letters.Number(text[..2]), Letters.Number(text[2..]));
        minute = (hours * 60) + minutes;
        return hours < 24 && minutes < 60;
    }

    private static bool TryMonth(ReadOnlySpan<byte> text, out int month)
    {
        for (month = 1; month <= 12; month++)
        {
            var name = Months.AsSpan((month - 1) * 3, 3);
            if (Letters.Upper(text[0]) == name[0] && Letters.Upper(text[1]) == name[1] && Letters.Upper(text[2]) == name[2]) return true;
        }

        month = 0;
        return false;
    }
}
