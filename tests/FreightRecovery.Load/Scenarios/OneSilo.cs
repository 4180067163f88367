using FreightRecovery.Load.Http;
using FreightRecovery.Store;

namespace FreightRecovery.Load.Scenarios;

/// <summary>
/// Reports over HTTP to the embedded host and to one silo, over the same empty database on the SQL Server of
/// FREIGHTRECOVERY_SQLSERVER. They run one after the other, twice, since programs beside each other would share the outbox.
/// </summary>
internal static class OneSilo
{
    private const int Size = 40_000;
    private const int Connections = 64;
    private const int FewConnections = 4;
    private const int Turns = 2;
    private const int WarmUps = 2;
    private const int Rounds = 3;

    public static async Task<IReadOnlyList<Score>> Run(Workshop workshop, int? size)
    {
        if (Environment.GetEnvironmentVariable("FREIGHTRECOVERY_SQLSERVER") is not { Length: > 0 } connection || !ServerProcess.HasSilo)
        {
            Console.WriteLine("  left out: it needs FREIGHTRECOVERY_SQLSERVER, naming an empty database, and a build with -p:Cluster=true");
            return [];
        }

        var count = size ?? Size;
        var place = new StorePlace(workshop.NewDirectory(), connection);
        await Bench.Make(place, Math.Max(1, count / 5), count);
        var key = await Workshop.AddKey(place, "admin");
        byte[][] requests = [.. Enumerable.Range(0, count).Select(n => Connection.Request("POST", "/api/v1/incidents", key, Book.Incident(n, count)))];
        var part = count / (2 * Turns * (WarmUps + Rounds));
        var sent = 0;
        var (host, silo) = (new List<Round>(), new List<Round>());
        for (var turn = 0; turn < Turns; turn++)
        {
            await Ask("embedded", ServerProcess.Product, host);
            await Ask("silo", ServerProcess.Silo, silo);
        }

        var (a, b) = (Round.Median(silo), Round.Median(host));
        return [new Score(
            "intake-silo", a.ToString(), $"embedded {b}", a.PerSecond / b.PerSecond, 0.5,
            Note: FormattableString.Invariant($"medians of {Turns * Rounds} rounds of {part}; processor ratio {b.CpuMicroseconds / a.CpuMicroseconds:F2}"))];

        async Task Ask(string name, Func<StorePlace, Task<ServerProcess>> start, List<Round> rounds)
        {
            await using var server = await start(place);
            // A server that has seen no statement yet must not be given dozens of each at once.
            using var few = await Callers.Connect(server, FewConnections);
            using var all = await Callers.Connect(server, Connections);
            for (var n = 0; n < WarmUps + Rounds; n++, sent += part)
            {
                var round = await (n < WarmUps ? few : all).Send(requests.AsMemory(sent, part), 201);
                Console.WriteLine($"  {name} {n}: {round}");
                if (n >= WarmUps)
                    rounds.Add(round);
            }
        }
    }
}
