using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Meanings;
using NodaTime;
using static FreightRecovery.Domain.Tests.Feeds.Synthetic;

namespace FreightRecovery.Domain.Tests.Feeds;

public class ConcernTests
{
    private static readonly TradeFact Late = Arrived with { OccurredAt = Arrival + Duration.FromDays(5) };

    [Fact]
    public void A_fact_about_another_booking_is_none_of_ours() =>
        Assert.Contains("names no document", (Late with { Bookings = ["OTHER1"] }).Nothing());

    [Fact]
    public void A_fact_is_ours_by_container_by_our_own_reference_or_by_sailing()
    {
        (Late with { Bookings = ["OTHER1"], Containers = ["synu-1111111"] }).Incident();
        (Late with { Bookings = [], ForwarderReferences = ["hb 1"] }).Incident();
        (Late with { Bookings = [] }).Incident();
        (Late with { Bookings = [], Vessel = "Atlantic Moon" }).Nothing();
    }

    [Fact]
    public void What_a_container_did_before_the_booking_is_none_of_ours() =>
        (Loaded with { Vessel = "Atlantic Moon", OccurredAt = Instant.FromUtc(2025, 12, 1, 0, 0) }).Nothing();

    [Fact]
    public void What_is_told_of_the_time_after_delivery_is_too_late_to_matter()
    {
        var delivered = Shipment with { Facts = Shipment.Facts with { DeliveredAt = Arrival } };

        Late.Nothing(delivered);
    }

    [Fact]
    public void A_retraction_is_a_retraction_whatever_it_says() =>
        Assert.Equal(new Meaning.Retraction("synthetic-1"), (Late with { IsRetracted = true }).Meaning());

    [Fact]
    public void Keys_are_documents_and_containers_in_one_spelling()
    {
        var keys = FactKeys.Of(Loaded with { Bookings = ["syn-0001"], TransportDocuments = ["T 2"], ForwarderReferences = ["hb-1"] });

        Assert.Equal(new FactKeys(["SYN0001", "T2"], ["HB1"], ["SYNU1111111"], null), keys);
    }

    [Fact]
    public void The_sailing_is_a_key_only_for_transport_without_document_and_container()
    {
        Assert.Equal(new Sailing("PACIFICSTAR", "9321483", ["12W"]), FactKeys.Of(Sailed with { Bookings = [] }).Sailing);
        Assert.Null(FactKeys.Of(Sailed).Sailing);
        Assert.Null(FactKeys.Of(Loaded with { Containers = [] }).Sailing);
        Assert.Null(FactKeys.Of(Sailed with { Bookings = [], Mode = MeansOfTransport.Barge }).Sailing);
    }

    [Fact]
    public void Equal_facts_have_equal_meanings() => Assert.Equal(Late.Meaning(), (Late with { Bookings = ["SYN0001"] }).Meaning());
}
