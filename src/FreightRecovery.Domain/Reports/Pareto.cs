namespace FreightRecovery.Domain.Reports;

/// <summary>One cause of incidents and its weight among all.</summary>
/// <param name="By">What kind of cause: <c>kind</c>, <c>cause</c>, <c>fault</c>, or <c>rootCause</c> for all three together.</param>
/// <param name="Key">Which; null for what nobody has assessed yet.</param>
/// <param name="Incidents">How many.</param>
/// <param name="Share">Its part of all, 0 to 1.</param>
/// <param name="Cumulative">Its part and that of all above it; the last comes to 1.</param>
/// <param name="Cost">What the recoveries agreed on cost, by currency.</param>
public sealed record ParetoRow(string By, string? Key, long Incidents, decimal Share, decimal Cumulative, IReadOnlyList<Money> Cost);

/// <summary>Few causes bring most incidents: causes by how many they brought, the most first.</summary>
public static class Pareto
{
    /// <summary>Puts causes in order.</summary>
    public static IReadOnlyList<ParetoRow> Of(
        string by, IEnumerable<(string? Key, long Count)> incidents, IEnumerable<(string? Key, CountedSum Sum)> costs)
    {
        var cost = costs.ToLookup(c => c.Key, c => c.Sum);
        var rows = incidents.GroupBy(i => i.Key)
            .Select(g => (g.Key, Count: g.Sum(i => i.Count)))
            .OrderByDescending(r => r.Count).ThenBy(r => r.Key, StringComparer.Ordinal)
            .ToList();
        var (all, sofar) = (rows.Sum(r => r.Count), 0L);
        return
        [
            .. rows.Select(r => new ParetoRow(
                by, r.Key, r.Count, Part(r.Count, all), Part(sofar += r.Count, all), cost[r.Key].Amounts())),
        ];
    }

    private static decimal Part(long count, long all) => decimal.Round((decimal)count / all, 4, MidpointRounding.AwayFromZero);
}
