using System.Text;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Dcsa;
using NodaTime;
using static FreightRecovery.Domain.Tests.Feeds.Synthetic;

namespace FreightRecovery.Domain.Tests.Feeds;

public class CutOffAndTemperatureTests
{
    private static readonly FreightRecovery.Feeds.Meanings.BookedShipment WithCutOff = Shipment with { PapersCutOff = Departure + Duration.FromHours(6) };

    [Theory]
    [InlineData(DocumentKind.ShippingInstruction, DocumentStatus.PendingApproval, IncidentKind.DocumentsDefective)]
    [InlineData(DocumentKind.VerifiedGrossMass, DocumentStatus.PendingUpdate, IncidentKind.DocumentsDefective)]
    [InlineData(DocumentKind.AdvanceManifest, DocumentStatus.Drafted, IncidentKind.CustomsPapersLate)]
    [InlineData(DocumentKind.CustomsClearance, DocumentStatus.PendingApproval, IncidentKind.CustomsPapersLate)]
    public void Papers_not_in_order_shortly_before_their_cut_off_are_late(DocumentKind document, DocumentStatus status, IncidentKind kind)
    {
        Assert.Equal(kind, Paper(document, status).Incident(WithCutOff).Kind);
        Paper(document, status).Nothing(Shipment with { PapersCutOff = Departure + Duration.FromHours(13) });
        Paper(document, status).Nothing();
    }

    [Fact]
    public void Papers_that_come_after_their_cut_off_are_late_and_those_before_are_not()
    {
        Assert.Contains(
            "the cut-off is 2026-03-01 07:00 UTC",
            Paper(DocumentKind.ShippingInstruction, DocumentStatus.Received).Incident(Shipment with { PapersCutOff = Departure - Duration.FromHours(1) }).Description);
        Paper(DocumentKind.ShippingInstruction, DocumentStatus.Received).Nothing(WithCutOff);
        Paper(DocumentKind.Invoice, DocumentStatus.Drafted).Nothing(WithCutOff);
    }

    [Fact]
    public void A_verified_mass_that_is_rejected_keeps_the_container_ashore() =>
        Assert.Contains("not loaded", Paper(DocumentKind.VerifiedGrossMass, DocumentStatus.Rejected).Incident().Description);

    [Theory]
    [InlineData("-18.5", "-18.7", "-18.2", false)]
    [InlineData("-18.5", "-21.5", "-15.5", false)]
    [InlineData("-18.5", "-18.7", "-15.4", true)]
    [InlineData("-18.5", "-21.6", "-18.2", true)]
    public void A_reefer_raises_something_only_beyond_tolerance(string setPoint, string coldest, string warmest, bool wrong)
    {
        var measured = Loaded with { Kind = new FactKind.Temperature(Number(setPoint), Number(coldest), Number(warmest)) };

        if (wrong) Assert.Equal((IncidentKind.CargoDamaged, Severity.Major), measured.Incident() is var i ? (i.Kind, i.Severity) : default);
        else measured.Nothing();
    }

    [Theory]
    [InlineData("""{"temperatureUnit":"CEL","internalSetpointTemperature":-18.5,"temperatureProbeMeasurements":[{"measuredTemperatureValue":-18.2},{"measuredTemperatureValue":-18.7}]}""", "-18.5", "-18.7", "-18.2")]
    [InlineData("""{"temperatureUnit":"FAH","internalSetpointTemperature":32,"temperatureProbeMeasurements":[{"measuredTemperatureValue":41}]}""", "0", "5", "5")]
    public void Version_30_tells_temperatures(string details, string setPoint, string coldest, string warmest) =>
        Assert.Equal(new FactKind.Temperature(Number(setPoint), Number(coldest), Number(warmest)), Assert.Single(Reefer(details).Facts).Kind);

    [Theory]
    [InlineData("""{"temperatureUnit":"CEL","internalSetpointTemperature":-18.5}""")]
    [InlineData("""{"ambientMeasuredTemperature":22.3}""")]
    public void A_reefer_event_without_measurements_is_something_else(string details) =>
        Assert.Equal(new FactKind.Other("REEFER"), Assert.Single(Reefer(details).Facts).Kind);

    [Theory]
    [InlineData("""{"temperatureUnit":"KEL"}""", "/events/0/reeferDetails/temperatureUnit")]
    [InlineData("""{"internalSetpointTemperature":1e400}""", "/events/0/reeferDetails/internalSetpointTemperature")]
    [InlineData("""{"temperatureProbeMeasurements":[{"measuredTemperatureValue":"cold"}]}""", "/events/0/reeferDetails/temperatureProbeMeasurements/0/measuredTemperatureValue")]
    [InlineData("""{"temperatureProbeMeasurements":[7]}""", "/events/0/reeferDetails/temperatureProbeMeasurements/0")]
    public void Wrong_temperatures_are_told_by_their_place(string details, string pointer) =>
        Assert.Equal(pointer, Assert.Single(Reefer(details).Unreadable).Pointer);

    private static FeedReading Reefer(string details) => DcsaTrackAndTrace.Read(Encoding.UTF8.GetBytes(
        $$"""{"events":[{"eventID":"synthetic-reefer","eventDateTime":"2026-03-01T08:00:00Z","eventClassification":{"eventTypeCode":"REEFER","eventClassifierCode":"ACT","reeferEventTypeCode":"MEAS"},"equipmentDetails":{"equipmentReference":"SYNU1111111"},"reeferDetails":{{details}}}]}"""));

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
