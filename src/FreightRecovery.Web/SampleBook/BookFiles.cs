using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.SampleBook;

/// <summary>Writes the book as NDJSON: the body of the matching route, one a line, after the caller's own reference.</summary>
internal static class BookFiles
{
    /// <summary>Text stays legible in any language; the files are read by the importer, never put into a page.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>Writes a file, one object a line, without holding more than a line in memory.</summary>
    public static void Write<T>(string path, IEnumerable<T> items, Action<Utf8JsonWriter, T> writeMembers)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        using var json = new Utf8JsonWriter(file, Options);
        foreach (var item in items)
        {
            json.WriteStartObject();
            writeMembers(json, item);
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            file.WriteByte((byte)'\n');
        }
    }

    public static void Customer(Utf8JsonWriter json, SampleCustomer customer)
    {
        json.WriteString("ref", customer.Ref);
        json.WriteString("name", customer.Name);
        json.WriteString("language", customer.Market.Language);
        json.WriteString("timeZone", customer.Market.TimeZone);
        json.WriteString("countryCode", customer.Market.Country);
        json.WriteString("branch", customer.Market.Branch);
        json.WriteString("salesRep", customer.SalesRep);
        json.WriteString("accountManager", customer.AccountManager);
        json.WriteBoolean("nominated", customer.Nominated);
        Money(json, "expectedAnnualMargin", customer.AnnualMargin, customer.Market.Currency);
        json.WriteStartArray("contacts");
        foreach (var contact in customer.Contacts)
        {
            json.WriteStartObject();
            json.WriteString("name", contact.Name);
            json.WriteString("email", contact.Email);
            json.WriteString("phone", contact.Phone);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Shipment(Utf8JsonWriter json, SampleShipment shipment)
    {
        json.WriteString("ref", shipment.Ref);
        json.WriteString("customer", shipment.Customer.Ref);
        json.WriteString("mode", Name(shipment.Lane.Mode));
        json.WriteString("carrier", shipment.Carrier);
        Optional(json, "vessel", shipment.Vessel?.Name);
        Optional(json, "voyage", shipment.Voyage);
        Optional(json, "flight", shipment.Flight);
        json.WriteString("origin", shipment.Lane.From.Code);
        json.WriteString("destination", shipment.Lane.To.Code);
        json.WriteString("incoterm", shipment.Incoterm);
        json.WriteNumber("packages", shipment.Packages);
        json.WriteNumber("grossMass", shipment.GrossKilograms);
        json.WriteNumber("chargeableMass", shipment.ChargeableKilograms);
        json.WriteNumber("volume", shipment.CubicMetres);
        if (shipment.Insured is { } insured)
            json.WriteBoolean("insured", insured);

        json.WriteString("liabilityRegime", Name(shipment.Regime));
        json.WriteString("bookedAt", Text(shipment.BookedAt));
        if (shipment.DeliveredAt is { } deliveredAt)
            json.WriteString("deliveredAt", Text(deliveredAt));

        json.WriteString("masterReference", shipment.MasterReference);
        json.WriteStartArray("containers");
        foreach (var container in shipment.Containers)
        {
            json.WriteStringValue(container);
        }

        json.WriteEndArray();
    }

    public static void Invoice(Utf8JsonWriter json, SampleInvoice invoice)
    {
        json.WriteString("ref", invoice.Ref);
        json.WriteString("shipment", invoice.Shipment.Ref);
        Money(json, "amount", invoice.Amount, invoice.Shipment.Customer.Market.Currency);
        json.WriteString("kind", Name(invoice.Kind));
        json.WriteString("dueOn", LocalDatePattern.Iso.Format(invoice.DueOn));
    }

    public static void Signal(Utf8JsonWriter json, SampleSignal signal)
    {
        json.WriteString("customer", signal.Customer.Ref);
        json.WriteString("kind", Name(signal.Kind));
        json.WriteString("at", Text(signal.At));
        Optional(json, "channel", signal.Channel is { } channel ? Name(channel) : null);
        Optional(json, "note", signal.Note);
    }

    public static void Incident(Utf8JsonWriter json, SampleIncident incident)
    {
        json.WriteString("shipment", incident.Shipment.Ref);
        json.WriteString("kind", Name(incident.Kind));
        Optional(json, "severity", incident.Severity is { } severity ? Name(severity) : null);
        json.WriteString("occurredAt", Text(incident.OccurredAt));
        json.WriteString("description", incident.Description);
        json.WriteString("channel", Name(incident.Channel));
        json.WriteString("reportedBy", incident.ReportedBy);
        if (incident is not { Packages: null, Kilograms: null, Amount: null })
        {
            json.WriteStartObject("extent");
            if (incident.Packages is { } packages)
                json.WriteNumber("packages", packages);

            if (incident.Kilograms is { } kilograms)
                json.WriteNumber("mass", kilograms);

            if (incident.Amount is { } amount)
                Money(json, "amount", amount, incident.Shipment.Customer.Market.Currency);

            json.WriteEndObject();
        }

        Optional(json, "wish", incident.Wish is { } wish ? Name(wish) : null);
    }

    /// <summary>An enumeration's value as the contract spells it.</summary>
    public static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);

    private static void Optional(Utf8JsonWriter json, string member, string? value)
    {
        if (value is not null)
            json.WriteString(member, value);
    }

    private static void Money(Utf8JsonWriter json, string member, decimal amount, string currency)
    {
        json.WriteStartObject(member);
        json.WriteString("amount", amount.ToString("0.00", CultureInfo.InvariantCulture));
        json.WriteString("currency", currency);
        json.WriteEndObject();
    }
}
