using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Web.SampleBook;

/// <summary>An invoice that was paid.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="At">When finance collected it.</param>
internal sealed record SamplePayment(SampleInvoice Invoice, Instant At)
{
    /// <summary>Who of finance collected it.</summary>
    public string By => Markets.StaffOf(Invoice.Shipment.Customer.Market.Branch).Finance;
}

/// <summary>
/// Who paid by now: nearly everybody within weeks of the due date, a few never. What an incident holds, and the worked
/// cases, are left unpaid.
/// </summary>
internal static class PaymentBook
{
    private const int PercentWhoPay = 97;

    public static ImmutableArray<SamplePayment> Make(int seed, Instant now, ImmutableArray<SampleInvoice> invoices, IReadOnlySet<string> troubled)
    {
        var draw = new Draw(seed, "payments");
        return
        [
            .. invoices
                .Select(i => (Invoice: i, At: i.DueOn.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() + draw.Days(-3, 24), Pays: draw.Chance(PercentWhoPay)))
                .Where(p => p.Pays && p.At < now && p.Invoice.Shipment.DeliveredAt < p.At
                    && !WorkedCases.Is(p.Invoice.Shipment) && !troubled.Contains(p.Invoice.Shipment.Ref))
                .OrderBy(p => p.At).ThenBy(p => p.Invoice.Ref, StringComparer.Ordinal)
                .Select(p => new SamplePayment(p.Invoice, p.At)),
        ];
    }
}
