using FreightRecovery.Feeds;
using static FreightRecovery.Domain.Tests.Feeds.Synthetic;

namespace FreightRecovery.Domain.Tests.Feeds;

public class RolledMeaningTests
{
    [Fact]
    public void Names_are_compared_without_case_spaces_punctuation_leading_zeros_and_MV()
    {
        Sailed.Nothing();
        (Sailed with { Vessel = "M/V Pacific-Star", ExportVoyage = "0012 w" }).Nothing();
        Loaded.Nothing();
    }

    [Fact]
    public void A_load_on_another_vessel_is_rolled_cargo()
    {
        var incident = (Loaded with { Vessel = "Atlantic Moon" }).Incident();

        Assert.Equal((IncidentKind.CargoRolled, Fault.Carrier, Severity.Major), (incident.Kind, incident.Fault, incident.Severity));
        Assert.Equal(Texts.Of("SYNU1111111"), incident.ContainerExtent);
        Assert.Contains("on Atlantic Moon voyage 12-W instead", incident.Description);
    }

    [Fact]
    public void A_booking_moved_to_another_voyage_is_rolled_cargo_even_as_a_plan() =>
        Assert.Equal(IncidentKind.CargoRolled, (Sailed with { ExportVoyage = "013W", Classifier = Classifier.Planned }).Incident().Kind);

    [Fact]
    public void A_load_on_another_vessel_at_a_transhipment_port_is_as_it_should_be() =>
        (Loaded with { Vessel = "Atlantic Moon", Location = "KRPUS" }).Nothing();

    [Theory]
    [InlineData(MeansOfTransport.Barge)]
    [InlineData(MeansOfTransport.Truck)]
    public void A_barge_or_truck_to_the_port_is_not_another_vessel(MeansOfTransport mode) =>
        (Loaded with { Vessel = "Barge 7", ExportVoyage = null, Mode = mode }).Nothing();

    [Fact]
    public void An_empty_container_is_not_the_cargo() =>
        (Loaded with { Vessel = "Atlantic Moon", Kind = new FactKind.Equipment(EquipmentMove.Loaded, Laden: false) }).Nothing();

    [Fact]
    public void A_vessel_that_leaves_without_a_container_leaves_it_rolled()
    {
        var incident = (Sailed with { Bookings = [] }).Incident(WithLoaded("SYNU1111111"));

        Assert.Equal(IncidentKind.CargoRolled, incident.Kind);
        Assert.Equal(Texts.Of("SYNU2222222"), incident.ContainerExtent);
        Assert.Contains("no load is known of SYNU2222222", incident.Description);
    }

    [Fact]
    public void A_vessel_that_leaves_with_all_containers_is_on_its_way() =>
        (Sailed with { Bookings = [] }).Nothing(WithLoaded("SYNU1111111", "synu 2222222"));

    [Fact]
    public void Where_nobody_tells_of_loads_nothing_follows_from_a_departure() => Sailed.Nothing(Shipment);

    [Fact]
    public void An_expected_departure_still_has_time_to_load() =>
        (Sailed with { Classifier = Classifier.Estimated }).Nothing(WithLoaded());

    [Fact]
    public void A_departure_from_a_later_port_says_nothing_of_the_loads_at_the_origin() =>
        (Sailed with { Location = "KRPUS" }).Nothing(WithLoaded());

    [Fact]
    public void A_departure_from_nowhere_says_nothing_of_the_loads_at_the_origin() =>
        (Sailed with { Location = null }).Nothing(WithLoaded());

    [Fact]
    public void Cargo_left_behind_in_a_strike_is_nobodys_fault() =>
        Assert.Equal(Fault.Nobody, (Loaded with { Vessel = "Atlantic Moon", DelayReasonCodes = ["STR"] }).Incident().Fault);

    [Fact]
    public void A_fact_tells_which_container_came_on_board_to_be_remembered()
    {
        Assert.Equal("SYNU1111111", Loaded.LoadedContainer);
        Assert.Null((Loaded with { Classifier = Classifier.Estimated }).LoadedContainer);
        Assert.Null((Loaded with { Mode = MeansOfTransport.Truck }).LoadedContainer);
        Assert.Null((Loaded with { IsRetracted = true }).LoadedContainer);
        Assert.Null(Sailed.LoadedContainer);
    }

    [Theory]
    [InlineData(PortCallStatus.Omitted, "CNTAO", IncidentKind.CargoRolled)]
    [InlineData(PortCallStatus.Omitted, "USNYC", IncidentKind.CargoRolled)]
    [InlineData(PortCallStatus.Omitted, "KRPUS", IncidentKind.CarrierNotOnSchedule)]
    [InlineData(PortCallStatus.Blanked, "KRPUS", IncidentKind.CargoRolled)]
    [InlineData(PortCallStatus.Slid, "CNTAO", IncidentKind.CargoRolled)]
    [InlineData(PortCallStatus.CutAndRun, "CNTAO", IncidentKind.CargoRolled)]
    [InlineData(PortCallStatus.RotationChanged, "KRPUS", IncidentKind.CarrierNotOnSchedule)]
    public void A_changed_port_call_of_the_booked_sailing_is_an_incident(PortCallStatus status, string place, IncidentKind kind)
    {
        var incident = Call(status, place).Incident();

        Assert.Equal((kind, Fault.Carrier), (incident.Kind, incident.Fault));
    }

    [Theory]
    [InlineData(PortCallStatus.CutAndRun, "KRPUS")]
    [InlineData(PortCallStatus.AdHoc, "KRPUS")]
    [InlineData(PortCallStatus.PhasedOut, "CNTAO")]
    public void Other_changes_leave_the_shipment_alone(PortCallStatus status, string place) => Call(status, place).Nothing();

    [Fact]
    public void Cargo_on_board_is_not_left_behind()
    {
        var aboard = WithLoaded("SYNU1111111", "SYNU2222222");

        Call(PortCallStatus.CutAndRun).Nothing(aboard);
        Assert.Equal(IncidentKind.CarrierNotOnSchedule, Call(PortCallStatus.Slid).Incident(aboard).Kind);
        Assert.Equal(IncidentKind.CargoRolled, Call(PortCallStatus.Omitted, "USNYC").Incident(aboard).Kind);
    }

    [Fact]
    public void A_port_call_of_another_voyage_is_none_of_ours() =>
        (Call(PortCallStatus.Blanked) with { ExportVoyage = "014W" }).Nothing();
}
