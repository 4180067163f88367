using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Edifact;
using FsCheck;
using FsCheck.Fluent;
using static FreightRecovery.Domain.Tests.Feeds.EdifactWriter;

namespace FreightRecovery.Domain.Tests.Feeds;

/// <summary>One status with a code that is not known does not keep the others of its message.</summary>
public class UnknownStatusTests
{
    private const string At = "DTM+334:202603091530:203";

    private static readonly string[] Message =
    [
        "DTM+137:20260310:102", "RFF+FF:HB-1", "CNI+1+BL1", "LOC+5+CNTAO:139:6", "STS+1+18", At, "STS+1+A7", "RFF+BN:B1", At, "LOC+9+CNTAO:139:6",
        "CNI+2+BL2", "STS+1+B8", At, "STS+1+20+Q1", At, "STS+1+49", At,
    ];

    [Fact]
    public void The_good_ones_are_told_and_the_others_put_aside_each_with_its_consignment()
    {
        var reading = EdifactFile.Read(Bytes(Iftsta(Message)), Context);

        Assert.Equal(
            [new FactKind.Irregularity(IrregularityKind.Damaged), new FactKind.Irregularity(IrregularityKind.Lost)], reading.Facts.Select(f => f.Kind));
        Assert.Equal(["A7", "B8", "Q1"], reading.Unreadable.Select(u => u.Marked()));
        Assert.Contains("CNI+1+BL1'\nLOC+5+CNTAO:139:6'\nSTS+1+A7'\nRFF+BN:B1'", reading.Unreadable[0].Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("BL2", reading.Unreadable[0].Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("BL1", reading.Unreadable[1].Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Once_the_map_knows_its_code_a_status_put_aside_is_read_as_in_its_message()
    {
        var context = With(("status", "A7", "18"), ("status", "B8", "36"), ("reason", "Q1", "63"));
        var whole = EdifactFile.Read(Bytes(Iftsta(Message)), context).Facts;
        var aside = EdifactFile.Read(Bytes(Iftsta(Message)), Context).Unreadable;

        var again = aside.Select(u => EdifactFile.Read(EdifactFile.Encode(u.Raw), context)).ToList();

        Assert.All(again, reading => Assert.Empty(reading.Unreadable));
        Assert.Equal([whole[1], whole[2], whole[3]], again.SelectMany(r => r.Facts));
    }

    [Fact]
    public void A_message_that_lacks_more_than_some_codes_is_put_aside_once()
    {
        string[] many = ["CNI+1+BL1", "STS+1+49", At, .. Enumerable.Range(0, 60).SelectMany(i => (string[])[$"STS+1+Z{i}", At])];

        var reading = EdifactFile.Read(Bytes(Iftsta(many)), Context);

        Assert.Equal((1, "Z0"), (reading.Facts.Length, Assert.Single(reading.Unreadable).Marked()));
    }

    [Fact]
    public void A_message_that_is_broken_besides_is_put_aside_whole()
    {
        var reading = EdifactFile.Read(Bytes(Iftsta([.. Message, "STS+1+18", "DTM+334:nonsense:203"])), Context);

        Assert.Equal((0, 1), (reading.Facts.Length, reading.Unreadable.Length));
    }

    [Fact]
    public void Whatever_codes_are_not_known_each_status_is_told_or_put_aside_and_read_in_the_end() => Prop.ForAll(
        Gen.ArrayOf(Gen.Choose(0, 5)).ToArbitrary(),
        codes =>
        {
            string[] segments = [.. codes.Select((code, i) => code switch
            {
                0 => $"CNI+{i}+BL{i}", 1 => "STS+1+A7", 2 => "STS+1+49", 3 => $"LOC+9+CNTAO:139:6", 4 => "STS+1+18+Q1", _ => "STS+1+20",
            }).Prepend("CNI+1+BL1").Append("STS+1+49").SelectMany(s => s.StartsWith("STS", StringComparison.Ordinal) ? (string[])[s, At] : [s])];
            var context = With(("status", "A7", "36"), ("reason", "Q1", "63"));
            var reading = EdifactFile.Read(Bytes(Iftsta(segments)), Context);
            var again = reading.Unreadable.SelectMany(u => EdifactFile.Read(EdifactFile.Encode(u.Raw), context).Facts);

            return reading.Facts.Concat(again).Select(f => f.EventId).ToHashSet()
                .SetEquals(EdifactFile.Read(Bytes(Iftsta(segments)), context).Facts.Select(f => f.EventId));
        }).QuickCheckThrowOnFailure();
}
