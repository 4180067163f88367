namespace FreightRecovery.Domain.Reports;

/// <summary>Incidents per thousand shipments of a carrier, an agent or a lane.</summary>
/// <param name="Key">Which; null for those of whom it is not known, and for the sum of the others.</param>
/// <param name="Rank">1 is the worst; null when it is not ranked.</param>
/// <param name="Incidents">Incidents reported in the period that stand.</param>
/// <param name="Shipments">Shipments booked in the period.</param>
/// <param name="Rate">Incidents for a thousand shipments; null without shipments.</param>
/// <param name="Cost">What the recoveries agreed on for these incidents cost, by currency.</param>
/// <param name="Recovered">What came in on claims for these incidents, by currency.</param>
/// <param name="Missing">Why it has no rate or no rank; null when it has both.</param>
public sealed record RatedTrade(
    string? Key, int? Rank, long Incidents, long Shipments, decimal? Rate, IReadOnlyList<Money> Cost, IReadOnlyList<Money> Recovered,
    string? Missing);

/// <summary>The book of a period by trade: what happened, out of how much, and what it cost.</summary>
public sealed record TradeBook(
    IReadOnlyList<TradeTally> Incidents, IReadOnlyList<TradeTally> Shipments, IReadOnlyList<TradeSum> Cost, IReadOnlyList<TradeSum> Recovered)
{
    /// <summary>
    /// By one side of the trade, the worst first: those with enough shipments by their rate, then those with too few by their number of
    /// incidents. Beyond the most rows the rest is one sum.
    /// </summary>
    public (IReadOnlyList<RatedTrade> Rows, RatedTrade? Others) By(Func<Trade, string?> side, ReportPolicy policy)
    {
        var (incidents, shipments) = (Count(Incidents), Count(Shipments));
        var (cost, recovered) = (Cost.ToLookup(s => side(s.Trade), s => s.Sum), Recovered.ToLookup(s => side(s.Trade), s => s.Sum));
        var rows = incidents.Select(g => g.Key).Union(shipments.Select(g => g.Key)).Union(cost.Select(g => g.Key)).Union(recovered.Select(g => g.Key))
            .Select(key => Rated(key, incidents[key].Sum(), shipments[key].Sum(), cost[key].Amounts(), recovered[key].Amounts(), policy))
            .OrderBy(row => row.Missing is null ? 0 : 1)
            .ThenByDescending(row => row.Missing is null ? row.Rate : row.Incidents)
            .ThenByDescending(row => row.Incidents)
            .ThenBy(row => row.Key, StringComparer.Ordinal)
            .ToList();
        for (var i = 0; i < rows.Count && rows[i].Missing is null; i++)
            rows[i] = rows[i] with { Rank = i + 1 };
        if (rows.Count <= policy.MostRows)
            return (rows, null);
        var others = rows[policy.MostRows..];
        return (rows[..policy.MostRows], Rated(
            null, others.Sum(r => r.Incidents), others.Sum(r => r.Shipments),
            others.SelectMany(r => r.Cost).Select(Once).Amounts(), others.SelectMany(r => r.Recovered).Select(Once).Amounts(), policy) with
        { Missing = $"{others.Count} others in one sum." });

        ILookup<string?, long> Count(IEnumerable<TradeTally> tallies) => tallies.ToLookup(t => side(t.Trade), t => t.Count);
    }

    private static CountedSum Once(Money amount) => new(amount, 1);

    private static RatedTrade Rated(
        string? key, long incidents, long shipments, IReadOnlyList<Money> cost, IReadOnlyList<Money> recovered, ReportPolicy policy) => new(
        key, null, incidents, shipments,
        shipments == 0 ? null : decimal.Round(1000m * incidents / shipments, 4, MidpointRounding.AwayFromZero), cost, recovered,
        key is null ? "The shipments do not say."
        : shipments == 0 ? "No shipment was booked in the period."
        : shipments < policy.LeastShipments ? $"Fewer than {policy.LeastShipments} shipments: too few to be ranked."
        : null);
}
