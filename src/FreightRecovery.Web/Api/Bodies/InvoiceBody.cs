using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Web.Api.Bodies;

/// <summary>An invoice as put by the caller.</summary>
public sealed record InvoiceBody(string? Shipment, Money? Amount, InvoiceKind? Kind, LocalDate? DueOn) : IBody<InvoiceFacts>
{
    private static readonly LocalDate Earliest = new(2000, 1, 1);
    private static readonly LocalDate Latest = new(2199, 12, 31);

    /// <inheritdoc/>
    public InvoiceFacts? Read(Faults faults)
    {
        if (DueOn < Earliest || DueOn > Latest)
            faults.Add("/dueOn", "A due date lies between the years 2000 and 2199.");
        var facts = new InvoiceFacts(
            new ShipmentRef(faults.Ref(Shipment, "/shipment")),
            faults.Has(Amount, "/amount") ? faults.Amount(Amount, "/amount")!.Value : default,
            faults.Value(Kind, "/kind"),
            faults.Value(DueOn, "/dueOn"));
        return faults.Any ? null : facts;
    }
}

/// <summary>What an invoice charges, for which shipment, and when it falls due in the customer's calendar.</summary>
public sealed record InvoiceFacts(ShipmentRef Shipment, Money Amount, InvoiceKind Kind, LocalDate DueOn);
