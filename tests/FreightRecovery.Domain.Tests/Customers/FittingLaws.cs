using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Customers.Fitting;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FreightRecovery.Domain.Tests.Customers;

public class FittingLaws
{
    private static readonly FitPolicy Any = new() { LeastCustomers = 2, LeastRepeaters = 2 };

    private static readonly Gen<BgNbdParameters> Models =
        from r in Gen.Choose(5, 300)
        from alpha in Gen.Choose(50, 3000)
        from a in Gen.Choose(10, 300)
        from b in Gen.Choose(50, 600)
        select new BgNbdParameters { R = r / 100.0, Alpha = alpha / 100.0, A = a / 100.0, B = b / 100.0 };

    private static Gen<BuyingHistory[]> Books(int least, int most) =>
        from seed in Gen.Choose(0, int.MaxValue)
        from size in Gen.Choose(least, most)
        from model in Models
        select Simulation.Book(size, 78, model, seed);

    [Fact]
    public void The_likelihood_at_the_fit_is_not_below_its_neighbours() => Prop.ForAll(Books(60, 200).ToArbitrary(), book =>
    {
        if (BgNbdFit.Fit(book, Any).Fitted is not { Doubt: null } fitted)
            return true;
        return Neighbours(fitted.Parameters).All(near => BgNbdLikelihood.Of(book, near) <= fitted.LogLikelihood + 1e-6);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(8));

    [Fact]
    public void The_order_of_the_customers_does_not_matter() => Prop.ForAll(
        (from book in Books(40, 120) from shuffled in Gen.Shuffle(book) select (book, shuffled)).ToArbitrary(),
        run => BgNbdFit.Fit(run.book, Any) == BgNbdFit.Fit(run.shuffled, Any)).Check(Config.QuickThrowOnFailure.WithMaxTest(4));

    [Theory]
    [InlineData(0.5, 6.0, 0.8, 2.5, 1)]
    [InlineData(1.5, 10.0, 0.5, 3.0, 2)]
    public void A_fit_to_simulated_customers_comes_near_the_parameters_they_were_drawn_from(double r, double alpha, double a, double b, int seed)
    {
        var truth = new BgNbdParameters { R = r, Alpha = alpha, A = a, B = b };
        var book = Simulation.Book(4000, 104, truth, seed);
        var fitted = BgNbdFit.Fit(book, new FitPolicy()).Fitted!;

        Assert.Null(fitted.Doubt);
        // The mean rate and the mean chance of dropping out are what the data determine best; each parameter less so.
        Assert.Equal(r / alpha, fitted.Parameters.R / fitted.Parameters.Alpha, 0.1 * r / alpha);
        Assert.Equal(a / (a + b), fitted.Parameters.A / (fitted.Parameters.A + fitted.Parameters.B), 0.04);
        Assert.InRange(fitted.Parameters.R, 0.85 * r, 1.15 * r);
        Assert.InRange(fitted.Parameters.Alpha, 0.85 * alpha, 1.15 * alpha);
        Assert.True(fitted.LogLikelihood >= BgNbdLikelihood.Of(book, truth));
    }

    [Fact]
    public void The_likelihood_is_finite_for_histories_of_any_length() => Prop.ForAll(
        (from x in Gen.Choose(0, 5000)
         from recency in Gen.Choose(0, 40_000)
         from silence in Gen.Choose(0, 40_000)
         from model in Models
         select (new BuyingHistory(x, recency / 7.0, (recency + silence) / 7.0), model)).ToArbitrary(),
        run => double.IsFinite(BgNbdLikelihood.Of(run.Item1, run.model))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(0.5, 0.5723649429247001)]
    [InlineData(10, 12.801827480081469)]
    [InlineData(0.001, 6.907178885383853)]
    [InlineData(100.5, 361.4355404678)]
    public void The_logarithm_of_gamma_is_right(double x, double expected) => Assert.Equal(expected, LogGamma.Of(x), 1e-9 * (1 + Math.Abs(expected)));

    [Fact]
    public void The_probability_of_buying_grows_with_time_and_stays_below_p_alive() => Prop.ForAll(
        (from x in Gen.Choose(0, 200)
         from recency in Gen.Choose(0, 4000)
         from silence in Gen.Choose(0, 4000)
         from weeks in Gen.Choose(0, 500)
         from model in Models
         select (new BuyingHistory(x, recency / 7.0, (recency + silence) / 7.0), weeks, model)).ToArbitrary(),
        run =>
        {
            var (history, weeks, model) = run;
            var (soon, later) = (BackTest.BuysWithin(weeks, history, model), BackTest.BuysWithin(weeks + 1, history, model));
            return soon >= 0 && soon <= later && later <= BgNbd.PAlive(history.Frequency, history.Recency, history.Age, model);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Purchases_of_one_day_are_one_and_those_after_the_period_are_not_known()
    {
        var first = new LocalDate(2026, 1, 1);
        LocalDate[] days = [first.PlusDays(14), first, first, first.PlusDays(14), first.PlusDays(40)];
        Assert.Equal(new BuyingHistory(1, 2, 3), BuyingHistory.Of(days, first.PlusDays(21)));
        Assert.Null(BuyingHistory.Of(days, first.PlusDays(-1)));
    }

    [Fact]
    public void A_book_too_small_to_fit_says_so() =>
        Assert.Contains("too few", BgNbdFit.Fit(Simulation.Book(99, 50, new BgNbdParameters(), 1), new FitPolicy()).Obstacle, StringComparison.Ordinal);

    [Fact]
    public void A_book_in_which_nobody_drops_out_is_doubted()
    {
        var steady = Enumerable.Range(0, 200).Select(i => new BuyingHistory(20 + (i % 5), 49.5, 50)).ToArray();
        Assert.NotNull(BgNbdFit.Fit(steady, new FitPolicy()).Fitted!.Doubt);
    }

    [Fact]
    public void A_back_test_of_simulated_customers_is_calibrated_and_beats_the_share()
    {
        var model = new BgNbdParameters { R = 1, Alpha = 8, A = 0.6, B = 2.5 };
        var result = BackTest.Of(Simulation.BookWithFuture(8000, 52, 26, model, 3), 26, model, 0.05);
        Assert.Equal(8000, result.Deciles.Sum(d => d.Customers));
        Assert.All(result.Deciles, d => Assert.Equal(d.Predicted, d.Observed, 0.06));
        Assert.True(result.Brier < result.BrierOfShare);
        Assert.True(result.Precision > 0.9);
    }

    private static IEnumerable<BgNbdParameters> Neighbours(BgNbdParameters at) =>
        from factor in (double[])[0.97, 1.03]
        from near in (BgNbdParameters[])
            [at with { R = at.R * factor }, at with { Alpha = at.Alpha * factor }, at with { A = at.A * factor }, at with { B = at.B * factor }]
        select near;
}
