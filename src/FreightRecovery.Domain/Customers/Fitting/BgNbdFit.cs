namespace FreightRecovery.Domain.Customers.Fitting;

/// <summary>The parameters under which a book is most likely, and what they rest on.</summary>
/// <param name="Parameters">The fit, in weeks.</param>
/// <param name="LogLikelihood">The logarithm of the book's likelihood under it.</param>
/// <param name="Customers">How many customers.</param>
/// <param name="Repeaters">How many of them bought again.</param>
/// <param name="Youngest">The youngest customer's age in weeks.</param>
/// <param name="Oldest">The oldest customer's age in weeks.</param>
/// <param name="Doubt">Why the figures should not be used as they are, in a sentence; null when nothing speaks against them.</param>
public sealed record FittedBook(
    BgNbdParameters Parameters, double LogLikelihood, int Customers, int Repeaters, double Youngest, double Oldest, string? Doubt);

/// <summary>
/// Fits the buying model to a book by maximum likelihood: a simplex over the logarithms of the parameters, started from
/// several places and once more from the best end, since the likelihood is flat along a ridge.
/// </summary>
public static class BgNbdFit
{
    private const double Tolerance = 1e-11;
    private const int MostEvaluations = 4000;

    // Outside these a parameter says that the book does not tell: nobody drops out, or everybody buys alike.
    private static readonly double Most = Math.Log(1e4), Least = Math.Log(1e-4);

    private static readonly BgNbdParameters[] Starts =
    [
        new(),
        new() { R = 1, Alpha = 1, A = 1, B = 1 },
        new() { R = 0.5, Alpha = 20, A = 0.2, B = 2 },
    ];

    /// <summary>Fits a book, or says why it cannot be fitted.</summary>
    /// <param name="book">The customers' histories, in any order.</param>
    /// <param name="policy">How many customers a fit takes.</param>
    /// <returns>The fit, or null and a sentence.</returns>
    public static (FittedBook? Fitted, string? Obstacle) Fit(IReadOnlyCollection<BuyingHistory> book, FitPolicy policy)
    {
        var repeaters = book.Count(h => h.Frequency > 0);
        if (book.Count < policy.LeastCustomers || repeaters < policy.LeastRepeaters)
            return (null, $"{book.Count} customers, of whom {repeaters} bought again, are too few: a fit takes "
                + $"{policy.LeastCustomers} and {policy.LeastRepeaters}.");
        // Equal histories once each, in one order: quicker, and the same sum whatever order the customers came in.
        var distinct = book.GroupBy(h => h).Select(g => (History: g.Key, Times: g.Count()))
            .OrderBy(g => g.History.Frequency).ThenBy(g => g.History.Recency).ThenBy(g => g.History.Age).ToArray();
        var best = Starts.Select(start => From(Logarithms(start))).MinBy(end => end.Value);
        best = From(best.At);
        var parameters = Parameters(best.At);
        return (new FittedBook(
            parameters, -best.Value * book.Count, book.Count, repeaters, book.Min(h => h.Age), book.Max(h => h.Age),
            Doubt(best.At, best.Converged)), null);

        (double[] At, double Value, int Evaluations, bool Converged) From(double[] start) =>
            NelderMead.Minimise(MinusMean, start, 0.5, Tolerance, MostEvaluations);

        // The mean, so that the tolerance means the same for every size of book.
        double MinusMean(double[] at)
        {
            if (at.Any(p => p > Most || p < Least))
                return double.PositiveInfinity;
            var evaluator = new BgNbdLikelihood.Evaluator(Parameters(at));
            var sum = 0.0;
            foreach (var (history, times) in distinct)
                sum += times * evaluator.Of(history);
            return -sum / book.Count;
        }
    }

    private static string? Doubt(double[] at, bool converged) =>
        !converged ? "The search did not come to an end; the figures are its best so far."
        : at.Any(p => p > Most - 0.1 || p < Least + 0.1) ? "A parameter ran to its bound: this book does not tell rates from drop-outs."
        : null;

    private static double[] Logarithms(BgNbdParameters model) => [Math.Log(model.R), Math.Log(model.Alpha), Math.Log(model.A), Math.Log(model.B)];

    private static BgNbdParameters Parameters(double[] at) =>
        new() { R = Math.Exp(at[0]), Alpha = Math.Exp(at[1]), A = Math.Exp(at[2]), B = Math.Exp(at[3]) };
}
