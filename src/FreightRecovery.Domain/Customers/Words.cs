using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Domain.Customers;

/// <summary>How dates, counts and names read in the reasons: plain English, days in UTC.</summary>
internal static class Words
{
    public static string Day(Instant at) => LocalDatePattern.Iso.Format(at.InUtc().Date);

    public static string Count(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    public static string Days(int count) => Count(count, "day", "days");

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} %");

    /// <summary>The name of an enumeration's value as words: CargoRolled reads "cargo rolled".</summary>
    public static string Of<T>(T value) where T : struct, Enum
    {
        var words = new StringBuilder();
        foreach (var letter in value.ToString())
            (char.IsUpper(letter) && words.Length > 0 ? words.Append(' ') : words).Append(char.ToLowerInvariant(letter));
        return words.ToString();
    }
}
