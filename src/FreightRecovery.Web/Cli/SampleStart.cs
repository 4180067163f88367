using System.Globalization;
using FreightRecovery.Domain;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Intake;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Cli;

/// <summary>
/// The first start on an empty data directory: writes the sample book to files and loads them by the same imports and
/// feed as a user's own. A start that was cut off goes on where it was.
/// </summary>
internal static class SampleStart
{
    private const string Started = "sample/started";
    private const string Loaded = "sample/loaded";
    private const int Seed = 7;

    // In this order each file finds what it refers to.
    private static readonly string[] Files = ["customers", "shipments", "invoices", "bookings", "incidents"];

    /// <summary>Loads the sample book unless there is data already.</summary>
    public static async Task LoadIfNew(string dataDirectory, Instant now, CancellationToken cancel)
    {
        await using var embedded = Embedded.Open(dataDirectory);
        var begun = await Settings.Find(embedded.Store, Started, cancel);
        if (begun is null && await embedded.Store.Head(cancel) > 0)
            return;
        if (await Settings.Find(embedded.Store, Loaded, cancel) is not null)
            return;

        // The same instant gives the same book again, so a second attempt meets what the first one brought in.
        var at = InstantPattern.ExtendedIso.Parse(
            await Settings.SetOnce(embedded.Store, Started, InstantPattern.ExtendedIso.Format(now), cancel)).Value;
        Console.WriteLine("First start: making a sample book and loading it. (serve --empty starts without.)");
        var directory = Path.Combine(dataDirectory, "sample-book");
        var book = SampleBook.SampleBook.Write(directory, Seed, at);
        foreach (var kind in Files)
        {
            var result = await ImportCommand.Import(
                embedded, ImportKind.Find(kind)!, Path.Combine(directory, kind + ".ndjson"), new Actor("sample book"), now, cancel);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kind}: {result.Accepted}"));
        }

        var incidents = new HashSet<IncidentId>();
        var aside = 0;
        foreach (var message in book.Feed)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(directory, "feed", message.FileName), cancel);
            var answer = await embedded.Feeds.Take(bytes, new Actor("sample feed"), now, cancel);
            incidents.UnionWith(answer.Incidents);
            aside += answer.Quarantined.Count;
        }

        await embedded.Dispatcher.Drain(cancel);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  feed messages: {book.Feed.Length}, which tell of {incidents.Count} incidents; {aside} in quarantine"));
        await SampleKeys.Write(embedded.Store, dataDirectory, now, cancel);
        await Settings.SetOnce(embedded.Store, Loaded, InstantPattern.ExtendedIso.Format(now), cancel);
    }
}
