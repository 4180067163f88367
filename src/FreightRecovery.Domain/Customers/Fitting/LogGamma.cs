namespace FreightRecovery.Domain.Customers.Fitting;

/// <summary>The logarithm of the gamma function for positive arguments, after Lanczos (g = 7, nine terms), good to some 14 digits.</summary>
internal static class LogGamma
{
    private const double G = 7;
    private static readonly double HalfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);

    private static readonly double[] Terms =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
        -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    public static double Of(double x)
    {
        // Small arguments by the recurrence: the series is good from one half on.
        if (x < 0.5)
            return Of(x + 1) - Math.Log(x);
        var sum = Terms[0];
        for (var i = 1; i < Terms.Length; i++)
            sum += Terms[i] / (x - 1 + i);
        var t = x - 1 + G + 0.5;
        return HalfLogTwoPi + (x - 0.5) * Math.Log(t) - t + Math.Log(sum);
    }
}
