using System.Globalization;
using FreightRecovery.Domain.Customers.Fitting;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Cli;

/// <summary>A file of purchases, one a line: columns separated by spaces, tabs, commas or semicolons.</summary>
internal static class TransactionFile
{
    private const string Customer = "customer", Date = "date";
    private static readonly char[] Separators = [' ', '\t', ',', ';'];
    private static readonly LocalDatePattern[] Forms = [LocalDatePattern.Iso, LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd")];

    /// <summary>Where the customer and the date stand, from names in the order of the columns, such as <c>_,customer,date</c>.</summary>
    /// <exception cref="ArgumentException">The names do not say both.</exception>
    public static (int Customer, int Date) Columns(string names)
    {
        var columns = names.Split(',', StringSplitOptions.TrimEntries);
        var (customer, date) = (Array.IndexOf(columns, Customer), Array.IndexOf(columns, Date));
        return customer >= 0 && date >= 0
            ? (customer, date)
            : throw new ArgumentException($"--columns names the columns in their order, such as customer,date or _,customer,date; '{names}' lacks one of the two.");
    }

    /// <summary>Reads a file. A first line whose date column is a word is its heading.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read; the message names it.</exception>
    public static BuyingBook Read(string file, (int Customer, int Date) columns, LocalDate? until)
    {
        var days = new Dictionary<string, HashSet<LocalDate>>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            var fields = line.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (fields.Length == 0)
                continue;
            if (fields.Length <= Math.Max(columns.Customer, columns.Date))
                throw Fault(file, number, $"{fields.Length} columns; the customer and the date need {Math.Max(columns.Customer, columns.Date) + 1}.");
            var text = fields[columns.Date];
            if (number == 1 && !text.Any(char.IsAsciiDigit))
                continue;
            if (Forms.Select(form => form.Parse(text)).FirstOrDefault(parsed => parsed.Success) is not { } date)
                throw Fault(file, number, $"'{text}' is no date; write it like 1997-01-31 or 19970131.");
            if (date.Value > until)
                continue;
            if (!days.TryGetValue(fields[columns.Customer], out var known))
                days.Add(fields[columns.Customer], known = []);
            known.Add(date.Value);
        }

        return new BuyingBook(days.Values);
    }

    private static InvalidDataException Fault(string file, int line, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}: {what}"));
}
