using System.Text;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Customers.Fitting;
using FreightRecovery.Domain.Tests.Feeds;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Domain.Tests.Customers;

/// <summary>The fit against the published one on public data, which comes beside the repository: skipped where it is not there.</summary>
public class PublishedFit
{
    private const int Weeks = 39;

    // 1 January 1997 is the first day; 39 weeks of days end on 30 September.
    private static readonly LocalDate EndOfCalibration = new LocalDate(1997, 1, 1).PlusWeeks(Weeks).PlusDays(-1);

    [Fact]
    public void The_one_tenth_sample_gives_the_published_parameters_within_one_percent()
    {
        var fitted = Fit(Read("CDNOW_sample.txt", customer: 1, date: 2), out var customers);

        Assert.Equal(2357, customers);
        Assert.Null(fitted.Doubt);
        Within(0.243, fitted.Parameters.R);
        Within(4.414, fitted.Parameters.Alpha);
        Within(0.793, fitted.Parameters.A);
        Within(2.426, fitted.Parameters.B);
        // As published; the fit can only be better than its rounding.
        Assert.Equal(-9582.4, fitted.LogLikelihood, 0.1);
    }

    [Fact]
    public void On_the_whole_book_it_tells_buyers_from_others_and_says_too_little_of_those_in_between()
    {
        var fitted = Fit(Read("CDNOW_sample.txt", customer: 1, date: 2), out _);
        var book = Read("CDNOW_master.txt", customer: 0, date: 1);
        var result = BackTest.Of(book.WithFuture(EndOfCalibration, Weeks), Weeks, fitted.Parameters, new RelationshipPolicy().LostBelow);

        Assert.Equal(23_570, result.Customers);
        Assert.Equal(0.299, result.Bought, 0.001);
        Assert.Equal((0.166, 0.210), (Math.Round(result.Brier, 3), Math.Round(result.BrierOfShare, 3)));
        // Those who are about as likely to buy as not buy more often than it says, by as much as a seventh of them.
        Assert.All(result.Deciles, d => Assert.Equal(d.Predicted, d.Observed, 0.15));
        Assert.Equal(result.Deciles[^3..].Select(d => d.Observed).Order(), result.Deciles[^3..].Select(d => d.Observed));
        // Few are given up, and of those two in five come back all the same: no ground to act on without other signs.
        Assert.Equal(127, result.Flagged);
        Assert.Equal(0.59, result.Precision!.Value, 0.01);
    }

    private static void Within(double published, double fitted) => Assert.InRange(fitted, 0.99 * published, 1.01 * published);

    private static FittedBook Fit(BuyingBook book, out int customers)
    {
        var histories = book.Until(EndOfCalibration);
        customers = histories.Length;
        return BgNbdFit.Fit(histories, new FitPolicy()).Fitted!;
    }

    private static BuyingBook Read(string file, int customer, int date)
    {
        var day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
        return new BuyingBook(Encoding.ASCII.GetString(SharedFiles.Read("data", file)).Split('\n')
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > date && day.Parse(fields[date]).Success)
            .GroupBy(fields => fields[customer])
            .Select(purchases => purchases.Select(fields => day.Parse(fields[date]).Value)));
    }
}
