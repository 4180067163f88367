using FreightRecovery.Domain.Shipments;
using NodaTime;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>What was measured in a refrigerated container at one time.</summary>
/// <param name="Container">The container, in one spelling.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Off">By how many degrees Celsius the probe farthest off its set point was off.</param>
public readonly record struct TemperatureReading(string Container, Instant At, decimal Off)
{
    /// <summary>The reading that a fact tells, for the caller to remember; null when it tells none.</summary>
    public static TemperatureReading? Of(TradeFact fact) =>
        fact is { IsRetracted: false, Classifier: Classifier.Actual, Kind: FactKind.Temperature told, Containers.IsEmpty: false }
            ? new(TradeNames.Reference(fact.Containers[0]), fact.OccurredAt, Math.Max(told.Warmest - told.SetPoint, told.SetPoint - told.Coldest))
            : null;
}
