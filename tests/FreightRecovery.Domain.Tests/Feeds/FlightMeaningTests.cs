using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Meanings;
using NodaTime;
using static FreightRecovery.Domain.Tests.Feeds.AirSynthetic;

namespace FreightRecovery.Domain.Tests.Feeds;

public class FlightMeaningTests
{
    [Fact]
    public void A_flight_is_the_same_however_it_is_written()
    {
        Departed.AirNothing();
        Departed.AirNothing(Booked(f => f with { Flight = "255" }));
        (Departed with { Flight = "CX0255" }).AirNothing();
        (Departed with { Flight = "LH255" }).AirIncident();
    }

    [Fact]
    public void A_departure_on_another_flight_is_rolled_cargo()
    {
        var incident = (Departed with { Flight = "CX257" }).AirIncident();

        Assert.Equal((IncidentKind.CargoRolled, Fault.Carrier, Severity.Major, "HKHKG"), (incident.Kind, incident.Fault, incident.Severity, incident.Place));
        Assert.Equal(
            "Booked on flight CX 0255 from HKHKG to GBLON. Departure from HKG took place at 2026-06-18 01:00 UTC on flight CX257 instead.",
            incident.Description);
    }

    [Theory]
    [InlineData(CargoMove.Booked)]
    [InlineData(CargoMove.Manifested)]
    [InlineData(CargoMove.Prepared)]
    public void Cargo_put_on_another_flight_is_rolled_even_as_a_plan(CargoMove move)
    {
        Handled(move).AirNothing();
        Assert.Equal(IncidentKind.CargoRolled, (Handled(move) with { Flight = "CX257" }).AirIncident().Kind);
    }

    [Fact]
    public void The_same_number_on_the_next_day_is_another_flight() =>
        Assert.Equal(IncidentKind.CargoRolled, (Handled(CargoMove.Booked) with { OccurredAt = Departure + Duration.FromDays(1) }).AirIncident().Kind);

    [Fact]
    public void The_same_flight_hours_later_is_a_delay()
    {
        var later = Handled(CargoMove.Manifested) with { OccurredAt = Departure + Duration.FromHours(7) };

        Assert.Equal((IncidentKind.TransitDelay, Severity.Minor), (later.AirIncident().Kind, later.AirIncident().Severity));
        (later with { OccurredAt = Departure + Duration.FromHours(5) }).AirNothing();
    }

    [Fact]
    public void A_part_that_flies_otherwise_is_a_minor_matter() => Assert.Equal(
        (IncidentKind.CargoRolled, Severity.Minor),
        (Departed with { Flight = "CX257", Quantity = new(3, null, 10, Portion.Part) }).AirIncident() is var i ? (i.Kind, i.Severity) : default);

    [Fact]
    public void Flights_from_elsewhere_than_the_origin_are_the_airlines_own_plan()
    {
        (Departed with { Flight = "CX257", Airport = "DXB" }).AirNothing();
        (Handled(CargoMove.Booked, "DXB") with { Flight = "CX257" }).AirNothing();
    }

    [Fact]
    public void Without_a_booked_flight_there_is_none_to_compare_with() =>
        (Departed with { Flight = "CX257" }).AirNothing(Booked(f => f with { Flight = null }));

    [Theory]
    [InlineData(5, null)]
    [InlineData(6, Severity.Minor)]
    [InlineData(24, Severity.Major)]
    [InlineData(72, Severity.Critical)]
    public void Air_cargo_is_late_within_hours(int hours, Severity? severity)
    {
        var late = Departed with { OccurredAt = Departure + Duration.FromHours(hours) };

        Assert.Equal(severity, (late.AirMeaning() as Meaning.Incident)?.Proposal.Severity);
    }

    [Fact]
    public void An_arrival_at_one_of_the_citys_airports_is_an_arrival_at_the_city()
    {
        var late = Departed with { Kind = new FactKind.Arrival(), Airport = "LHR", OccurredAt = Arrival + Duration.FromHours(30) };

        Assert.Equal((IncidentKind.TransitDelay, Severity.Major, "GBLON"), late.AirIncident() is var i ? (i.Kind, i.Severity, i.Place) : default);
        (late with { Airport = "CDG" }).AirNothing();
    }

    [Fact]
    public void Cargo_received_late_from_its_flight_has_arrived_late() => Assert.Equal(
        IncidentKind.TransitDelay,
        (Handled(CargoMove.ReceivedFromFlight, "LHR") with { OccurredAt = Arrival + Duration.FromHours(30) }).AirIncident().Kind);

    [Fact]
    public void A_delay_that_an_unknown_time_zone_may_explain_is_none()
    {
        var policy = FeedPolicy.Default with { Airports = FeedPolicy.Default.Airports.Add("XQZ", ["HKHKG"]) };
        var late = Departed with { Airport = "XQZ", IsZoneUnknown = true, OccurredAt = Departure + Duration.FromHours(19) };

        late.AirNothing(policy: policy);
        Assert.Contains("The time zone of XQZ is not known", (late with { OccurredAt = Departure + Duration.FromHours(20) }).AirIncident(policy: policy).Description);
    }

    [Theory]
    [InlineData("LHR", "GBLHR", true)]
    [InlineData("LHR", "GBLON", true)]
    [InlineData("ICN", "KRSEL", true)]
    [InlineData("PVG", "CNSHA", true)]
    [InlineData("FRA", "DEFRA", true)]
    [InlineData("FRA", "DEMUC", false)]
    [InlineData("LHR", "FRPAR", false)]
    public void Airports_belong_to_places(string airport, string locode, bool belongs)
    {
        var rolled = (Departed with { Airport = airport, Flight = "CX257" }).AirMeaning(Booked(f => f with { Origin = locode })) is Meaning.Incident;

        Assert.Equal(belongs, rolled);
    }

    [Fact]
    public void A_house_adds_airports_of_its_own()
    {
        var policy = FeedPolicy.Default with { Airports = FeedPolicy.Default.Airports.Add("HHN", ["DELUX"]) };
        var fact = Departed with { Airport = "HHN", Flight = "CX257" };

        fact.AirNothing(Booked(f => f with { Origin = "DELUX" }));
        fact.AirIncident(Booked(f => f with { Origin = "DELUX" }), policy);
    }

    [Fact]
    public void A_fact_that_names_no_cargo_is_ours_by_the_flight_near_its_plan()
    {
        var unnamed = Departed with { TransportDocuments = [], OccurredAt = Departure + Duration.FromHours(7) };

        Assert.Equal(["CX255", "255"], FactKeys.Of(unnamed).Flights);
        Assert.Empty(FactKeys.Of(Departed).Flights);
        Assert.Equal(IncidentKind.TransitDelay, unnamed.AirIncident().Kind);
        Assert.Contains("names no document", (unnamed with { OccurredAt = Departure + Duration.FromDays(1) }).AirNothing());
        Assert.Contains("names no document", (unnamed with { Flight = "CX257" }).AirNothing());
    }

    [Fact]
    public void Another_waybill_is_none_of_ours() => (Departed with { Flight = "CX257", TransportDocuments = ["160-99999995"] }).AirNothing();
}
