using System.Text;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.CargoImp;
using FreightRecovery.Feeds.Dcsa;
using FreightRecovery.Feeds.Edifact;
using FreightRecovery.Load.Feeds;
using FreightRecovery.Web.Intake;
using FreightRecovery.Web.Intake.Csv;
using NodaTime;

namespace FreightRecovery.Load.Scenarios;

/// <summary>
/// A million spoilt messages or files for each reader: none makes it throw, take long, or hold much; none is lost, for each gives facts
/// or something to put aside, and what is put aside can be read once more.
/// </summary>
internal static class Fuzzing
{
    private const int Size = 1_000_000;
    private const int Seeds = 40;
    private const long MostBytes = 64L << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public static Task<IReadOnlyList<Score>> Run(Workshop workshop, int? size)
    {
        var count = size ?? Size;
        var context = new FeedContext(Instant.FromUtc(2026, 3, 10, 12, 0));
        return Task.FromResult<IReadOnlyList<Score>>(
        [
            Of("fuzz, DCSA", n => Messages.Dcsa(n, 1 + (n % 3)), m => DcsaTrackAndTrace.Read(m), Encoding.UTF8.GetBytes, count),
            Of("fuzz, Cargo-IMP", n => Messages.CargoImp(n, 1 + (n % 2)), m => CargoImp.Read(m, context), Encoding.UTF8.GetBytes, count),
            Of("fuzz, EDIFACT", n => Messages.Edifact(n, 1 + (n % 4)), m => EdifactFile.Read(m, context), EdifactFile.Encode, count),
            Maps(count),
            Rows("fuzz, CSV", SpreadSheet, file => CsvRows.Read(file, ImportKind.Find("shipments")!, CsvReading.Guessed, _ => { }, default), count),
            Rows(
                "fuzz, NDJSON", n => Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(n * 3, 3).Select(i => Book.Shipment(i, 10)))),
                file => NdjsonRows.Read(file, default), count),
        ]);
    }

    private static Score Of(
        string name, Func<int, byte[]> make, Func<ReadOnlyMemory<byte>, FeedReading> read, Func<string, byte[]> encode, int count)
    {
        var (facts, aside, nothing) = (0L, 0L, 0L);
        var slowest = Each(name, make, count, message =>
        {
            var reading = read(message);
            (facts, aside) = (facts + reading.Facts.Length, aside + reading.Unreadable.Length);
            nothing += reading is { Facts.IsEmpty: true, Unreadable.IsEmpty: true } ? 1 : 0;
            if (!reading.Unreadable.IsEmpty)
                read(encode(reading.Unreadable[0].Raw));
        });
        return new Score(
            name, $"{count} spoilt messages", FormattableString.Invariant($"slowest {slowest.TotalMilliseconds:F0} ms"), slowest / Longest, 1, AtLeast: false,
            Note: $"{facts} facts, {aside} put aside, {nothing} with nothing in them");
    }

    private static Score Maps(int count)
    {
        var sound = 0L;
        var slowest = Each(
            "fuzz, partners' maps",
            n => Encoding.UTF8.GetBytes($$$"""{"partner":"Example {{{n}}}","feeds":{"iftsta":{"status":{"A{{{n}}}":"18"},"zone":{"default":"Europe/Berlin"} } } }"""),
            count,
            map => sound += PartnerCodes.Read(map) is PartnerMapReading.Sound ? 1 : 0);
        return new Score(
            "fuzz, partners' maps", $"{count} spoilt maps", FormattableString.Invariant($"slowest {slowest.TotalMilliseconds:F0} ms"), slowest / Longest, 1,
            AtLeast: false, Note: $"{sound} still sound");
    }

    private static Score Rows(string name, Func<int, byte[]> make, Func<Stream, IAsyncEnumerable<ImportRow>> read, int count)
    {
        var (rows, faulty) = (0L, 0L);
        var slowest = Each(name, make, count, file =>
        {
            // From memory nothing is waited for.
            foreach (var row in read(new MemoryStream(file)).ToBlockingEnumerable())
                (rows, faulty) = (rows + 1, faulty + (row.Fault is null ? 0 : 1));
        });
        return new Score(
            name, $"{count} spoilt files", FormattableString.Invariant($"slowest {slowest.TotalMilliseconds:F0} ms"), slowest / Longest, 1, AtLeast: false,
            Note: $"{rows} rows, {faulty} with a fault of form");
    }

    private static byte[] SpreadSheet(int n) => Encoding.UTF8.GetBytes(
        string.Join(
            n % 2 == 0 ? "\r\n" : "\n",
            Enumerable.Range(n, 4).Select(i => $"SHA-{i};C-{i};sea;\"Northern \"\"Crane\"\"\";CNSHA;DEHAM;{i % 40};\"a\nline\"")
                .Prepend("ref;customer;mode;vessel;origin;destination;packages;voyage")));

    private static TimeSpan Each(string name, Func<int, byte[]> make, int count, Action<byte[]> read)
    {
        var seeds = Enumerable.Range(0, Seeds).Select(make).ToArray();
        var slowest = TimeSpan.Zero;
        for (var n = 0; n < count; n++)
        {
            var message = new Mutation(n).Of(seeds);
            // The processor's time: what else the machine is at is nothing to the message.
            var (began, allocated) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
            try
            {
                read(message);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{name}: number {n} was not read but thrown at: {Uri.EscapeDataString(Encoding.Latin1.GetString(message))}", e);
            }

            var took = Environment.CpuUsage.TotalTime - began;
            // The first one has the compiler in it.
            slowest = n > 0 && took > slowest ? took : slowest;
            if (GC.GetAllocatedBytesForCurrentThread() - allocated > MostBytes)
                throw new InvalidOperationException($"{name}: number {n} took more than {MostBytes} bytes: {Uri.EscapeDataString(Encoding.Latin1.GetString(message))}");
        }

        return slowest;
    }
}
