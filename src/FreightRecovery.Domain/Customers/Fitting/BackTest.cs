using System.Collections.Immutable;

namespace FreightRecovery.Domain.Customers.Fitting;

/// <summary>A tenth of the customers, by the predicted probability that they buy.</summary>
/// <param name="Customers">How many.</param>
/// <param name="Predicted">The mean of their predicted probabilities.</param>
/// <param name="Observed">The share that did buy.</param>
public sealed record Decile(int Customers, double Predicted, double Observed);

/// <summary>What a fit said before a period against what happened in it.</summary>
/// <param name="Weeks">The period's length.</param>
/// <param name="Customers">How many customers were known before it.</param>
/// <param name="Bought">The share that bought in it.</param>
/// <param name="Brier">
/// The mean squared error of the predicted probability of buying; <see cref="BrierOfShare"/> is what one gets by saying the
/// same share of everybody.
/// </param>
/// <param name="BrierOfShare">The score to beat.</param>
/// <param name="Deciles">Calibration, the least likely tenth first.</param>
/// <param name="Flagged">How many had a P(alive) below the policy's bound.</param>
/// <param name="Precision">The share of those that did not buy; null when there are none.</param>
/// <param name="Recall">The share that they make of all who bought before, more than once, and not again; null when there are none.</param>
public sealed record BackTestResult(
    double Weeks, int Customers, double Bought, double Brier, double BrierOfShare, ImmutableArray<Decile> Deciles, int Flagged,
    double? Precision, double? Recall);

/// <summary>Tests a fit on what came after the period it was fitted on.</summary>
public static class BackTest
{
    private const int Tenths = 10;

    /// <summary>
    /// The probability that the customer buys within the weeks after its history ends: that it is alive, and that the rate
    /// it then has, gamma distributed with shape r + x and scale alpha + T, brings at least one purchase.
    /// </summary>
    public static double BuysWithin(double weeks, BuyingHistory history, BgNbdParameters model)
    {
        var alive = BgNbd.PAlive(history.Frequency, history.Recency, history.Age, model);
        return alive * -double.ExpM1(-(model.R + history.Frequency) * double.LogP1(weeks / (model.Alpha + history.Age)));
    }

    /// <summary>Compares.</summary>
    /// <param name="book">Each customer's history before the period, and whether it bought in it.</param>
    /// <param name="weeks">The period's length.</param>
    /// <param name="model">The fit.</param>
    /// <param name="lostBelow">The P(alive) below which a customer counts as lost.</param>
    public static BackTestResult Of(
        IReadOnlyCollection<(BuyingHistory History, bool Bought)> book, double weeks, BgNbdParameters model, double lostBelow)
    {
        var predictions = book
            .Select(c => (c.Bought, c.History, Predicted: BuysWithin(weeks, c.History, model),
                Alive: BgNbd.PAlive(c.History.Frequency, c.History.Recency, c.History.Age, model)))
            // Equal predictions in one order of their outcomes, so that the order of the customers moves nobody.
            .OrderBy(p => p.Predicted).ThenBy(p => p.Bought).ToArray();
        var share = predictions.Average(p => Outcome(p.Bought));
        var flagged = predictions.Where(p => p.Alive < lostBelow).ToArray();
        var gone = predictions.Count(p => p.History.Frequency > 0 && !p.Bought);
        return new BackTestResult(
            weeks, predictions.Length, share,
            predictions.Average(p => Square(p.Predicted - Outcome(p.Bought))),
            predictions.Average(p => Square(share - Outcome(p.Bought))),
            [
                .. Enumerable.Range(0, Tenths)
                    .Select(i => predictions[(i * predictions.Length / Tenths)..((i + 1) * predictions.Length / Tenths)])
                    .Where(tenth => tenth.Length > 0)
                    .Select(tenth => new Decile(tenth.Length, tenth.Average(p => p.Predicted), tenth.Average(p => Outcome(p.Bought)))),
            ],
            flagged.Length,
            flagged.Length == 0 ? null : flagged.Average(p => 1 - Outcome(p.Bought)),
            gone == 0 ? null : (double)flagged.Count(p => !p.Bought) / gone);
    }

    private static double Outcome(bool bought) => bought ? 1 : 0;

    private static double Square(double x) => x * x;
}
