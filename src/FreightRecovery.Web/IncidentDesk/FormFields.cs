using System.Globalization;
using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Language;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.IncidentDesk;

/// <summary>The fields of a form as the API's bodies take them. An empty field is one that was left out.</summary>
/// <param name="form">What was sent.</param>
/// <param name="locale">The reader: times are typed in that zone.</param>
/// <param name="faults">Notes what cannot be read.</param>
internal sealed class FormFields(IFormCollection form, Locale locale, Faults faults)
{
    /// <summary>How a browser writes a day and time.</summary>
    public static readonly LocalDateTimePattern TimePattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    /// <summary>A time as a field shows it to be changed.</summary>
    public static string? Typed(Locale locale, Instant? at) => at is { } known ? TimePattern.Format(known.InZone(locale.Zone).LocalDateTime) : null;

    public string? Text(string name) =>
        form[name].ToString().ReplaceLineEndings("\n").Trim() is { Length: > 0 } text ? text : null;

    public T? Word<T>(string name)
        where T : struct, Enum => Text(name) is { } text ? Names.TryParse<T>(text) : null;

    public bool? Flag(string name) => Text(name) switch { "true" => true, "false" => false, _ => null };

    public Guid? Id(string name) => Guid.TryParse(Text(name), out var id) ? id : null;

    public int? Number(string name) => Read(name, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : (int?)null, "incident.fault.number");

    /// <summary>A time as it was typed in the reader's zone; one that the clock skipped is taken as the next there was.</summary>
    public Instant? Time(string name) => Read(
        name,
        text => TimePattern.Parse(text) is { Success: true, Value: var local } ? locale.Zone.AtLeniently(local).ToInstant() : (Instant?)null,
        "incident.fault.time");

    /// <summary>An amount of two fields, NAME and NAMECurrency.</summary>
    public Money? Amount(string name) => Read(
        name,
        text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && Text(name + "Currency")?.ToUpperInvariant() is { Length: 3 } code && code.All(char.IsAsciiLetter)
            ? new Money(amount, new Currency(code))
            : (Money?)null,
        "incident.fault.amount");

    private T? Read<T>(string name, Func<string, T?> read, string fault)
        where T : struct
    {
        if (Text(name) is not { } text)
            return null;
        var value = read(text);
        if (value is null)
            faults.Add("/" + name, locale[fault]);
        return value;
    }
}
