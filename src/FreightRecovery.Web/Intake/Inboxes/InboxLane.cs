using FreightRecovery.Domain;

namespace FreightRecovery.Web.Intake.Inboxes;

/// <summary>
/// One folder of the inbox: files of one kind from one sender. It has three folders of its own, on the same volume, so that a file
/// changes hands by being renamed: <c>working</c>, <c>done</c> and <c>quarantine</c>.
/// </summary>
/// <param name="Path">The folder.</param>
/// <param name="Kind">The kind of import or the format of the feed, as in the routes.</param>
/// <param name="Sender">The partner whose folder it lies in; null for the house's own.</param>
internal sealed record InboxLane(string Path, string Kind, string? Sender)
{
    /// <summary>Who acts when nobody is named.</summary>
    public const string House = "inbox";

    private const int LongestName = 64;
    private static readonly string[] Unfinished = [".tmp", ".part", ".partial", ".filepart", ".crdownload"];

    /// <summary>Who acts on its files.</summary>
    public Actor Actor => new(Sender ?? House, Authority.Sales);

    /// <summary>Files that somebody is at.</summary>
    public string Working => System.IO.Path.Combine(Path, "working");

    /// <summary>Files that went in.</summary>
    public string Done => System.IO.Path.Combine(Path, "done");

    /// <summary>Files that did not, or not all of them, each with its report.</summary>
    public string Quarantine => System.IO.Path.Combine(Path, "quarantine");

    /// <summary>What it is called in a log.</summary>
    public string Name => Sender is null ? Kind : $"{Sender}/{Kind}";

    /// <summary>
    /// The lanes under a folder: <c>KIND</c> for the house's own files, <c>PARTNER/KIND</c> for a partner's. What else lies there is
    /// left alone, and so is whatever is a link.
    /// </summary>
    /// <param name="root">The inbox.</param>
    /// <param name="kinds">The kinds and formats, in the order in which files are to go in.</param>
    public static IReadOnlyList<InboxLane> Under(string root, IReadOnlyList<string> kinds)
    {
        var lanes = new List<InboxLane>();
        var order = kinds.Index().ToDictionary(k => k.Item, k => k.Index, StringComparer.Ordinal);
        foreach (var folder in Folders(root))
            if (order.ContainsKey(folder.Name))
                lanes.Add(new InboxLane(folder.FullName, folder.Name, null));
            else if (IsName(folder.Name))
                lanes.AddRange(Folders(folder.FullName).Where(f => order.ContainsKey(f.Name)).Select(f => new InboxLane(f.FullName, f.Name, folder.Name)));
        return [.. lanes.OrderBy(lane => order[lane.Kind]).ThenBy(lane => lane.Sender, StringComparer.Ordinal)];
    }

    /// <summary>Makes its folders. False when one of them is a link, which is not followed.</summary>
    public bool Prepare()
    {
        foreach (var folder in (string[])[Working, Done, Quarantine])
            if (Directory.CreateDirectory(folder).LinkTarget is not null)
                return false;
        return true;
    }

    /// <summary>True for a file that is whole by its name and no link: no dot file, and none that a program is still writing.</summary>
    public static bool IsCandidate(FileInfo file) =>
        !file.Name.StartsWith('.')
        && !Unfinished.Contains(file.Extension.ToLowerInvariant())
        && !file.Name.Any(c => char.IsControl(c) || c is '\\' or ':')
        && file.LinkTarget is null && !file.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static IEnumerable<DirectoryInfo> Folders(string path) => new DirectoryInfo(path).EnumerateDirectories()
        .Where(d => d.LinkTarget is null && !d.Attributes.HasFlag(FileAttributes.ReparsePoint));

    private static bool IsName(string name) =>
        name.Length <= LongestName && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') && !name.StartsWith('.');
}
