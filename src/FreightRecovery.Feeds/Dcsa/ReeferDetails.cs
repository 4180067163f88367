using System.Text.Json;

namespace FreightRecovery.Feeds.Dcsa;

/// <summary>
/// The temperatures of a reefer event of 3.0, which alone defines them: a set point and probes' measurements in one unit. Version 2.2 has no
/// such event; carriers that send one there send no details that the standard knows.
/// </summary>
internal static class ReeferDetails
{
    private const string Details = "/reeferDetails", Probes = "/reeferDetails/temperatureProbeMeasurements";
    private const decimal FreezingFahrenheit = 32m;

    /// <summary>The fact that the event tells: temperatures when both set point and measurements are told, else something else.</summary>
    public static FactKind Read(EventReader reader, Json e)
    {
        var details = reader.Object(e, Spot.Top, "reeferDetails"u8);
        var spot = new Spot(Details);
        var fahrenheit = reader.Code(details, spot, "temperatureUnit"u8, Units);
        var setPoint = reader.Number(details, spot, "internalSetpointTemperature"u8);
        var (coldest, warmest) = Measured(reader, reader.Array(details, spot, "temperatureProbeMeasurements"u8));
        return (fahrenheit, setPoint, coldest, warmest) is ({ } unit, { } set, { } least, { } most)
            ? new FactKind.Temperature(Celsius(set, unit), Celsius(least, unit), Celsius(most, unit))
            : new FactKind.Other("REEFER");
    }

    private static readonly CodeTable<bool> Units = new(("CEL", false), ("FAH", true));

    private static (decimal? Coldest, decimal? Warmest) Measured(EventReader reader, Json probes)
    {
        decimal? coldest = null, warmest = null;
        if (probes.ValueKind is not JsonValueKind.Array) return (null, null);
        var index = 0;
        foreach (var probe in probes.Items)
        {
            var spot = new Spot(Probes, index++);
            if (probe.ValueKind is not JsonValueKind.Object) reader.Wrong(spot, [], "not an object");
            if (reader.Number(probe, spot, "measuredTemperatureValue"u8) is not { } value) continue;
            coldest = Math.Min(coldest ?? value, value);
            warmest = Math.Max(warmest ?? value, value);
        }

        return (coldest, warmest);
    }

    // To a hundredth of a degree, which no probe measures.
    private static decimal Celsius(decimal value, bool fahrenheit) =>
        fahrenheit ? Math.Round((value - FreezingFahrenheit) * 5m / 9m, 2) : value;
}
