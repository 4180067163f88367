namespace FreightRecovery.Load.Scenarios;

/// <summary>
/// Shipments from a file through the verb <c>import</c>, in a process of its own, until the outbox is empty: against the same rows with no
/// domain, and what the process occupies at so many rows and at twice as many.
/// </summary>
internal static class Importing
{
    private const int Size = 1_000_000;
    private const int Customers = 20_000;
    // The floor's rows are held in memory, so it has a part of them: a smaller database is quicker, which is to its advantage.
    private const int MostOfFloor = 100_000;

    public static async Task<IReadOnlyList<Score>> Run(Workshop workshop, int? size)
    {
        var count = size ?? Size;
        var customers = Math.Min(Customers, count);
        // The floor before and after: what else the machine does in these minutes falls on both.
        var floor = await Bottom(workshop, customers, Math.Min(count, MostOfFloor));
        var before = floor();
        var (whole, events) = await Import(workshop, customers, count);
        var after = floor();
        var (half, _) = await Import(workshop, customers, Math.Max(1, count / 2));
        var (rate, best) = (count / whole.Took.TotalSeconds, (before.PerSecond + after.PerSecond) / 2);
        return
        [
            new Score(
                "import", $"{rate:F0} shipments/s", $"floor {best:F0} shipments/s", rate / best, 0.5,
                Note: $"{count} shipments, {events} events in {whole.Took.TotalSeconds:F0} s, the process's start included; floor {before.PerSecond:F0} before and "
                    + $"{after.PerSecond:F0} after; processor {whole.Cpu.TotalMicroseconds / count:F0} us a shipment, floor {(before.Microseconds + after.Microseconds) / 2:F0} us"),
            new Score(
                "import: memory", $"{Megabytes(whole):F0} MB at {count} rows", $"{Megabytes(half):F0} MB at {Math.Max(1, count / 2)}",
                (double)whole.PeakBytes / half.PeakBytes, 1.1, AtLeast: false, "peak resident"),
        ];
    }

    private static async Task<(ImportProcess.Outcome Outcome, long Events)> Import(Workshop workshop, int customers, int count)
    {
        var directory = await workshop.NewBook(customers, 0);
        var before = await Head(directory);
        var outcome = await ImportProcess.Run(directory, "shipments", File(directory, customers, count));
        return (outcome, await Head(directory) - before);
    }

    // Rows of a file are compared, for of a larger one a customer's bookings come to fewer events each. Answers shipments a second and the
    // processor time of each.
    private static async Task<Func<(double PerSecond, double Microseconds)>> Bottom(Workshop workshop, int customers, int count)
    {
        var directory = await workshop.NewBook(customers, 0);
        var before = Path.Combine(workshop.NewDirectory(), "before.db");
        System.IO.File.Copy(Workshop.FileIn(directory), before);
        var position = await Head(directory);
        await using (var bench = new Bench(directory))
            await bench.Import("shipments", File(directory, customers, count));
        var floor = new Floor(before, Workshop.FileIn(directory), position, "shipment", "shipment_container");
        return () =>
        {
            var (best, _, cpu) = floor.Best(64, 256, 1024, 4096);
            return (best * count / floor.Events, cpu.TotalMicroseconds / count);
        };
    }

    private static string File(string directory, int customers, int count) =>
        Book.File(directory, "shipments", 0, count, n => Book.Shipment(n, customers));

    private static async Task<long> Head(string directory)
    {
        await using var bench = new Bench(directory);
        return await bench.Head();
    }

    private static double Megabytes(ImportProcess.Outcome outcome) => outcome.PeakBytes / 1048576.0;
}
