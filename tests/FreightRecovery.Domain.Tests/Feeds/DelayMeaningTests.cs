using FreightRecovery.Feeds;
using NodaTime;
using static FreightRecovery.Domain.Tests.Feeds.Synthetic;

namespace FreightRecovery.Domain.Tests.Feeds;

public class DelayMeaningTests
{
    private static readonly Duration TwoDays = Duration.FromDays(2);

    [Fact]
    public void An_arrival_on_the_day_is_no_incident() => (Arrived with { OccurredAt = Arrival + Duration.FromHours(23) }).Nothing();

    [Fact]
    public void An_arrival_a_day_late_is_a_transit_delay_of_the_carrier()
    {
        var incident = (Arrived with { OccurredAt = Arrival + Duration.FromDays(1), DelayReasonCodes = ["TRF"] }).Incident();

        Assert.Equal((IncidentKind.TransitDelay, Fault.Carrier, Severity.Minor), (incident.Kind, incident.Fault, incident.Severity));
        Assert.Equal(("USNYC", "synthetic-1"), (incident.Place, incident.MessageId));
        Assert.Equal(
            "Booked on Pacific Star voyage 012W from CNTAO to USNYC. Arrival at USNYC took place at 2026-04-02 08:00 UTC, 1 day later than booked (traffic).",
            incident.Description);
    }

    [Theory]
    [InlineData(2, Severity.Minor)]
    [InlineData(3, Severity.Major)]
    [InlineData(10, Severity.Critical)]
    public void The_longer_the_delay_the_worse(int days, Severity severity) =>
        Assert.Equal(severity, (Sailed with { OccurredAt = Departure + Duration.FromDays(days) }).Incident().Severity);

    [Theory]
    [InlineData("WEA", ForceMajeureCause.Weather)]
    [InlineData("STR", ForceMajeureCause.Strike)]
    [InlineData("ACC", ForceMajeureCause.Accident)]
    [InlineData("PTF", ForceMajeureCause.PortClosure)]
    [InlineData("QUV", ForceMajeureCause.Authority)]
    [InlineData("MIL", ForceMajeureCause.Authority)]
    public void A_cause_that_nobody_can_help_is_force_majeure_without_fault(string code, ForceMajeureCause cause)
    {
        var incident = (Arrived with { OccurredAt = Arrival + TwoDays, DelayReasonCodes = [code] }).Incident();

        Assert.Equal((IncidentKind.ForceMajeure, cause, Fault.Nobody), (incident.Kind, incident.ForceMajeureCause, incident.Fault));
    }

    [Theory]
    [InlineData("War risk in the strait", ForceMajeureCause.War)]
    [InlineData("The port is closed", ForceMajeureCause.PortClosure)]
    [InlineData("Warehouse and warnings", ForceMajeureCause.Accident)]
    public void Other_force_majeure_takes_its_cause_from_the_remark(string remark, ForceMajeureCause cause) =>
        Assert.Equal(cause, (Arrived with { OccurredAt = Arrival + TwoDays, DelayReasonCodes = ["OTF"], Remark = remark }).Incident().ForceMajeureCause);

    [Fact]
    public void Weather_does_not_excuse_a_broken_engine() =>
        Assert.Equal(IncidentKind.TransitDelay, (Arrived with { OccurredAt = Arrival + TwoDays, DelayReasonCodes = ["WEA", "ENG"] }).Incident().Kind);

    [Fact]
    public void A_reason_alone_tells_a_delay_when_no_plan_is_known()
    {
        var unplanned = Shipment with { PlannedArrival = null };

        Assert.Equal(Severity.Minor, (Arrived with { DelayReasonCodes = ["WEA"] }).Incident(unplanned).Severity);
        Arrived.Nothing(unplanned);
    }

    [Fact]
    public void A_delay_at_a_port_in_between_counts_when_the_cargo_is_named_and_not_for_the_vessel_alone()
    {
        var between = Arrived with { Location = "KRPUS", DelayReasonCodes = ["CGS"] };

        Assert.Equal(IncidentKind.TransitDelay, between.Incident().Kind);
        (between with { Bookings = [] }).Nothing();
    }

    [Fact]
    public void An_estimate_happened_when_it_was_told()
    {
        var told = Departure - Duration.FromDays(5);
        var fact = Arrived with { Classifier = Classifier.Estimated, OccurredAt = Arrival + TwoDays, CreatedAt = told };

        Assert.Equal(told, fact.Incident().OccurredAt);
    }

    [Fact]
    public void A_plan_is_no_delay() => (Arrived with { Classifier = Classifier.Planned, OccurredAt = Arrival + TwoDays }).Nothing();
}
