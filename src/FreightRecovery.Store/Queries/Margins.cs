using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;

namespace FreightRecovery.Store.Queries;

/// <summary>The expected margins of the house's own book.</summary>
public sealed class Margins(IDatabase database)
{
    /// <summary>The least margin among the top tenth of the customers of each currency; of fewer than ten customers it is the first.</summary>
    public ValueTask<TopTenth> TopTenth(CancellationToken cancel = default) => database.Read(
        async connection => new TopTenth
        {
            ByCurrency =
            [
                .. (await connection.QueryAsync<Row>(new CommandDefinition(
                    """
                    SELECT currency AS Currency, min(margin) AS Least, max(customers) AS Customers FROM (
                        SELECT currency, margin, row_number() OVER (PARTITION BY currency ORDER BY margin DESC) AS place,
                            count(*) OVER (PARTITION BY currency) AS customers
                        FROM customer_margin) AS ranked
                    WHERE place = 1 OR place <= customers / 10 GROUP BY currency ORDER BY currency
                    """,
                    cancellationToken: cancel))).Select(r => new BookTenth(new Money((decimal)r.Least, new Currency(r.Currency)), (int)r.Customers)),
            ],
        },
        cancel);

    // Members rather than parameters: of an empty book SQLite cannot tell what type a minimum has.
    private sealed class Row
    {
        public string Currency { get; init; } = "";

        public double Least { get; init; }

        public long Customers { get; init; }
    }
}
