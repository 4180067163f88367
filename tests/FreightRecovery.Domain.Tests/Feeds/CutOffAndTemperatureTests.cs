using System.Text;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Dcsa;
using FreightRecovery.Feeds.Meanings;
using NodaTime;
using static FreightRecovery.Domain.Tests.Feeds.Synthetic;

namespace FreightRecovery.Domain.Tests.Feeds;

public class CutOffAndTemperatureTests
{
    private static readonly BookedShipment WithCutOff = Shipment with { PapersCutOff = Departure + Duration.FromHours(6) };

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
        var before = Shipment with { Temperatures = [new("SYNU1111111", measured.OccurredAt - Duration.FromHours(1), 4m)] };

        if (wrong) Assert.Equal((IncidentKind.CargoDamaged, Severity.Major), measured.Incident(before) is var i ? (i.Kind, i.Severity) : default);
        else measured.Nothing(before);
    }

    [Theory]
    [InlineData("", "", false)]
    [InlineData("-60 0", "60 0", false)]
    [InlineData("-20 5", "20 0", false)]
    [InlineData("-120 0 -60 5", "60 0", true)]
    [InlineData("-60 0", "60 5", true)]
    [InlineData("-60 0 -20 5", "30 5 60 0", true)]
    [InlineData("-60 5 -30 0", "60 0", false)]
    public void A_peak_between_good_readings_is_a_defrost_and_what_lasts_is_not(string before, string after, bool wrong)
    {
        var measured = Loaded with { Kind = new FactKind.Temperature(-18m, -18m, -12m) };
        var shipment = Shipment with { Temperatures = [new("SYNU2222222", measured.OccurredAt + Duration.FromHours(2), 9m), .. Readings(before), .. Readings(after)] };

        if (wrong) Assert.Contains("off in every reading from", measured.Incident(shipment).Description);
        else Assert.Contains("defrost", measured.Nothing(shipment));

        IEnumerable<TemperatureReading> Readings(string told) => told.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).Chunk(2)
            .Select(r => new TemperatureReading("SYNU1111111", measured.OccurredAt + Duration.FromMinutes(r[0]), r[1]));
    }

    [Fact]
    public void What_is_far_off_is_told_at_once()
    {
        var measured = Loaded with { Kind = new FactKind.Temperature(-18m, -18m, -2m) };

        Assert.DoesNotContain("in every reading", measured.Incident().Description);
    }

    [Fact]
    public void A_house_may_hear_of_every_peak_and_not_of_impossible_ones()
    {
        var measured = Loaded with { Kind = new FactKind.Temperature(-18m, -18m, -12m) };

        Assert.IsType<Meaning.Incident>(Meaning.Of(measured, Shipment, FeedPolicy.Default with { TemperaturePeak = Duration.Zero }));
        Assert.Equal(["/temperaturePeak", "/temperatureExtreme"],
            (FeedPolicy.Default with { TemperaturePeak = Duration.FromDays(3), TemperatureExtreme = 1m }).Faults().Select(f => f.Pointer));
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
