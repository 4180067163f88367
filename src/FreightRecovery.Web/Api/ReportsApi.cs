using System.Globalization;
using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Api;

/// <summary>Held amounts and ages.</summary>
/// <param name="AsOf">The instant of the report, UTC.</param>
/// <param name="Buckets">The sums by age and currency.</param>
/// <param name="Items">Every held invoice, the longest held first.</param>
public sealed record HoldsReport(Instant AsOf, IReadOnlyList<AgeBucket> Buckets, IReadOnlyList<HeldLine> Items);

/// <summary>Reports: JSON, or CSV by <c>Accept: text/csv</c>.</summary>
internal static class ReportsApi
{
    private const string Csv = "text/csv";

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/reports/holds", Holds).RequireAuthorization(Access.InvoiceList).WithTags("Reports")
            .WithSummary("Held invoices with amounts and ages, and their sums; from and to (dates, UTC) bound when the hold was placed.")
            .Produces<HoldsReport>(StatusCodes.Status200OK, "application/json", Csv);

    private static async Task<IResult> Holds(
        string? from, string? to, string? branch, Caller caller, HttpRequest request, HeldMoney held, Func<Policy> policy, IClock clock,
        CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var faults = new Faults(now);
        var (first, last) = (Day(faults, from, "?from"), Day(faults, to, "?to"));
        if (last < first)
            faults.Add("?to", "The last day does not lie before the first.");
        if (faults.Any)
            return Problems.Invalid(faults);
        var wanted = string.IsNullOrEmpty(branch) ? null : branch;
        if (caller.Branch is not null && wanted is not null && wanted != caller.Branch)
            return Problems.OutOfScope();
        // The last day is part of the report.
        var filter = new HeldFilter(wanted, Midnight(first), Midnight(last?.PlusDays(1)));
        var lines = await held.All(filter, caller.Scope, cancel);
        return request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals(Csv, StringComparison.OrdinalIgnoreCase))
            ? TypedResults.Text(ToCsv(lines, now), Csv)
            : TypedResults.Ok(new HoldsReport(now, HeldMoney.Buckets(lines, now, policy().Ledger), lines));
    }

    private static LocalDate? Day(Faults faults, string? text, string pointer)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day } && day.Year is >= 1900 and < 2200)
            return day;
        faults.Add(pointer, "Write a date like 2026-11-21.");
        return null;
    }

    private static Instant? Midnight(LocalDate? day) => day?.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();

    private static string ToCsv(IReadOnlyList<HeldLine> lines, Instant now)
    {
        var text = new StringBuilder(
            "invoice,shipment,customer,branch,accountManager,currency,amount,held,since,days,reasons,owners,reviewBy\r\n");
        foreach (var line in lines)
            text.AppendJoin(',', Fields(line, now).Select(Cell)).Append("\r\n");
        return text.ToString();
    }

    // RFC 4180; and a reference that a spreadsheet would take for a formula stands behind an apostrophe.
    private static string Cell(string? field)
    {
        if (string.IsNullOrEmpty(field))
            return "";
        var safe = field[0] is '=' or '+' or '-' or '@' ? "'" + field : field;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static IEnumerable<string?> Fields(HeldLine line, Instant now) =>
    [
        line.Invoice.Value, line.Shipment.Value, line.Customer.Value, line.Branch, line.AccountManager, line.Amount.Currency.Code,
        line.Amount.AmountText, line.Held.AmountText, InstantPattern.ExtendedIso.Format(line.Since),
        (now - line.Since).Days.ToString(CultureInfo.InvariantCulture), Joined(line.Holds, h => h.Reason), Joined(line.Holds, h => h.Owner),
        line.Holds.Min(h => h.ReviewBy) is { } by ? InstantPattern.ExtendedIso.Format(by) : null,
    ];

    private static string Joined(IEnumerable<HoldView> holds, Func<HoldView, string?> part) => string.Join("; ", holds.Select(part).Distinct());
}
