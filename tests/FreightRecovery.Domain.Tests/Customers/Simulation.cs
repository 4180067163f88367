using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Customers.Fitting;

namespace FreightRecovery.Domain.Tests.Customers;

/// <summary>Customers drawn from the buying model itself: known parameters, known outcomes. The same seed draws the same.</summary>
internal static class Simulation
{
    public static BuyingHistory[] Book(int size, double weeks, BgNbdParameters model, int seed) =>
        [.. BookWithFuture(size, weeks, 0, model, seed).Select(c => c.History)];

    /// <summary>Customers that first bought in the first half of the weeks, and whether they bought in those that follow.</summary>
    public static (BuyingHistory History, bool Bought)[] BookWithFuture(int size, double weeks, double future, BgNbdParameters model, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, size).Select(_ => Customer(random, weeks * (0.5 + random.NextDouble() / 2), future, model))];
    }

    private static (BuyingHistory History, bool Bought) Customer(Random random, double age, double future, BgNbdParameters model)
    {
        var rate = Gamma(random, model.R) / model.Alpha;
        var (x, y) = (Gamma(random, model.A), Gamma(random, model.B));
        var dropOut = x / (x + y);
        var (at, count, last, bought) = (0.0, 0, 0.0, false);
        while (true)
        {
            at += -Math.Log(1 - random.NextDouble()) / rate;
            if (!(at <= age + future))
                break;
            if (at <= age)
                (count, last) = (count + 1, at);
            else
                bought = true;
            if (random.NextDouble() < dropOut)
                break;
        }

        return (new BuyingHistory(count, last, age), bought);
    }

    // Marsaglia and Tsang (2000).
    private static double Gamma(Random random, double shape)
    {
        if (shape < 1)
            return Gamma(random, shape + 1) * Math.Pow(random.NextDouble(), 1 / shape);
        var (d, c) = (shape - 1.0 / 3, 1 / Math.Sqrt(9 * (shape - 1.0 / 3)));
        while (true)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var v = Math.Pow(1 + c * normal, 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < 0.5 * normal * normal + d - d * v + d * Math.Log(v))
                return d * v;
        }
    }
}
