using System.Diagnostics;
using FreightRecovery.Load.Http;

namespace FreightRecovery.Load.Scenarios;

/// <summary>From the start of the process to the first good answer of <c>/health/ready</c>, empty and with a million events.</summary>
internal static class Starting
{
    private const int Events = 1_000_000;
    private const int Seeds = 10_000;
    private const int Starts = 9;

    public static async Task<IReadOnlyList<Score>> Run(Workshop workshop, int? size)
    {
        var events = size ?? Events;
        var empty = workshop.NewDirectory();
        await Workshop.AddKey(empty, "admin");
        var full = await workshop.NewBook(Seeds / 5, Seeds);
        Workshop.Execute(full, Multiply(events));
        var (few, many) = (new List<double>(), new List<double>());
        for (var i = 0; i <= Starts; i++)
        {
            var (a, b) = (await ToReady(empty), await ToReady(full));
            // The first start of each reads the files from the disk.
            if (i == 0)
                continue;
            few.Add(a);
            many.Add(b);
        }

        var (atNone, atMany) = (Growth.Median(few), Growth.Median(many));
        return
        [
            new Score(
                "start", FormattableString.Invariant($"{atMany:F0} ms with {events} events"), FormattableString.Invariant($"{atNone:F0} ms empty"),
                atMany / atNone, 1.3, AtLeast: false, $"median of {Starts} starts to /health/ready; events copied by SQL"),
        ];
    }

    // Every stream is copied under other names until there are enough events.
    private static string Multiply(int events) =>
        $$"""
        CREATE TEMP TABLE seed AS SELECT * FROM stream_event;
        CREATE TEMP TABLE times AS WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < {{events}} / (SELECT count(*) FROM seed)) SELECT i FROM t;
        INSERT INTO stream_event SELECT position + i * (SELECT max(position) FROM seed), stream || '-' || i, version, randomblob(16), ordinal,
            type, at, actor, payload, hash FROM times, seed
        """;

    private static async Task<double> ToReady(string data)
    {
        var watch = Stopwatch.StartNew();
        await using var server = await ServerProcess.Product(data);
        using var connection = await Connection.Open(server.Address);
        var status = await connection.Send(Connection.Request("GET", "/health/ready"));
        return status == 200 ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"Not ready: {status}.");
    }
}
