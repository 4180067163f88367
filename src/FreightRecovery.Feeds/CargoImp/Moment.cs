namespace FreightRecovery.Feeds.CargoImp;

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
