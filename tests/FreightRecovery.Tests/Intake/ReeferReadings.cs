namespace FreightRecovery.Tests.Intake;

/// <summary>Readings of a refrigerated container that come one by one, in whatever order.</summary>
public sealed class ReeferReadings
{
    [Theory]
    [InlineData("0 -18, 1 -11, 2 -18", 0)]
    [InlineData("0 -18, 1 -11, 2 -11, 3 -18", 1)]
    [InlineData("2 -11, 0 -18, 1 -11", 1)]
    [InlineData("0 -11, 1 -18, 2 -11", 0)]
    [InlineData("1 -2", 1)]
    public async Task One_that_is_off_waits_for_the_next(string readings, int incidents)
    {
        await using var alone = await new House().WithOneShipment();
        foreach (var (reading, i) in readings.Split(", ").Select((r, i) => (r, i)))
            await alone.Feed(Messages.Three(Reading(reading, i)));
        Assert.Equal(incidents, await alone.Count("SELECT count(*) FROM incident WHERE kind = 'cargoDamaged'"));

        await using var together = await new House().WithOneShipment();
        await together.Feed(Messages.Three(readings.Split(", ").Select(Reading)));
        Assert.Equal(incidents, await together.Count("SELECT count(*) FROM incident WHERE kind = 'cargoDamaged'"));
    }

    // The hour and what was measured then; the container is set to -18 degrees.
    private static string Reading(string told, int number)
    {
        var (hour, measured) = (told.Split(' ')[0], told.Split(' ')[1]);
        return $$"""
            {"eventID":"r{{number}}","eventDateTime":"2026-03-01T0{{hour}}:00:00Z","eventUpdatedDateTime":"2026-03-01T0{{hour}}:05:00Z",
             "eventClassification":{"eventTypeCode":"REEFER","eventClassifierCode":"ACT","reeferEventTypeCode":"MEAS"},
             "equipmentDetails":{"equipmentReference":"MSKU1234565"},
             "reeferDetails":{"temperatureUnit":"CEL","internalSetpointTemperature":-18,"temperatureProbeMeasurements":[{"measuredTemperatureValue":{{measured}} }] } }
            """;
    }
}
