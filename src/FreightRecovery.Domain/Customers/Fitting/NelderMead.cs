namespace FreightRecovery.Domain.Customers.Fitting;

/// <summary>
/// Finds a minimum without derivatives by moving a simplex (Nelder and Mead 1965). Deterministic: the same start gives the
/// same end.
/// </summary>
internal static class NelderMead
{
    private const double Reflection = 1, Expansion = 2, Contraction = 0.5, Shrinking = 0.5;

    /// <summary>Moves until the corners agree, or the evaluations are used up.</summary>
    /// <param name="f">What to minimise. It may answer infinity where it is not defined.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="step">How far the other corners lie from there.</param>
    /// <param name="tolerance">The corners' spread, in place and in value relative to it, at which to stop.</param>
    /// <param name="most">Evaluations at the most.</param>
    public static (double[] At, double Value, int Evaluations, bool Converged) Minimise(
        Func<double[], double> f, double[] start, double step, double tolerance, int most)
    {
        var n = start.Length;
        var evaluations = 0;
        var corners = new (double[] At, double Value)[n + 1];
        for (var i = 0; i <= n; i++)
        {
            var at = (double[])start.Clone();
            if (i > 0)
                at[i - 1] += step;
            corners[i] = (at, Value(at));
        }

        while (true)
        {
            Array.Sort(corners, (a, b) => a.Value.CompareTo(b.Value));
            if (Agree())
                return (corners[0].At, corners[0].Value, evaluations, true);
            if (evaluations >= most)
                return (corners[0].At, corners[0].Value, evaluations, false);
            var worst = corners[n];
            var middle = new double[n];
            for (var i = 0; i < n; i++)
                for (var j = 0; j < n; j++)
                    middle[j] += corners[i].At[j] / n;
            var reflected = Along(Reflection);
            if (reflected.Value < corners[0].Value)
            {
                var expanded = Along(Expansion);
                corners[n] = expanded.Value < reflected.Value ? expanded : reflected;
            }
            else if (reflected.Value < corners[n - 1].Value)
                corners[n] = reflected;
            else
            {
                var contracted = Along(reflected.Value < worst.Value ? Contraction : -Contraction);
                if (contracted.Value < Math.Min(reflected.Value, worst.Value))
                    corners[n] = contracted;
                else
                    Shrink();
            }

            (double[], double Value) Along(double factor)
            {
                var at = new double[n];
                for (var j = 0; j < n; j++)
                    at[j] = middle[j] + factor * (middle[j] - worst.At[j]);
                return (at, Value(at));
            }
        }

        double Value(double[] at)
        {
            evaluations++;
            var value = f(at);
            return double.IsNaN(value) ? double.PositiveInfinity : value;
        }

        bool Agree()
        {
            if (!(corners[n].Value - corners[0].Value <= tolerance * (1 + Math.Abs(corners[0].Value))))
                return false;
            for (var i = 1; i <= n; i++)
                for (var j = 0; j < n; j++)
                    if (Math.Abs(corners[i].At[j] - corners[0].At[j]) > Math.Sqrt(tolerance))
                        return false;
            return true;
        }

        void Shrink()
        {
            for (var i = 1; i <= n; i++)
            {
                var at = corners[i].At;
                for (var j = 0; j < n; j++)
                    at[j] = corners[0].At[j] + Shrinking * (at[j] - corners[0].At[j]);
                corners[i] = (at, Value(at));
            }
        }
    }
}
