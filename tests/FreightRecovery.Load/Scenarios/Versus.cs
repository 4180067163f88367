using FreightRecovery.Load.Http;

namespace FreightRecovery.Load.Scenarios;

/// <summary>
/// The real server and the bare one, each in a process of its own, called in turns by the same connections, so that
/// whatever else the machine does falls on both.
/// </summary>
internal static class Versus
{
    private const int Connections = 64;
    private const int Rounds = 5;

    // Until the compiler has left both programs alone.
    private const int WarmUps = 3;

    /// <summary>How many parts of equal size the requests are sent in: those to warm up, which do not count, and the rounds.</summary>
    public const int Parts = WarmUps + Rounds;

    /// <summary>Sends both servers their requests in turns.</summary>
    public static async Task<Score> Run(
        string name, ServerProcess product, byte[][] requests, int status, ServerProcess bare, byte[][] bareRequests)
    {
        using var ours = await Callers.Connect(product, Connections);
        using var theirs = await Callers.Connect(bare, Connections);
        var size = requests.Length / Parts;
        var (mine, floor) = (new List<Round>(), new List<Round>());
        for (var part = 0; part < Parts; part++)
        {
            var round = await ours.Send(requests.AsMemory(part * size, size), status);
            var least = await theirs.Send(bareRequests.AsMemory(0, size), 201);
            Console.WriteLine($"  {name} {part}: {round}  |  bare {least}");
            if (part < WarmUps)
                continue;
            mine.Add(round);
            floor.Add(least);
        }

        var (a, b) = (Round.Median(mine), Round.Median(floor));
        var ratios = mine.Zip(floor, (x, y) => x.PerSecond / y.PerSecond).Order().ToList();
        return new Score(
            name, a.ToString(), $"bare {b}", ratios[ratios.Count / 2], 0.5,
            Note: FormattableString.Invariant($"median of {Rounds} rounds of {size}; processor ratio {b.CpuMicroseconds / a.CpuMicroseconds:F2}"));
    }

    /// <summary>A bare server over a directory of its own, and so many requests for it.</summary>
    public static async Task<(ServerProcess Server, byte[][] Requests)> Bare(Workshop workshop, int count)
    {
        byte[][] requests = [.. Enumerable.Range(0, count).Select(n => Connection.Request("POST", "/incidents", null, Book.Incident(n, count)))];
        return (await ServerProcess.Bare(workshop.NewDirectory()), requests);
    }
}
