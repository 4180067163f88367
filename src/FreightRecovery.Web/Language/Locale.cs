using System.Collections.Concurrent;
using FreightRecovery.Domain;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Language;

/// <summary>How a page is written for who reads it: the language, and the zone of the times.</summary>
/// <param name="Book">The texts.</param>
/// <param name="Zone">The zone in which times are shown.</param>
public sealed record Locale(Phrasebook Book, DateTimeZone Zone)
{
    private static readonly ConcurrentDictionary<(string, string), ZonedDateTimePattern> Patterns = new();

    /// <summary>The language, as a BCP 47 tag.</summary>
    public string Language => Book.Language;

    /// <summary>For somebody of whom nothing is known but what the browser asks for; times in UTC.</summary>
    public static Locale Of(HttpContext context) => new(Phrasebook.In(Phrasebook.Best(context.Request.Headers.AcceptLanguage)), DateTimeZone.Utc);

    /// <summary>In a language, with times of a zone of the tz database; UTC for one that is not known.</summary>
    public static Locale Of(string? language, string? zone) =>
        new(Phrasebook.In(language), zone is null ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc);

    /// <summary>A text with its places filled.</summary>
    public string this[string key, params ReadOnlySpan<(string Place, object? Value)> values] => Book[key, values];

    /// <summary>A text in the form that goes with a number.</summary>
    public string Count(string key, long number, params ReadOnlySpan<(string Place, object? Value)> values) => Book.Count(key, number, values);

    /// <summary>The word for a value of an enumeration, such as <c>stage.grumble</c> in the area <c>words</c>.</summary>
    public string Word<T>(T value)
        where T : struct, Enum => Book[$"words.{Member(typeof(T).Name)}.{Member(value.ToString())}"];

    /// <summary>The word for a role.</summary>
    public string Role(string role) => Book[$"words.role.{role}"];

    /// <summary>
    /// A text that the domain composed, in the reader's language, and the language that it is in: English when any of its sentences has no translation.
    /// </summary>
    public (string Text, string Language) Sentence(string text) =>
        Sentences.In(Language).Say(text) is (var told, var whole) && whole ? (told, Language) : (told, Phrasebook.Languages[0]);

    /// <summary>What a person gave, as it was given; the domain's own words, where it gave none and they stand in their place, in the reader's language.</summary>
    public string Given(string text) => Sentences.In(Language).Exactly(text) ?? text;

    /// <summary>
    /// What an incident is described with: a person's words as they are; what a feed's message was told with, which begins with what was booked, in
    /// the reader's language.
    /// </summary>
    public string Described(string text) => text.StartsWith("Booked", StringComparison.Ordinal) ? Composed(text) : text;

    /// <summary>What the domain may have composed, in the reader's language; as it stands when any of it has no translation.</summary>
    public string Composed(string text) => Sentences.In(Language).Say(text) is (var told, true) ? told : text;

    /// <summary>Several things one after another.</summary>
    public string Listed(params IEnumerable<string> things) => string.Join(this["format.comma"], things);

    /// <summary>A whole number.</summary>
    public string Number(long number) => number.ToString("N0", Book.Culture);

    /// <summary>An amount with its currency.</summary>
    public string Amount(Money money) => money.Currency.Code + "\u00A0" + money.Amount.ToString("N" + money.Currency.MinorUnits, Book.Culture);

    /// <summary>A share.</summary>
    public string Percent(double share) => share.ToString("P0", Book.Culture);

    /// <summary>A day and time, with the offset of its zone.</summary>
    public string Stamp(Instant at) => Write("format.stamp", at);

    /// <summary>A day and time with weekday and year.</summary>
    public string Full(Instant at) => Write("format.full", at);

    /// <summary>A time in another zone than the reader's, such as the customer's.</summary>
    public string StampIn(Instant at, string zone) => (this with { Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? Zone }).Stamp(at);

    /// <summary>A day.</summary>
    public string Day(LocalDate day) => LocalDatePattern.Create(Book["format.day"], Book.Culture).Format(day);

    /// <summary>A month with its year.</summary>
    public string Month(YearMonth month) => YearMonthPattern.Create(Book["format.month"], Book.Culture).Format(month);

    /// <summary>The same for programs.</summary>
    public static string Iso(Instant at) => InstantPattern.ExtendedIso.Format(at);

    /// <summary>How long something has lasted, in its largest unit.</summary>
    public string Age(Duration age) => age switch
    {
        { TotalDays: >= 2 } => Count("format.days", (long)age.TotalDays),
        { TotalHours: >= 2 } => Count("format.hours", (long)age.TotalHours),
        _ => Count("format.minutes", Math.Max(1, (long)age.TotalMinutes)),
    };

    /// <summary>When something is due, seen from now.</summary>
    public string Until(Instant due, Instant now) =>
        due < now ? this["format.overdue", ("age", Age(now - due))] : this["format.within", ("age", Age(due - now))];

    private string Write(string key, Instant at) => Patterns.GetOrAdd(
        (Language, key), k => ZonedDateTimePattern.Create(Book[k.Item2], Book.Culture, null, null, default)).Format(at.InZone(Zone));

    private static string Member(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
