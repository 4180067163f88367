using FreightRecovery.Domain;
using FreightRecovery.Domain.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace FreightRecovery.Testing;

/// <summary>Counted things, as the reports get them.</summary>
public static class GeneratorsOfReports
{
    private static Gen<string?> One(params string?[] of) => Gen.Elements(of);

    private static readonly Gen<Trade> Trades =
        from carrier in One(null, "MSCU", "NCLU", "CA")
        from agent in One(null, null, "TOKYO", "ROTTERDAM")
        from origin in One("CNTAO", "CNSHA")
        from destination in One("JPTYO", "NLRTM", "DEHAM")
        select new Trade(carrier, agent, origin, destination);

    private static readonly Gen<CountedSum> Sums =
        from cents in Gen.Choose(0, 1_000_000)
        from currency in Gen.Elements("USD", "EUR", "JPY")
        from count in Gen.Choose(1, 9)
        select new CountedSum(new Money(currency == "JPY" ? cents : cents / 100m, new Currency(currency)), count);

    private static Gen<TradeTally> Tally(int most) =>
        from trade in Trades
        from count in Gen.Choose(1, most)
        select new TradeTally(trade, count);

    private static readonly Gen<TradeSum> Spent =
        from trade in Trades
        from sum in Sums
        select new TradeSum(trade, sum);

    /// <summary>Books of trades, of which some are empty on one side.</summary>
    public static Arbitrary<TradeBook> TradeBooks { get; } = Arb.From(
        from incidents in Tally(20).ListOf()
        from shipments in Tally(200).ListOf()
        from cost in Spent.ListOf()
        from recovered in Spent.ListOf()
        select new TradeBook([.. incidents], [.. shipments], [.. cost], [.. recovered]));

    /// <summary>Causes of incidents and what they cost.</summary>
    public static Arbitrary<(IReadOnlyList<(string? Key, long Count)> Incidents, IReadOnlyList<(string? Key, CountedSum Sum)> Costs)> Causes
    { get; } = Arb.From(
        from incidents in (from key in One(null, "quality", "service", "price") from count in Gen.Choose(1, 50) select (key, (long)count)).ListOf()
        from costs in (from key in One(null, "quality", "service", "price") from sum in Sums select (key, sum)).ListOf()
        select ((IReadOnlyList<(string?, long)>)[.. incidents], (IReadOnlyList<(string?, CountedSum)>)[.. costs]));

    /// <summary>Slides as any number of customers may have made them: each walks its own path.</summary>
    public static Arbitrary<(Stage Stage, int KnownIn, int[] Moves)[]> Walks { get; } = Arb.From(
        (from known in Gen.Choose(0, 2)
         from moves in Gen.Choose(0, 2).ListOf()
         from stage in Gen.Elements(Enum.GetValues<Stage>())
         select (stage, known, moves.Where(m => m >= known).Order().ToArray())).ArrayOf());
}
