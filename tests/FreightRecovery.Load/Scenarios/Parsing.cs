using System.Diagnostics;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.CargoImp;
using FreightRecovery.Feeds.Dcsa;
using FreightRecovery.Feeds.Edifact;
using FreightRecovery.Load.Feeds;
using NodaTime;

namespace FreightRecovery.Load.Scenarios;

/// <summary>
/// Reading messages into facts, against a tokeniser over the same bytes, in turns: one that hands its words over as texts, and, only told,
/// one that leaves them where they are.
/// </summary>
internal static class Parsing
{
    private const int Rounds = 9;
    private const int Files = 200;

    private delegate int Words(ReadOnlySpan<byte> text);

    public static Task<IReadOnlyList<Score>> Run(Workshop workshop, int? size)
    {
        var files = size ?? Files;
        var context = new FeedContext(Instant.FromUtc(2026, 3, 10, 12, 0));
        var (texts, bare) = (new Tokeniser(asTexts: true), new Tokeniser(asTexts: false));
        return Task.FromResult<IReadOnlyList<Score>>(
        [
            .. Of("parse, DCSA", n => Messages.Dcsa(n, 100), m => DcsaTrackAndTrace.Read(m), texts.Json, bare.Json, files),
            .. Of("parse, Cargo-IMP", n => Messages.CargoImp(n, 200), m => CargoImp.Read(m, context), texts.Lines, bare.Lines, files),
            .. Of("parse, EDIFACT", n => Messages.Edifact(n, 100), m => EdifactFile.Read(m, context), texts.Segments, bare.Segments, files),
        ]);
    }

    private static Score[] Of(
        string name, Func<int, byte[]> make, Func<ReadOnlyMemory<byte>, FeedReading> read, Words texts, Words bare, int files)
    {
        var messages = Enumerable.Range(0, files).Select(make).ToArray();
        var megabytes = messages.Sum(m => m.LongLength) / 1e6;
        var facts = messages.Sum(m => read(m) is { Unreadable.IsEmpty: true } reading
            ? reading.Facts.Length
            : throw new InvalidOperationException($"{name}: {read(m).Unreadable[0]}"));
        var (ours, floor, least) = (new List<double>(), new List<double>(), new List<double>());
        long tokens = 0;
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(Seconds(m => read(m).Facts.Length));
            floor.Add(Seconds(m => texts(m.Span)));
            least.Add(Seconds(m => bare(m.Span)));
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        foreach (var message in messages)
            tokens += read(message).Facts.Length;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var rate = FormattableString.Invariant($"{megabytes / Growth.Median(ours):F0} MB/s, {facts / Growth.Median(ours):F0} facts/s");
        return
        [
            new Score(
                name, rate, FormattableString.Invariant($"words as texts {megabytes / Growth.Median(floor):F0} MB/s"), Ratio(floor), 0.5,
                Note: FormattableString.Invariant($"{allocated / (double)tokens:F0} bytes allocated a fact")),
            new Score(name, rate, FormattableString.Invariant($"words where they are {megabytes / Growth.Median(least):F0} MB/s"), Ratio(least), null),
        ];

        double Ratio(List<double> against) => ours.Zip(against, (mine, other) => other / mine).Order().ElementAt(Rounds / 2);

        double Seconds(Func<ReadOnlyMemory<byte>, int> work)
        {
            var watch = Stopwatch.GetTimestamp();
            var sum = 0;
            foreach (var message in messages)
                sum += work(message);
            return sum > 0 ? Stopwatch.GetElapsedTime(watch).TotalSeconds : throw new InvalidOperationException("Nothing was read.");
        }
    }
}
