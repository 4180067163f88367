using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace FreightRecovery.Store;

/// <summary>
/// The queries are written once, in what the products have in common. They differ in one thing: how a query asks for its first
/// rows. SQLite's word stands in the text; SQL Server's follows from it.
/// </summary>
internal static partial class Dialect
{
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    /// <summary>A query in SQL Server's words. The texts are constants, so there are as many as there are queries.</summary>
    public static string SqlServer(string sql) =>
        Known.GetOrAdd(sql, static text => FirstRows().Replace(text, "OFFSET 0 ROWS FETCH NEXT $1 ROWS ONLY"));

    [GeneratedRegex(@"\bLIMIT (@?\w+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstRows();
}
