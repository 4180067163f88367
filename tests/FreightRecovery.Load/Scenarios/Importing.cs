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
        var (half, _) = await Import(workshop, customers, Math.Max(1, count / 2));
        var (whole, events) = await Import(workshop, customers, count);
        var (best, batch, least) = await Floor(workshop, customers, Math.Min(count, MostOfFloor));
        var rate = count / whole.Took.TotalSeconds;
        return
        [
            new Score(
                "import", $"{rate:F0} shipments/s", $"floor {best:F0} shipments/s", rate / best, 0.5,
                Note: $"{count} shipments, {events} events in {whole.Took.TotalSeconds:F0} s, the process's start included; floor's best batch {batch}; "
                    + $"processor {whole.Cpu.TotalMicroseconds / count:F0} us a shipment, floor {least:F0} us"),
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

    // Rows of a file are compared, for of a larger one a customer's bookings come to fewer events each.
    private static async Task<(double ShipmentsPerSecond, int Batch, double Microseconds)> Floor(Workshop workshop, int customers, int count)
    {
        var directory = await workshop.NewBook(customers, 0);
        var before = Path.Combine(workshop.NewDirectory(), "before.db");
        System.IO.File.Copy(Workshop.FileIn(directory), before);
        var position = await Head(directory);
        await using (var bench = new Bench(directory))
            await bench.Import("shipments", File(directory, customers, count));
        var floor = new Floor(before, Workshop.FileIn(directory), position, "shipment", "shipment_container");
        var (best, batch, cpu) = floor.Best(64, 256, 1024, 4096);
        return (best * count / floor.Events, batch, cpu.TotalMicroseconds / count);
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
