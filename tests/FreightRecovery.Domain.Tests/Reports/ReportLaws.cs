using FreightRecovery.Domain.Reports;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static FreightRecovery.Testing.GeneratorsOfReports;

namespace FreightRecovery.Domain.Tests.Reports;

/// <summary>What holds for every report, whatever was counted.</summary>
public class ReportLaws
{
    private static readonly ReportPolicy Few = new() { MostRows = 2, LeastShipments = 50 };

    [Fact]
    public void However_it_is_split_the_parts_come_to_the_whole() => Prop.ForAll(TradeBooks, book =>
        Figures.Sides.All(side =>
        {
            var (rows, others) = book.By(side.Side, Few);
            var all = others is null ? rows : [.. rows, others];
            return all.Sum(r => r.Incidents) == book.Incidents.Sum(i => i.Count)
                && all.Sum(r => r.Shipments) == book.Shipments.Sum(s => s.Count)
                && all.SelectMany(r => r.Cost).Select(m => new CountedSum(m, 1)).Amounts()
                    .SequenceEqual(book.Cost.Select(c => c.Sum).Amounts())
                && all.SelectMany(r => r.Recovered).Select(m => new CountedSum(m, 1)).Amounts()
                    .SequenceEqual(book.Recovered.Select(c => c.Sum).Amounts());
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void Who_is_ranked_has_enough_shipments_and_nobody_below_is_worse() => Prop.ForAll(TradeBooks, book =>
        Figures.Sides.All(side =>
        {
            var rows = book.By(side.Side, new ReportPolicy { LeastShipments = 50 }).Rows;
            var ranked = rows.Where(r => r.Rank is not null).ToList();
            return ranked.All(r => r.Shipments >= 50 && r.Key is not null)
                && rows.Take(ranked.Count).SequenceEqual(ranked)
                && ranked.Zip(ranked.Skip(1)).All(pair => pair.First.Rate >= pair.Second.Rate)
                && rows.Where(r => r.Rank is null).All(r => r.Missing is not null)
                && rows.All(r => r.Rate is null == (r.Shipments == 0));
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void The_causes_fall_and_their_shares_come_to_one() => Prop.ForAll(Causes, causes =>
    {
        var rows = Pareto.Of("cause", causes.Incidents, causes.Costs);
        return rows.Zip(rows.Skip(1)).All(pair => pair.First.Incidents >= pair.Second.Incidents && pair.First.Cumulative <= pair.Second.Cumulative)
            && rows.Sum(r => r.Incidents) == causes.Incidents.Sum(i => i.Count)
            && (rows.Count == 0 || rows[^1].Cumulative == 1m);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_stands_at_the_end_is_what_stood_at_the_start_and_what_flowed_in_between() => Prop.ForAll(Walks, walks =>
    {
        // Each walk begins at content when its customer becomes known (0 before the period, 1 in it, 2 after it) and moves on from
        // there: the stages it passes are told by hand, and the book must find them from the end alone.
        var (atStart, atEnd) = (new long[5], new long[5]);
        var (stages, flows) = (new List<StageTally>(), new List<FlowTally>());
        foreach (var (_, known, moves) in walks)
        {
            var (stage, start, end) = (Stage.Content, known == 0 ? Stage.Content : (Stage?)null, known <= 1 ? Stage.Content : (Stage?)null);
            foreach (var when in moves)
            {
                var next = (Stage)(((int)stage + 1) % 5);
                if (when > 0)
                    flows.Add(new FlowTally(stage, next, when == 1 ? 1 : 0, when == 2 ? 1 : 0));
                (start, end) = (when == 0 ? next : start, when <= 1 ? next : end);
                stage = next;
            }

            if (start is { } s)
                atStart[(int)s]++;
            if (end is { } e)
                atEnd[(int)e]++;
            stages.Add(new StageTally(stage, 1, known == 1 ? 1 : 0, known == 2 ? 1 : 0, 0));
        }

        return new SlideBook(stages, flows).Lines().All(line =>
            line.AtStart == atStart[(int)line.Stage] && line.AtEnd == atEnd[(int)line.Stage]
            && line.AtEnd == line.AtStart + line.New + line.Entered - line.Left);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_median_and_the_ninth_tenth_are_times_that_occurred()
    {
        var times = new Times();
        Assert.Null(times.Within(0.5m));
        foreach (var minutes in (int[])[50, 10, 40, 20, 30, 60, 70, 100, 80, 90])
            times.Add(minutes * 60);
        Assert.Equal(Duration.FromMinutes(50), times.Within(0.5m));
        Assert.Equal(Duration.FromMinutes(90), times.Within(0.9m));
        Assert.Equal(Duration.FromMinutes(100), times.Within(1m));
    }

    [Fact]
    public void What_nobody_counted_is_null_and_says_so()
    {
        var empty = new IncidentTimes(new Times(), new Times(), new Times(), new Times());
        IReadOnlyList<Figure> figures =
        [
            .. Figures.OfIncidents([], empty, new RepeatTally(0, 0)), .. Figures.OfPromises(new PromiseTally(0, 0, 0, 0, 0)),
            .. Figures.PerThousand([], [], new TradeBook([], [], [], []), new ReportPolicy()), .. Figures.OfSlide(new SlideBook([], []), []),
            .. Figures.OfHolds([]), .. Figures.OfRecovery([], []), .. Figures.OfClaims([], [], new BarTally(0, 0, 0)),
        ];
        Assert.All(figures, f => Assert.Equal(f.Unit == "count", f.Value is not null));
        Assert.All(figures.Where(f => f.Unit != "count"), f => Assert.False(string.IsNullOrEmpty(f.Missing)));
        Assert.All(figures, f => Assert.True(f.Amount is null && f.Time is null));
    }
}
