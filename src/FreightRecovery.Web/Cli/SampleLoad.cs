using System.Globalization;
using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine;
using FreightRecovery.Web.Intake;
using FreightRecovery.Web.SampleBook;
using NodaTime;

namespace FreightRecovery.Web.Cli;

/// <summary>
/// Loads the sample book by the same imports and feed as a user's own, everything at the instant at which it came in, and
/// lets its people do their day's work. The same seed and instant give the same ids, so running it again adds nothing.
/// </summary>
internal static class SampleLoad
{
    private const int PaymentsAtOnce = 256;

    // In this order each file finds what it refers to.
    private static readonly string[] Files = ["customers", "shipments", "invoices", "bookings"];

    private static readonly Actor Book = new("sample book");

    /// <summary>Writes the book into a directory and loads it.</summary>
    /// <param name="embedded">Where it goes.</param>
    /// <param name="directory">Where the files are written.</param>
    /// <param name="seed">Chooses the book.</param>
    /// <param name="now">The end of the book's day.</param>
    public static async Task Run(Embedded embedded, string directory, int seed, Instant now, CancellationToken cancel)
    {
        var book = SampleBook.SampleBook.Write(directory, seed, now);
        foreach (var kind in Files)
        {
            var result = await ImportCommand.Import(
                embedded, new FileOrder(ImportKind.Find(kind)!, ImportForm.Ndjson, Book, now), Path.Combine(directory, kind + ".ndjson"), cancel);
            Say($"{kind}: {result.Accepted}");
        }

        await Collect(embedded, book, cancel);
        Say($"invoices that were paid: {book.Payments.Length}");
        await Report(embedded, book, Path.Combine(directory, "incidents.ndjson"), cancel);
        Say($"incidents that people reported: {book.Incidents}");
        var (incidents, aside) = await Receive(embedded, book, Path.Combine(directory, "feed"), cancel);
        Say($"feed messages: {book.Feed.Length}, which tell of {incidents} incidents; {aside} in quarantine");
        await embedded.Dispatcher.Drain(cancel);
        Say($"incidents that somebody has worked on: {await new SampleDay(embedded, now).Work(cancel)}");
        // What the customers' own words led to, before what time alone did.
        await embedded.Dispatcher.Drain(cancel);
        await embedded.Sweep.Sweep(now, cancel);
        await embedded.Dispatcher.Drain(cancel);
    }

    /// <summary>Two years of payments, many at once so that they share the writer's commits.</summary>
    private static async Task Collect(Embedded embedded, SampleBookSummary book, CancellationToken cancel)
    {
        foreach (var payments in book.Payments.Chunk(PaymentsAtOnce))
            await Task.WhenAll(payments.Select(p => embedded.Gateway.Send(
                new Envelope(
                    StreamId.Of(new ShipmentRef(p.Invoice.Shipment.Ref)), new LedgerCommand.Collect(new InvoiceRef(p.Invoice.Ref)),
                    ImportIds.At(p.At, $"sample/payment/{p.Invoice.Ref}"), p.At, new Actor(p.By)),
                cancel).AsTask()));
    }

    /// <summary>Each line is an import of its own, as of the instant at which somebody reported it.</summary>
    private static async Task Report(Embedded embedded, SampleBookSummary book, string file, CancellationToken cancel)
    {
        var lines = await File.ReadAllLinesAsync(file, cancel);
        foreach (var (line, at) in lines.Zip(book.Reports))
        {
            using var row = new MemoryStream(Encoding.UTF8.GetBytes(line));
            var order = new ImportOrder(ImportKind.Find("incidents")!, ImportForm.Ndjson, Book, null, "sample book", at, at);
            await embedded.Importer.Run(order, row, cancel: cancel);
        }
    }

    private static async Task<(int Incidents, int Aside)> Receive(
        Embedded embedded, SampleBookSummary book, string directory, CancellationToken cancel)
    {
        var incidents = new HashSet<IncidentId>();
        var aside = 0;
        foreach (var message in book.Feed)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(directory, message.FileName), cancel);
            var answer = await embedded.Feeds.Take(FeedFormat.Find(message.Format)!, bytes, new Actor("sample feed"), message.SentAt, cancel);
            incidents.UnionWith(answer.Incidents);
            aside += answer.Quarantined.Count;
        }

        return (incidents.Count, aside);
    }

    private static void Say(FormattableString line) => Console.WriteLine("  " + line.ToString(CultureInfo.InvariantCulture));
}
