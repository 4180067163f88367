using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Dcsa;
using NodaTime;

namespace FreightRecovery.Domain.Tests.Feeds;

/// <summary>The messages that the Digital Container Shipping Association publishes itself.</summary>
public class DcsaSamplesTests
{
    [Fact]
    public void All_seven_events_of_the_22_sample_are_read_in_order()
    {
        var reading = Read("tnt-220-response.json");

        Assert.Equal("2.2", reading.Version);
        Assert.Empty(reading.Unreadable);
        Assert.Equal(["e2", "e3", "e4", "e5", "e6", "e7", "e8"], reading.Facts.Select(f => f.EventId[^2..]));
        var arrival = reading.Facts[0];
        Assert.Equal(new TradeFact
        {
            EventId = "3cecb101-7a1a-43a4-9d62-e88a131651e2",
            Kind = new FactKind.Arrival(),
            Classifier = Classifier.Actual,
            OccurredAt = Instant.FromUtc(2021, 1, 9, 13, 12, 56),
            CreatedAt = Instant.FromUtc(2021, 1, 23, 12, 34, 56),
            Bookings = ["ABC123123123"],
            TransportDocuments = ["reserved-HHL123"],
            ForwarderReferences = ["string"],
            Containers = ["APZU4812090"],
            Mode = MeansOfTransport.Vessel,
            Vessel = "King of the Seas",
            Imo = "9321483",
            ExportVoyage = "2103S",
            ImportVoyage = "2103N",
            Location = "FRPAR",
            Carrier = "MAEU",
            DelayReasonCodes = ["WEA"],
            Remark = "Bad weather",
        }, arrival);
        Assert.Equal(
            new FactKind.Document(DocumentKind.ShippingInstruction, DocumentStatus.Drafted, "reserved-HHL123"), reading.Facts[1].Kind);
        Assert.Equal(new FactKind.Equipment(EquipmentMove.Loaded, Laden: false), reading.Facts[2].Kind);
        Assert.Null(reading.Facts[2].LoadedContainer);
    }

    [Theory]
    [InlineData("tnt-300-request-equipment.json", "evt-equip-001-2026-01-20T14:15:00Z")]
    [InlineData("tnt-300-request-shipment.json", "evt-ship-001")]
    [InlineData("tnt-300-request-transport.json", "evt-trans-001-2026-01-20T12:30:00Z")]
    public void The_30_samples_are_read(string file, string id)
    {
        var reading = Read(file);

        Assert.Equal("3.0", reading.Version);
        Assert.Empty(reading.Unreadable);
        Assert.Equal(id, Assert.Single(reading.Facts).EventId);
        Assert.Equal("EXCO", reading.Facts[0].Carrier);
    }

    [Fact]
    public void The_wrong_structure_gives_two_unreadable_elements_and_no_fact()
    {
        var reading = Read("tnt-220-response-wrong-structure.json");

        Assert.Empty(reading.Facts);
        Assert.Equal(["/0/eventType", "/1/eventType"], reading.Unreadable.Select(u => u.Pointer));
        Assert.All(reading.Unreadable, u => Assert.Contains("someEvents", u.Raw));
    }

    // Its second event is sound by itself: that sample is wrong about it only as an answer to a certain query.
    [Fact]
    public void The_wrong_attributes_are_put_aside_and_the_sound_event_among_them_is_read()
    {
        var reading = Read("tnt-220-response-wrong-attribute-values.json");

        Assert.Equal(["/0/eventID", "/2/transportCall/location"], reading.Unreadable.Select(u => u.Pointer));
        Assert.Equal("3cecb101-7a1a-43a4-9d62-e88a131651e3", Assert.Single(reading.Facts).EventId);
    }

    private static FeedReading Read(string file) => DcsaTrackAndTrace.Read(SharedFiles.Read("samples", "dcsa", file));
}
