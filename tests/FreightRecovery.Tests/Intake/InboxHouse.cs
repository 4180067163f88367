using System.Text;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Hosting;
using FreightRecovery.Web.Intake;
using FreightRecovery.Web.Intake.Inboxes;
using Microsoft.Extensions.Logging.Abstractions;

namespace FreightRecovery.Tests.Intake;

/// <summary>A house with an inbox, whose time is moved by hand.</summary>
internal sealed class InboxHouse : IAsyncDisposable
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(3);

    public InboxHouse(TakeMessage? feed = null)
    {
        Root = Directory.CreateDirectory(Path.Combine(House.Directory, "inbox")).FullName;
        Doors = new InboxDoors(
            House.Store, House.Importer, new ApiKeys(House.Store),
            new Dictionary<string, TakeMessage>
            {
                [FeedFormat.Dcsa.Name] = feed ?? ((message, by, now, cancel) => House.Feeds.Take(FeedFormat.Dcsa, message, by, now, cancel)),
            });
        Inbox = Another();
    }

    public House House { get; } = new();

    public string Root { get; }

    public HandTime Time { get; } = new();

    public InboxDoors Doors { get; }

    public Inbox Inbox { get; }

    /// <summary>Another program that watches the same folder.</summary>
    public Inbox Another() =>
        new(new InboxSettings(Root), Doors, new TestClock(House.Now), Time, NullLogger<Inbox>.Instance);

    /// <summary>Puts a file into a folder of the inbox.</summary>
    public string Drop(string path, string text)
    {
        var file = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text, new UTF8Encoding(false));
        return file;
    }

    /// <summary>Looks, waits until what was seen is still, and looks again. Answers how many files were dealt with.</summary>
    public async Task<int> LookTwice()
    {
        var first = await Look();
        Time.Advance(LongEnough);
        return first + await Look();
    }

    /// <summary>Looks once.</summary>
    public Task<int> Look() => Inbox.Look(TestContext.Current.CancellationToken);

    /// <summary>The files in a folder of the inbox, by name.</summary>
    public string[] Files(string folder) => Directory.Exists(PathOf(folder))
        ? [.. Directory.GetFiles(PathOf(folder)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Where a file of the inbox is.</summary>
    public string PathOf(string path) => Path.Combine(Root, path);

    /// <summary>Makes a partner's key.</summary>
    public Task Key(string partner, string? branch, params string[] roles) => Doors.Keys.Add(partner, roles, branch, House.Now).AsTask();

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
