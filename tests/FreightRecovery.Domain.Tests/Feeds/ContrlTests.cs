using System.Text;
using FreightRecovery.Feeds.Edifact;
using NodaTime;
using static FreightRecovery.Domain.Tests.Feeds.EdifactWriter;

namespace FreightRecovery.Domain.Tests.Feeds;

public class ContrlTests
{
    private static readonly string[] Good = Iftsta("CNI+1+BL1", "STS+1+21", "DTM+334:202603091530:203");

    private static readonly ContrlStamp Stamp = new("A1", Instant.FromUtc(2026, 3, 10, 12, 5));

    [Fact]
    public void A_sound_interchange_is_acknowledged_in_one_word() => Assert.Equal(
        "UNB+UNOC:3+FORWARDER+SENDER:14+260310:1205+A1'UNH+1+CONTRL:D:3:UN'UCI+I1+SENDER:14+FORWARDER+7'UNT+3+1'UNZ+1+A1'",
        Answer(Bytes(Good)));

    [Fact]
    public void To_version_4_the_answer_is_of_version_4() => Assert.Equal(
        "UNB+UNOY:4+FORWARDER+SENDER:14+20260310:1205+A1'UNH+1+CONTRL:4:1:UN'UCI+I1+SENDER:14+FORWARDER+7'UNT+3+1'UNZ+1+A1'",
        Answer(Bytes(new EdifactStyle { Syntax = "UNOY", Version = 4 }, Good)));

    [Theory]
    [InlineData("UNT+6+1", "UNT+9+1", "UCM+1+IFTSTA:D:00B:UN+4+29+UNT+2'")]
    [InlineData("UNT+6+1", "UNT+6+8", "UCM+1+IFTSTA:D:00B:UN+4+28+UNT+3'")]
    [InlineData("IFTSTA:D:00B:UN", "ORDERS:D:96A:UN", "UCM+1+ORDERS:D:96A:UN+4+17+UNH+3:1'")]
    [InlineData("BGM+23+M1+9", "XXY+23", "UCM+1+IFTSTA:D:00B:UN+4'UCS+2+13'")]
    [InlineData("STS+1+21", "ABC+1", "UCM+1+IFTSTA:D:00B:UN+4'UCS+4+15'")]
    [InlineData("202603091530:203", "202613091530:203", "UCM+1+IFTSTA:D:00B:UN+4'UCS+5'UCD+12+2:2'")]
    [InlineData("UNT+6+1'\n", "", "UCM+1+IFTSTA:D:00B:UN+4+13'")]
    public void A_message_is_rejected_with_the_place_and_the_code(string old, string wrong, string report)
    {
        var answer = Answer(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Bytes(Good)).Replace(old, wrong)));

        Assert.Contains("+FORWARDER+7'" + report, answer);
    }

    [Theory]
    [InlineData("UNZ+1+I1", "UNZ+2+I1", "+4+29+UNZ'")]
    [InlineData("UNZ+1+I1", "UNZ+1+I2", "+4+28+UNZ'")]
    [InlineData("UNZ+1+I1'\n", "", "+4+13+UNZ'")]
    [InlineData("UNOC:3", "UNOC:9", null)]
    public void An_interchange_is_rejected_as_a_whole(string old, string wrong, string? code)
    {
        var answer = Answer(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Bytes(Good)).Replace(old, wrong)));

        if (code is null) Assert.Empty(answer);
        else Assert.Contains($"UCI+I1+SENDER:14+FORWARDER{code}UNT+3+1'", answer);
    }

    [Fact]
    public void A_code_that_is_only_unknown_here_is_no_fault_of_syntax() =>
        Assert.Contains("+7'UNT+3+1'", Answer(Bytes(Iftsta("CNI+1+BL1", "STS+1+A7"))));

    [Fact]
    public void Several_interchanges_are_answered_one_by_one()
    {
        byte[] file = [.. Bytes(Good), .. Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Bytes(Good)).Replace("UNT+6", "UNT+7").Replace("I1", "I2"))];
        var answer = Answer(file);

        Assert.Contains("UCI+I1+SENDER:14+FORWARDER+7'UNT+3+1'", answer);
        Assert.Contains("UCI+I2+SENDER:14+FORWARDER+7'UCM+1+IFTSTA:D:00B:UN+4+29+UNT+2'UNT+4+1'", answer);
    }

    [Fact]
    public void Separators_in_names_are_released()
    {
        var text = Encoding.UTF8.GetString(Bytes(Good)).Replace("SENDER:14", "S?+1").Replace("+I1'", "+I?'1'");

        Assert.Contains("UCI+I?'1+S?+1+FORWARDER+7'", Answer(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void What_is_no_interchange_gets_no_answer() => Assert.Empty(Answer("nonsense"u8.ToArray()));

    [Fact]
    public void The_answer_is_an_interchange_itself() => Assert.Contains(
        "messages of the type CONTRL", EdifactFile.Read(Encoding.UTF8.GetBytes(Answer(Bytes(Good))), Context).Fault().Reason);

    private static string Answer(byte[] file) => Contrl.Of(file, EdifactFile.Read(file, Context), Stamp);
}
