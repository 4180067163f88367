using FreightRecovery.Load.Http;

namespace FreightRecovery.Load.Scenarios;

/// <summary>
/// Half asks for an invoice and half collects one, against the bare endpoint. Then held invoices are collected: each is
/// refused, and the database is as it was.
/// </summary>
internal static class Collecting
{
    private const int Size = 80_000;
    private const int HeldInvoices = 1_000;

    private static readonly string[] Tables =
    [
        "stream_event", "snapshot", "outbox", "deadline", "idempotency", "claim", "customer", "shipment", "invoice", "incident", "notification",
    ];

    public static async Task<IReadOnlyList<Score>> Run(Workshop workshop, int? size)
    {
        var count = size ?? Size;
        var shipments = (count / 2) + HeldInvoices;
        var data = await workshop.NewBook(Math.Max(1, shipments / 5), shipments);
        await using (var bench = new Bench(data))
            await bench.Import("incidents", Book.File(data, "incidents", count / 2, HeldInvoices, n => Book.Incident(n, shipments)));
        var key = await Workshop.AddKey(data, "finance");
        byte[][] requests = [.. Enumerable.Range(0, count).Select(n => n % 2 == 0
            ? Connection.Request("GET", $"/api/v1/invoices/{Book.InvoiceOf(n / 2)}", key)
            : Collect(n / 2, key))];
        await using var product = await ServerProcess.Product(data);
        var (bare, bareRequests) = await Versus.Bare(workshop, count / Versus.Parts);
        await using (bare)
        {
            var score = await Versus.Run("collect", product, requests, 200, bare, bareRequests);
            await RefusalsWriteNothing(data, product, [.. Enumerable.Range(count / 2, HeldInvoices).Select(n => Collect(n, key))]);
            return [score with { Note = $"{score.Note}; {HeldInvoices} refused collections wrote nothing" }];
        }
    }

    private static byte[] Collect(int n, string key) => Connection.Request("POST", $"/api/v1/invoices/{Book.InvoiceOf(n)}/collection", key);

    private static async Task RefusalsWriteNothing(string data, ServerProcess product, byte[][] requests)
    {
        using var connection = Workshop.Open(data);
        var before = Look();
        using (var callers = await Callers.Connect(product, 64))
            await callers.Send(requests, 409);
        var after = Look();
        if (!before.SequenceEqual(after))
            throw new InvalidOperationException($"Refused collections wrote: {string.Join(' ', before)} became {string.Join(' ', after)}.");

        // The data version changes with every commit of another connection, whatever it wrote.
        List<long> Look()
        {
            var seen = new List<long>();
            foreach (var sql in Tables.Select(t => $"SELECT count(*) FROM {t}").Append("SELECT coalesce(max(position), 0) FROM stream_event").Append("PRAGMA data_version"))
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                seen.Add((long)command.ExecuteScalar()!);
            }

            return seen;
        }
    }
}
