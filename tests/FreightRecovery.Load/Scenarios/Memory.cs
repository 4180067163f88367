using FreightRecovery.Load.Http;

namespace FreightRecovery.Load.Scenarios;

/// <summary>What the server process occupies after so many incidents over HTTP, and after as many again.</summary>
internal static class Memory
{
    private const int Size = 100_000;
    private const int Connections = 64;
    private const double MostMegabytes = 350;

    public static async Task<IReadOnlyList<Score>> Run(Workshop workshop, int? size)
    {
        var count = size ?? Size;
        var data = await workshop.NewBook(Math.Max(1, count / 5), count);
        var key = await Workshop.AddKey(data, "admin");
        await using var product = await ServerProcess.Product(data);
        using var callers = await Callers.Connect(product, Connections);
        var atRest = Megabytes(product);
        var first = await After(0);
        var second = await After(count);
        return
        [
            new Score(
                "memory: size", $"{first:F0} MB after {count} incidents", $"{MostMegabytes:F0} MB", first / MostMegabytes, 1, AtLeast: false,
                $"resident, over HTTP; {atRest:F0} MB at rest"),
            new Score(
                "memory: level", $"{second:F0} MB after {count} more", $"{first:F0} MB", second / first, 1.1, AtLeast: false),
        ];

        async Task<double> After(int from)
        {
            const int Part = 20_000;
            for (var done = 0; done < count; done += Part)
                await callers.Send(
                    Enumerable.Range(from + done, Math.Min(Part, count - done))
                        .Select(n => Connection.Request("POST", "/api/v1/incidents", key, Book.Incident(n, count))).ToArray(),
                    201);
            return Megabytes(product);
        }
    }

    private static double Megabytes(ServerProcess process) => process.Resident / 1048576.0;
}
