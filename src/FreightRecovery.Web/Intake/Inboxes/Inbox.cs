using NodaTime;

namespace FreightRecovery.Web.Intake.Inboxes;

/// <summary>
/// A folder on disk as a way in. Each file is claimed by renaming it into <c>working</c>, which one of several programs wins, taken in, and
/// moved to <c>done</c> or, with its report beside it, to <c>quarantine</c>. Whoever is at a file keeps it locked: what lies unlocked in
/// <c>working</c> was left by a crash and is taken up again, which adds nothing twice.
/// </summary>
internal sealed class Inbox(InboxSettings settings, InboxDoors doors, IClock clock, TimeProvider time, ILogger<Inbox> log)
{
    private readonly Dictionary<string, StillFiles> still = new(StringComparer.Ordinal);
    private readonly HashSet<string> warned = new(StringComparer.Ordinal);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> failures = new(StringComparer.Ordinal);

    /// <summary>True when files were seen that may be whole at the next look.</summary>
    public bool Waiting => still.Values.Any(s => s.Waiting);

    /// <summary>
    /// Looks once and takes in what is whole, one file at a time in each folder. Imports go one after the other, customers before their
    /// shipments; feeds beside them. Answers how many files were dealt with.
    /// </summary>
    public async Task<int> Look(CancellationToken cancel)
    {
        var lanes = new List<(InboxLane Lane, string? Branch, IReadOnlyList<FileInfo> Files)>();
        foreach (var lane in InboxLane.Under(settings.Directory, doors.Kinds))
            if (await Bounds(lane, cancel) is { Usable: true, Branch: var branch })
                lanes.Add((lane, branch, Whole(lane)));
        var feeds = lanes.ToLookup(l => doors.Feeds.ContainsKey(l.Lane.Kind));
        return (await Task.WhenAll(feeds[true].Select(l => Empty([l])).Append(Empty(feeds[false])))).Sum();

        async Task<int> Empty(IEnumerable<(InboxLane Lane, string? Branch, IReadOnlyList<FileInfo> Files)> some)
        {
            // The other folders go on beside this one.
            await Task.Yield();
            var taken = 0;
            foreach (var (lane, branch, files) in some)
            {
                foreach (var left in InFlight.LeftIn(lane))
                    taken += await TakeUp(left, branch, cancel) ? 1 : 0;
                foreach (var file in files)
                    if (InFlight.Claim(lane, file) is { } claimed)
                        taken += await TakeUp(claimed, branch, cancel) ? 1 : 0;
            }

            return taken;
        }
    }

    private async ValueTask<(bool Usable, string? Branch)> Bounds(InboxLane lane, CancellationToken cancel)
    {
        var (branch, barred) = await doors.Bounds(lane, cancel);
        barred ??= lane.Prepare() ? null : "One of its folders is a link, and links are not followed.";
        if (barred is not null && warned.Add(lane.Path))
            log.LogWarning("Inbox: the files in {Lane} are left where they are. {Reason}", lane.Name, barred);
        if (barred is null)
            warned.Remove(lane.Path);
        return (barred is null, branch);
    }

    private IReadOnlyList<FileInfo> Whole(InboxLane lane)
    {
        if (!still.TryGetValue(lane.Path, out var known))
            still[lane.Path] = known = new StillFiles(time, settings.StillFor);
        // Oldest first: what a partner sends later is meant to be read later.
        return [.. known.Of(new DirectoryInfo(lane.Path).EnumerateFiles().Where(InboxLane.IsCandidate))
            .OrderBy(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal)];
    }

    private async Task<bool> TakeUp(InFlight claimed, string? branch, CancellationToken cancel)
    {
        if (claimed.TryLock() is not { } file)
            return false;
        bool accepted;
        await using (file)
        {
            try
            {
                using var report = new RejectedFiles(claimed.ReportPath, FileOrder.FormOf(claimed.Name));
                accepted = doors.Feeds.TryGetValue(claimed.Lane.Kind, out var take)
                    ? await TakeFeed(take, claimed, file, report, cancel)
                    : await TakeRows(claimed, branch, file, report, cancel);
            }
            catch (Exception e) when (e is not OperationCanceledException && failures.AddOrUpdate(claimed.Path, 1, (_, n) => n + 1) < settings.MostTries)
            {
                // It may be the disk or the database: the file stays where it is, and is tried again. The next ones are not kept waiting.
                log.LogError(e, "Inbox: {Lane}/{File} failed; it is tried again.", claimed.Lane.Name, claimed.Name);
                return false;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Inbox: {Lane}/{File} failed again and is put into quarantine.", claimed.Lane.Name, claimed.Name);
                using var report = new RejectedFiles(claimed.ReportPath, FileOrder.FormOf(claimed.Name));
                report.Tell(1, "", "", $"This program failed over it {settings.MostTries} times: {e.Message}");
                accepted = false;
            }
        }

        failures.TryRemove(claimed.Path, out _);
        claimed.PutAway(accepted);
        log.LogInformation("Inbox: {Lane}/{File} is {Where}.", claimed.Lane.Name, claimed.Name, accepted ? "done" : "in quarantine");
        return true;
    }

    private async Task<bool> TakeRows(InFlight claimed, string? branch, FileStream file, RejectedFiles report, CancellationToken cancel)
    {
        var order = new FileOrder(
            ImportKind.Find(claimed.Lane.Kind)!, FileOrder.FormOf(claimed.Name), claimed.Lane.Actor, clock.GetCurrentInstant()) { Branch = branch };
        return (await FileImport.Run(doors.Database, doors.Importer, order, file, report.Add, null, cancel)).Rejected == 0;
    }

    private async Task<bool> TakeFeed(TakeMessage take, InFlight claimed, FileStream file, RejectedFiles report, CancellationToken cancel)
    {
        if (file.Length > settings.LargestMessage)
        {
            report.Tell(1, "", "", $"A message has at the most {settings.LargestMessage} bytes; this one has {file.Length}.");
            return false;
        }

        var message = new byte[file.Length];
        await file.ReadExactlyAsync(message, cancel);
        var answer = await take(message, claimed.Lane.Actor, clock.GetCurrentInstant(), cancel);
        foreach (var aside in answer.Quarantined)
            report.Tell(1, aside.Pointer, "", $"{aside.Reason} It waits in the house's quarantine as {aside.Id}.");
        return answer.Quarantined.Count == 0;
    }
}
