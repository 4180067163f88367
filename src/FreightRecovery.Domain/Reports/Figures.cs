using NodaTime;

namespace FreightRecovery.Domain.Reports;

/// <summary>
/// The figures of DOMAIN 8 out of what was counted. Which period counts: for incidents, what was reported in it; for promises and time
/// bars, what fell due in it; for money of claims, the day it was paid; for the slide, the moves in it. What is held and what is at
/// stake is as of now.
/// </summary>
public static class Figures
{
    private const string NoIncident = "No incident was reported in the period.";

    /// <summary>First response, time to resolve, resolution rate, satisfaction and repeats.</summary>
    public static IEnumerable<Figure> OfIncidents(IReadOnlyList<IncidentTally> incidents, IncidentTimes times, RepeatTally repeats)
    {
        var (reported, standing) = (incidents.Sum(i => i.Count), incidents.Where(i => i.Stands).ToList());
        var stand = standing.Sum(i => i.Count);
        var resolved = standing.Where(i => i.Status == IncidentStatus.Resolved).Sum(i => i.Count);
        yield return Figure.Count("incidentsReported", reported);
        yield return Figure.Count("incidentsUnfounded", incidents.Where(i => i.Status == IncidentStatus.Unfounded).Sum(i => i.Count));
        yield return Figure.Count("incidentsWithdrawn", incidents.Where(i => i.Status == IncidentStatus.Withdrawn).Sum(i => i.Count));
        yield return Figure.Count("incidentsOpen", stand - resolved);
        foreach (var figure in Length("firstResponse", times.Told, times.ToldWorked, "No customer was told of an incident of the period."))
            yield return figure;
        yield return Figure.Share(
            "firstResponseInTime", incidents.Sum(i => i.InTime), incidents.Sum(i => i.Told + i.Overdue),
            "No customer was told of an incident of the period, and none waits past its time.");
        foreach (var figure in Length("timeToResolve", times.Resolved, times.ResolvedWorked, "No incident of the period is resolved."))
            yield return figure;
        yield return Figure.Share("resolutionRate", resolved, stand, NoIncident);
        foreach (var figure in Satisfaction(standing, resolved))
            yield return figure;
        yield return Figure.Share("repeatRate", repeats.Repeated, repeats.Customers, NoIncident);
    }

    /// <summary>Promises that fell due: kept, renewed in time, broken.</summary>
    public static IEnumerable<Figure> OfPromises(PromiseTally promises) =>
    [
        Figure.Share("promisesKept", promises.Kept, promises.Kept + promises.Broken, "No promise that fell due in the period was kept or broken."),
        Figure.Share("promisesRenewed", promises.Renewed, promises.Due, "No promise fell due in the period."),
        Figure.Count("promisesBroken", promises.Broken),
        Figure.Count("promisesLapsed", promises.Lapsed),
        Figure.Count("promisesOpen", promises.Open),
    ];

    /// <summary>Incidents per thousand shipments: all, and by what they are split.</summary>
    public static IEnumerable<Figure> PerThousand(
        IReadOnlyList<IncidentTally> incidents, IReadOnlyList<(string Branch, long Count)> ofBranches, TradeBook trade, ReportPolicy policy)
    {
        var standing = incidents.Where(i => i.Stands).ToList();
        var shipments = trade.Shipments.Sum(s => s.Count);
        var booked = ofBranches.ToDictionary(b => b.Branch, b => b.Count, StringComparer.Ordinal);
        yield return Rate(null, null, standing.Sum(i => i.Count), shipments);
        foreach (var kind in standing.GroupBy(i => i.Kind).OrderBy(g => g.Key))
            yield return Rate("kind", Name(kind.Key), kind.Sum(i => i.Count), shipments);
        foreach (var fault in standing.GroupBy(i => i.Fault).OrderBy(g => g.Key))
            yield return Rate("fault", Name(fault.Key), fault.Sum(i => i.Count), shipments);
        foreach (var branch in booked.Keys.Union(standing.Select(i => i.Branch)).Order(StringComparer.Ordinal))
            yield return Rate(
                "branch", branch, standing.Where(i => i.Branch == branch).Sum(i => i.Count), booked.GetValueOrDefault(branch));
        foreach (var (by, side) in Sides)
        {
            var (rows, others) = trade.By(side, policy);
            foreach (var row in rows)
                yield return Rate(by, row.Key, row.Incidents, row.Shipments);
            if (others is not null)
                yield return Rate(by, "others", others.Incidents, others.Shipments);
        }
    }

    /// <summary>The sides of a trade by their names.</summary>
    public static IReadOnlyList<(string By, Func<Trade, string?> Side)> Sides { get; } =
        [("carrier", t => t.Carrier), ("agent", t => t.Agent), ("lane", t => t.Lane)];

    /// <summary>Stage transitions, win-back rate and value at stake.</summary>
    public static IEnumerable<Figure> OfSlide(SlideBook slide, IReadOnlyList<CountedSum> atStake)
    {
        foreach (var flow in slide.Flows.Where(f => f.In > 0).OrderBy(f => f.From).ThenBy(f => f.To))
            yield return Figure.Count("stageMoves", flow.In) with { By = "move", Key = $"{Name(flow.From)}-{Name(flow.To)}" };
        var lost = slide.Lines().Single(line => line.Stage == Stage.Lost);
        yield return Figure.Share(
            "winBackRate", slide.Moves(Stage.Lost, Stage.Content), lost.AtStart + lost.Entered, "No customer was lost before or in the period.");
        foreach (var figure in Figure.Sums("valueAtStake", atStake, "No customer is recorded."))
            yield return figure;
    }

    /// <summary>What is held now, and for how long.</summary>
    public static IEnumerable<Figure> OfHolds(IReadOnlyList<(Money Held, Duration Age)> held)
    {
        foreach (var figure in Figure.Sums(
            "heldAmount", held.Select(h => new CountedSum(h.Held, 1)).ByCurrency(), "Nothing is held now."))
            yield return figure;
        var ages = new Times();
        foreach (var (_, age) in held)
            ages.Add((long)age.TotalSeconds);
        yield return Figure.Span("heldAgeMedian", ages.Within(0.5m), ages.Count, "Nothing is held now.");
        yield return Figure.Span("heldAgeLongest", ages.Within(1m), ages.Count, "Nothing is held now.");
    }

    /// <summary>What recovery cost against the margin that it kept.</summary>
    /// <param name="cost">What the offers accepted for the period's incidents cost.</param>
    /// <param name="moved">What became of the customers that moved in the period.</param>
    public static IEnumerable<Figure> OfRecovery(IReadOnlyList<CountedSum> cost, IReadOnlyList<OutcomeTally> moved)
    {
        var kept = moved.Where(m => m.Retained).Select(m => m.Margin).ByCurrency();
        foreach (var figure in Figure.Sums("recoveryCost", cost, "No offer was accepted for an incident of the period."))
            yield return figure;
        foreach (var figure in Figure.Sums("marginKept", kept, "No customer in trouble came back to content or grumble in the period."))
            yield return figure;
        foreach (var currency in cost.Concat(kept).Select(s => s.Amount.Currency).Distinct().OrderBy(c => c.Code, StringComparer.Ordinal))
            yield return Figure.Quotient(
                "recoveryCostToMarginKept", "ratio", Of(cost, currency), Of(kept, currency), 1, $"No margin was kept in {currency}.") with
            { By = "currency", Key = currency.Code };
    }

    /// <summary>Claims paid and recovered, time bars met and missed.</summary>
    public static IEnumerable<Figure> OfClaims(IReadOnlyList<CountedSum> paid, IReadOnlyList<CountedSum> recovered, BarTally bars) =>
    [
        .. Figure.Sums("claimsPaid", paid, "No claim of a customer was settled in the period."),
        .. Figure.Sums("claimsRecovered", recovered, "Nothing came in on our claims in the period."),
        Figure.Share("timeBarsMet", bars.Met, bars.Met + bars.Missed, "No last day of ours was met or missed in the period."),
        Figure.Count("timeBarsMissed", bars.Missed),
        Figure.Count("timeBarsOpen", bars.Open),
    ];

    private static IEnumerable<Figure> Satisfaction(IReadOnlyList<IncidentTally> standing, long resolved)
    {
        var marks = standing.Where(i => i.Mark is not null).ToList();
        yield return Figure.Quotient(
            "satisfactionMean", "mark", marks.Sum(i => i.Mark!.Value * i.Count), marks.Sum(i => i.Count), 1, "No customer gave a mark.");
        for (var mark = 1; mark <= 5; mark++)
            yield return Figure.Count("satisfactionMarks", marks.Where(i => i.Mark == mark).Sum(i => i.Count)) with
            {
                By = "mark", Key = mark.ToString(System.Globalization.CultureInfo.InvariantCulture),
            };
        yield return Figure.Share(
            "satisfactionNotGiven", standing.Where(i => i is { Mark: null, Status: IncidentStatus.Resolved }).Sum(i => i.Count), resolved,
            "No incident of the period is resolved.");
    }

    private static IEnumerable<Figure> Length(string name, Times elapsed, Times worked, string missing) =>
    [
        Figure.Span(name + "Median", elapsed.Within(0.5m), elapsed.Count, missing),
        Figure.Span(name + "NinetiethPercentile", elapsed.Within(0.9m), elapsed.Count, missing),
        Figure.Span(name + "WorkedMedian", worked.Within(0.5m), worked.Count, missing),
        Figure.Span(name + "WorkedNinetiethPercentile", worked.Within(0.9m), worked.Count, missing),
    ];

    private static Figure Rate(string? by, string? key, long incidents, long shipments) => Figure.Quotient(
        "incidentsPerThousandShipments", "perThousand", incidents, shipments, 1000, "No shipment was booked in the period.") with
    { By = by, Key = key };

    private static decimal Of(IReadOnlyList<CountedSum> sums, Currency currency) =>
        sums.Where(s => s.Amount.Currency == currency).Sum(s => s.Amount.Amount);

    /// <summary>A value's name as the contract writes it.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
