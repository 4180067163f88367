using System.Diagnostics;
using FreightRecovery.Load.Http;

namespace FreightRecovery.Load.Scenarios;

/// <summary>
/// The first pages of customers at risk and of held invoices, at ten thousand and at a million customers. The read tables
/// are filled by SQL alone, with no events behind them: what is asked is what a page costs to read.
/// </summary>
internal static class Boards
{
    private const int Few = 10_000;
    private const int Many = 1_000_000;
    private const int Times = 400;

    private static readonly (string Name, string Path)[] Pages =
    [
        ("board: customers at risk", "/api/v1/relationships"), ("board: held invoices", "/api/v1/invoices?status=held"),
    ];

    public static async Task<IReadOnlyList<Score>> Run(Workshop workshop, int? size)
    {
        var many = size ?? Many;
        var (few, all) = (await Filled(workshop, Few), await Filled(workshop, many));
        await using var small = await ServerProcess.Product(few.Data);
        await using var large = await ServerProcess.Product(all.Data);
        using var toSmall = await Connection.Open(small.Address);
        using var toLarge = await Connection.Open(large.Address);
        var scores = new List<Score>();
        foreach (var (name, path) in Pages)
        {
            var waits = (Small: new List<double>(), Large: new List<double>());
            for (var i = -Times; i < Times; i++)
            {
                var a = await Wait(toSmall, Connection.Request("GET", path, few.Key));
                var b = await Wait(toLarge, Connection.Request("GET", path, all.Key));
                if (i < 0)
                    continue;
                waits.Small.Add(a);
                waits.Large.Add(b);
            }

            var (atFew, atMany) = (Median(waits.Small), Median(waits.Large));
            scores.Add(new Score(
                name, FormattableString.Invariant($"{atMany:F2} ms at {many}"), FormattableString.Invariant($"{atFew:F2} ms at {Few}"),
                atMany / atFew, 1.5, AtLeast: false, $"median of {Times} over HTTP; read tables filled by SQL"));
        }

        return scores;
    }

    private static async Task<(string Data, string Key)> Filled(Workshop workshop, int customers)
    {
        var data = workshop.NewDirectory();
        var key = await Workshop.AddKey(data, "admin");
        Workshop.Execute(data, Fill(customers));
        return (data, key);
    }

    // Stakes and ages lie in no order of the keys, so the indexes are read as they would be in a grown book. A tenth of
    // the invoices is held.
    private static string Fill(int customers) =>
        $$"""
        CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c WHERE i + 1 < {{customers}}) SELECT i FROM c;
        INSERT INTO customer SELECT printf('C-%07d', i), 'Hengtai Precision Castings No. ' || i, 'SHA', 'rep' || (i % 40), 'am' || (i % 10),
            '{}', 'grumble', 17000000000000000, 0, 0, 0, 0, 30.0, 0.8, 0.25, (i * 7919 % 1000003) / 10.0,
            '{"amount":"' || (i * 7919 % 1000003) || '.00","currency":"USD"}', '["An incident is unresolved."]', 17000000000000000, 3
            FROM n;
        INSERT INTO invoice SELECT printf('INV-%07d', i), printf('S-%07d', i), printf('C-%07d', i), '1850.50', '1850.50', 'USD', 'freight',
            '2026-04-01', CASE WHEN i % 10 = 0 THEN 'held' ELSE 'open' END,
            CASE WHEN i % 10 = 0 THEN 17000000000000000 + (i * 7919 % 1000003) END, '[]', NULL, NULL, 2
            FROM n
        """;

    private static async Task<double> Wait(Connection connection, byte[] request)
    {
        var sent = Stopwatch.GetTimestamp();
        if (await connection.Send(request) is var status && status != 200)
            throw new InvalidOperationException($"Answered {status}:\n{connection.Last}");
        return Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
