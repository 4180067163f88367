using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Edifact;
using NodaTime;
using static FreightRecovery.Domain.Tests.Feeds.EdifactWriter;

namespace FreightRecovery.Domain.Tests.Feeds;

public class VermasReadingTests
{
    private static readonly string[] Head = ["UNH+3+VERMAS:D:16A:UN:SMDG10", "BGM+749+V1+9", "DTM+137:202603091600:203", "RFF+SI:MINE", "NAD+SPC+C1++Jane Doe"];

    private static readonly string[] Container =
    [
        "EQD+CN+SYNU1111111:6346:5+2200:6346:5+0++5", "RFF+BM:BL1", "RFF+BN:BOOK1", "MEA+AAE+VGM+KGM:1212", "DTM+WAT:202603091530:203",
        "TDT+20+012W+1++SYNL+++9321483:146:11:PACIFIC STAR", "DOC+SM1:VGM:306", "DTM+WAT:202603091530:203", "NAD+AM", "CTA+RP+:Jane Doe", "COM+jane@example.org:EM",
    ];

    [Fact]
    public void A_verified_gross_mass_is_a_weighing_of_the_container()
    {
        var reading = Vermas.Read(Bytes([.. Head, .. Container]), Context);

        Assert.Empty(reading.Unreadable);
        var fact = Assert.Single(reading.Facts);
        Assert.Equal(
            new TradeFact
            {
                EventId = fact.EventId,
                Kind = new FactKind.Weighing(MassBasis.VerifiedGross),
                Classifier = Classifier.Actual,
                OccurredAt = Instant.FromUtc(2026, 3, 9, 15, 30),
                CreatedAt = Instant.FromUtc(2026, 3, 9, 16, 0),
                Bookings = ["BOOK1"],
                TransportDocuments = ["BL1"],
                Containers = ["SYNU1111111"],
                Mode = MeansOfTransport.Vessel,
                Vessel = "PACIFIC STAR",
                Imo = "9321483",
                ExportVoyage = "012W",
                Carrier = "SYNL",
                Quantity = new(null, new(1212)),
                Remark = "method 1: the packed container was weighed",
            },
            fact);
        Assert.Equal("D.16A", reading.Version);
    }

    [Theory]
    [InlineData("LBR:1000", "453.59237")]
    [InlineData("TNE:1.2345", "1234.5")]
    [InlineData("KGM:1212.5", "1212.5")]
    public void Units_are_converted_exactly(string mass, string kilograms) => Assert.Equal(
        decimal.Parse(kilograms, System.Globalization.CultureInfo.InvariantCulture),
        EdifactFile.Read(Bytes([.. Head, .. Container.Select(s => s.Replace("KGM:1212", mass))]), Context).Facts[0].Quantity!.Mass!.Value.Kilograms);

    [Fact]
    public void Each_container_is_weighed_by_itself()
    {
        string[] second = ["EQD+CN+SYNU2222222", "MEA+AAE+VGM+KGM:20000"];
        var facts = EdifactFile.Read(Bytes([.. Head, .. Container, .. second]), Context).Facts;

        Assert.Equal([("SYNU1111111", 1), ("SYNU2222222", 0)], facts.Select(f => (f.Containers[0], f.Bookings.Count)));
        Assert.Equal(Instant.FromUtc(2026, 3, 9, 16, 0), facts[1].OccurredAt);
        Assert.NotEqual(facts[0].EventId, facts[1].EventId);
    }

    [Fact]
    public void A_mass_that_is_corrected_takes_the_place_of_the_first()
    {
        var first = EdifactFile.Read(Bytes([.. Head, .. Container]), Context).Facts[0];
        var second = EdifactFile.Read(Bytes([.. Head, .. Container.Select(s => s.Replace("1212", "1312").Replace("1530", "1730"))]), Context).Facts[0];

        Assert.Equal(first.EventId, second.EventId);
        Assert.NotEqual(first.Quantity, second.Quantity);
    }

    [Fact]
    public void A_cancellation_takes_the_mass_back() => Assert.True(
        EdifactFile.Read(Bytes([.. Head.Select(s => s.Replace("V1+9", "V1+1")), .. Container]), Context).Facts[0].IsRetracted);

    [Theory]
    [InlineData("MEA+AAE+VGM+KGM:1212", "MEA+AAE+T+KGM:1212", "has no verified mass")]
    [InlineData("MEA+AAE+VGM+KGM:1212", "MEA+AAE+VGM+KGM:much", "not a number")]
    [InlineData("EQD+CN+SYNU1111111:6346:5", "EQD+CN+", "has no number")]
    [InlineData("DTM+WAT:202603091530", "DTM+WAT:2026", "not of format 203")]
    [InlineData("TDT+20", "STS+20", "VERMAS has no such segment")]
    [InlineData("TDT+20", "ZZZZZZZZZZZZZZZZZZZZ+20", "VERMAS has no such segment")]
    public void What_is_wrong_is_told(string old, string wrong, string reason) => Assert.Contains(
        reason, EdifactFile.Read(Bytes([.. Head, .. Container.Select(s => s.Replace(old, wrong))]), Context).Fault().Reason);

    [Fact]
    public void A_message_without_a_container_is_put_aside() =>
        Assert.Contains("without a container", EdifactFile.Read(Bytes(Head), Context).Fault().Reason);

    [Fact]
    public void Each_reader_takes_its_own_type_alone()
    {
        string[] status = Iftsta("CNI+1+BL1", "STS+1+21", "DTM+334:202603091530:203");
        var file = Bytes([.. Head, .. Container], status);

        Assert.Equal((1, 1), (Vermas.Read(file, Context).Facts.Length, Vermas.Read(file, Context).Unreadable.Length));
        Assert.IsType<FactKind.Handling>(Assert.Single(FreightRecovery.Feeds.Edifact.Iftsta.Read(file, Context).Facts).Kind);
        Assert.Equal((2, null), (EdifactFile.Read(file, Context).Facts.Length, EdifactFile.Read(file, Context).Version));
    }
}
