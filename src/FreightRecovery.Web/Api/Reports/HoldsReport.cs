using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Api.Reports;

/// <summary>Held amounts and ages.</summary>
/// <param name="AsOf">The instant of the report, UTC.</param>
/// <param name="Buckets">The sums by age and currency.</param>
/// <param name="Items">Every held invoice, the longest held first.</param>
public sealed record HoldsReport(Instant AsOf, IReadOnlyList<AgeBucket> Buckets, IReadOnlyList<HeldLine> Items)
{
    internal static async Task<IResult> Get([AsParameters] ReportRequest asked, HeldMoney held, Func<Policy> policy, CancellationToken cancel)
    {
        var query = asked.Read();
        if (query.Problem is { } problem)
            return problem;
        var lines = await held.All(new HeldFilter(query.Branch, query.Scope.From, query.Scope.To), query.Scope.Within, cancel);
        return query.Csv
            ? ToCsv(lines, query.AsOf).Answer()
            : TypedResults.Ok(new HoldsReport(query.AsOf, HeldMoney.Buckets(lines, query.AsOf, policy().Ledger), lines));
    }

    private static Csv ToCsv(IReadOnlyList<HeldLine> lines, Instant now)
    {
        var csv = new Csv(
            "invoice", "shipment", "customer", "branch", "accountManager", "currency", "amount", "held", "since", "days", "reasons", "owners",
            "reviewBy");
        foreach (var line in lines)
            csv.Text(line.Invoice.Value).Text(line.Shipment.Value).Text(line.Customer.Value).Text(line.Branch).Text(line.AccountManager)
                .Text(line.Amount.Currency.Code).Number(line.Amount).Number(line.Held).At(line.Since).Number((now - line.Since).Days)
                .Text(Joined(line.Holds, h => h.Reason)).Text(Joined(line.Holds, h => h.Owner)).At(line.Holds.Min(h => h.ReviewBy)).Line();
        return csv;
    }

    private static string Joined(IEnumerable<HoldView> holds, Func<HoldView, string?> part) => string.Join("; ", holds.Select(part).Distinct());
}
