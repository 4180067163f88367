using System.Reflection;
using FreightRecovery.Web.Policies;

namespace FreightRecovery.Web.SampleBook;

/// <summary>When the sample's branches work, with the public holidays of 2026 and the days on which China makes up for them.</summary>
internal static class SampleCalendars
{
    private const string Prefix = "sample.calendar.";

    /// <summary>Puts them into a data directory; what is there already stays.</summary>
    public static void Write(string dataDirectory)
    {
        var folder = Directory.CreateDirectory(Path.Combine(dataDirectory, PolicyFiles.CalendarFolder)).FullName;
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var file = Path.Combine(folder, name[Prefix.Length..]);
            if (File.Exists(file))
                continue;
            using var shipped = assembly.GetManifestResourceStream(name)!;
            using var written = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
            shipped.CopyTo(written);
        }
    }
}
