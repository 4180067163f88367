using System.Text;
using NodaTime;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>
/// Dates and times by the formats of code list 2379. A format with a zone is read by it. All others are local times of the
/// zone that the partner's map names under <c>zone</c>, <c>default</c>, and UTC without one. A time that daylight saving
/// skips is moved on by the gap; of two the earlier is taken. A day without a time begins at midnight.
/// </summary>
internal static class EdifactTime
{
    /// <summary>The list of a partner's map that holds its zones, and the entry for times without one.</summary>
    public const string ZoneList = "zone", DefaultZone = "default";

    private const int Century = 2000;

    // The shape of each format: C century, Y year, M month, D day, h hour, m minute, s second, Z zone, any other itself.
    private static readonly Dictionary<string, string> Shapes = new(StringComparer.Ordinal)
    {
        ["2"] = "DDMMYY", ["3"] = "MMDDYY", ["4"] = "DDMMCCYY", ["5"] = "DDMMCCYYhhmm", ["10"] = "CCYYMMDDThhmm",
        ["101"] = "YYMMDD", ["102"] = "CCYYMMDD",
        ["201"] = "YYMMDDhhmm", ["202"] = "YYMMDDhhmmss", ["203"] = "CCYYMMDDhhmm", ["204"] = "CCYYMMDDhhmmss",
        ["205"] = "CCYYMMDDhhmmZ", ["208"] = "CCYYMMDDhhmmssZ", ["209"] = "CCYYMMDDhhmmssZ",
        ["301"] = "YYMMDDhhmmZ", ["302"] = "YYMMDDhhmmssZ", ["303"] = "CCYYMMDDhhmmZ", ["304"] = "CCYYMMDDhhmmssZ",
    };

    // Periods say when they begin; a status that took a while counts from then.
    private static readonly Dictionary<string, (string Shape, int Length)> Periods = new(StringComparer.Ordinal)
    {
        ["711"] = ("CCYYMMDD", 16), ["718"] = ("CCYYMMDD", 17), ["713"] = ("YYMMDDhhmm", 20), ["719"] = ("CCYYMMDDhhmm", 24),
    };

    // Zones that mean one thing in this trade. CST, IST and BST mean several, so the partner's map has to say which.
    private static readonly Dictionary<string, int> Hours = new(StringComparer.Ordinal)
    {
        ["UTC"] = 0, ["GMT"] = 0, ["Z"] = 0, ["WET"] = 0, ["CET"] = 1, ["MEZ"] = 1, ["CES"] = 2, ["EET"] = 2, ["MSK"] = 3, ["HKT"] = 8,
        ["SGT"] = 8, ["JST"] = 9, ["KST"] = 9, ["EST"] = -5, ["EDT"] = -4, ["CDT"] = -5, ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7,
    };

    /// <summary>Reads a time; what is wrong with it, or null.</summary>
    /// <param name="text">The value (2380).</param>
    /// <param name="format">The format (2379).</param>
    /// <param name="context">The partner's zones, and the years that are plausible.</param>
    /// <param name="instant">The instant, UTC.</param>
    public static string? TryRead(ReadOnlySpan<byte> text, string format, FeedContext context, out Instant instant)
    {
        instant = default;
        if (!Shapes.TryGetValue(format, out var shape))
        {
            if (!Periods.TryGetValue(format, out var period))
            {
                return format is "602" or "609" or "610" or "615" or "616"
                    ? $"format {format} tells no day: send format 102 or 203"
                    : $"the format {format} of code list 2379 is not read here: send format 102, 203 or 303";
            }

            if (text.Length != period.Length) return $"not a period of format {format}";
            shape = period.Shape;
            text = text[..shape.Length];
        }

        var fields = new Fields(shape);
        if (!fields.Read(text)) return $"not of format {format} ({shape.ToUpperInvariant()})";
        if (fields.Local(context.Limits) is not { } local)
            return $"not a date and time between the years {context.Limits.FirstYear} and {context.Limits.LastYear}";
        return At(local, fields.Zone, context, out instant);
    }

    private static string? At(LocalDateTime local, string? zone, FeedContext context, out Instant instant)
    {
        instant = default;
        var zones = context.Codes.Lists.IsEmpty ? null : context.Codes.Lists.GetValueOrDefault(ZoneList);
        var named = zone is null ? zones?.GetValueOrDefault(DefaultZone) : zones?.GetValueOrDefault(zone);
        if (named is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(named) is { } known)
        {
            instant = local.InZoneLeniently(known).ToInstant();
            return null;
        }

        if (OffsetOf(zone) is not { } offset)
            return $"the time zone {zone} is not known: add it to the list \"{ZoneList}\" of the partner's map, such as \"{zone}\": \"Asia/Shanghai\"";
        instant = local.WithOffset(offset).ToInstant();
        return null;
    }

    // A sign and hours, or hours and minutes, or the name of a zone.
    private static Offset? OffsetOf(string? zone)
    {
        if (zone is null) return Offset.Zero;
        if (Hours.TryGetValue(zone, out var hours)) return Offset.FromHours(hours);
        if (zone.Length is not (3 or 5) || zone[0] is not ('+' or '-') || zone.AsSpan(1).ContainsAnyExceptInRange('0', '9')) return null;
        var minutes = (Two(zone, 1) * 60) + (zone.Length == 5 ? Two(zone, 3) : 0);
        return minutes > 18 * 60 || (zone.Length == 5 && Two(zone, 3) > 59) ? null : Offset.FromSeconds((zone[0] == '-' ? -60 : 60) * minutes);
    }

    private static int Two(string text, int at) => ((text[at] - '0') * 10) + text[at + 1] - '0';

    private struct Fields(string shape)
    {
        private int _century = -1, _year, _month = 1, _day = 1, _hour, _minute, _second;

        public string? Zone { get; private set; }

        public bool Read(ReadOnlySpan<byte> text)
        {
            for (var i = 0; i < shape.Length; i += 2)
            {
                if (shape[i] == 'Z')
                {
                    Zone = Encoding.UTF8.GetString(text[i..]).Trim();
                    return Zone.Length > 0;
                }

                if (shape[i] == 'T')
                {
                    if (text.Length <= i || text[i] != 'T') return false;
                    i--; // a single letter among pairs
                    continue;
                }

                if (text.Length < i + 2 || text[i] is < (byte)'0' or > (byte)'9' || text[i + 1] is < (byte)'0' or > (byte)'9') return false;
                Set(shape[i], ((text[i] - '0') * 10) + text[i + 1] - '0');
            }

            return text.Length == shape.Length;
        }

        // Midnight may be written as the 24th hour of the day before.
        public readonly LocalDateTime? Local(FeedLimits limits)
        {
            var year = (_century < 0 ? Century : _century * 100) + _year;
            if (year < limits.FirstYear || year > limits.LastYear || _month is < 1 or > 12 || _day < 1) return null;
            if (_day > CalendarSystem.Iso.GetDaysInMonth(year, _month) || _hour > 24 || _minute > 59 || _second > 59) return null;
            if (_hour == 24 && (_minute > 0 || _second > 0)) return null;
            return _hour < 24
                ? new LocalDateTime(year, _month, _day, _hour, _minute, _second)
                : new LocalDate(year, _month, _day).PlusDays(1).AtMidnight();
        }

        private void Set(char field, int value)
        {
            switch (field)
            {
                case 'C': _century = value; break;
                case 'Y': _year = value; break;
                case 'M': _month = value; break;
                case 'D': _day = value; break;
                case 'h': _hour = value; break;
                case 'm': _minute = value; break;
                default: _second = value; break;
            }
        }
    }
}
