namespace FreightRecovery.Load.Scenarios;

/// <summary>Incidents from a file through the real importer until the outbox is empty, against the same rows with no domain.</summary>
internal static class Bulk
{
    private const int Customers = 20_000;
    private const int Size = 100_000;

    public static async Task<IReadOnlyList<Score>> Run(Workshop workshop, int? size)
    {
        var count = size ?? Size;
        var directory = await workshop.NewBook(Math.Min(Customers, count), count);
        var before = Path.Combine(workshop.NewDirectory(), "before.db");
        File.Copy(Workshop.FileIn(directory), before);
        var file = Book.File(directory, "incidents", 0, count, n => Book.Incident(n, count));
        long position;
        TimeSpan took, cpu;
        await using (var bench = new Bench(directory))
        {
            position = await bench.Head();
            var spent = Environment.CpuUsage.TotalTime;
            took = await bench.Import("incidents", file);
            cpu = Environment.CpuUsage.TotalTime - spent;
        }

        var floor = new Floor(before, Workshop.FileIn(directory), position);
        var (best, batch, least) = floor.Best(64, 256, 1024, 4096);
        var rate = floor.Events / took.TotalSeconds;
        return
        [
            new Score(
                "intake-bulk", $"{count / took.TotalSeconds:F0} incidents/s = {rate:F0} events/s", $"floor {best:F0} events/s", rate / best, 0.5,
                Note: $"{count} incidents, {floor.Events} events; floor's best batch {batch}; processor for each incident {cpu.TotalMicroseconds / count:F0} us, floor {least.TotalMicroseconds / count:F0} us"),
        ];
    }
}
