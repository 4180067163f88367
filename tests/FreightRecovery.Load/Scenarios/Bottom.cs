using FreightRecovery.Load.Http;

namespace FreightRecovery.Load.Scenarios;

/// <summary>The floors alone: what this machine does at best, for the eye; nothing is held against them.</summary>
internal static class Bottom
{
    private const int Size = 20_000;

    public static async Task<IReadOnlyList<Score>> Run(Workshop workshop, int? size)
    {
        var count = size ?? Size;
        var directory = await workshop.NewBook(Math.Max(1, count / 5), count);
        var before = Path.Combine(workshop.NewDirectory(), "before.db");
        File.Copy(Workshop.FileIn(directory), before);
        long position;
        await using (var bench = new Bench(directory))
        {
            position = await bench.Head();
            await bench.Import("incidents", Book.File(directory, "incidents", 0, count, n => Book.Incident(n, count)));
        }

        var floor = new Floor(before, Workshop.FileIn(directory), position);
        var scores = new List<Score>();
        foreach (var batch in (int[])[1, 64, 256, 1024, 4096])
        {
            var (rate, _, _) = floor.Best(batch);
            scores.Add(new Score($"floor: batches of {batch}", $"{rate:F0} events/s", "", 1, null));
        }

        var (bare, requests) = await Versus.Bare(workshop, count);
        await using (bare)
            foreach (var connections in (int[])[1, 16, 64])
                using (var callers = await Callers.Connect(bare, connections))
                    scores.Add(new Score($"floor: bare endpoint, {connections} connections", (await callers.Send(requests, 201)).ToString(), "", 1, null));
        return scores;
    }
}
