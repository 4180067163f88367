using Microsoft.Data.Sqlite;

namespace FreightRecovery.Load.Scenarios;

/// <summary>
/// One disruption that hits every shipment of a vessel, until the outbox is empty, against an import of as many incidents on
/// the same book. Every invoice is held before the first notification is stored.
/// </summary>
internal static class FanningOut
{
    private const int Size = 10_000;

    public static async Task<IReadOnlyList<Score>> Run(Workshop workshop, int? size)
    {
        var count = size ?? Size;
        var customers = Math.Max(1, count / 5);
        var imported = await workshop.NewBook(customers, count);
        TimeSpan import, fanOut;
        await using (var bench = new Bench(imported))
            import = await bench.Import("incidents", Book.File(imported, "incidents", 0, count, n => Book.Incident(n, count)));

        var hit = await workshop.NewBook(customers, count);
        await using (var bench = new Bench(hit))
            fanOut = await bench.FanOut(Book.Vessel, count);
        using (var connection = Workshop.Open(hit))
            HoldsCameFirst(connection, count);
        var (ours, bulk) = (count / fanOut.TotalSeconds, count / import.TotalSeconds);
        return
        [
            new Score(
                "disruption", FormattableString.Invariant($"{ours:F0} incidents/s"), FormattableString.Invariant($"intake-bulk {bulk:F0} incidents/s"),
                ours / bulk, 0.5, Note: $"{count} shipments of one vessel; every invoice was held before the first notification"),
        ];
    }

    private static void HoldsCameFirst(SqliteConnection connection, int count)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT count(*), max(position) < (SELECT min(seq) / 16 FROM notification WHERE kind = 'incidentReported')
            FROM stream_event WHERE type = 'holdPlaced/1'
            """;
        using var reader = command.ExecuteReader();
        if (!reader.Read() || reader.GetInt64(0) != count || reader.GetInt64(1) != 1)
            throw new InvalidOperationException("A notification went out before every invoice was held.");
    }
}
