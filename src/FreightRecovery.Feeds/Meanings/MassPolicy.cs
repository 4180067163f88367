using System.Collections.Immutable;
using FreightRecovery.Domain;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>How masses of one mode are compared.</summary>
/// <param name="KilogramsPerCubicMetre">What a cubic metre is charged as at least.</param>
/// <param name="ToleranceKilograms">A difference up to this is the scale's.</param>
/// <param name="ToleranceShare">So is one up to this share of what was booked; the larger of the two counts.</param>
public sealed record MassPolicy(decimal KilogramsPerCubicMetre, decimal ToleranceKilograms, decimal ToleranceShare)
{
    /// <summary>
    /// The trade's usual rules. Air: 6 000 cm3 count as a kilogram (IATA Resolution 502; TACT 3.9.4). Sea: a cubic metre counts as a
    /// tonne (W/M, less than full containers). Road and rail: a cubic metre counts as 333 kg (1 : 3). Tolerances are judgement: air cargo
    /// is weighed to half a kilogram, road and rail cargo on platform scales, and a container's mass by SOLAS VI/2 may be off by 5 %
    /// (most administrations' threshold).
    /// </summary>
    public static ImmutableDictionary<TransportMode, MassPolicy> Usual { get; } = new Dictionary<TransportMode, MassPolicy>
    {
        [TransportMode.Air] = new(166.67m, 1m, 0.01m),
        [TransportMode.Sea] = new(1000m, 50m, 0.05m),
        [TransportMode.Road] = new(333m, 10m, 0.02m),
        [TransportMode.Rail] = new(333m, 10m, 0.02m),
    }.ToImmutableDictionary();

    /// <summary>Whether two masses differ by more than a scale may be off.</summary>
    public bool Differ(Mass booked, Mass told) =>
        Math.Abs(told.Kilograms - booked.Kilograms) > Math.Max(ToleranceKilograms, ToleranceShare * booked.Kilograms);

    /// <summary>What a volume is charged as.</summary>
    public Mass Volumetric(decimal cubicMetres) => new(cubicMetres * KilogramsPerCubicMetre);

    internal static void Check(PolicyCheck check, MassPolicy row, string at) => check
        .Within(row.KilogramsPerCubicMetre, 0m, 10_000m, at + "/kilogramsPerCubicMetre")
        .Within(row.ToleranceKilograms, 0m, 10_000m, at + "/toleranceKilograms")
        .Share(row.ToleranceShare, at + "/toleranceShare");
}
