using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Web.Api.Bodies;

/// <summary>
/// The form that input must have before the domain sees it. Each check notes what is wrong and answers with the value;
/// nothing is trimmed, cut or guessed, so what was sent is what is kept.
/// </summary>
public static class Checks
{
    /// <summary>What a reference looks like.</summary>
    public const string RefForm = "A reference has 1 to 64 printable characters, no slash, and no space at either end.";

    /// <summary>Longest reference.</summary>
    public const int RefLength = 64;

    /// <summary>Longest name.</summary>
    public const int NameLength = 200;

    /// <summary>Longest description or note.</summary>
    public const int TextLength = 4000;

    /// <summary>Most containers of one shipment.</summary>
    public const int MostContainers = 1000;

    private const decimal LargestAmount = 1_000_000_000_000m;
    private const decimal LargestMass = 1_000_000_000m;
    private const decimal LargestVolume = 10_000_000m;
    private const int MostPackages = 10_000_000;
    private static readonly Instant Earliest = Instant.FromUtc(2000, 1, 1, 0, 0);
    private static readonly Duration ClockSkew = Duration.FromMinutes(5);
    private static readonly Duration FarthestPromise = Duration.FromDays(3660);

    /// <summary>A member that must be there.</summary>
    public static bool Has<T>(this Faults faults, [NotNullWhen(true)] T? value, string pointer)
    {
        if (value is not null)
            return true;
        faults.Add(pointer, "This is required.");
        return false;
    }

    /// <summary>The value of a member that must be there; its default when it is not.</summary>
    public static T Value<T>(this Faults faults, T? value, string pointer)
        where T : struct =>
        faults.Has(value, pointer) ? value.Value : default;

    /// <summary>A caller's own reference: 1 to 64 printable characters without a slash, no space at either end.</summary>
    public static string Ref(this Faults faults, string? value, string pointer)
    {
        if (!faults.Has(value, pointer))
            return "";
        if (!IsRef(value))
            faults.Add(pointer, RefForm);
        return value;
    }

    /// <summary>True for text that can be a reference.</summary>
    public static bool IsRef(string value) =>
        value.Length is > 0 and <= RefLength && !value.Contains('/') && !char.IsWhiteSpace(value[0]) && !char.IsWhiteSpace(value[^1])
        && !value.Any(IsUnprintable) && value is not ("." or "..");

    /// <summary>A line of text that must be there.</summary>
    public static string Line(this Faults faults, string? value, string pointer, int length = NameLength) =>
        faults.Has(value, pointer) ? faults.OptionalLine(value, pointer, length)! : "";

    /// <summary>A line of text.</summary>
    public static string? OptionalLine(this Faults faults, string? value, string pointer, int length = NameLength) =>
        Written(faults, value, pointer, length, IsUnprintable, "Control characters and line breaks are not allowed here.");

    /// <summary>Free text that must be there; it may run over lines.</summary>
    public static string Text(this Faults faults, string? value, string pointer) =>
        faults.Has(value, pointer) ? faults.OptionalText(value, pointer)! : "";

    /// <summary>Free text; it may run over lines.</summary>
    public static string? OptionalText(this Faults faults, string? value, string pointer) =>
        Written(faults, value, pointer, TextLength, c => c is not ('\r' or '\n' or '\t') && IsUnprintable(c),
            "Control characters other than line breaks and tabs are not allowed.");

    /// <summary>One of a list of codes.</summary>
    public static string? OneOf(this Faults faults, string? value, string pointer, IReadOnlySet<string> codes, string what)
    {
        if (value is not null && !codes.Contains(value))
            faults.Add(pointer, what);
        return value;
    }

    /// <summary>A UN/LOCODE.</summary>
    public static string? Locode(this Faults faults, string? value, string pointer)
    {
        if (value is not null && !(value.Length == 5 && Codes.Countries.Contains(value[..2])
            && value.AsSpan(2).IndexOfAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZ23456789") < 0))
            faults.Add(pointer, "A place is a UN/LOCODE: two letters for the country and three for the place, such as CNTAO.");
        return value;
    }

    /// <summary>An IANA time zone.</summary>
    public static string? Zone(this Faults faults, string? value, string pointer)
    {
        if (value is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(value) is null)
            faults.Add(pointer, "This is no time zone of the IANA database; write it like Asia/Shanghai.");
        return value;
    }

    /// <summary>A container number with its check digit (ISO 6346).</summary>
    public static void Container(this Faults faults, string? value, string pointer)
    {
        if (!IsContainerForm(value))
            faults.Add(pointer, "A container number has three letters of the owner, one of U, J or Z, and seven digits (ISO 6346), such as MSKU1234565.");
        else if (CheckDigit(value) is var digit && digit != value[10] - '0')
            faults.Add(pointer, $"The check digit of {value} should be {digit} (ISO 6346). Look at the number again.");
    }

    /// <summary>An amount above nought, or from nought on, with no more digits than its currency has.</summary>
    public static Money? Amount(this Faults faults, Money? value, string pointer, bool zeroAllowed = false)
    {
        if (value is not { } money)
            return null;
        var digits = money.Currency.MinorUnits;
        if (money.Amount < 0m || (money.IsZero && !zeroAllowed))
            faults.Add(pointer + "/amount", zeroAllowed ? "The amount must not be negative." : "The amount must be above nought.");
        else if (money.Amount > LargestAmount)
            faults.Add(pointer + "/amount", "No amount is above a million million.");
        else if (Math.Round(money.Amount, digits) != money.Amount)
            faults.Add(pointer + "/amount", $"{money.Currency} has {digits} digits after the point at the most.");
        if (!Codes.Currencies.Contains(money.Currency.Code))
            faults.Add(pointer + "/currency", $"{money.Currency} is no currency in use (ISO 4217).");
        return value;
    }

    /// <summary>A mass in kilograms.</summary>
    public static Mass? Mass(this Faults faults, Mass? value, string pointer)
    {
        if (value is { Kilograms: < 0m or > LargestMass })
            faults.Add(pointer, "A mass lies between 0 and a thousand million kilograms.");
        return value;
    }

    /// <summary>A volume in cubic metres.</summary>
    public static decimal? Volume(this Faults faults, decimal? value, string pointer)
    {
        if (value is < 0m or > LargestVolume)
            faults.Add(pointer, "A volume lies between 0 and ten million cubic metres.");
        return value;
    }

    /// <summary>A number of packages.</summary>
    public static int? Packages(this Faults faults, int? value, string pointer)
    {
        if (value is < 0 or > MostPackages)
            faults.Add(pointer, "The number of packages lies between 0 and ten million.");
        return value;
    }

    /// <summary>An instant at which something has happened: not in the future, allowing for clocks that differ a little.</summary>
    public static Instant? Past(this Faults faults, Instant? value, string pointer)
    {
        if (value > faults.Now + ClockSkew)
            faults.Add(pointer, "This lies in the future; it must have happened already.");
        else if (value < Earliest)
            faults.Add(pointer, "This lies before the year 2000.");
        return value;
    }

    /// <summary>An instant to come. Whether it is later than now is the domain's question; here only absurd ones are refused.</summary>
    public static Instant? ToCome(this Faults faults, Instant? value, string pointer)
    {
        if (value < Earliest || value > faults.Now + FarthestPromise)
            faults.Add(pointer, "This lies more than ten years ahead, or before the year 2000.");
        return value;
    }

    private static string? Written(
        Faults faults, string? value, string pointer, int length, Func<char, bool> barred, string whenBarred)
    {
        if (value is null)
            return null;
        if (string.IsNullOrWhiteSpace(value))
            faults.Add(pointer, "Write something here.");
        else if (value.Length > length)
            faults.Add(pointer, string.Create(CultureInfo.InvariantCulture, $"This has {value.Length} characters; {length} is the most."));
        if (value.Any(barred))
            faults.Add(pointer, whenBarred);
        return value;
    }

    // Line and paragraph separators and the overrides of writing direction can disguise a text as another.
    private static bool IsUnprintable(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool IsContainerForm([NotNullWhen(true)] string? value) =>
        value is { Length: 11 } && value.AsSpan(0, 3).IndexOfAnyExceptInRange('A', 'Z') < 0 && value[3] is 'U' or 'J' or 'Z'
        && value.AsSpan(4).IndexOfAnyExceptInRange('0', '9') < 0;

    // Letters count from 10 and leave out the multiples of 11; the weights are the powers of two.
    private static int CheckDigit(string number)
    {
        var sum = 0;
        for (var i = 0; i < 10; i++)
        {
            var value = number[i] <= '9' ? number[i] - '0' : number[i] - 'A' + 10;
            if (number[i] > '9')
                value += (value - 1) / 10;
            sum += value << i;
        }

        return sum % 11 % 10;
    }
}
