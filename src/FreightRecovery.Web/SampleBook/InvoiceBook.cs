using System.Collections.Immutable;
using System.Globalization;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Web.SampleBook;

/// <summary>An invoice of the sample book, in its customer's currency.</summary>
internal sealed record SampleInvoice(string Ref, SampleShipment Shipment, InvoiceKind Kind, decimal Amount, LocalDate DueOn);

/// <summary>The four thousand invoices: the freight of every shipment, and extras on some.</summary>
internal static class InvoiceBook
{
    public const int Count = 4_000;

    public static ImmutableArray<SampleInvoice> Make(int seed, ImmutableArray<SampleShipment> shipments)
    {
        var draw = new Draw(seed, "invoices");
        var extras = draw.Shuffled(shipments.Where(s => !WorkedCases.Is(s))).Take(Count - shipments.Length).Select(s => s.Ref).ToHashSet();
        var serial = 0;
        var book = ImmutableArray.CreateBuilder<SampleInvoice>(Count);
        foreach (var shipment in shipments)
        {
            book.Add(new SampleInvoice(Reference(shipment, ref serial), shipment, InvoiceKind.Freight, shipment.Freight, DueOn(shipment)));
            if (extras.Contains(shipment.Ref))
            {
                var kind = draw.Of([InvoiceKind.Surcharge, InvoiceKind.Surcharge, InvoiceKind.Duty, InvoiceKind.Other]);
                var amount = Math.Round(shipment.Freight * Percent(draw, kind) / 100m, 2, MidpointRounding.AwayFromZero);
                book.Add(new SampleInvoice(Reference(shipment, ref serial), shipment, kind, amount, DueOn(shipment)));
            }
        }

        return book.MoveToImmutable();
    }

    private static string Reference(SampleShipment shipment, ref int serial) => WorkedCases.Is(shipment)
        ? WorkedCases.InvoiceOf(shipment.Ref)
        : string.Create(CultureInfo.InvariantCulture, $"INV-{shipment.Ref[..5]}-{++serial:D6}");

    private static int Percent(Draw draw, InvoiceKind kind) => kind switch
    {
        InvoiceKind.Surcharge => draw.Between(6, 18),
        InvoiceKind.Duty => draw.Between(20, 70),
        InvoiceKind.Freight or InvoiceKind.Other => draw.Between(3, 9),
    };

    private static LocalDate DueOn(SampleShipment shipment) =>
        shipment.DeliversAt.InUtc().Date.PlusDays(shipment.Customer.PaymentDays);
}
