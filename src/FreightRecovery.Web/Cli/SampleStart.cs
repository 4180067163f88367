using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.SampleBook;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Cli;

/// <summary>
/// The first start on an empty data directory: makes the sample book, loads it and lets its day pass, once. A start that
/// was cut off goes on where it was.
/// </summary>
internal static class SampleStart
{
    private const string Started = "sample/started";
    private const string Loaded = "sample/loaded";
    private const int Seed = 7;

    /// <summary>Loads the sample book unless there is data already.</summary>
    public static async Task LoadIfNew(StorePlace place, string? policyFile, Instant now, CancellationToken cancel)
    {
        // Before the database is there, so that the book is worked on by them; who has data already has calendars of his own.
        if (place.Connection is null ? !place.Exists : !Directory.Exists(place.DataDirectory))
            SampleCalendars.Write(place.DataDirectory);
        await using var embedded = await Embedded.Open(place, policyFile, cancel);
        var begun = await Settings.Find(embedded.Store, Started, cancel);
        if (begun is null && await embedded.Store.Head(cancel) > 0)
            return;
        if (await Settings.Find(embedded.Store, Loaded, cancel) is not null)
            return;

        // The same instant gives the same book again, so a second attempt meets what the first one brought in.
        var at = InstantPattern.ExtendedIso.Parse(
            await Settings.SetOnce(embedded.Store, Started, InstantPattern.ExtendedIso.Format(now), cancel)).Value;
        Console.WriteLine("First start: making a sample book and loading it. (serve --empty starts without.)");
        await SampleLoad.Run(embedded, Path.Combine(place.DataDirectory, "sample-book"), Seed, at, cancel);
        await SampleKeys.Write(embedded.Store, place.DataDirectory, now, cancel);
        await Settings.SetOnce(embedded.Store, Loaded, InstantPattern.ExtendedIso.Format(now), cancel);
    }
}
