using System.Text.Json;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Dcsa;
using FsCheck;
using FsCheck.Fluent;

namespace FreightRecovery.Domain.Tests.Feeds;

public class DcsaPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(4000);

    [Fact]
    public void A_fact_written_as_version_22_reads_back_equal() => Check.One(Thorough, Prop.ForAll(
        (from fact in FactGenerators.Facts from offset in FactGenerators.Offsets select (fact, offset)).ToArbitrary(),
        x => IsOnly(x.fact, DcsaTrackAndTrace.Read(DcsaWriter.Bytes(DcsaWriter.Event22(x.fact, x.offset))), "2.2")));

    [Fact]
    public void A_fact_written_as_version_30_reads_back_equal() => Check.One(Thorough, Prop.ForAll(
        FactGenerators.Facts.ToArbitrary(),
        fact => IsOnly(fact, DcsaTrackAndTrace.Read(DcsaWriter.Message30(fact)), "3.0")));

    [Fact]
    public void The_same_event_twice_in_a_message_gives_equal_facts() => Prop.ForAll(
        FactGenerators.Facts.ToArbitrary(),
        fact => DcsaTrackAndTrace.Read(DcsaWriter.Message22(fact, fact)).Facts is [var a, var b]
            && a == b && a.GetHashCode() == b.GetHashCode()).QuickCheckThrowOnFailure();

    [Fact]
    public void Both_versions_say_the_same() => Prop.ForAll(
        FactGenerators.Facts.ToArbitrary(),
        fact => DcsaTrackAndTrace.Read(DcsaWriter.Message22(fact)).Facts[0] == DcsaTrackAndTrace.Read(DcsaWriter.Message30(fact)).Facts[0])
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_broken_nothing_throws_and_every_event_is_accounted_for_once() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(8000),
        Prop.ForAll(FactGenerators.Broken.ToArbitrary(), message => IsAccountedFor(message, DcsaTrackAndTrace.Read(message))));

    [Fact]
    public void Random_bytes_are_one_unreadable_message_or_a_valid_one() => Check.One(Thorough, Prop.ForAll(
        Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().ToArbitrary(),
        message => IsAccountedFor(message, DcsaTrackAndTrace.Read(message))));

    private static bool IsOnly(TradeFact fact, FeedReading reading, string version)
    {
        Assert.Empty(reading.Unreadable);
        Assert.Equal(fact, Assert.Single(reading.Facts));
        return reading.Version == version;
    }

    // Counts the events by other means than the reader's.
    private static bool IsAccountedFor(byte[] message, FeedReading reading)
    {
        var (count, path) = CountEvents(message);
        if (count is null) return reading is { Facts.Length: 0, Unreadable: [{ Pointer: "" }] };
        if (path is null) return reading.Facts.Length + reading.Unreadable.Length == 1;
        var putAside = reading.Unreadable.Select(u => int.Parse(u.Pointer[(path.Length + 1)..].Split('/')[0])).ToList();
        return putAside.SequenceEqual(putAside.Order().Distinct())
            && putAside.All(i => i >= 0 && i < count)
            && reading.Unreadable.All(u => u.Pointer.StartsWith(path + "/", StringComparison.Ordinal) && u.Reason.Length > 0)
            && reading.Facts.Length + putAside.Count == count;
    }

    private static (int? Count, string? Path) CountEvents(byte[] message)
    {
        try
        {
            using var document = JsonDocument.Parse(message, new() { MaxDepth = FeedLimits.Default.MaxDepth });
            var root = document.RootElement;
            if (root.ValueKind is JsonValueKind.Array) return (root.GetArrayLength(), "");
            if (root.ValueKind is not JsonValueKind.Object) return (null, null);
            var events = root.EnumerateObject().Where(m => Named(m, "events")).ToList();
            if (events.Count > 1) return (null, null);
            if (events.Count == 1) return events[0].Value.ValueKind is JsonValueKind.Array ? (events[0].Value.GetArrayLength(), "/events") : (null, null);
            return root.EnumerateObject().Any(m => Named(m, "eventType")) ? (1, null) : (null, null);
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }

    private static bool Named(JsonProperty member, string name)
    {
        try
        {
            return member.Name == name;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
