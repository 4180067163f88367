using System.Collections.Immutable;
using System.Globalization;

namespace FreightRecovery.Web.SampleBook;

/// <summary>A customer of the sample book.</summary>
internal sealed record SampleCustomer(string Ref, string Name, Market Market, Temperament Temperament)
{
    public required string SalesRep { get; init; }

    public required string AccountManager { get; init; }

    public bool Nominated { get; init; }

    /// <summary>Expected gross margin of the next twelve months, in the currency that its invoices are in.</summary>
    public required decimal AnnualMargin { get; init; }

    /// <summary>Days from delivery to the due date of an invoice.</summary>
    public required int PaymentDays { get; init; }

    public required ImmutableArray<SampleContact> Contacts { get; init; }

    /// <summary>
    /// True for an ordinary customer without a grievance. Only these meet the day's mishaps, so that the others show the
    /// stage that their own two years have led to.
    /// </summary>
    public bool IsContent =>
        Temperament is Temperament.Lively or Temperament.Steady && !Ref.StartsWith("C-CASE", StringComparison.Ordinal);
}

/// <summary>A contact person, reachable nowhere: reserved domain, number in a range that nobody is given.</summary>
internal sealed record SampleContact(string Name, string Email, string Phone);

/// <summary>The two hundred customers.</summary>
internal static class CustomerBook
{
    public static ImmutableArray<SampleCustomer> Make(int seed)
    {
        var draw = new Draw(seed, "customers");
        var temperaments = draw.Shuffled(Temperaments.Mix.SelectMany(m => Enumerable.Repeat(m.Temperament, m.Customers)));
        var book = ImmutableArray.CreateBuilder<SampleCustomer>();
        book.AddRange(WorkedCases.Customers(draw));
        foreach (var (market, ordinal) in draw.Shuffled(Markets.All.SelectMany(m => Enumerable.Range(0, m.Customers).Select(i => (m, i)))))
        {
            var number = book.Count - WorkedCases.CustomerCount;
            var reference = string.Create(CultureInfo.InvariantCulture, $"C-{number + 1:D4}");
            book.Add(One(draw, reference, market.CompanyName(ordinal), market, temperaments[number]));
        }

        return book.ToImmutable();
    }

    public static SampleCustomer One(Draw draw, string reference, string name, Market market, Temperament temperament)
    {
        var staff = Markets.StaffOf(market.Branch);
        return new SampleCustomer(reference, name, market, temperament)
        {
            SalesRep = draw.Of(staff.SalesReps),
            AccountManager = draw.Of(staff.AccountManagers),
            AnnualMargin = draw.Between(4, temperament == Temperament.Lively ? 160 : 90) * 1_000m * Tariff.PerDollar(market.Currency),
            PaymentDays = draw.Of([0, 7, 14, 30]),
            Contacts = Contacts(draw, reference, market),
        };
    }

    private static ImmutableArray<SampleContact> Contacts(Draw draw, string reference, Market market)
    {
        var domain = reference.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        return
        [
            .. draw.Shuffled(market.People).Take(draw.Between(1, 2)).Select(person => new SampleContact(
                person.Name,
                $"{person.Latin}@{domain}.example",
                string.Create(CultureInfo.InvariantCulture, $"{market.Phone}{draw.Between(100, 199)}"))),
        ];
    }
}
