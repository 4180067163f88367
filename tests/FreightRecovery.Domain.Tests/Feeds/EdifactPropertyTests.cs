using System.Text;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Edifact;
using FsCheck;
using FsCheck.Fluent;
using static FreightRecovery.Domain.Tests.Feeds.EdifactWriter;

namespace FreightRecovery.Domain.Tests.Feeds;

public class EdifactPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(3000);

    [Fact]
    public void A_fact_written_with_any_separators_reads_back_equal() => Check.One(Thorough, Prop.ForAll(
        (from fact in EdifactGenerators.Facts from style in EdifactGenerators.Styles select (fact, style)).ToArbitrary(),
        x => IsOnly(x.fact, EdifactFile.Read(Bytes(x.style, EdifactGenerators.Message(x.fact, "1")), Context))));

    [Fact]
    public void The_separators_do_not_change_an_id() => Prop.ForAll(
        (from fact in EdifactGenerators.Facts from style in EdifactGenerators.Styles select (fact, style)).ToArbitrary(),
        x => EdifactFile.Read(Bytes(x.style, EdifactGenerators.Message(x.fact, "1")), Context).Facts[0].EventId
            == EdifactFile.Read(Bytes(new EdifactStyle { Syntax = "UNOY" }, EdifactGenerators.Message(x.fact, "7")), Context).Facts[0].EventId)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_broken_nothing_throws_and_what_is_put_aside_stays_put_aside() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(6000), Prop.ForAll(EdifactGenerators.Broken.ToArbitrary(), IsAccountedFor));

    [Fact]
    public void Random_bytes_are_put_aside() => Check.One(Thorough, Prop.ForAll(
        Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().ToArbitrary(), IsAccountedFor));

    [Fact]
    public void Whatever_is_broken_no_message_is_lost() => Check.One(Thorough, Prop.ForAll(
        (from count in Gen.Choose(2, 5)
         from facts in EdifactGenerators.Facts.ListOf(count)
         from style in EdifactGenerators.Styles
         from which in Gen.Choose(0, count - 1)
         from wound in Gen.Elements("STS+1+Q7", "DTM+334:nonsense:203", "ZZZ+1", "LOC+175+12345::6", "MEA+WT+AAB+KGM:heavy", "BGM+23")
         select (facts, style, which, wound)).ToArbitrary(),
        x =>
        {
            var messages = x.facts.Select((f, i) => EdifactGenerators.Message(f, $"M{i}")).ToArray();
            messages[x.which] = [.. messages[x.which], x.wound];
            var reading = EdifactFile.Read(Bytes(x.style, messages), Context);
            Assert.Contains($"M{x.which}", Assert.Single(reading.Unreadable).Raw);
            // A code that is not known puts its own status aside, and any other wound its message.
            Assert.Equal(x.facts.Where((_, i) => i != x.which || x.wound.StartsWith("STS", StringComparison.Ordinal)).Select(f => f.OccurredAt), reading.Facts.Select(f => f.OccurredAt));
            return true;
        }));

    [Fact]
    public void A_reference_that_came_whole_is_read_or_put_aside_whatever_wound_the_file_has() => Check.One(Thorough, Prop.ForAll(
        (from count in Gen.Choose(1, 4)
         from facts in EdifactGenerators.Facts.ListOf(count)
         from style in EdifactGenerators.Styles
         from wound in EdifactGenerators.Wound
         select (facts, style, wound)).ToArbitrary(),
        x =>
        {
            var facts = x.facts.Select((f, i) => f with { TransportDocuments = [$"DOC{i}Q"] }).ToList();
            var file = x.wound(Bytes(x.style, [.. facts.Select((f, i) => EdifactGenerators.Message(f, $"M{i}"))]));
            var reading = EdifactFile.Read(file, Context);
            for (var i = 0; i < facts.Count; i++)
            {
                var segment = $"RFF{x.style.Element}BM{x.style.Component}DOC{i}Q{x.style.Terminator}";
                if (!Encoding.UTF8.GetString(file).Contains(segment)) continue;
                Assert.True(
                    reading.Facts.Any(f => f.TransportDocuments.Contains($"DOC{i}Q")) || reading.Unreadable.Any(u => u.Raw.Contains($"DOC{i}Q")),
                    $"DOC{i}Q is lost of {Encoding.UTF8.GetString(file)}");
            }

            return true;
        }));

    private static bool IsOnly(TradeFact fact, FeedReading reading)
    {
        Assert.Empty(reading.Unreadable);
        var read = Assert.Single(reading.Facts);
        Assert.Equal(fact with { EventId = read.EventId }, read);
        return true;
    }

    private static bool IsAccountedFor(byte[] file)
    {
        var reading = EdifactFile.Read(file, Context);
        Contrl.Of(file, reading, new ContrlStamp("A", Received));
        foreach (var aside in reading.Unreadable)
        {
            Assert.NotEmpty(aside.Reason);
            if (aside.At is { } place)
            {
                Assert.True(place.Line >= 1 && place.Column >= 1 && place.Length >= 0);
                Assert.True(place.Line <= Lines(aside.Raw), $"Line {place.Line} of {aside.Raw}");
            }

            Assert.NotEmpty(EdifactFile.Read(Encoding.UTF8.GetBytes(aside.Raw), Context).Unreadable);
        }

        return reading.Facts.Length > 0 || reading.Unreadable.Length > 0 || Encoding.Latin1.GetString(file).Contains("UNZ");
    }

    private static int Lines(string text) => text.ReplaceLineEndings("\n").Count(c => c == '\n') + 1;
}
