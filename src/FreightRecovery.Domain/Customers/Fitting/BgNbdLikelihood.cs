namespace FreightRecovery.Domain.Customers.Fitting;

/// <summary>
/// How well parameters explain a book, after Fader, Hardie and Lee (2005), equation 6. All in logarithms, and the one sum
/// of two exponentials with the larger one taken out, so that neither long nor busy histories over- or underflow.
/// </summary>
public static class BgNbdLikelihood
{
    /// <summary>The logarithm of the likelihood of a book; the order of the customers changes nothing but the last bits.</summary>
    public static double Of(IEnumerable<BuyingHistory> book, BgNbdParameters model)
    {
        var evaluator = new Evaluator(model);
        return book.Sum(evaluator.Of);
    }

    /// <summary>The logarithm of the likelihood of one customer.</summary>
    public static double Of(BuyingHistory history, BgNbdParameters model) => new Evaluator(model).Of(history);

    /// <summary>Works out once what depends on the parameters alone, and once in a row what depends on the frequency besides.</summary>
    internal sealed class Evaluator(BgNbdParameters model)
    {
        private readonly double _constant =
            model.R * Math.Log(model.Alpha) - LogGamma.Of(model.R) + LogGamma.Of(model.A + model.B) - LogGamma.Of(model.B);

        private int _frequency = -1;
        private double _ofFrequency;
        private double _gone;

        public double Of(BuyingHistory history)
        {
            var x = history.Frequency;
            if (x != _frequency)
            {
                _frequency = x;
                _ofFrequency = _constant + LogGamma.Of(model.R + x) + LogGamma.Of(model.B + x) - LogGamma.Of(model.A + model.B + x);
                _gone = x == 0 ? 0 : Math.Log(model.A / (model.B + x - 1));
            }

            var alive = -(model.R + x) * Math.Log(model.Alpha + history.Age);
            return x == 0
                ? _ofFrequency + alive
                : _ofFrequency + LogOfSum(alive, _gone - (model.R + x) * Math.Log(model.Alpha + history.Recency));
        }
    }

    private static double LogOfSum(double a, double b)
    {
        var (larger, smaller) = a > b ? (a, b) : (b, a);
        return larger + double.LogP1(Math.Exp(smaller - larger));
    }
}
