using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Meanings;
using NodaTime;

namespace FreightRecovery.Domain.Tests.Feeds;

public class LaneDelayTests
{
    private static readonly TradeFact Late = Synthetic.Arrived with { OccurredAt = Synthetic.Arrival + Duration.FromDays(2) };

    [Fact]
    public void A_lane_has_its_own_delays()
    {
        var patient = Policy(new LaneDelays("CN", "US", Days(5)));

        Assert.IsType<Meaning.Incident>(Meaning.Of(Late, Synthetic.Shipment, FeedPolicy.Default));
        Assert.IsType<Meaning.Nothing>(Meaning.Of(Late, Synthetic.Shipment, patient));
        Assert.IsType<Meaning.Incident>(Meaning.Of(Late, Synthetic.Shipment, Policy(new LaneDelays("DE", "US", Days(5)))));
    }

    [Fact]
    public void The_most_closely_drawn_lane_counts_in_whatever_order_they_stand()
    {
        LaneDelays[] lanes =
        [
            new("CN", "US", Days(9)), new("CNTAO", "US", Days(8)), new("CNTAO", "USNYC", Days(7)), new("CNTAO", "USNYC", Days(6)) { Mode = TransportMode.Sea },
            new("CNTAO", "USNYC", Days(5)) { Mode = TransportMode.Air },
        ];

        Assert.Equal(Days(6), Policy(lanes).DelaysOf(Synthetic.Shipment.Facts));
        Assert.Equal(Days(6), Policy([.. lanes.Reverse()]).DelaysOf(Synthetic.Shipment.Facts));
        Assert.Equal(Days(5), Policy(lanes).DelaysOf(Synthetic.Shipment.Facts with { Mode = TransportMode.Air }));
        Assert.Equal(Days(7), Policy(lanes).DelaysOf(Synthetic.Shipment.Facts with { Mode = TransportMode.Rail }));
        Assert.Equal(Days(8), Policy(lanes).DelaysOf(Synthetic.Shipment.Facts with { Destination = "USLAX" }));
    }

    [Theory]
    [InlineData("CNSHA", "US")]
    [InlineData("CN", "USLAX")]
    [InlineData("US", "CN")]
    public void A_lane_between_other_places_is_another_lane(string from, string to) =>
        Assert.Equal(FeedPolicy.Default.DelaysOf(Synthetic.Shipment.Facts), Policy(new LaneDelays(from, to, Days(5))).DelaysOf(Synthetic.Shipment.Facts));

    [Fact]
    public void Without_a_lane_air_counts_hours_and_others_count_days()
    {
        Assert.Equal(Duration.FromHours(6), FeedPolicy.Default.DelaysOf(AirSynthetic.Shipment.Facts).WorthTelling);
        Assert.Equal(Duration.FromDays(1), FeedPolicy.Default.DelaysOf(Synthetic.Shipment.Facts).WorthTelling);
    }

    [Fact]
    public void What_is_wrong_with_the_policy_is_told_by_its_place()
    {
        var wrong = FeedPolicy.Default with
        {
            Lanes = [new("PRC", "US", Days(5)), new("CN", "US", Days(5) with { Major = Duration.FromDays(1) })],
            AirDelays = Days(0),
            Masses = FeedPolicy.Default.Masses.Remove(TransportMode.Rail).SetItem(TransportMode.Air, new(166.67m, -1m, 2m)),
            Airports = FeedPolicy.Default.Airports.Add("LHR", ["London"]),
            LightestTareKilograms = 6000m,
            TemperatureTolerance = -1m,
            NextFlightAfter = Duration.Zero,
            PapersBeforeCutOff = -Duration.FromHours(1),
            UnknownZoneMayHide = Duration.FromHours(30),
        };

        Assert.Empty(FeedPolicy.Default.Faults());
        Assert.Equal(
            [
                "/airDelays/worthTelling", "/airports/LHR", "/lanes/0/from", "/lanes/1/delays/major", "/lightestTareKilograms",
                "/masses/air/toleranceKilograms", "/masses/air/toleranceShare", "/masses/rail", "/nextFlightAfter", "/papersBeforeCutOff",
                "/temperatureTolerance", "/unknownZoneMayHide",
            ],
            wrong.Faults().Select(f => f.Pointer).Order(StringComparer.Ordinal));
    }

    private static FeedPolicy Policy(params LaneDelays[] lanes) => FeedPolicy.Default with { Lanes = [.. lanes] };

    private static DelayLengths Days(int days) => new()
    {
        WorthTelling = Duration.FromDays(days), Major = Duration.FromDays(days + 2), Critical = Duration.FromDays(days + 10),
    };
}
