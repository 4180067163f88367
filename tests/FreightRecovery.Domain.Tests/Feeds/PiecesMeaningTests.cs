using FreightRecovery.Feeds;
using static FreightRecovery.Domain.Tests.Feeds.AirSynthetic;

namespace FreightRecovery.Domain.Tests.Feeds;

public class PiecesMeaningTests
{
    [Theory]
    [InlineData(CargoMove.ReceivedFromFlight)]
    [InlineData(CargoMove.Delivered)]
    public void Fewer_pieces_than_the_waybill_says_are_missing(CargoMove move)
    {
        var incident = Handled(move, "LHR", new(8, new(400m), 10)).AirIncident();

        Assert.Equal((IncidentKind.CargoLost, Fault.Carrier, Severity.Major, "GBLON"), (incident.Kind, incident.Fault, incident.Severity, incident.Place));
        Assert.EndsWith("Only 8 pieces of 10 came at LHR.", incident.Description);
    }

    [Fact]
    public void Three_of_twenty_five_that_are_told_as_a_part_are_no_loss() =>
        Handled(CargoMove.ReceivedFromFlight, "LHR", new(3, null, 25, Portion.Part)).AirNothing();

    [Fact]
    public void A_split_is_no_loss() => Handled(CargoMove.Delivered, "LHR", new(3, null, 25, Portion.Split)).AirNothing();

    [Fact]
    public void All_pieces_are_all_pieces_however_the_booking_counts_them() => Handled(CargoMove.Delivered, "LHR", new(10, null, 10)).AirNothing();

    [Fact]
    public void Only_a_message_without_a_total_is_compared_with_the_booking()
    {
        var bare = Handled(CargoMove.Delivered, "LHR", new(39, null)) with { Declared = null };

        Assert.EndsWith("Only 39 pieces of 40 came at LHR.", bare.AirIncident().Description);
        bare.AirNothing(Booked(f => f with { Packages = null }));
    }

    [Fact]
    public void Other_pieces_at_acceptance_than_on_the_waybill_make_the_papers_defective()
    {
        Assert.Equal(IncidentKind.DocumentsDefective, Handled(CargoMove.ReceivedFromShipper, quantity: new(8, new(500m), 10)).AirIncident().Kind);
        Assert.Equal(IncidentKind.DocumentsDefective, Handled(CargoMove.ReceivedFromShipper, quantity: new(11, new(500m), 10)).AirIncident().Kind);
    }

    [Fact]
    public void What_is_still_expected_is_not_counted() =>
        (Handled(CargoMove.ReceivedFromFlight, "LHR", new(8, null, 10)) with { Classifier = Classifier.Estimated }).AirNothing();
}
