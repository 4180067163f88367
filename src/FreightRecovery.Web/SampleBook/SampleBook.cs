using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;

namespace FreightRecovery.Web.SampleBook;

/// <summary>
/// A realistic book of an invented forwarder: 200 customers in four languages, 3,000 shipments, 4,000 invoices, two years
/// of bookings and contacts, a day of incidents and of carrier messages. It is written to files and loaded through the
/// same import and feeds as a user's own data, so it needs no way in of its own. All companies, people and ships are invented.
/// </summary>
public static class SampleBook
{
    /// <summary>
    /// Writes the book into a directory, which is made if need be; files of an earlier book are replaced. The same seed and
    /// instant give the same bytes on every machine.
    /// </summary>
    /// <param name="directory">Where the files go; the messages go into its folder <c>feed</c>.</param>
    /// <param name="seed">Chooses one of many books.</param>
    /// <param name="now">The end of the book; nothing but plans and due dates lies beyond it. Cut to the full minute.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public static SampleBookSummary Write(string directory, int seed, Instant now)
    {
        var minute = Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / 60 * 60);
        var customers = CustomerBook.Make(seed);
        var shipments = ShipmentBook.Make(seed, minute, customers);
        var invoices = InvoiceBook.Make(seed, shipments);
        var signals = SignalBook.Make(seed, minute, customers, shipments);
        var pool = new Pool(shipments);
        var incidents = IncidentBook.Make(minute, shipments, pool);
        var feed = FeedDay.Make(seed, minute, shipments, pool);
        var troubled = incidents.Select(i => i.Shipment.Ref).Concat(feed.SelectMany(m => m.Raises).Select(r => r.Shipment)).ToHashSet();

        Directory.CreateDirectory(directory);
        BookFiles.Write(Path.Combine(directory, "customers.ndjson"), customers, BookFiles.Customer);
        BookFiles.Write(Path.Combine(directory, "shipments.ndjson"), shipments, BookFiles.Shipment);
        BookFiles.Write(Path.Combine(directory, "invoices.ndjson"), invoices, BookFiles.Invoice);
        BookFiles.Write(Path.Combine(directory, "bookings.ndjson"), signals, BookFiles.Signal);
        BookFiles.Write(Path.Combine(directory, "incidents.ndjson"), incidents, BookFiles.Incident);
        WriteFeed(Path.Combine(directory, "feed"), feed);
        return new SampleBookSummary(customers.Length, shipments.Length, invoices.Length, signals.Length, incidents.Length, feed)
        {
            Reports = [.. incidents.Select(i => i.ReportedAt)],
            Payments = PaymentBook.Make(seed, minute, invoices, troubled),
        };
    }

    private static void WriteFeed(string directory, ImmutableArray<FeedMessage> feed)
    {
        if (Directory.Exists(directory))
            Array.ForEach(Directory.GetFiles(directory, "???-*.*"), File.Delete);

        Directory.CreateDirectory(directory);
        foreach (var message in feed)
        {
            if (message.Text is { } text)
            {
                File.WriteAllText(Path.Combine(directory, message.FileName), text);
                continue;
            }

            using var file = new FileStream(Path.Combine(directory, message.FileName), FileMode.Create, FileAccess.Write);
            using (var json = new Utf8JsonWriter(file, BookFiles.Options with { Indented = true }))
            {
                if (message.Version == "3.0")
                    TrackAndTrace30.Write(json, message.Events);
                else
                    TrackAndTrace22.Write(json, message.Events);
            }

            if (message.Unreadable)
                file.SetLength(file.Length * 3 / 5);
        }
    }
}

/// <summary>How much of everything a sample book holds.</summary>
/// <param name="Customers">Lines of <c>customers.ndjson</c>.</param>
/// <param name="Shipments">Lines of <c>shipments.ndjson</c>.</param>
/// <param name="Invoices">Lines of <c>invoices.ndjson</c>.</param>
/// <param name="Signals">Lines of <c>bookings.ndjson</c>.</param>
/// <param name="Incidents">Lines of <c>incidents.ndjson</c>.</param>
/// <param name="Feed">The messages, in the order of sending, and what each is meant to raise.</param>
public sealed record SampleBookSummary(
    int Customers, int Shipments, int Invoices, int Signals, int Incidents, ImmutableArray<FeedMessage> Feed)
{
    /// <summary>When each line of <c>incidents.ndjson</c> was reported, in the order of the lines.</summary>
    public ImmutableArray<Instant> Reports { get; init; } = [];

    /// <summary>The invoices that were paid by now, oldest payment first.</summary>
    internal ImmutableArray<SamplePayment> Payments { get; init; } = [];
}
