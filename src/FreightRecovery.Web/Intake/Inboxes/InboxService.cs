using FreightRecovery.Engine;

namespace FreightRecovery.Web.Intake.Inboxes;

/// <summary>Looks after the inbox while the server runs: when the disk tells of a change, and now and then besides.</summary>
internal sealed class InboxService(Inbox inbox, InboxSettings settings, TimeProvider time, ILogger<InboxService> log) : BackgroundService
{
    private readonly Pulse changed = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Starting does not wait for the first file.
        await Task.Yield();
        using var watcher = Watch();
        while (!stoppingToken.IsCancellationRequested)
        {
            var change = changed.Next;
            try
            {
                await inbox.Look(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                log.LogError(e, "The inbox could not be looked at; it is tried again.");
            }

            // A file that grows tells of it again and again: what was seen is looked at when it may be whole.
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var pause = Task.Delay(inbox.Waiting ? settings.StillFor : settings.LookEvery, time, enough.Token);
            await (inbox.Waiting ? pause : Task.WhenAny(change, pause)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await enough.CancelAsync();
        }
    }

    private FileSystemWatcher? Watch()
    {
        try
        {
            var watcher = new FileSystemWatcher(settings.Directory)
            {
                IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName,
            };
            watcher.Created += (_, _) => changed.Set();
            watcher.Renamed += (_, _) => changed.Set();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException or PlatformNotSupportedException)
        {
            log.LogWarning("The system tells nothing of changes in the inbox: it is looked at every {Seconds} s. {Reason}", settings.LookEvery.TotalSeconds, e.Message);
            return null;
        }
    }
}

/// <summary>Adds the inbox to a program.</summary>
internal static class InboxServices
{
    /// <summary>Adds it, with a door for each format of feed that is known.</summary>
    /// <param name="directory">The folder; it is made when it is not there.</param>
    public static IServiceCollection AddInbox(this IServiceCollection services, string directory)
    {
        var settings = new InboxSettings(Directory.CreateDirectory(Path.GetFullPath(directory)).FullName);
        return services
            .AddSingleton(settings)
            .AddSingleton(s =>
            {
                var feeds = s.GetRequiredService<FeedIntake>();
                return new InboxDoors(
                    s.GetRequiredService<Store.IDatabase>(), s.GetRequiredService<Importer>(), s.GetRequiredService<Store.Queries.ApiKeys>(),
                    FeedFormat.All.ToDictionary(
                        format => format.Name, TakeMessage (format) => (message, by, now, cancel) => feeds.Take(format, message, by, now, cancel), StringComparer.Ordinal));
            })
            .AddSingleton(s => new Inbox(
                settings, s.GetRequiredService<InboxDoors>(), s.GetRequiredService<NodaTime.IClock>(), TimeProvider.System,
                s.GetRequiredService<ILogger<Inbox>>()))
            .AddHostedService(s => new InboxService(
                s.GetRequiredService<Inbox>(), settings, TimeProvider.System, s.GetRequiredService<ILogger<InboxService>>()));
    }
}
