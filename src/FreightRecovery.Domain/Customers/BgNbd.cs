namespace FreightRecovery.Domain.Customers;

/// <summary>
/// The four parameters of the buying model, in weeks. The defaults are the published fit for CDNOW's one-tenth sample
/// over its first 39 weeks; a house refits them on its own book.
/// </summary>
public sealed record BgNbdParameters
{
    /// <summary>Shape of the buying rates across customers; above 0.</summary>
    public double R { get; init; } = 0.243;

    /// <summary>Scale of the buying rates, in weeks; above 0.</summary>
    public double Alpha { get; init; } = 4.414;

    /// <summary>First shape of the drop-out probabilities; above 0.</summary>
    public double A { get; init; } = 0.793;

    /// <summary>Second shape of the drop-out probabilities; above 0.</summary>
    public double B { get; init; } = 2.426;
}

/// <summary>
/// The BG/NBD model of Fader, Hardie and Lee (2005): a customer buys at its own steady rate and may drop out after each
/// purchase. Both functions are closed forms, computed in logarithms so that no history overflows them.
/// </summary>
public static class BgNbd
{
    /// <summary>
    /// The probability that the customer is still a buyer, 0 to 1. It is 1 without a repeat purchase: the model lets nobody
    /// drop out before.
    /// </summary>
    /// <param name="frequency">Repeat purchases: days with a purchase after the first one.</param>
    /// <param name="recency">Weeks from the first purchase to the last.</param>
    /// <param name="age">Weeks from the first purchase until now; at least <paramref name="recency"/>.</param>
    /// <param name="model">The fitted parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">A figure is negative, not finite, or the age is below the recency.</exception>
    public static double PAlive(int frequency, double recency, double age, BgNbdParameters model)
    {
        Check(frequency, recency, model);
        if (!double.IsFinite(age) || age < recency)
            throw new ArgumentOutOfRangeException(nameof(age), age, "The age is finite and not below the recency.");
        if (frequency == 0)
            return 1;
        var silence = double.LogP1((age - recency) / (model.Alpha + recency));
        return 1 / (1 + Math.Exp(-LogOddsAtPurchase(frequency, model) + (model.R + frequency) * silence));
    }

    /// <summary>
    /// The weeks after the last purchase at which the probability of being alive has fallen to <paramref name="threshold"/>;
    /// 0 when it is there already, positive infinity without a repeat purchase.
    /// </summary>
    /// <param name="frequency">Repeat purchases: days with a purchase after the first one.</param>
    /// <param name="recency">Weeks from the first purchase to the last.</param>
    /// <param name="threshold">The probability, between 0 and 1 exclusive.</param>
    /// <param name="model">The fitted parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">A figure is negative or not finite, or the threshold is not inside 0 to 1.</exception>
    public static double WeeksUntil(int frequency, double recency, double threshold, BgNbdParameters model)
    {
        Check(frequency, recency, model);
        if (!(threshold > 0 && threshold < 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold lies between 0 and 1.");
        if (frequency == 0)
            return double.PositiveInfinity;
        var logRatio = (Math.Log((1 - threshold) / threshold) + LogOddsAtPurchase(frequency, model)) / (model.R + frequency);
        return Math.Max(0, (model.Alpha + recency) * double.ExpM1(logRatio));
    }

    /// <summary>Logarithm of the odds of being alive right after the last purchase.</summary>
    private static double LogOddsAtPurchase(int frequency, BgNbdParameters model) =>
        Math.Log((model.B + (frequency - 1)) / model.A);

    private static void Check(int frequency, double recency, BgNbdParameters model)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frequency);
        if (!(double.IsFinite(recency) && recency >= 0))
            throw new ArgumentOutOfRangeException(nameof(recency), recency, "The recency is finite and not negative.");
        if (!(Fits(model.R) && Fits(model.Alpha) && Fits(model.A) && Fits(model.B)))
            throw new ArgumentOutOfRangeException(nameof(model), model, "Every parameter is finite and above 0.");

        static bool Fits(double parameter) => double.IsFinite(parameter) && parameter > 0;
    }
}
