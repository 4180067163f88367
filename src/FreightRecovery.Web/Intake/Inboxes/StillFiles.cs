namespace FreightRecovery.Web.Intake.Inboxes;

/// <summary>
/// Tells files that are whole from those that somebody is still writing: their size and time are the same as at an earlier look, long
/// enough ago. Renaming a finished file into the folder is the better way, and waits as long.
/// </summary>
internal sealed class StillFiles(TimeProvider time, TimeSpan stillFor)
{
    private Dictionary<string, (long Length, DateTime Written, long Since)> seen = new(StringComparer.Ordinal);

    /// <summary>The whole ones of these files. What is not among them any more is forgotten.</summary>
    public IReadOnlyList<FileInfo> Of(IEnumerable<FileInfo> files)
    {
        var (now, still, next) = (time.GetTimestamp(), new List<FileInfo>(), new Dictionary<string, (long, DateTime, long)>(StringComparer.Ordinal));
        foreach (var file in files)
        {
            if (!file.Exists)
                continue;
            var since = seen.TryGetValue(file.FullName, out var before) && (before.Length, before.Written) == (file.Length, file.LastWriteTimeUtc)
                ? before.Since
                : now;
            next[file.FullName] = (file.Length, file.LastWriteTimeUtc, since);
            if (time.GetElapsedTime(since, now) >= stillFor)
                still.Add(file);
        }

        seen = next;
        return still;
    }

    /// <summary>True when files were seen that have to be looked at again soon.</summary>
    public bool Waiting => seen.Count > 0;
}
