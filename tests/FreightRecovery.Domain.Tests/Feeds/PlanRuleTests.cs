using FreightRecovery.Domain.Shipments;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Meanings;
using NodaTime;
using static FreightRecovery.Domain.Tests.Feeds.Synthetic;

namespace FreightRecovery.Domain.Tests.Feeds;

public class PlanRuleTests
{
    private static readonly BookedShipment Unplanned = Shipment with { PlannedDeparture = null, PlannedArrival = null };

    private static readonly TradeFact Expected = Arrived with { Classifier = Classifier.Estimated };

    [Fact]
    public void The_first_time_told_for_the_booked_sailing_is_the_plan_of_a_shipment_without_one()
    {
        Assert.Equal((PlanPoint.Arrival, Arrival), Plan(Expected));
        Assert.Equal((PlanPoint.Departure, Departure), Plan(Sailed with { Classifier = Classifier.Planned }));
        Assert.Equal((PlanPoint.Arrival, Arrival), Plan(Expected with { Bookings = [] }));
    }

    [Fact]
    public void What_is_booked_is_no_feeds_to_say() => Assert.Null(PlanRule.Of(Expected, Shipment, FeedPolicy.Default));

    [Fact]
    public void What_happened_what_is_late_and_what_tells_no_hour_is_no_plan()
    {
        Assert.Null(Plan(Arrived));
        Assert.Null(Plan(Expected with { DelayReasonCodes = ["WEA"] }));
        Assert.Null(Plan(Expected with { IsDayOnly = true }));
        Assert.Null(Plan(Expected with { IsZoneUnknown = true }));
        Assert.Null(Plan(Expected with { IsRetracted = true }));
    }

    [Fact]
    public void Another_port_another_ship_and_a_truck_plan_nothing()
    {
        Assert.Null(Plan(Expected with { Location = "USBOS" }));
        Assert.Null(Plan(Expected with { Vessel = "ATLANTIC STAR", Imo = null }));
        Assert.Null(Plan(Expected with { Mode = MeansOfTransport.Truck }));
        Assert.Null(Plan(Expected with { Bookings = ["OTHER"], Containers = [] }));
    }

    [Fact]
    public void An_airline_plans_the_flight_that_it_books()
    {
        var unplanned = AirSynthetic.Shipment with { PlannedDeparture = null };
        var booked = AirSynthetic.Handled(CargoMove.Booked);

        Assert.Equal((PlanPoint.Departure, AirSynthetic.Departure), PlanRule.Of(booked, unplanned, FeedPolicy.Default));
        Assert.Null(PlanRule.Of(booked with { Flight = "CX257" }, unplanned, FeedPolicy.Default));
        Assert.Contains("later than booked", (AirSynthetic.Departed with { OccurredAt = AirSynthetic.Departure + Duration.FromHours(9) })
            .AirIncident(unplanned with { PlannedDeparture = AirSynthetic.Departure }).Description);
    }

    [Theory]
    [InlineData("BKD/CX255/18JUN/HKGLHR/T40/S0900/S1500", false)]
    [InlineData("BKD/CX255/18JUN0900/HKGLHR/T40", false)]
    [InlineData("BKD/CX255/18JUN/HKGLHR/T40", true)]
    public void A_day_without_an_hour_says_so(string line, bool isDayOnly) => Assert.Equal(
        isDayOnly,
        Assert.Single(FreightRecovery.Feeds.CargoImp.CargoImp.Read(
            System.Text.Encoding.ASCII.GetBytes($"FSU/14\r\n160-12345675HKGLHR/T40K500.0\r\n{line}\r\n"), new FeedContext(AirSynthetic.Departure)).Facts).IsDayOnly);

    [Theory]
    [InlineData("DTM+132:202603100800:203", false)]
    [InlineData("DTM+132:20260310:102", true)]
    public void So_does_a_day_in_edifact(string time, bool isDayOnly) =>
        Assert.Equal(isDayOnly, EdifactWriter.Only("CNI+1+BL1", "STS+1+1", time, "TDT+20+012W+1").IsDayOnly);

    private static (PlanPoint, Instant)? Plan(TradeFact fact) => PlanRule.Of(fact, Unplanned, FeedPolicy.Default);
}
