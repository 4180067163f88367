using System.Globalization;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>
/// A refrigerated container that is too warm or too cold within, for longer than it takes to defrost. Defrosting stops the fans and heats
/// the air cooler every six to twelve hours, and the sensor of the return air then shows a peak that the cargo does not feel (GDV, Container
/// Handbook, 7.2.7.3). So one reading that is off says nothing until the next one is off too, unless it is far off.
/// </summary>
internal static class TemperatureRule
{
    public static Meaning Of(FactKind.Temperature told, TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        if (fact.Classifier is not Classifier.Actual) return new Meaning.Nothing("Nothing has been measured yet.");
        var off = Math.Max(told.Warmest - told.SetPoint, told.SetPoint - told.Coldest);
        if (off <= policy.TemperatureTolerance) return new Meaning.Nothing("The temperature is within tolerance.");
        var (from, to) = OffAround(fact, shipment, policy);
        if (off <= policy.TemperatureExtreme && to - from < policy.TemperaturePeak)
            return new Meaning.Nothing($"It may be a defrost: it is not known to have been off for {Telling.Length(policy.TemperaturePeak)}.");
        var since = to > from ? $"It was off in every reading from {Telling.Time(from)} to {Telling.Time(to)}." : null;
        var measured = string.Create(
            CultureInfo.InvariantCulture,
            $"The container is set to {told.SetPoint} °C, and {told.Coldest} to {told.Warmest} °C were measured at {Telling.Time(fact.OccurredAt)}.");
        return Meaning.Propose(
            IncidentKind.CargoDamaged, Fault.Carrier, policy.TemperatureOff, fact, shipment, policy,
            Telling.Of(shipment, Telling.Sentences(measured, since, "Whether the cargo has suffered is to be found out."), fact),
            containers: Comparing.ContainersNamed(fact, shipment));
    }

    // The stretch of readings around this one between the last good one before it and the first good one after it.
    private static (Instant From, Instant To) OffAround(TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        var (from, to) = (fact.OccurredAt, fact.OccurredAt);
        if (TemperatureReading.Of(fact) is not { } own || shipment.Temperatures.IsDefaultOrEmpty) return (from, to);
        var readings = shipment.Temperatures.Where(r => r.Container == own.Container).OrderBy(r => r.At).ToList();
        foreach (var reading in readings.Where(r => r.At < own.At).Reverse())
        {
            if (reading.Off <= policy.TemperatureTolerance) break;
            from = reading.At;
        }

        foreach (var reading in readings.Where(r => r.At > own.At))
        {
            if (reading.Off <= policy.TemperatureTolerance) break;
            to = reading.At;
        }

        return (from, to);
    }
}
