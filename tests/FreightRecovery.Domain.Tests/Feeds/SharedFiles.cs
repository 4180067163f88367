namespace FreightRecovery.Domain.Tests.Feeds;

/// <summary>
/// Files that come beside the repository and not in it: in the folder <c>shared</c> next to the solution's, or where the
/// environment variable FREIGHTRECOVERY_SHARED points. A test whose file is not there shows as skipped.
/// </summary>
internal static class SharedFiles
{
    public const string Variable = "FREIGHTRECOVERY_SHARED";

    public static byte[] Read(params string[] path)
    {
        var file = Folders().Select(folder => Path.Combine([folder, .. path])).FirstOrDefault(File.Exists);
        Assert.SkipWhen(file is null, $"{Path.Combine(path)} is not there; set {Variable} to the folder that has it.");
        return File.ReadAllBytes(file!);
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) yield return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (folder.Parent is { } parent && folder.EnumerateFiles("*.sln").Any()) yield return Path.Combine(parent.FullName, "shared");
        }
    }
}
