using System.Diagnostics;

namespace FreightRecovery.Load.Http;

/// <summary>What a round of requests came to.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P50">The median wait, in milliseconds.</param>
/// <param name="P99">The wait that one in a hundred exceeded, in milliseconds.</param>
/// <param name="CpuMicroseconds">The server's processor time for each request.</param>
internal sealed record Round(double PerSecond, double P50, double P99, double CpuMicroseconds)
{
    /// <summary>The round in the middle by rate.</summary>
    public static Round Median(IReadOnlyList<Round> rounds) => rounds.OrderBy(r => r.PerSecond).ElementAt(rounds.Count / 2);

    public override string ToString() => FormattableString.Invariant(
        $"{PerSecond,6:F0}/s  p50 {P50:F1} ms  p99 {P99:F1} ms  {CpuMicroseconds:F0} us of processor each");
}

/// <summary>Connections that keep one request each on its way.</summary>
internal sealed class Callers : IDisposable
{
    private readonly ServerProcess server;
    private readonly Connection[] connections;

    private Callers(ServerProcess server, Connection[] connections) => (this.server, this.connections) = (server, connections);

    public static async Task<Callers> Connect(ServerProcess server, int count) =>
        new(server, await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Connection.Open(server.Address))));

    /// <summary>Sends all requests, each of which has to be answered with this status.</summary>
    public async Task<Round> Send(ReadOnlyMemory<byte[]> requests, int status)
    {
        var waits = new long[requests.Length];
        var next = -1;
        var (cpu, watch) = (server.Cpu, Stopwatch.StartNew());
        await Task.WhenAll(connections.Select(connection => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var n && n < waits.Length)
            {
                var sent = Stopwatch.GetTimestamp();
                var answer = await connection.Send(requests.Span[n]);
                if (answer != status)
                    throw new InvalidOperationException($"Answered {answer} instead of {status}:\n{connection.Last}");
                waits[n] = Stopwatch.GetTimestamp() - sent;
            }
        })));
        var seconds = watch.Elapsed.TotalSeconds;
        var spent = server.Cpu - cpu;
        Array.Sort(waits);
        return new Round(
            waits.Length / seconds, Milliseconds(waits.Length / 2), Milliseconds(waits.Length * 99 / 100),
            spent.TotalMicroseconds / waits.Length);

        double Milliseconds(int n) => waits[n] * 1000.0 / Stopwatch.Frequency;
    }

    public void Dispose()
    {
        foreach (var connection in connections)
            connection.Dispose();
    }
}
