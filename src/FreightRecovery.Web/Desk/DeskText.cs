using System.Globalization;
using FreightRecovery.Domain;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Desk;

/// <summary>Figures and times as the desk writes them.</summary>
internal static class DeskText
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly InstantPattern StampPattern = InstantPattern.Create("d MMM HH:mm 'UTC'", English);
    private static readonly InstantPattern DayPattern = InstantPattern.Create("dddd, d MMMM uuuu, HH:mm 'UTC'", English);
    private static readonly ZonedDateTimePattern LocalPattern = ZonedDateTimePattern.Create("ddd HH:mm x", English, null, null, default);

    public static string Iso(Instant at) => InstantPattern.ExtendedIso.Format(at);

    public static string Stamp(Instant at) => StampPattern.Format(at);

    public static string Day(Instant at) => DayPattern.Format(at);

    /// <summary>A time in the customer's zone, with the zone's name.</summary>
    public static string Local(Instant at, string zone) =>
        LocalPattern.Format(at.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc));

    public static string Amount(Money money) =>
        money.Currency.Code + " " + money.Amount.ToString("N" + money.Currency.MinorUnits.ToString(CultureInfo.InvariantCulture), English);

    public static string Percent(double share) => share.ToString("P0", English);

    public static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static string Sentence(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    public static string Short(string text) => text.Length <= 140 ? text : text[..139].TrimEnd() + "…";

    public static string Until(Instant due, Instant now) => due < now ? $"overdue by {Age(now - due)}" : $"in {Age(due - now)}";

    public static string Age(Duration age) => age switch
    {
        { TotalDays: >= 2 } => $"{(int)age.TotalDays} days",
        { TotalHours: >= 2 } => $"{(int)age.TotalHours} hours",
        { TotalMinutes: >= 2 } => $"{(int)age.TotalMinutes} minutes",
        _ => "a minute",
    };
}
