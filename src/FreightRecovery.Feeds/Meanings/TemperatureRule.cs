using System.Globalization;
using FreightRecovery.Domain;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>A refrigerated container that is too warm or too cold within.</summary>
internal static class TemperatureRule
{
    public static Meaning Of(FactKind.Temperature told, TradeFact fact, BookedShipment shipment, FeedPolicy policy)
    {
        if (fact.Classifier is not Classifier.Actual) return new Meaning.Nothing("Nothing has been measured yet.");
        var off = Math.Max(told.Warmest - told.SetPoint, told.SetPoint - told.Coldest);
        if (off <= policy.TemperatureTolerance) return new Meaning.Nothing("The temperature is within tolerance.");
        return Meaning.Propose(
            IncidentKind.CargoDamaged, Fault.Carrier, policy.TemperatureOff, fact, shipment, policy,
            Telling.Of(
                shipment,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The container is set to {told.SetPoint} °C, and {told.Coldest} to {told.Warmest} °C were measured at ")
                + $"{Telling.Time(fact.OccurredAt)}. Whether the cargo has suffered is to be found out.",
                fact),
            containers: Comparing.ContainersNamed(fact, shipment));
    }
}
