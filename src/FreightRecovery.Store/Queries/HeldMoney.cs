using System.Globalization;
using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>What is held, by age of the hold and by currency.</summary>
/// <param name="FromDays">Older than this many days; null for the youngest bucket.</param>
/// <param name="ToDays">And at most this old; null for the oldest.</param>
/// <param name="Invoices">How many invoices.</param>
/// <param name="Held">What of them may not be collected.</param>
/// <param name="Oldest">Since when the oldest of them is held, UTC.</param>
public sealed record AgeBucket(int? FromDays, int? ToDays, int Invoices, Money Held, Instant Oldest);

/// <summary>One held invoice with its age, for finance's report.</summary>
public sealed record HeldLine(
    InvoiceRef Invoice, ShipmentRef Shipment, CustomerRef Customer, string? Branch, string? AccountManager, Money Amount, Money Held,
    Instant Since, IReadOnlyList<HoldView> Holds);

/// <summary>Which held invoices are asked for; null members bound nothing.</summary>
/// <param name="From">Held from this instant on, UTC.</param>
/// <param name="To">Held before this instant, UTC.</param>
public sealed record HeldFilter(string? Branch, Instant? From, Instant? To);

/// <summary>Held amounts and ages.</summary>
public sealed class HeldMoney(IDatabase database)
{
    // Reads along the index of held invoices: what is held is what is worked on, however large the book is.
    private const string Lines =
        """
        SELECT i.ref AS Ref, i.shipment AS Shipment, i.customer AS Customer, c.branch AS Branch, c.account_manager AS AccountManager,
            i.amount AS Amount, i.held_amount AS Held, i.currency AS Currency, i.held_since AS Since, i.holds AS Holds
        FROM invoice i LEFT JOIN customer c ON c.ref = i.customer
        WHERE i.status = 'held' AND i.held_since >= @from AND i.held_since < @to
            AND (@branch IS NULL OR c.branch = @branch)
            AND (@salesRep IS NULL AND @accountManager IS NULL OR c.sales_rep = @salesRep OR c.account_manager = @accountManager)
        ORDER BY i.held_since, i.ref
        """;

    /// <summary>Every held invoice, the longest held first.</summary>
    public ValueTask<IReadOnlyList<HeldLine>> All(HeldFilter filter, Scope scope, CancellationToken cancel = default) =>
        database.Read<IReadOnlyList<HeldLine>>(
            async connection =>
            [
                .. (await connection.QueryAsync<Row>(new CommandDefinition(
                    Lines,
                    new
                    {
                        from = filter.From?.ToUnixTimeTicks() ?? long.MinValue,
                        to = filter.To?.ToUnixTimeTicks() ?? long.MaxValue,
                        branch = filter.Branch ?? scope.Branch,
                        salesRep = scope.SalesRep,
                        accountManager = scope.AccountManager,
                    },
                    cancellationToken: cancel))).Select(r => r.Read()),
            ],
            cancel);

    /// <summary>The sums by age and currency; a bucket that is empty is left out.</summary>
    public ValueTask<IReadOnlyList<AgeBucket>> Ageing(Scope scope, Instant now, LedgerPolicy policy, CancellationToken cancel = default) => database.Read(
        async connection => Buckets(
            (await connection.QueryAsync<(string Held, string Currency, long Since)>(new CommandDefinition(
                $"""
                SELECT i.held_amount, i.currency, i.held_since FROM invoice i{(scope == Scope.All ? "" : " LEFT JOIN customer c ON c.ref = i.customer")}
                WHERE i.status = 'held'{scope.Bounds("c")}
                """,
                scope, cancellationToken: cancel)))
            .Select(line => (Amount(line.Held, line.Currency), Stored.At(line.Since))),
            now, policy),
        cancel);

    /// <summary>Sums lines by age and currency.</summary>
    public static IReadOnlyList<AgeBucket> Buckets(IEnumerable<HeldLine> lines, Instant now, LedgerPolicy policy) =>
        Buckets(lines.Select(line => (line.Held, line.Since)), now, policy);

    private static IReadOnlyList<AgeBucket> Buckets(IEnumerable<(Money Held, Instant Since)> lines, Instant now, LedgerPolicy policy) =>
    [
        .. lines.GroupBy(line => (Bucket: policy.BucketOf(now - line.Since), line.Held.Currency))
            .OrderBy(g => g.Key.Bucket).ThenBy(g => g.Key.Currency.Code, StringComparer.Ordinal)
            .Select(g => new AgeBucket(
                g.Key.Bucket == 0 ? null : policy.AgeingDays[g.Key.Bucket - 1],
                g.Key.Bucket == policy.AgeingDays.Length ? null : policy.AgeingDays[g.Key.Bucket],
                g.Count(), g.Select(line => line.Held).Aggregate((a, b) => a + b), g.Min(line => line.Since))),
    ];

    private static Money Amount(string amount, string currency) => new(decimal.Parse(amount, CultureInfo.InvariantCulture), new Currency(currency));

    private sealed record Row(
        string Ref, string Shipment, string Customer, string? Branch, string? AccountManager, string Amount, string Held, string Currency,
        long Since, string Holds)
    {
        public HeldLine Read() => new(
            new InvoiceRef(Ref), new ShipmentRef(Shipment), new CustomerRef(Customer), Branch, AccountManager, HeldMoney.Amount(Amount, Currency),
            HeldMoney.Amount(Held, Currency), Stored.At(Since), Stored.Json<List<HoldView>>(Holds));
    }
}
