using System.Text.RegularExpressions;

namespace FreightRecovery.Web.Intake.Inboxes;

/// <summary>A file of the inbox that was claimed: it lies in <c>working</c> under its own name behind a claim's number.</summary>
/// <param name="Lane">Where it came in.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Name">The name it came under.</param>
internal sealed partial record InFlight(InboxLane Lane, string Path, string Name)
{
    /// <summary>Where its report is written: no candidate, since it begins with a dot.</summary>
    public string ReportPath => System.IO.Path.Combine(Lane.Working, "." + System.IO.Path.GetFileName(Path));

    /// <summary>Claims a file. Null when another program was quicker.</summary>
    public static InFlight? Claim(InboxLane lane, FileInfo file)
    {
        var path = System.IO.Path.Combine(lane.Working, $"{Guid.CreateVersion7():N}~{file.Name}");
        try
        {
            // A rename, which the file system gives to one of us; the claim's number makes the target one that is not there.
            File.Move(file.FullName, path, overwrite: true);
            return new InFlight(lane, path, file.Name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What was claimed in a lane and not put away, in the order of the claims. Some of it may be worked on right now.</summary>
    public static IReadOnlyList<InFlight> LeftIn(InboxLane lane) =>
        [.. new DirectoryInfo(lane.Working).EnumerateFiles()
            .Where(InboxLane.IsCandidate)
            .Select(f => (f.FullName, Match: Claimed().Match(f.Name)))
            .Where(f => f.Match.Success)
            .OrderBy(f => f.FullName, StringComparer.Ordinal)
            .Select(f => new InFlight(lane, f.FullName, f.Match.Groups["name"].Value))];

    /// <summary>Opens it for this program alone. Null when another one is at it, or has put it away.</summary>
    public FileStream? TryLock()
    {
        FileStream file;
        try
        {
            file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        // Between the opening and the lock another program may have put it away; and what was a file may be a link by now.
        if (File.Exists(Path) && new FileInfo(Path).LinkTarget is null)
            return file;
        file.Dispose();
        return null;
    }

    /// <summary>
    /// Moves it to its end, its report first: as long as the file itself lies in <c>working</c>, the next look finishes what a crash cut short.
    /// </summary>
    public void PutAway(bool accepted)
    {
        var folder = accepted ? Lane.Done : Lane.Quarantine;
        var target = System.IO.Path.Combine(folder, FreeName(folder));
        try
        {
            foreach (var ending in RejectedFiles.Endings)
                if (File.Exists(ReportPath + ending))
                    File.Move(ReportPath + ending, target + ending, overwrite: true);
            File.Move(Path, target, overwrite: false);
        }
        catch (FileNotFoundException)
        {
            // Another program found it unlocked in between, and has put it away.
        }
    }

    private string FreeName(string folder)
    {
        for (var n = 1; ; n++)
        {
            var free = n == 1 ? Name : $"{System.IO.Path.GetFileNameWithoutExtension(Name)}~{n}{System.IO.Path.GetExtension(Name)}";
            if (!File.Exists(System.IO.Path.Combine(folder, free)))
                return free;
        }
    }

    [GeneratedRegex("^[0-9a-f]{32}~(?<name>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Claimed();
}
