using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Intake.Csv;

/// <summary>
/// How the values of a column are written where it is not our own way, as the column's name says in brackets:
/// <c>[0,00]</c> for a decimal comma, <c>[dd.MM.yyyy]</c> for a day, <c>[dd.MM.yyyy HH:mm Europe/Moscow]</c> for an
/// instant. Nothing is guessed from the values: 1,234 and 03.04.2026 mean different things to different offices.
/// </summary>
internal abstract partial record ColumnForm
{
    private ColumnForm() { }

    /// <summary>Reads a value. Answers with our own form of it, or with what is wrong.</summary>
    public abstract (string? Value, string? Fault) Read(string field);

    /// <summary>Takes the brackets off a header.</summary>
    public static (string Name, string? Brackets) Split(string header) =>
        Bracketed().Match(header) is { Success: true } match
            ? (match.Groups["name"].Value.Trim(), match.Groups["form"].Value.Trim())
            : (header.Trim(), null);

    /// <summary>The form that brackets tell for a kind of member; or why it cannot be that, when they tell any form at all.</summary>
    public static (ColumnForm? Form, string? Fault) Of(string brackets, MemberKind kind)
    {
        if (brackets is "0,0" or "0,00" or "0,000" or "1.234,5" or "1.234,50" or "1 234,5" or "1 234,50")
            return kind is MemberKind.Number or MemberKind.Amount ? (new DecimalComma(), null) : (null, $"[{brackets}] is for numbers, and this member is none.");
        if (!TryReadPattern(brackets, out var day, out var time, out var zone))
            return (null, null);
        switch (kind)
        {
            case MemberKind.Day when time is null:
                return (new Day(LocalDatePattern.CreateWithInvariantCulture(day), brackets), null);
            case MemberKind.Moment when time is not null && zone is not null:
                return DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is { } known
                    ? (new Moment(LocalDateTimePattern.CreateWithInvariantCulture($"{day} {time}"), known, brackets), null)
                    : (null, $"{zone} is no time zone of the IANA database; write it like Europe/Moscow.");
            case MemberKind.Moment:
                return (null, "An instant needs its time and its zone besides the day: write [dd.MM.yyyy HH:mm Europe/Moscow] behind the name.");
            default:
                return (null, $"[{brackets}] is for {(time is null ? "days" : "instants")}, and this member is none.");
        }
    }

    /// <summary>What is said of a value that is not written in our way, where the column does not say how it is; null for one that is.</summary>
    public static string? Unclear(string field, MemberKind kind) => kind switch
    {
        MemberKind.Number or MemberKind.Amount when field.Contains(',', StringComparison.Ordinal) && field.AsSpan().IndexOfAnyExcept("0123456789-., \u00A0\u202F") < 0 =>
            "The comma may be for decimals or for thousands. Write 1234.50, or say so in the column's name: [0,00].",
        MemberKind.Day when ForeignDay().IsMatch(field) =>
            "Day and month cannot be told apart. Write 2026-12-31, or say the order in the column's name: [dd.MM.yyyy].",
        MemberKind.Moment when ForeignDay().IsMatch(field) =>
            "Day and month cannot be told apart, and the zone is missing. Write 2026-12-31T09:30:00Z, or say it in the column's name: [dd.MM.yyyy HH:mm Europe/Moscow].",
        _ => null,
    };

    private static bool TryReadPattern(string text, [NotNullWhen(true)] out string? day, out string? time, out string? zone)
    {
        (day, time, zone) = (null, null, null);
        // Offices write it in their own letters.
        var plain = text.Replace('д', 'd').Replace('Д', 'd').Replace('м', 'm').Replace('М', 'm').Replace('г', 'y').Replace('Г', 'y');
        if (Pattern().Match(plain) is not { Success: true } match)
            return false;
        var parts = new[] { match.Groups["a"].Value, match.Groups["b"].Value, match.Groups["c"].Value }.Select(Part).ToArray();
        if (parts.Distinct(StringComparer.Ordinal).Count() != 3)
            return false;
        day = string.Join($"'{match.Groups["by"].Value}'", parts);
        time = match.Groups["time"].Success ? match.Groups["seconds"].Success ? "H:mm:ss" : "H:mm" : null;
        zone = match.Groups["zone"].Success ? match.Groups["zone"].Value : null;
        return true;

        // One letter takes one digit or two.
        static string Part(string letters) => char.ToLowerInvariant(letters[0]) switch { 'd' => "d", 'm' => "M", _ => "uuuu" };
    }

    [GeneratedRegex(@"^(?<name>.*?)\s*[\[(](?<form>[^\[\]()]*)[\])]\s*$", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Bracketed();

    [GeneratedRegex(
        @"^(?<a>dd?|mm?|yyyy)(?<by>[./-])(?<b>dd?|mm?|yyyy)\k<by>(?<c>dd?|mm?|yyyy)(?<time>\s+hh?:mm(?<seconds>:ss)?)?(\s+(?<zone>[A-Za-z]+(/[A-Za-z_+\-0-9]+)*))?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^\d{1,4}[./-]\d{1,2}[./]\d{1,4}(\s|$)|^\d{1,2}-\d{1,2}-\d{4}(\s|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex ForeignDay();

    [GeneratedRegex(@"^-?(\d+|\d{1,3}(?<by>[. \u00A0\u202F'])\d{3}(\k<by>\d{3})*)(,\d+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex CommaNumber();

    /// <summary>Decimals behind a comma; thousands may stand apart by points or spaces.</summary>
    private sealed record DecimalComma : ColumnForm
    {
        public override (string?, string?) Read(string field) => CommaNumber().IsMatch(field)
            ? (string.Concat(field.Where(c => c is '-' or ',' or (>= '0' and <= '9'))).Replace(',', '.'), null)
            : (null, "The column says that decimals stand behind a comma, such as 1.234,50; this is no such number.");
    }

    /// <summary>A day.</summary>
    private sealed record Day(LocalDatePattern Reader, string Text) : ColumnForm
    {
        public override (string?, string?) Read(string field) => Reader.Parse(field) is { Success: true, Value: var day }
            ? (LocalDatePattern.Iso.Format(day), null)
            : (null, $"The column says that days are written {Text}; this is no such day.");
    }

    /// <summary>A local time in a zone.</summary>
    private sealed record Moment(LocalDateTimePattern Reader, DateTimeZone Zone, string Text) : ColumnForm
    {
        public override (string?, string?) Read(string field)
        {
            if (Reader.Parse(field) is not { Success: true, Value: var local })
                return (null, $"The column says that times are written {Text}; this is no such time.");
            var mapped = Zone.MapLocal(local);
            return mapped.Count == 1
                ? (InstantPattern.ExtendedIso.Format(mapped.Single().ToInstant()), null)
                : (null, string.Create(CultureInfo.InvariantCulture, $"In {Zone.Id} there {(mapped.Count == 0 ? "was no such time" : "were two such times")}, since the clocks were changed. Write the instant in UTC."));
        }
    }
}
