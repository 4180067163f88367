using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace FreightRecovery.Store;

/// <summary>The database cannot be used with this program; the message says what to do.</summary>
public sealed class SchemaException(string message) : Exception(message)
{
    internal static SchemaException Newer(int there, int known) => new(
        $"The database has schema {there}, and this program knows up to {known}. Start the newer program, or restore a backup.");
}

/// <summary>The numbered scripts that are part of this program.</summary>
internal static partial class Scripts
{
    /// <summary>A product's scripts, by the prefix of their names.</summary>
    public static IEnumerable<(int Number, string Name)> All(string prefix) =>
        from name in Assembly.GetExecutingAssembly().GetManifestResourceNames()
        where name.StartsWith(prefix, StringComparison.Ordinal)
        select (int.Parse(name.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture), name);

    /// <summary>The number of a product's newest one.</summary>
    public static int Newest(string prefix) => All(prefix).Max(s => s.Number);

    /// <summary>What a script says.</summary>
    public static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The parts of a script that a server takes one by one: a line with GO stands between them.</summary>
    public static IEnumerable<string> Parts(string name) => Go().Split(Text(name)).Where(part => !string.IsNullOrWhiteSpace(part));

    [GeneratedRegex(@"^GO\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Go();
}
