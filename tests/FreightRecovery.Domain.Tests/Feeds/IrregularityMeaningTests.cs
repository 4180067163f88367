using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Meanings;
using static FreightRecovery.Domain.Tests.Feeds.AirSynthetic;

namespace FreightRecovery.Domain.Tests.Feeds;

public class IrregularityMeaningTests
{
    [Theory]
    [InlineData(IrregularityKind.Missing, null, IncidentKind.CargoLost, Fault.Carrier, Severity.Major)]
    [InlineData(IrregularityKind.Lost, null, IncidentKind.CargoLost, Fault.Carrier, Severity.Critical)]
    [InlineData(IrregularityKind.Damaged, null, IncidentKind.CargoDamaged, Fault.Carrier, Severity.Major)]
    [InlineData(IrregularityKind.NotLoaded, null, IncidentKind.CargoRolled, Fault.Carrier, Severity.Minor)]
    [InlineData(IrregularityKind.Offloaded, null, IncidentKind.CargoRolled, Fault.Carrier, Severity.Minor)]
    [InlineData(IrregularityKind.ShortShipped, null, IncidentKind.CargoRolled, Fault.Carrier, Severity.Minor)]
    [InlineData(IrregularityKind.OverCarried, null, IncidentKind.TransitDelay, Fault.Carrier, Severity.Major)]
    [InlineData(IrregularityKind.DocumentsMissing, null, IncidentKind.CustomsPapersLate, Fault.Carrier, Severity.Major)]
    [InlineData(IrregularityKind.RefusedByCustoms, null, IncidentKind.DeclarationWrong, Fault.Operations, Severity.Major)]
    [InlineData(IrregularityKind.RefusedByCustoms, "Certificate missing", IncidentKind.CustomsPapersLate, Fault.Operations, Severity.Major)]
    [InlineData(IrregularityKind.HeldByAuthority, "Customs inspection", IncidentKind.CustomsPapersLate, Fault.Operations, Severity.Major)]
    [InlineData(IrregularityKind.HeldByAuthority, "Export licence lost", IncidentKind.CustomsPapersLost, Fault.Operations, Severity.Major)]
    [InlineData(IrregularityKind.HeldByAuthority, null, IncidentKind.ForceMajeure, Fault.Nobody, Severity.Major)]
    [InlineData(IrregularityKind.RefusedByConsignee, null, IncidentKind.InstructionNotFollowed, Fault.Customer, Severity.Major)]
    [InlineData(IrregularityKind.Delayed, null, IncidentKind.TransitDelay, Fault.Carrier, Severity.Minor)]
    [InlineData(IrregularityKind.Discrepancy, null, IncidentKind.DocumentsDefective, Fault.Operations, Severity.Minor)]
    public void What_a_carrier_calls_wrong_is_an_incident(IrregularityKind what, string? remark, IncidentKind kind, Fault fault, Severity severity)
    {
        var incident = (Wrong(what, remark) with { Quantity = what is IrregularityKind.Discrepancy ? null : Wrong(what).Quantity }).AirIncident();

        Assert.Equal((kind, fault, severity), (incident.Kind, incident.Fault, incident.Severity));
        Assert.Equal(kind is IncidentKind.ForceMajeure ? ForceMajeureCause.Authority : null, incident.ForceMajeureCause);
    }

    [Fact]
    public void All_of_it_left_behind_is_worse_than_a_part()
    {
        Assert.Equal(Severity.Major, (Wrong(IrregularityKind.Offloaded) with { Quantity = new(10, null, 10) }).AirIncident().Severity);
        Assert.Equal(Severity.Major, (Wrong(IrregularityKind.Offloaded) with { Quantity = null }).AirIncident().Severity);
    }

    [Theory]
    [InlineData(IrregularityKind.Found)]
    [InlineData(IrregularityKind.DocumentsFound)]
    [InlineData(IrregularityKind.DefinitelyLoaded)]
    public void What_mends_an_irregularity_is_none(IrregularityKind what) => Wrong(what).AirNothing();

    [Fact]
    public void What_was_seen_where_and_of_how_much_stands_in_the_description() => Assert.Equal(
        "Booked on flight CX 0255 from HKHKG to GBLON. The carrier reports cargo missing at LHR, 2026-06-18 01:00 UTC (2 pieces of 10).",
        Wrong(IrregularityKind.Missing).AirIncident().Description);

    [Fact]
    public void A_delay_by_weather_is_force_majeure() => Assert.Equal(
        (IncidentKind.ForceMajeure, (ForceMajeureCause?)ForceMajeureCause.Weather),
        (Wrong(IrregularityKind.Delayed) with { DelayReasonCodes = ["WEA"] }).AirIncident() is var i ? (i.Kind, i.ForceMajeureCause) : default);

    [Fact]
    public void Cargo_offloaded_in_a_strike_is_nobodys_fault() =>
        Assert.Equal(Fault.Nobody, (Wrong(IrregularityKind.Offloaded) with { DelayReasonCodes = ["STR"] }).AirIncident().Fault);

    [Fact]
    public void A_discrepancy_that_tells_its_figures_is_judged_by_them()
    {
        Assert.Equal(IncidentKind.CargoLost, (Wrong(IrregularityKind.Discrepancy) with { Quantity = new(8, null, 10) }).AirIncident().Kind);
        Assert.Equal(IncidentKind.ChargeableMassWrong, (Wrong(IrregularityKind.Discrepancy) with { Quantity = new(10, new(600m), 10) }).AirIncident().Kind);
        (Wrong(IrregularityKind.Discrepancy) with { Quantity = new(10, new(501m), 10) }).AirNothing();
    }

    [Fact]
    public void A_plan_is_no_irregularity() => (Wrong(IrregularityKind.Missing) with { Classifier = Classifier.Planned }).AirNothing();

    [Fact]
    public void Every_irregularity_has_a_meaning() =>
        Assert.All(Enum.GetValues<IrregularityKind>(), what => Assert.NotNull(Meaning.Of(Wrong(what), Shipment, FeedPolicy.Default)));
}
