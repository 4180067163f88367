using System.Text;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Edifact;
using static FreightRecovery.Domain.Tests.Feeds.EdifactWriter;

namespace FreightRecovery.Domain.Tests.Feeds;

public class EdifactEnvelopeTests
{
    private static readonly string[] Good = Iftsta("CNI+1+BL1", "STS+1+21", "DTM+334:202603091530:203", "LOC+175+DEHAM");

    private static readonly string[] Another = [.. Good.Select(s => s.Replace("UNH+1", "UNH+2").Replace("BL1", "BL2"))];

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n", "empty")]
    [InlineData("nonsense", "neither")]
    [InlineData("UNH+1+IFTSTA:D:00B:UN'", "neither")]
    [InlineData("UNA:+.", "shorter")]
    [InlineData("UNA:::? 'UNB", "same")]
    [InlineData("UNAa+.? 'UNB", "letter")]
    [InlineData("UNA:+!? 'UNB", "decimal mark")]
    [InlineData("UNB+UNOC:3+S+R", "cut off")]
    [InlineData("UNB+UNOX:3+S+R+260310:1200+I1'UNZ+0+I1'", "UNOA to UNOK")]
    [InlineData("UNB+UNOC:7+S+R+260310:1200+I1'UNZ+0+I1'", "1 to 4")]
    [InlineData("UNB+UNOC:3++R+260310:1200+I1'UNZ+0+I1'", "no sender")]
    [InlineData("UNB+UNOC:3+S+R+260310:1200'UNZ+0+I1'", "no reference")]
    [InlineData("UNB+UNOC:3+S+R+260310:1200+I1++++++1'UNZ+0+I1'", "it is a test")]
    public void What_is_no_interchange_is_put_aside_whole(string text, string reason)
    {
        var fault = EdifactFile.Read(Encoding.UTF8.GetBytes(text), Context).Fault();

        Assert.Contains(reason, fault.Reason);
        Assert.Equal(text, fault.Raw);
    }

    [Fact]
    public void An_empty_interchange_holds_nothing() =>
        Assert.Equal((0, 0), Counts(EdifactFile.Read("UNB+UNOC:3+S+R+260310:1200+I1'UNZ+0+I1'"u8.ToArray(), Context)));

    [Fact]
    public void Messages_of_one_interchange_are_all_read() =>
        Assert.Equal(["BL1", "BL2"], EdifactFile.Read(Bytes(Good, Another), Context).Facts.Select(f => f.TransportDocuments[0]));

    [Fact]
    public void Interchanges_one_after_the_other_are_all_read()
    {
        byte[] file = [.. Bytes(new EdifactStyle('|', '*', ',', '\\', ' ', '~') { HasUna = true }, Good), .. Bytes(Another)];

        Assert.Equal(["BL1", "BL2"], EdifactFile.Read(file, Context).Facts.Select(f => f.TransportDocuments[0]));
    }

    [Fact]
    public void A_byte_order_mark_and_any_line_ends_are_passed_over()
    {
        var style = new EdifactStyle { Syntax = "UNOY", Version = 4, LineEnds = ["", "\r\n", "\n", "\r", "\n\n  "] };

        Assert.Equal((2, 0), Counts(EdifactFile.Read((byte[])[.. "\uFEFF"u8, .. Bytes(style, Good, Another)], Context)));
    }

    [Fact]
    public void The_separators_of_level_B_need_no_UNA()
    {
        var style = new EdifactStyle('\u001F', '\u001D', '.', ' ', ' ', '\u001C') { Syntax = "UNOB", Version = 2, LineEnds = [""] };

        Assert.Equal((1, 0), Counts(EdifactFile.Read(Bytes(style, Good), Context)));
    }

    [Fact]
    public void A_line_feed_may_end_segments() =>
        Assert.Equal((1, 0), Counts(EdifactFile.Read(
            Bytes(new EdifactStyle(Terminator: '\n') { HasUna = true, LineEnds = [""] }, Good), Context)));

    [Fact]
    public void Functional_groups_are_passed_through()
    {
        var file = Write(new(),
        [
            "UNB+UNOC:3+SENDER+R+260310:1200+I1", "UNG+IFTSTA+S+R+260310:1200+G1+UN+D:00B", .. Good, $"UNT+{Good.Length + 1}+1", "UNE+1+G1",
            "UNG+IFTSTA+S+R+260310:1200+G2+UN+D:00B", .. Another, $"UNT+{Another.Length + 1}+2", "UNE+1+G2", "UNZ+2+I1",
        ]);

        Assert.Equal((2, 0), Counts(EdifactFile.Read(file, Context)));
    }

    [Theory]
    [InlineData("UNT+7+1", "UNT+8+1", "counts 8 segments, and 7 came", "8")]
    [InlineData("UNT+7+1", "UNT+7+9", "its reference 9 is not the 1 of UNH", "9")]
    [InlineData("UNT+7+1", "UNT++1", "no count", "UNT")]
    [InlineData("UNH+1+", "UNH++", "no reference", "UNH")]
    [InlineData("STS+1+21", "XYZ+1", "IFTSTA has no such segment", "XYZ")]
    [InlineData("BGM+23+M1+9", "DTM+137:20260310:102", "BGM is not the second segment", "DTM")]
    [InlineData("202603091530:203", "202603391530:203", "not a date and time", "202603391530")]
    [InlineData("DEHAM", "Hamburg::6", "not a UN/LOCODE", "Hamburg")]
    [InlineData("IFTSTA:D:00B", "ORDERS:D:96A", "messages of the type ORDERS D.96A are not read here", "ORDERS")]
    [InlineData("IFTSTA:D:00B", "IFTSTA:D:94A", "IFTSTA D.94A", "IFTSTA")]
    [InlineData("IFTSTA:D:00B", "IFTSTA:D:22A", "IFTSTA D.22A", "IFTSTA")]
    [InlineData("IFTSTA:D:00B", "IFTSTA:S:93A", "IFTSTA S.93A", "IFTSTA")]
    public void A_message_that_is_wrong_is_put_aside_alone_and_says_where(string old, string wrong, string reason, string marked)
    {
        var bytes = Encoding.UTF8.GetBytes(ReplaceFirst(Encoding.UTF8.GetString(Bytes(Good, Another)), old, wrong));
        var reading = EdifactFile.Read(bytes, Context);

        var fault = Assert.Single(reading.Unreadable);
        Assert.Contains(reason, fault.Reason);
        Assert.Equal(marked, fault.Marked());
        Assert.Equal("BL2", Assert.Single(reading.Facts).TransportDocuments[0]);
    }

    [Fact]
    public void What_is_put_aside_is_an_interchange_of_its_own()
    {
        var text = Encoding.UTF8.GetString(Bytes(Another, Good)).Replace("STS+1+21'\nDTM+334:202603091530", "STS+1+A?+7'\nDTM+334:202603091530");
        var fault = EdifactFile.Read(Encoding.UTF8.GetBytes(text), Context).Unreadable[1];

        Assert.Equal(
            "UNB+UNOC:3+SENDER:14+FORWARDER+260310:1200+I1'\nUNH+1+IFTSTA:D:00B:UN'\nBGM+23+M1+9'\nCNI+1+BL1'\nSTS+1+A?+7'\n"
            + "DTM+334:202603091530:203'\nLOC+175+DEHAM'\nUNT+7+1'\nUNZ+1+I1'\n",
            fault.Raw);
        var again = EdifactFile.Read(Encoding.UTF8.GetBytes(fault.Raw), Context).Fault();
        Assert.Equal((fault.Reason, fault.Raw, fault.At), (again.Reason, again.Raw, again.At));
        Assert.Single(EdifactFile.Read(Encoding.UTF8.GetBytes(fault.Raw), With(("status", "A+7", "21"))).Facts);
    }

    [Theory]
    [InlineData("UNZ+2+I1", "UNZ+3+I1", "UNZ counts 3, and 2 messages came: ask for interchange I1 again", "3")]
    [InlineData("UNZ+2+I1", "UNZ+2+I7", "the reference I7 of UNZ is not the I1 of UNB", "I7")]
    public void A_wrong_trailer_loses_no_message(string old, string wrong, string reason, string marked)
    {
        var reading = EdifactFile.Read(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Bytes(Good, Another)).Replace(old, wrong)), Context);

        var fault = Assert.Single(reading.Unreadable);
        Assert.Equal((2, reason, marked), (reading.Facts.Length, fault.Reason, fault.Marked()));
        Assert.StartsWith("UNB+UNOC:3+SENDER:14", fault.Raw);
        Assert.EndsWith(wrong + "'\n", fault.Raw);
    }

    [Theory]
    [InlineData("UNE+1+G1", "UNE+4+G1", "UNE counts 4, and 1 messages came: ask for group G1 again", "4")]
    [InlineData("UNE+1+G1", "UNE+1+G7", "the reference G7 of UNE is not the G1 of UNG", "G7")]
    [InlineData("UNE+1+G1'\n", "", "group G1 has no UNE", "UNG")]
    public void A_wrong_group_loses_no_message(string old, string wrong, string reason, string marked)
    {
        var file = Encoding.UTF8.GetString(Write(new(),
        [
            "UNB+UNOC:3+SENDER+R+260310:1200+I1", "UNG+IFTSTA+S+R+260310:1200+G1+UN+D:00B", .. Good, $"UNT+{Good.Length + 1}+1", "UNE+1+G1", "UNZ+1+I1",
        ]));
        var reading = EdifactFile.Read(Encoding.UTF8.GetBytes(file.Replace(old, wrong)), Context);

        var fault = Assert.Single(reading.Unreadable);
        Assert.Equal((1, reason, marked), (reading.Facts.Length, fault.Reason, fault.Marked()));
    }

    [Fact]
    public void A_cut_off_interchange_gives_what_came_whole()
    {
        var bytes = Bytes(Good, Another);
        for (var length = 0; length < bytes.Length - 2; length++)
        {
            var reading = EdifactFile.Read(bytes.AsMemory(0, length), Context);
            Assert.True(reading.Facts.Length <= 2, "More facts than messages.");
            Assert.Single(reading.Unreadable);
        }
    }

    [Fact]
    public void A_message_without_a_trailer_does_not_swallow_the_next()
    {
        var text = Encoding.UTF8.GetString(Bytes(Good, Another)).Replace("UNT+7+1'\n", "");
        var reading = EdifactFile.Read(Encoding.UTF8.GetBytes(text), Context);

        Assert.Equal("the message has no UNT: another one begins within it", Assert.Single(reading.Unreadable).Reason);
        Assert.Equal("BL2", Assert.Single(reading.Facts).TransportDocuments[0]);
    }

    [Fact]
    public void An_interchange_that_lacks_its_trailer_does_not_swallow_the_next()
    {
        var first = Encoding.UTF8.GetString(Bytes(Good)).Replace("UNZ+1+I1'\n", "");
        var reading = EdifactFile.Read((byte[])[.. Encoding.UTF8.GetBytes(first), .. Bytes(Another)], Context);

        Assert.Equal("interchange I1 ends without UNZ; ask for it again", Assert.Single(reading.Unreadable).Reason);
        Assert.Equal(2, reading.Facts.Length);
    }

    [Fact]
    public void Segments_outside_a_message_are_put_aside_together()
    {
        var text = Encoding.UTF8.GetString(Bytes(Good)).Replace("UNH+1", "LOC+9+DEHAM'\nLOC+11+CNSHA'\nUNH+1");
        var reading = EdifactFile.Read(Encoding.UTF8.GetBytes(text), Context);

        var fault = Assert.Single(reading.Unreadable);
        Assert.Equal(("segments outside a message", 1), (fault.Reason, reading.Facts.Length));
        Assert.Contains("LOC+9+DEHAM'\nLOC+11+CNSHA'", fault.Raw);
    }

    [Theory]
    [InlineData("UNOA", 0xE9, "UNOA (ASCII)")]
    [InlineData("UNOB", 0x07, "UNOB (ASCII)")]
    [InlineData("UNOC", 0x85, "UNOC (ISO 8859-1)")]
    [InlineData("UNOE", 0x9F, "UNOE (ISO 8859-5)")]
    [InlineData("UNOY", 0xE9, "UNOY (UTF-8)")]
    public void A_byte_of_another_character_set_is_a_fault_with_its_place(string syntax, byte foreign, string name)
    {
        var bytes = Bytes(new EdifactStyle { Syntax = syntax }, [.. Good, "FTX+AHN+++late#"], Another);
        bytes[Array.IndexOf(bytes, (byte)'#')] = foreign;
        var reading = EdifactFile.Read(bytes, Context);

        var fault = Assert.Single(reading.Unreadable);
        Assert.Contains(name, fault.Reason);
        Assert.Equal("\uFFFD", fault.Marked());
        Assert.Contains("late\uFFFD'", fault.Raw);
        Assert.Equal("BL2", Assert.Single(reading.Facts).TransportDocuments[0]);
        Assert.Contains("UTF-8", EdifactFile.Read(Encoding.UTF8.GetBytes(fault.Raw), Context).Fault().Reason);
    }

    [Theory]
    [InlineData("UNOC", "Verzögert: Sturm über Århus")]
    [InlineData("UNOE", "Задержка: шторм")]
    [InlineData("UNOY", "延误：台风 (颱風) · Задержка · Verspätung")]
    public void Texts_of_every_language_come_through_and_can_be_put_aside(string syntax, string text)
    {
        var style = new EdifactStyle { Syntax = syntax, Version = 4 };

        Assert.Equal(text, Assert.Single(EdifactFile.Read(Bytes(style, Told("20")), Context).Facts).Remark);

        var fault = EdifactFile.Read(Bytes(style, Told("A7")), Context).Fault();
        Assert.Contains(Escaped(text), fault.Raw);
        Assert.Equal(fault.Reason, EdifactFile.Read(Encoding.UTF8.GetBytes(fault.Raw), Context).Fault().Reason);
        Assert.Equal(text, EdifactFile.Read(Encoding.UTF8.GetBytes(fault.Raw), With(("status", "A7", "20"))).Facts[0].Remark);

        string[] Told(string status) => Iftsta("CNI+1+BL1", $"STS+1+{status}", "DTM+334:202603091530:203", "FTX+AHN+++" + Escaped(text));
    }

    [Fact]
    public void A_file_beyond_the_limit_is_put_aside_by_its_beginning()
    {
        var context = Context with { Limits = FeedLimits.Default with { MaxBytes = 100, ExcerptBytes = 10 } };

        Assert.Equal("UNB+UNOC:3", EdifactFile.Read(Bytes(Good), context).Fault().Raw);
    }

    [Fact]
    public void Too_many_events_are_put_aside_in_one_piece_and_none_is_lost()
    {
        var context = Context with { Limits = FeedLimits.Default with { MaxEvents = 3 } };
        var bad = Good.Select(s => s.Replace("STS+1+21", "STS+1+A7")).ToArray();
        var reading = EdifactFile.Read(Bytes(bad, bad, bad, bad, bad, bad, Another), context);

        Assert.Equal(5, reading.Unreadable.Length);
        Assert.Contains("BL2", reading.Unreadable[4].Raw);
    }

    [Fact]
    public void A_message_of_too_many_events_is_put_aside()
    {
        var context = Context with { Limits = FeedLimits.Default with { MaxEvents = 2 } };
        var reading = EdifactFile.Read(Bytes([.. Good, "STS+1+13", "DTM+334:202603091530:203", "STS+1+24", "DTM+334:202603091530:203"]), context);

        Assert.Contains("more than 2 events", reading.Fault().Reason);
    }

    [Fact]
    public void A_segment_of_too_many_elements_is_put_aside()
    {
        var reading = EdifactFile.Read(Bytes([.. Good, "FTX" + new string('+', 600)], Another), Context);

        Assert.Contains("segment 7 (FTX): more than 512 elements", Assert.Single(reading.Unreadable).Reason);
        Assert.Single(reading.Facts);
    }

    [Fact]
    public void In_version_4_an_asterisk_repeats_an_element_and_before_that_it_is_text()
    {
        var segments = Iftsta("CNI+1+BL1", "STS+1+20+63", "DTM+334:202603091530:203", "FTX+AHN+++a*b");

        Assert.Equal("a*b", EdifactFile.Read(Bytes(segments), Context).Facts[0].Remark);
        var four = Encoding.UTF8.GetString(Bytes(new EdifactStyle { Version = 4 }, segments));
        Assert.Equal("a", EdifactFile.Read(Encoding.UTF8.GetBytes(four), Context).Facts[0].Remark);
    }

    private static (int, int) Counts(FeedReading reading) => (reading.Facts.Length, reading.Unreadable.Length);

    private static string ReplaceFirst(string text, string old, string replacement)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, old);
        return string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + old.Length));
    }
}
